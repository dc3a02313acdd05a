"""Evidence that words are the name of a person, where no table knows them: a title before, a verb of saying beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import regex

from warta.gazetteer.fold import fold
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.frequency import frequency
from warta.parse.grammar import Grammar, grammar
from warta.parse.phrases import joined
from warta.parse.uncased_organisations import find_uncased_organisations
from warta.parse.uncased_persons import find_uncased_persons
from warta.parse.uncased_words import uncased_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warta.article import ActorKind
    from warta.parse.doc import Doc

PARTICLES = frozenset(
    [
        "bin",
        "bint",
        "ibn",
        "al",
        "el",
        "de",
        "da",
        "do",
        "dos",
        "del",
        "della",
        "di",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "ben",
        "abu",
        "ud",
        "ur",
    ]
)
MOST = 4
"""Words in a name of a person."""
EVERYDAY = 4.8
"""Zipf frequency from which a word is no part of an unknown person's name."""
DOTTED = regex.compile(r"\p{Han}{1,6}(?:[·•]\p{Han}{1,8})+")


class Name(NamedTuple):
    """A name found by its surroundings: tokens ``first`` to ``last`` (exclusive), code points ``start`` to ``end``."""

    first: int
    last: int
    start: int
    end: int
    kind: ActorKind
    score: float
    method: str


def find_names(doc: Doc) -> tuple[Name, ...]:
    """Return the names of persons that the surroundings give away, in order, without overlaps (the first found wins)."""
    words = grammar(doc.language)
    found = [*_uncased(doc)] if uncased_words(doc.language) else [*_titled(doc, words), *_speaking(doc, words), *_dotted(doc)]
    chosen: list[Name] = []
    taken = -1
    for name in sorted(found, key=lambda name: (name.start, -name.end)):
        if name.start >= taken:
            chosen.append(name)
            taken = name.end
    return tuple(chosen)


def _uncased(doc: Doc) -> Iterator[Name]:
    """Yield names in a script without capitals."""
    taken: set[int] = set()
    for item in find_uncased_organisations(doc):
        taken.update(range(item.first, item.last))
        yield Name(item.first, item.last, doc.tokens[item.first].start, doc.tokens[item.last - 1].end, item.kind, 0.7, "head")
    for person in find_uncased_persons(doc, taken):
        yield _named(doc, person.first, person.last, person.score, person.method)


def is_capital(text: str) -> bool:
    """Return whether a word is written as names are: a capital first, and not a shout of many letters."""
    return text[:1].isupper() and not (text.isupper() and len(text) > 4)  # noqa: PLR2004  (acronyms are not persons)


def _run(doc: Doc, first: int) -> int:
    """Return where the capitalised run that begins at a token ends (exclusive); ``first`` where there is none."""
    last = first
    while last < len(doc.tokens) and last - first < MOST:
        token = doc.tokens[last]
        capital = is_capital(token.text)
        particle = last > first and doc.folded[last] in PARTICLES and last + 1 < len(doc.tokens) and is_capital(doc.tokens[last + 1].text)
        if not (capital or particle) or (last > first and not joined(doc, last - 1)):
            break
        last += 1
    return last


def _named(doc: Doc, first: int, last: int, score: float, method: str) -> Name:
    return Name(first, last, doc.tokens[first].start, doc.tokens[last - 1].end, "person", score, method)


def _titled(doc: Doc, words: Grammar) -> Iterator[Name]:
    places = gazetteer()
    for index in range(len(doc.tokens)):
        length = next((n for n in (3, 2, 1) if " ".join(doc.folded[index : index + n]) in words.titles), 0)
        first = index + length
        if not length or first >= len(doc.tokens) or not joined(doc, first - 1):
            continue
        if doc.folded[first] in PARTICLES or places.people_of(doc.folded[first]):
            continue
        while first < len(doc.tokens) and any(entry.kind == "country" for entry in places.named(doc.folded[first])):
            first += 1
        last = _run(doc, first)
        if last > first and joined(doc, first - 1) and doc.folded[first] not in words.titles:
            yield _named(doc, first, last, 0.85, "title")


def _speaking(doc: Doc, words: Grammar) -> Iterator[Name]:
    for index, folded in enumerate(doc.folded):
        if folded not in words.speech:
            continue
        last = _run(doc, index + 1) if index + 1 < len(doc.tokens) and joined(doc, index) else index + 1
        if last - index - 1 in {2, 3} and _person_like(doc, index + 1, last):
            yield _named(doc, index + 1, last, 0.7, "speech")
        first = index
        while first > 0 and index - first < MOST and is_capital(doc.tokens[first - 1].text) and joined(doc, first - 1):
            first -= 1
        if index - first in {2, 3} and _person_like(doc, first, index):
            yield _named(doc, first, index, 0.7, "speech")


def _person_like(doc: Doc, first: int, last: int) -> bool:
    """Return whether no word of a run is a country, a people or an everyday word: those make names of other things."""
    places = gazetteer()
    for index in range(first, last):
        word = doc.folded[index]
        if word in PARTICLES:
            continue
        if places.people_of(word) or any(entry.kind in {"country", "region", "admin1"} for entry in places.named(word)):
            return False
        if frequency(word, doc.language or "") >= EVERYDAY:
            return False
    return True


def _dotted(doc: Doc) -> Iterator[Name]:
    """Foreign names in Chinese carry a dot between given name and surname."""
    for match in DOTTED.finditer(doc.text):
        first, last = doc.token_at(match.start()), doc.token_at(match.end())
        yield Name(first, last, match.start(), match.end(), "person", 0.8, "dot")


def name_id(name: str) -> str:
    """Return the id of a person whom no table knows: the folded name, so that spellings with and without accents meet."""
    return "name:" + "-".join(fold(name).split())
