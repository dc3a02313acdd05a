"""Places: which words name one, which place of that name it is, and why it is mentioned.

Recognition looks every run of words up in the gazetteer and refuses what is no place: parts of longer names, persons, ordinary
words. Resolution lets the whole document vote: countries and divisions that it names, the division named right after a town, and
inhabitants. The role comes from the words around (:mod:`warta.parse.place_roles`).
"""

from __future__ import annotations

import collections
import math
from typing import TYPE_CHECKING, NamedTuple

from warta.article import Note, Place
from warta.gazetteer.fold import HAN
from warta.gazetteer.gazetteer import Entry, gazetteer
from warta.parse.phrases import Phrase
from warta.parse.place_context import SHARPNESS, Weighed, weigh
from warta.parse.place_roles import role_of
from warta.parse.place_words import (
    METROPOLIS,
    abbreviations,
    is_governed,
    is_ordinary,
    is_part_of_other,
    is_surname,
    lower_demonyms,
    shouts,
    state_of,
)
from warta.parse.uncased_places import least_inhabitants

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from warta.parse.doc import Doc

    Span = tuple[int, int]

SMALL = 15_000
"""Inhabitants below which a town that nothing in the document supports is doubtful."""
LEAST_WEIGHT = 4.5
"""What such a town must weigh in the document."""
SAME_KM = 161.0
"""Two places of one name within this are the same spot."""


class Candidate(NamedTuple):
    """Words that may name a place, and the places of that name."""

    phrase: Phrase
    entries: tuple[Entry, ...]
    form: str


def find_places(doc: Doc, starts: Sequence[int], taken: Sequence[Span] = ()) -> tuple[tuple[Place, ...], tuple[Note, ...]]:
    """Return the places of a document in order, and notes on names that were refused because nothing tells which place is meant.

    ``starts`` are the tokens that a name may begin with, ``taken`` spans that are known to be something else, such as persons and dates.
    """
    candidates = _without_surnames(doc, list(_candidates(doc, starts, sorted(taken))))
    context = _context(doc, candidates)
    places: list[Place] = []
    notes: list[Note] = []
    for index, candidate in enumerate(candidates):
        entry, score = _resolve(candidate, index, context)
        surface = doc.text[candidate.phrase.start : candidate.phrase.end]
        if entry is None:
            start, end = candidate.phrase.start, candidate.phrase.end
            notes.append(Note(step="places", reason="no place of this name fits the article", start=start, end=end, surface=surface))
            continue
        role = role_of(doc, candidate.phrase, entry, candidate.form, places[-1] if places else None)
        places.append(_place(candidate, surface, entry, role, score))
    return tuple(places), tuple(notes)


