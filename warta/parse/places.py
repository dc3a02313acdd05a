"""Places: which words name one, which place of that name it is, and why it is mentioned.

Recognition looks every run of words up in the gazetteer and refuses what is no place: parts of longer names, persons, ordinary
words. Resolution lets the whole document vote: countries and divisions that it names, the division named right after a town, and
inhabitants. The role comes from the words around (:mod:`warta.parse.place_roles`).
"""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import regex

from warta.article import Note, Place
from warta.gazetteer.fold import is_han
from warta.gazetteer.gazetteer import Entry
from warta.parse.memo import Memo
from warta.parse.place_candidates import Candidate, find_candidates, inner_names
from warta.parse.place_context import SHARPNESS, WEIGHT, Weighed, weigh
from warta.parse.place_roles import role_of
from warta.parse.place_surroundings import holds
from warta.parse.place_words import state_of
from warta.parse.role_words import role_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from warta.parse.doc import Doc
    from warta.parse.place_features import Feature

    Span = tuple[int, int]

SMALL = 15_000
"""Inhabitants below which a town that nothing in the document supports is doubtful."""
LEAST_WEIGHT = 4.5
"""What such a town must weigh in the document."""
BESIDE = 120
"""Code points between a street and the town in its sentence that it is taken to be in."""
OWNED = 32
"""Code points between a place and the one in it that its case ties to it."""
APOSTROPHES = frozenset("'’")
"""What parts a name from its case."""
ACCENTS = 1.0
"""Weight of a name that is spelt with the accents of the text."""
BEFORE_DIVISION = regex.compile(r"(?:, |، |，| ?[(（])(?:\p{L}{1,3}[ '’])?")
"""What stands between a town and the division that it lies in: a comma or a bracket, perhaps an article."""
MOST_BEFORE = 6
"""Code points of the longest of these."""
SAME_KM = 161.0
"""Two places of one name within this are the same spot."""


def find_places(
    doc: Doc, starts: Sequence[int], taken: Sequence[Span] = (), features: Sequence[Feature] = (), read: Collection[Span] = ()
) -> tuple[tuple[Place, ...], tuple[Note, ...]]:
    """Return the places of a document in order, and notes on names that were refused because nothing tells which place is meant.

    ``starts`` are the tokens that a name may begin with, ``taken`` spans that are known to be something else, such as persons and dates,
    ``features`` names that say themselves that they are places, ``read`` spans that a model of names takes for a place.
    """
    candidates = find_candidates(doc, starts, taken, features, read)
    context = _context(doc, candidates, inner_names(doc, starts, taken))
    places: list[Place] = []
    notes: list[Note] = []
    for index, candidate in enumerate(candidates):
        surface = doc.text[candidate.phrase.start : candidate.phrase.end]
        if not candidate.entries:
            places.append(_unplaced(doc, candidate, surface, places[-1] if places else None))
            notes.append(_note(candidate, surface, "no gazetteer has a place of this name"))
            continue
        entry, score = _resolve(candidate, index, surface, context)
        if entry is None:
            notes.append(_note(candidate, surface, "no place of this name fits the article"))
            continue
        role = role_of(doc, candidate.phrase, entry, candidate.form, places[-1] if places else None)
        places.append(_place(candidate, surface, entry, role, score))
    return tuple(_beside_towns(doc, _with_owners(doc, places))), tuple(notes)


def _note(candidate: Candidate, surface: str, reason: str) -> Note:
    return Note(step="places", reason=reason, start=candidate.phrase.start, end=candidate.phrase.end, surface=surface)


def _unplaced(doc: Doc, candidate: Candidate, surface: str, before: Place | None) -> Place:
    """Return a place that its name shows to be one, and that no gazetteer has."""
    place_id, kind = f"name:{candidate.phrase.key.replace(' ', '-')}", "region" if candidate.form == "natural feature" else "city"
    nowhere = Entry(place_id, surface, None, None, None, None, None, kind, 0, candidate.phrase.key)
    return _place(candidate, surface, nowhere, role_of(doc, candidate.phrase, nowhere, "name", before), 0.6)


def _with_owners(doc: Doc, places: list[Place]) -> list[Place]:
    """Return the places, those that another one is said to lie in with its role: "Manisa'nın Soma ilçesinde" happens in both."""
    suffixes = role_words(doc.language).suffixes
    if not suffixes:
        return places
    for index in range(len(places) - 2, -1, -1):
        outer, inner = places[index], places[index + 1]
        last = doc.token_at(outer.end)
        if inner.start - outer.end > OWNED or outer.form != "name" or doc.text[outer.end : outer.end + 1] not in APOSTROPHES:
            continue
        within = outer.country == inner.country and (outer.precision == "country" or outer.admin1 == inner.admin1)
        between = doc.text[outer.end + 1 : inner.start]
        if within and suffixes.get(doc.spelt[last]) == "of" and not any(mark in between for mark in ".,;:\n'’"):
            places[index] = msgspec.structs.replace(outer, role=inner.role)
    return places


def _beside_towns(doc: Doc, places: Sequence[Place]) -> Iterator[Place]:
    """Yield the places, a site that no gazetteer has at the point of the town named nearest in its sentence."""
    if not any(place.method == "gazetteer site" for place in places):
        yield from places
        return
    towns = doc.by_sentence(place for place in places if place.precision == "city" and place.lat is not None)
    for place in places:
        index = doc.sentence_at(place.start)
        near = [] if index is None or place.method != "gazetteer site" else towns.get(index, [])
        town = min(near, key=lambda town: abs(town.start - place.start), default=None)
        if town is None or abs(town.start - place.start) > BESIDE:
            yield place
        else:
            where = {"country": town.country, "admin1": town.admin1, "lat": town.lat, "lon": town.lon}
            yield msgspec.structs.replace(place, **where, method=f"site beside {town.name}")


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


