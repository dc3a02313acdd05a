"""Which words may name a place: runs of words that the gazetteer knows, less those that are plainly something else.

A single word that is also a person's name or an everyday word is doubtful. It counts only where the words around show a place
("in", "downtown", a state after it), or where the same name is beyond doubt elsewhere in the article.
"""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING, NamedTuple

from warta.gazetteer.fold import name_key
from warta.gazetteer.gazetteer import Entry, gazetteer
from warta.parse.frequency import frequency
from warta.parse.han_places import says_what_it_is, state_of_letter
from warta.parse.language import table
from warta.parse.mark import PLACE, SHORT
from warta.parse.memo import MOST
from warta.parse.person_words import given_names, surnames
from warta.parse.phrases import Phrase, is_alone, joined, phrases_at
from warta.parse.place_doubts import is_believable, is_doubtful, is_refused
from warta.parse.place_surroundings import beside, is_before_its_division, is_shown, of_kind
from warta.parse.place_words import (
    METROPOLIS,
    TOWN,
    abbreviations,
    is_surname,
    lower_demonyms,
    short_state,
)
from warta.parse.spans import Spans
from warta.parse.uncased_places import least_inhabitants

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from warta.parse.doc import Doc
    from warta.parse.place_features import Feature
    from warta.parse.place_words import State
    from warta.parse.text import Token

    Span = tuple[int, int]


INNER = 2
"""Words in a name inside another name."""
LONGEST_UNHEARD = 3
"""Words in a name that no gazetteer has."""
SHORTEST_UNHEARD = 4
"""Letters in each of them."""
RARE = 2.8
"""Zipf frequency below which each of them must be."""


class Candidate(NamedTuple):
    """Words that may name a place, and the places of that name.

    ``doubtful`` where they are as likely something else, ``shown`` where the words around show a place.
    """

    phrase: Phrase
    entries: tuple[Entry, ...]
    form: str
    doubtful: bool = False
    shown: bool = False


def find_candidates(
    doc: Doc, starts: Sequence[int], taken: Sequence[Span], features: Sequence[Feature], read: Collection[Span] = ()
) -> list[Candidate]:
    """Return the runs of words that name a place, in order and without overlaps.

    ``starts`` are the tokens that a name may begin with, ``taken`` spans that are something else, ``features`` names that say themselves
    that they are places, ``read`` spans that a model of names takes for a place.
    """
    found = _without_surnames(doc, list(_candidates(doc, starts, sorted(taken), features, read)))
    certain = {candidate.phrase.key for candidate in found if not candidate.doubtful}
    links = beside(doc.language).conjunctions
    pairs = [(one, other) for one, other in itertools.pairwise(found) if _between(doc, one, other) in links]
    for one, other in [*pairs, *((other, one) for one, other in reversed(pairs))]:
        if one.phrase.key in certain:
            certain.add(other.phrase.key)
    chosen = [candidate for candidate in found if candidate.phrase.key in certain]
    held = Spans([*taken, *((candidate.phrase.start, candidate.phrase.end) for candidate in chosen)])
    return sorted([*chosen, *_unheard_of(doc, starts, held)], key=lambda candidate: candidate.phrase.first)


def inner_names(doc: Doc, starts: Sequence[int], taken: Sequence[Span]) -> dict[str, tuple[Entry, ...]]:
    """Return the large places whose names stand inside other names, by key: in the name of a university the state it is in."""
    inside, found, tokens = Spans(taken), {}, doc.tokens
    for index in starts:
        token = tokens[index]
        if token.text[0].isupper() and inside.touch(token.start, token.end):
            for phrase in doc.phrases(index)[-INNER:]:
                entries = _large(phrase.key)
                if entries:
                    found[phrase.key] = entries
    return found


@functools.lru_cache(maxsize=MOST)
def _large(key: str) -> tuple[Entry, ...]:
    """Return the places of a name one of which is large, none otherwise."""
    entries = gazetteer().named(key)
    is_large = entries and (entries[0].kind in {"country", "admin1"} or max(entry.population for entry in entries) >= TOWN)
    return entries if is_large else ()


def _unheard_of(doc: Doc, starts: Sequence[int], held: Spans) -> Iterator[Candidate]:
    """Yield rare capitalised words that a preposition of place governs and that no gazetteer has: villages, mostly."""
    governing, folded = beside(doc.language).governing, doc.folded
    last = 1
    for first in starts:
        if first < last or folded[first - 1] not in governing or doc.text[doc.tokens[first - 1].end : doc.tokens[first].start] != " ":
            continue
        last = first
        while (
            last < min(len(doc.tokens), first + LONGEST_UNHEARD) and _is_rare_name(doc, last) and (last == first or joined(doc, last - 1))
        ):
            last += 1
        start, end = doc.tokens[first].start, doc.tokens[max(first, last - 1)].end
        goes_on = last < len(doc.tokens) and joined(doc, last - 1) and doc.tokens[last].text[0].isupper()
        if last > first and not goes_on and not held.touch(start, end) and not doc.text.startswith(("'s", "’s"), end):
            yield Candidate(Phrase(first, last, start, end, " ".join(doc.folded[first:last])), (), "unheard of", shown=True)


def _is_rare_name(doc: Doc, index: int) -> bool:
    """Return whether a capitalised word is so rare that it is a name, and not one of a person."""
    text, folded = doc.tokens[index].text, doc.folded[index]
    if not text[0].isupper() or text.isupper() or len(text) < SHORTEST_UNHEARD or folded in given_names() or folded in surnames():
        return False
    return text.isalpha() and frequency(text.lower(), doc.language) < RARE and not gazetteer().people_of(folded)


