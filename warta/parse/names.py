"""Names that no table knows, by their form and the words around them: organisations, persons, and things that only look like either."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

import regex

from warta.gazetteer.fold import fold
from warta.parse.acronyms import find_acronyms
from warta.parse.han_bodies import find_han_bodies
from warta.parse.han_lexicon import has_lexicon
from warta.parse.han_names import find_han_persons
from warta.parse.name_runs import find_runs
from warta.parse.name_words import name_words, traits
from warta.parse.organisation_names import find_organisations
from warta.parse.person_evidence import RARE
from warta.parse.person_names import find_persons
from warta.parse.uncased_organisations import find_uncased_organisations
from warta.parse.uncased_persons import find_uncased_persons
from warta.parse.uncased_words import uncased_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from warta.article import ActorKind
    from warta.parse.doc import Doc, HasSpan
    from warta.parse.known import Found
    from warta.parse.name_words import NameWords
    from warta.parse.phrases import Phrase

DOTS = "·•"
DOTTED = regex.compile(r"\p{Han}{1,6}(?:[·•]\p{Han}{1,8})+")


class Name(NamedTuple):
    """A name found by its form and surroundings: tokens ``first`` to ``last`` (exclusive), code points ``start`` to ``end``.

    ``seat`` is the number of words in front that name the town or division of a public body and that a place may be found in,
    ``called`` the canonical name where that is not the name in the text.
    """

    first: int
    last: int
    start: int
    end: int
    kind: ActorKind
    score: float
    method: str
    seat: int = 0
    called: str | None = None


class Loose(NamedTuple):
    """Capitalised words that are no name by themselves; ``loud`` where most words of the sentence have capitals.

    With ``surname`` they are a known name of something else, and a surname here only if the document has somebody of that surname.
    """

    first: int
    last: int
    loud: bool
    surname: bool = False


class Names(NamedTuple):
    """What was found: names in order, without overlaps, and capitalised words that may be a part of a name of the document."""

    names: tuple[Name, ...]
    loose: tuple[Loose, ...]


def find_names(
    doc: Doc,
    starts: Sequence[int],
    known: Sequence[Found] = (),
    barred: Iterable[HasSpan] = (),
    bodies: Iterable[Phrase] = (),
    *,
    titled: bool = False,
) -> Names:
    """Return the names of persons and organisations that their form and surroundings give away.

    ``starts`` are the tokens that a name may begin with. ``known`` names of the tables are left alone, but for those that are a part
    of a longer organisation; ``barred`` spans, such as dates, hold no name, and ``bodies``, words for institutions, no person.
    With ``titled`` only persons are looked for whose title stands before them, which is all that a model of names leaves to be found.
    """
    if uncased_words(doc.language) or has_lexicon(doc.language):
        found = _uncased(doc) if uncased_words(doc.language) else _han(doc)
        return Names(tuple(without_overlaps(sorted(found, key=lambda name: (name.start, -name.end)))), ())
    words = name_words(doc.language)
    closed = {index for span in barred for index in range(doc.token_at(span.start), doc.token_at(span.end))}
    owners = {index: found for found in known for index in range(found.phrase.first, found.phrase.last)}
    people = {index for index, found in owners.items() if found.actor.kind == "person"}
    runs = find_runs(doc, starts, words, closed)
    names = [
        _named(doc, span.first, span.last, span.kind, 0.75, "head", seat=span.seat)
        for span in find_organisations(doc, runs, words, owners)
        if not _is_known(span.first, span.last, owners)
    ]
    claimed = {*owners, *(index for name in names for index in range(name.first, name.last))}
    claimed.update(index for phrase in bodies for index in range(phrase.first, phrase.last))
    acronyms = find_acronyms(doc, runs, words, claimed)
    names += [_named(doc, first, last, "organisation", 0.6, "acronym") for first, last in acronyms]
    claimed.update(index for first, last in acronyms for index in range(first, last))
    persons, left = find_persons(doc, runs, words, claimed.difference(_after_given_names(doc, owners, words)), people, titled=titled)
    names += [_named(doc, span.first, span.last, "person", span.score, span.method) for span in persons]
    names += _dotted(doc)
    names.sort(key=lambda name: (name.start, -name.end))
    loose = [Loose(piece.first, piece.last, piece.loud) for piece in left]
    loose += [Loose(index, index + 1, loud=False, surname=True) for index, item in owners.items() if _is_one_word(doc, item)]
    return Names(tuple(without_overlaps(names)), tuple(loose))


def _is_one_word(doc: Doc, found: Found) -> bool:
    """Return whether a known name that is no person's is one word with a capital, which may be a surname as well."""
    phrase = found.phrase
    return phrase.last - phrase.first == 1 and found.actor.kind != "person" and doc.tokens[phrase.first].text.istitle()