class Context(NamedTuple):
    """What a document says of its names: the weighed places of each, and of single mentions those that the words around name."""

    weighed: dict[str, list[Weighed]]
    named: dict[int, tuple[Entry, ...]]
    shown: frozenset[str]


def _context(doc: Doc, candidates: Sequence[Candidate], inner: Mapping[str, tuple[Entry, ...]]) -> Context:
    """Weigh the places of all names. Where the words after a mention name its division or country, the name means that everywhere.

    ``inner`` are names of places inside other names: no mentions of a place, but they too tell where an article is set.
    """
    named: dict[int, tuple[Entry, ...]] = {}
    pinned: dict[str, tuple[Entry, ...]] = {}
    every: dict[str, tuple[Entry, ...]] = {}
    for index, candidate in enumerate(candidates):
        if candidate.form == "name":
            key = candidate.phrase.key
            every[key] = _joined(every.get(key), candidate.entries)
            said = _said_place(doc, candidates, index)
            if said:
                named[index] = said
                pinned[key] = _joined(pinned.get(key), said)
    asked = every | pinned
    votes: list[tuple[str, str | None, float]] = [
        (country, None, 0.5) for c in candidates if c.form != "name" and c.entries and (country := c.entries[0].country)
    ]
    votes += [(*state, 1.0) for c in candidates if (state := state_of(doc, c.phrase))]
    return Context(
        weigh({**inner, **asked}, votes, inner.keys() - asked.keys()), named, frozenset(c.phrase.key for c in candidates if c.shown)
    )


def _joined(some: tuple[Entry, ...] | None, more: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return places with more that are not yet among them."""
    return more if some is None or some is more or some == more else tuple(dict.fromkeys(some + more))


def _said_place(doc: Doc, candidates: Sequence[Candidate], index: int) -> tuple[Entry, ...]:
    """Return the places of a mention that lie in the division or country named right after it (before it in Chinese)."""
    candidate = candidates[index]
    if candidate.form != "name":
        return ()
    state = state_of(doc, candidate.phrase)
    if state:
        return tuple(entry for entry in _small(candidate) if (entry.country, entry.admin1) == state and entry.kind != "admin1")
    after = candidates[index + 1] if index + 1 < len(candidates) else None
    near = after and after.phrase.start - candidate.phrase.end <= MOST_BEFORE
    if after and near and BEFORE_DIVISION.fullmatch(doc.text, candidate.phrase.end, after.phrase.start):
        if _lists_countries(candidate, after):
            return ()
        return tuple(entry for entry in _small(candidate) if any(holds(other, entry) for other in after.entries))
    before = candidates[index - 1] if index else None
    beside = before is not None and before.phrase.end == candidate.phrase.start and is_han(candidate.phrase.key)
    if before and beside and not (after and _lists_countries(candidate, after)):
        return tuple(entry for entry in _small(candidate) if any(holds(other, entry) for other in before.entries))
    return ()


def _small(candidate: Candidate) -> list[Entry]:
    """Return the places of a name that may lie in a division or a country."""
    return [entry for entry in candidate.entries if entry.kind in {"city", "admin2", "admin1"}]


def _lists_countries(one: Candidate, other: Candidate) -> bool:
    """Return whether both names are those of countries: "China, Japan" is a list and no town."""
    return all(any(entry.kind == "country" for entry in candidate.entries) for candidate in (one, other))


def _by_spelling(places: Sequence[Weighed], surface: str) -> list[Weighed]:
    """Return places by weight, more where the text spells a name with just its accents: San José is not San Jose."""
    own = surface.casefold()
    spelt, caseless = {own, f"{own} city"}, _caseless()
    heavier = [Weighed(place.weight + ACCENTS, place.entry) if caseless[place.entry.name] in spelt else place for place in places]
    return sorted(heavier, key=WEIGHT, reverse=True)


@functools.cache
def _caseless() -> Memo[str]:
    """Return the names of places without case."""
    return Memo(str.casefold)


def _resolve(candidate: Candidate, index: int, surface: str, context: Context) -> tuple[Entry | None, float]:
    """Return the likeliest place of a name and a score in 0..1, (None, 0) where every one is too unlikely."""
    if candidate.form != "name":
        return candidate.entries[0], 0.95
    said = context.named.get(index)
    weighed = context.weighed[candidate.phrase.key]
    meant = said or candidate.entries
    if len(meant) < len(weighed):
        weighed = [place for place in weighed if place.entry in meant] or weighed
    if len(weighed) > 1:
        weighed = _by_spelling(weighed, surface)
    weight, entry = weighed[0].weight, weighed[0].entry
    second = next((place.weight for place in weighed[1:] if entry.distance_km(place.entry) > SAME_KM), 0.0)
    small = entry.kind in {"city", "admin2"} and entry.population < SMALL
    if small and not said and weight < LEAST_WEIGHT and candidate.phrase.key not in context.shown:
        return None, 0.0
    certainty = 1 / (1 + math.exp(-SHARPNESS * (weight - second))) if second else 0.9
    return entry, round(
        min(0.99, certainty * (0.97 if entry.kind in {"country", "admin1"} or entry.population > SMALL or said else 0.8)), 2
    )
