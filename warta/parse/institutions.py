"""Institutions that every state has: "the Foreign Ministry" is a body of the state beside it, or of the one that the article is about.

They are found before places, so that "of Brazil" in "Ministry of Health of Brazil" is no place of its own. Which state a word alone
means is settled after places, when it is known which states the article speaks of.
"""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING, NamedTuple

from warta.gazetteer.fold import HAN, stem_key
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.institution_words import Word, Words, body, has, institution_words
from warta.parse.known import Found, written_as
from warta.parse.phrases import Phrase, joined, phrases_at, writing
from warta.parse.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from warta.article import Place
    from warta.parse.doc import Doc

LONGEST = 10
"""Words (Chinese characters) in the longest name of an institution."""
HOME = 3.0
"""How many mentions of a foreign state the state of the outlet outweighs."""
HAN_OPENING = 2
"""Chinese characters that words are looked up by."""
COUNTRY = 3
"""Words in the longest name of a country."""


class Institution(NamedTuple):
    """A word for an institution.

    ``phrase`` holds a country beside it; ``claimed`` is what can be no place; ``country`` is None for a word alone.
    """

    phrase: Phrase
    claimed: tuple[int, int]
    word: Word
    country: str | None


class Beside(NamedTuple):
    """A country beside a word: the tokens it covers, and whether it is a name (not a word for a people, not a possessor)."""

    country: str
    first: int
    last: int
    named: bool


def find_institutions(doc: Doc) -> tuple[Institution, ...]:
    """Return the words for institutions in a document, in order, without overlaps."""
    words = institution_words(doc.language)
    if words is None:
        return ()
    found: list[Institution] = []
    last = 0
    for index in _starts(doc, words):
        match = _at(doc, index, words) if index >= last else None
        if match:
            found.append(match)
            last = match.phrase.last
    return tuple(found)


def resolve(doc: Doc, institutions: Sequence[Institution], known: Sequence[Found], places: Sequence[Place]) -> tuple[Found, ...]:
    """Return ``known`` with the bodies that the words for institutions mean, in order.

    A word alone means the body of the state whose word it is ("Treasury Department"), or which it had beside it before, or which the
    article names most.
    """
    votes = _votes(doc, known, places)
    earlier: dict[str, str] = {}
    bodies = []
    for item in institutions:
        concept = item.word.concept
        country = item.country or item.word.country or earlier.get(concept) or _likeliest(votes, concept)
        if item.country:
            earlier[concept] = item.country
        who = body(country, concept) if country else None
        if who:
            bodies.append(Found(item.phrase, who))
    owned = Spans((item.phrase.start, item.phrase.end) for item in institutions if item.country)
    whole = Spans((found.phrase.start, found.phrase.end) for found in known if not _inside(found, institutions))
    kept = [found for found in known if not owned.touch(found.phrase.start, found.phrase.end) or not _inside(found, institutions)]
    new = [found for found in bodies if not whole.touch(found.phrase.start, found.phrase.end)]
    taken = Spans((found.phrase.start, found.phrase.end) for found in kept)
    return tuple(
        sorted(
            [*kept, *(found for found in new if not taken.touch(found.phrase.start, found.phrase.end))],
            key=lambda found: found.phrase.start,
        )
    )


def _inside(found: Found, institutions: Sequence[Institution]) -> bool:
    """Return whether a known name is a mere part of an institution with its country: "Security Council" in "Russia's Security Council"."""
    return any(
        item.country
        and item.phrase.first <= found.phrase.first
        and found.phrase.last <= item.phrase.last
        and item.phrase.end - item.phrase.start > found.phrase.end - found.phrase.start
        for item in institutions
    )


def _votes(doc: Doc, known: Sequence[Found], places: Sequence[Place]) -> dict[str, float]:
    words = institution_words(doc.language)
    votes: dict[str, float] = collections.defaultdict(float)
    for place in places:
        if place.country:
            votes[place.country] += 1.0 if place.precision == "country" and place.form == "name" else 0.5
    for found in known:
        if found.actor.country:
            votes[found.actor.country] += 0.3
    if words and words.home:
        votes[words.home] += HOME
    return dict(votes)