def _after_given_names(doc: Doc, owners: Mapping[int, Found], words: NameWords) -> Iterator[int]:
    """Yield the tokens of known names of one word that stand right after what may be a given name: "Puka Temu" is no shop."""
    for index, item in owners.items():
        if not index or index - 1 in owners or not doc.joins[index - 1] or not _is_one_word(doc, item):
            continue
        before = doc.tokens[index - 1].text
        each = traits(before, doc.language)
        is_name = each.given or each.zipf < RARE
        if before[0].isupper() and is_name and not (each.people or each.large) and doc.folded[index - 1] not in words.title_words:
            yield index


def _han(doc: Doc) -> Iterator[Name]:
    """Yield names in a script without spaces between words."""
    for item in (*find_han_bodies(doc), *find_han_persons(doc)):
        yield _named(doc, item.first, item.last, item.kind, item.score, item.method)._replace(called=item.called)


def _uncased(doc: Doc) -> Iterator[Name]:
    """Yield names in a script without capitals."""
    taken: set[int] = set()
    for item in find_uncased_organisations(doc):
        taken.update(range(item.first, item.last))
        yield _named(doc, item.first, item.last, item.kind, 0.7, "head")
    for person in find_uncased_persons(doc, taken):
        yield _named(doc, person.first, person.last, "person", person.score, person.method)


def without_overlaps(names: Iterable[Name]) -> Iterator[Name]:
    """Yield names in order; of those that overlap the first."""
    taken = -1
    for name in names:
        if name.start >= taken:
            yield name
            taken = name.end


def _is_known(first: int, last: int, owners: Mapping[int, Found]) -> bool:
    """Return whether a span is, or cuts, a name of the tables; one that only holds such names is a name of its own."""
    for index in range(first, last):
        phrase = owners[index].phrase if index in owners else None
        if phrase and (phrase.first < first or last < phrase.last or (phrase.first, phrase.last) == (first, last)):
            return True
    return False


def _named(doc: Doc, first: int, last: int, kind: ActorKind, score: float, method: str, seat: int = 0) -> Name:
    return Name(first, last, doc.tokens[first].start, doc.tokens[last - 1].end, kind, score, method, seat)


def closed_spans(doc: Doc, names: Iterable[Name]) -> Iterator[tuple[int, int]]:
    """Yield the spans of names that no place is looked for in."""
    return ((doc.tokens[min(name.first + name.seat, name.last - 1)].start, name.end) for name in names)


def _dotted(doc: Doc) -> Iterator[Name]:
    """Foreign names in Chinese carry a dot between given name and surname."""
    for match in DOTTED.finditer(doc.text) if any(dot in doc.text for dot in DOTS) else ():
        first, last = doc.token_at(match.start()), doc.token_at(match.end())
        yield Name(first, last, match.start(), match.end(), "person", 0.8, "dot")


@functools.lru_cache(maxsize=8192)
def name_id(name: str) -> str:
    """Return the id of an actor whom no table knows: the folded name, so that spellings with and without accents meet."""
    return "name:" + "-".join(fold(name).split())