def _candidates(
    doc: Doc, starts: Sequence[int], taken: Sequence[Span], features: Sequence[Feature], read: Collection[Span]
) -> Iterator[Candidate]:
    """Yield the runs of words that may name a place, without overlaps, leaving out parts of other names."""
    inside = {index: feature for feature in features for index in range(feature.phrase.first, feature.phrase.last)}
    position = last = 0
    marks, articles = doc.marks, _articles(doc.language)
    for index in sorted({*starts, *(feature.phrase.first for feature in features)}) if features else starts:
        token = doc.tokens[index]
        start = token.start
        while position < len(taken) and taken[position][1] <= start:
            position += 1
        if index < last or (position < len(taken) and taken[position][0] <= start):
            continue
        led = index > 0 and doc.folded[index - 1] in articles
        if not (led or token.kind or marks[index] & (PLACE | SHORT) or index in inside) and is_alone(doc, index):
            continue
        feature = inside.get(index)
        found = _reading(doc, index, feature.phrase.last if feature else 0, read)
        if found is None and feature and index == feature.phrase.first:
            found = Candidate(feature.phrase, (), "natural feature" if feature.natural else "site")
        if found:
            last = found.phrase.last
            yield found


def _reading(doc: Doc, index: int, least: int, read: Collection[Span]) -> Candidate | None:
    """Return the first reading of the words that begin at a token as a place that goes as far as token ``least`` (exclusive)."""
    token = doc.tokens[index]
    if token.kind == "state" or doc.marks[index] & SHORT:
        code = _country_of(doc, token) if index + 1 >= least else None
        country = gazetteer().country(code) if code else None
        if country:
            return Candidate(Phrase(index, index + 1, token.start, token.end, token.text), (country,), "abbreviation")
        state = short_state(doc, index)
        division = _division(doc, index, *state) if state and state[0] >= least else None
        if division:
            return division
    return _named(doc, index, least, read)


def _country_of(doc: Doc, token: Token) -> str | None:
    """Return the code of the country that a short form, or a character of Chinese, stands for."""
    return abbreviations(doc.language).get(token.text) or (state_of_letter(doc.language, token.text) if token.kind == "state" else None)


def _named(doc: Doc, index: int, least: int, read: Collection[Span]) -> Candidate | None:
    """Return the longest run of words from a token on, to token ``least`` at least, that the gazetteer knows."""
    places = gazetteer()
    first = doc.tokens[index].text[0]
    uncased = not (first.isupper() or first.islower())
    articles = _articles(doc.language)
    led = articles.get(doc.folded[index - 1]) if articles and index and doc.joins[index - 1] else None
    for phrase in phrases_at(doc, index) if led else doc.phrases(index):
        if phrase.last < least:
            break
        people = places.people_of(phrase.key)
        named = (places.named(f"{led} {phrase.key}") if led else ()) or (() if phrase.key.startswith("~") else places.named(phrase.key))
        if not named and not people:
            continue
        surface = doc.text[phrase.start : phrase.end]
        needed = least_inhabitants(doc, phrase) if named and uncased and not says_what_it_is(doc, phrase) else 0
        entries = tuple([entry for entry in named if is_believable(entry, surface, needed, uncased=uncased)])
        if people and not any(entry.kind == "country" for entry in entries) and _is_demonym(doc, phrase, surface):
            return Candidate(phrase, (people,), "demonym")
        sure = (phrase.start, phrase.end) in read
        if entries and (uncased or surface[0].isupper()) and (sure or not is_refused(doc, phrase, entries, surface)):
            shown, entries = sure or is_shown(doc, phrase) or is_before_its_division(doc, phrase, entries), of_kind(doc, phrase, entries)
            return Candidate(phrase, entries, "name", doubtful=not shown and is_doubtful(doc, phrase, entries), shown=shown)
    return None


def _division(doc: Doc, first: int, last: int, state: State) -> Candidate | None:
    """Return the division that a short form names."""
    key = name_key(state.admin1)
    entries = tuple(entry for entry in gazetteer().named(key) if entry.kind == "admin1" and entry.country == state.country)
    if not entries:
        return None
    return Candidate(Phrase(first, last, doc.tokens[first].start, doc.tokens[last - 1].end, key), entries[:1], "abbreviation")


@functools.cache
def _articles(language: str | None) -> dict[str, str]:
    """Return {word: article} of words that hold the article of a name: in "au Bourget" it is "le"."""
    return {name_key(word): name_key(article) for word, article in table(language, "places").get("articles", {}).items()}


def _is_demonym(doc: Doc, phrase: Phrase, surface: str) -> bool:
    """Lower-case demonyms count in languages that write them so (a table of theirs has lower-case words)."""
    if surface[0].islower() and table(doc.language, "places").get("peoples_have_capitals", False):
        return False
    return surface[0].isupper() or phrase.key in lower_demonyms() or not surface[0].islower() or phrase.key.startswith("~")


def _between(doc: Doc, one: Candidate, other: Candidate) -> str:
    return doc.text[one.phrase.end : other.phrase.start].strip(" ") if other.phrase.first - one.phrase.last <= 1 else "."


def _without_surnames(doc: Doc, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Leave out towns that are surnames here: a word that once follows a given name is a person wherever no preposition says else."""
    single = [c for c in candidates if c.form == "name" and c.entries[0].kind not in {"country", "region"}]
    followers = {c.phrase.key for c in single if is_surname(doc, c.phrase) and max(e.population for e in c.entries) < METROPOLIS}
    return [c for c in candidates if c.phrase.key not in followers or (c.shown and not is_surname(doc, c.phrase))]