def _likeliest(votes: dict[str, float], concept: str) -> str | None:
    """Return the state with such an institution that the article names most; None where two are named as often."""
    ranked = sorted(((weight, country) for country, weight in votes.items() if has(country, concept)), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def _starts(doc: Doc, words: Words) -> Iterator[int]:
    stemmer = writing(doc.language).stemmer
    for index, folded in enumerate(doc.folded):
        opening = "".join(doc.folded[index : index + 2])[:HAN_OPENING] if HAN.match(folded) else folded
        if opening in words.openings or (stemmer and stem_key(folded, stemmer) in words.openings):
            yield index


def _at(doc: Doc, index: int, words: Words) -> Institution | None:
    for phrase, adjective in (*((phrase, None) for phrase in phrases_at(doc, index, LONGEST)), *_around_adjective(doc, index, words)):
        for word in words.index.get(phrase.key, ()):
            if not written_as(doc.text[phrase.start : phrase.end], word.letters, phrase.key):
                continue
            beside = adjective or _before(doc, phrase, words) or _after(doc, phrase, words)
            if beside:
                return _with_country(doc, phrase, word, beside)
            if not word.owned and not _is_of_division(doc, phrase, words):
                return Institution(phrase, (phrase.start, phrase.end), word, None)
    return None


def _with_country(doc: Doc, phrase: Phrase, word: Word, beside: Beside) -> Institution:
    """Return the institution of the country beside it. In "the parliament of Kenya" no name holds the country, which stays a place."""
    if doc.text[phrase.start].islower() and word.owned:
        return Institution(phrase, (phrase.start, phrase.end), word, beside.country)
    first, last = min(phrase.first, beside.first), max(phrase.last, beside.last)
    start, end = min(phrase.start, doc.tokens[first].start), doc.tokens[last - 1].end
    whole = Phrase(first, last, start if first < phrase.first else phrase.start, end, phrase.key)
    return Institution(whole, (whole.start, whole.end) if beside.named else (phrase.start, phrase.end), word, beside.country)


def _around_adjective(doc: Doc, index: int, words: Words) -> Iterator[tuple[Phrase, Beside]]:
    """Yield the runs of words without the word for a people in their midst: ``ministère russe de la Défense``."""
    if not words.inner or index + 2 >= len(doc.tokens) or not (joined(doc, index) and joined(doc, index + 1)):
        return
    people = gazetteer().people_of(doc.folded[index + 1])
    if people is None or people.country is None:
        return
    beside = Beside(people.country, index + 1, index + 2, named=False)
    start = doc.tokens[index].start
    for rest in phrases_at(doc, index + 2, LONGEST - 2):
        yield Phrase(index, rest.last, start, rest.end, f"{doc.folded[index]} {rest.key}"), beside


def _touches(doc: Doc, index: int) -> bool:
    """Return whether nothing but a space, or nothing in Chinese, stands between a word and the next."""
    here, there = doc.tokens[index], doc.tokens[index + 1]
    gap = doc.text[here.end : there.start]
    return gap in {" ", "\u00a0", "", "-"} or (gap == ". " and len(here.text) == 1)


def _before(doc: Doc, phrase: Phrase, words: Words) -> Beside | None:
    if "before" not in words.order or phrase.first == 0:
        return None
    end = phrase.first
    if end > 1 and doc.text[doc.tokens[end - 2].end : doc.tokens[end - 1].start] in {"'", "’"} and _touches(doc, end - 1):
        owner = _country_ending(doc, end - 1, words)
        return owner._replace(last=end, first=end, named=False) if owner else None
    return _country_ending(doc, end, words) if _touches(doc, end - 1) else None


def _country_ending(doc: Doc, end: int, words: Words) -> Beside | None:
    for first in range(max(0, end - (6 if HAN.match(doc.folded[end - 1]) else COUNTRY)), end):
        if all(_touches(doc, index) for index in range(first, end - 1)):
            found = _country(doc, first, end, words)
            if found:
                return found
    return None


def _after(doc: Doc, phrase: Phrase, words: Words) -> Beside | None:
    first = phrase.last
    if first >= len(doc.tokens) or not joined(doc, first - 1):
        return None
    for length in (3, 2, 1):
        if " ".join(doc.folded[first : first + length]) in words.of:
            return _country_beginning(doc, first + length, words)
    if "after" not in words.order and "after adjective" not in words.order:
        return None
    found = _country_beginning(doc, first, words)
    return found if found and (not found.named or "after" in words.order) else None


def _country_beginning(doc: Doc, first: int, words: Words) -> Beside | None:
    for last in range(min(len(doc.tokens), first + COUNTRY), first, -1):
        if all(joined(doc, index) for index in range(first, last - 1)):
            found = _country(doc, first, last, words)
            if found:
                return found
    return None


def _country(doc: Doc, first: int, last: int, words: Words) -> Beside | None:
    """Return the country that words name, or whose people they are a word for; None where a larger division has the name ("Georgia")."""
    text = doc.text[doc.tokens[first].start : doc.tokens[last - 1].end]
    short = words.short.get(text)
    if short:
        return Beside(short, first, last, named=True)
    han = bool(HAN.match(text))
    key = ("" if han else " ").join(doc.folded[first:last])
    stemmer = writing(doc.language).stemmer
    places = gazetteer()
    for each in (key, stem_key(key, stemmer)) if stemmer else (key,):
        people = places.people_of(each)
        if people and people.country:
            return Beside(people.country, first, last, named=False)
        entries = places.named(each) if text[0].isupper() or not text[0].islower() else ()
        if (
            entries
            and entries[0].kind == "country"
            and not any(entry.kind == "admin1" and entry.population > entries[0].population for entry in entries)
        ):
            return Beside(entries[0].country or "", first, last, named=True)
    return None


def _is_of_division(doc: Doc, phrase: Phrase, words: Words) -> bool:
    """Return whether the word belongs to a part of a state ("Texas Senate", "state supreme court") or begins the name of a street."""
    before = phrase.first - 1
    if before >= 0 and _touches(doc, before):
        if doc.folded[before] in words.not_after or ("before" in words.order and _is_division(doc, before, before + 1)):
            return True
        if "before" in words.order and before > 0 and _is_division(doc, before - 1, before + 1):
            return True
    after = phrase.last
    if after >= len(doc.tokens) or not joined(doc, after - 1):
        return False
    if doc.folded[after] in words.not_before:
        return True
    for length in (3, 2, 1):
        if " ".join(doc.folded[after : after + length]) in words.of:
            return any(_is_division(doc, after + length, last) for last in (after + length + 1, after + length + 2))
    return "after" in words.order and _is_division(doc, after, after + 1)


def _is_division(doc: Doc, first: int, last: int) -> bool:
    if last > len(doc.tokens) or not doc.tokens[first].text[0].isupper():
        return False
    entries = gazetteer().named(" ".join(doc.folded[first:last]))
    return any(entry.kind == "admin1" or (entry.kind == "city" and entry.population > 100_000) for entry in entries)  # noqa: PLR2004  (a city)