def _without_surnames(doc: Doc, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Leave out towns that are surnames here: a word that once follows a given name is a person wherever no preposition says else."""
    single = [c for c in candidates if c.form == "name" and c.entries[0].kind not in {"country", "region"}]
    surnames = {c.phrase.key for c in single if is_surname(doc, c.phrase) and max(e.population for e in c.entries) < METROPOLIS}
    return [
        c
        for c in candidates
        if c.phrase.key not in surnames or (is_governed(doc, c.phrase) and not is_surname(doc, c.phrase)) or state_of(doc, c.phrase)
    ]


def _place(candidate: Candidate, surface: str, entry: Entry, role: str, score: float) -> Place:
    return Place(
        start=candidate.phrase.start,
        end=candidate.phrase.end,
        surface=surface,
        place_id=entry.place_id,
        name=entry.name,
        country=entry.country,
        admin1=entry.admin1,
        lat=entry.lat,
        lon=entry.lon,
        precision=entry.precision,
        role=role,  # type: ignore[arg-type]  # place_roles returns PlaceRole
        form="demonym" if candidate.form == "demonym" else "name",
        score=score,
        method=f"gazetteer {candidate.form}",
    )


def _candidates(doc: Doc, starts: Sequence[int], taken: Sequence[Span]) -> Iterator[Candidate]:
    """Yield the runs of words that may name a place, without overlaps, leaving out parts of other names."""
    position = last = 0
    for index in starts:
        start = doc.tokens[index].start
        while position < len(taken) and taken[position][1] <= start:
            position += 1
        inside = position < len(taken) and taken[position][0] <= start
        found = None if inside or index < last else next(_readings(doc, index), None)
        if found:
            last = found.phrase.last
            yield found


def _readings(doc: Doc, index: int) -> Iterator[Candidate]:
    places = gazetteer()
    token = doc.tokens[index]
    uncased = not (token.text[0].isupper() or token.text[0].islower())
    short = abbreviations(doc.language).get(token.text)
    if short:
        country = places.country(short)
        if country:
            yield Candidate(Phrase(index, index + 1, token.start, token.end, token.text), (country,), "abbreviation")
    for phrase in doc.phrases(index):
        people = places.people_of(phrase.key)
        surface = doc.text[phrase.start : phrase.end]
        named = places.named(phrase.key)
        least = least_inhabitants(doc, phrase) if named and uncased else 0
        entries = tuple(entry for entry in named if _believable(entry, surface, least, uncased=uncased))
        if people and not any(entry.kind == "country" for entry in entries) and _is_demonym(phrase, surface):
            yield Candidate(phrase, (people,), "demonym")
        if entries and (uncased or surface[0].isupper()) and not _refused(doc, phrase, entries, surface):
            yield Candidate(phrase, entries, "name")


def _is_demonym(phrase: Phrase, surface: str) -> bool:
    """Lower-case demonyms count in languages that write them so (a table of theirs has lower-case words)."""
    return surface[0].isupper() or phrase.key in lower_demonyms() or not surface[0].islower() or phrase.key.startswith("~")


def _believable(entry: Entry, surface: str, least: int, *, uncased: bool) -> bool:
    if entry.kind in {"country", "region"}:
        return len(surface) > 2 or not surface.isascii()  # noqa: PLR2004  (two letters are an abbreviation)
    if uncased:
        long_enough = len(surface) > (1 if HAN.match(surface) else 2)
        return long_enough and (entry.population >= least) and (entry.kind != "admin2" or len(surface) > 3)  # noqa: PLR2004
    return len(surface) > 2  # noqa: PLR2004  (same)


def _refused(doc: Doc, phrase: Phrase, entries: Sequence[Entry], surface: str) -> bool:
    large = any(entry.kind in {"country", "region"} for entry in entries)
    if is_part_of_other(doc, phrase, large=large):
        return True
    if surface.isupper() and len(surface) <= 4 and surface.isascii() and not shouts(doc, phrase):  # noqa: PLR2004  (an acronym)
        return not large
    largest = max(entries, key=lambda entry: entry.population)
    own = largest.name.casefold() == surface.casefold()
    return not large and phrase.last - phrase.first == 1 and is_ordinary(doc, phrase, largest.population, own=own)


class Context(NamedTuple):
    """What a document says of its names: the weighed places of each, and of single mentions those that the words around name."""

    weighed: dict[str, list[Weighed]]
    named: dict[int, tuple[Entry, ...]]


def _context(doc: Doc, candidates: Sequence[Candidate]) -> Context:
    """Weigh the places of all names. Where the words after a mention name its division or country, the name means that everywhere."""
    named = {index: said for index in range(len(candidates)) if (said := _said_place(doc, candidates, index))}
    pinned: dict[str, dict[Entry, None]] = collections.defaultdict(dict)
    for index, entries in named.items():
        pinned[candidates[index].phrase.key].update(dict.fromkeys(entries))
    names = {c.phrase.key: tuple(pinned.get(c.phrase.key, ())) or c.entries for c in candidates if c.form == "name"}
    votes: list[tuple[str, str | None, float]] = [
        (country, None, 0.5) for c in candidates if c.form != "name" and (country := c.entries[0].country)
    ]
    votes += [(*state, 1.0) for c in candidates if (state := state_of(doc, c.phrase))]
    return Context(weigh(names, votes), named)


def _said_place(doc: Doc, candidates: Sequence[Candidate], index: int) -> tuple[Entry, ...]:
    """Return the places of a mention that lie in the division or country named right after it (before it in Chinese)."""
    candidate = candidates[index]
    if candidate.form != "name":
        return ()
    small = [entry for entry in candidate.entries if entry.kind in {"city", "admin2", "admin1"}]
    state = state_of(doc, candidate.phrase)
    if state:
        return tuple(entry for entry in small if (entry.country, entry.admin1) == state and entry.kind != "admin1")
    after = candidates[index + 1] if index + 1 < len(candidates) else None
    if after and doc.text[candidate.phrase.end : after.phrase.start] in {", ", "، ", "，", " (", "（"}:
        return tuple(entry for entry in small if any(_holds(other, entry) for other in after.entries))
    before = candidates[index - 1] if index else None
    if before and before.phrase.end == candidate.phrase.start and HAN.match(candidate.phrase.key):
        return tuple(entry for entry in small if any(_holds(other, entry) for other in before.entries))
    return ()


def _holds(outer: Entry, inner: Entry) -> bool:
    """Return whether one place lies in the other by the gazetteer."""
    if outer.place_id == inner.place_id or outer.country != inner.country:
        return False
    if outer.kind == "country":
        return True
    if outer.kind == "admin1":
        return inner.kind != "admin1" and outer.admin1 == inner.admin1
    return inner.kind == "city" and outer.admin2 is not None and (outer.admin1, outer.admin2) == (inner.admin1, inner.admin2)


def _resolve(candidate: Candidate, index: int, context: Context) -> tuple[Entry | None, float]:
    """Return the likeliest place of a name and a score in 0..1, (None, 0) where every one is too unlikely."""
    if candidate.form != "name":
        return candidate.entries[0], 0.95
    said = context.named.get(index)
    weighed = context.weighed[candidate.phrase.key]
    if said:
        weighed = [place for place in weighed if place.entry in said] or weighed
    weight, entry = weighed[0]
    second = next((place.weight for place in weighed[1:] if entry.distance_km(place.entry) > SAME_KM), 0.0)
    if entry.kind in {"city", "admin2"} and entry.population < SMALL and not said and weight < LEAST_WEIGHT:
        return None, 0.0
    certainty = 1 / (1 + math.exp(-SHARPNESS * (weight - second))) if second else 0.9
    return entry, round(
        min(0.99, certainty * (0.97 if entry.kind in {"country", "admin1"} or entry.population > SMALL or said else 0.8)), 2
    )
