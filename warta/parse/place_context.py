"""Which place of a name is meant: all names of a document vote on where it is set.

Each name spreads one vote over the places that bear it, by how likely each is on its own. Votes add up by country, by division, by
district and by neighbourhood. A place is then weighed by its own likelihood and by the votes of the *other* names around it, and
the names vote once more with these better weights. The cost is linear in the number of places that bear the names.
"""

from __future__ import annotations

import functools
import math
from math import log1p
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from warta.gazetteer.gazetteer import Entry

KIND_WEIGHT = {"country": 9.0, "region": 8.5, "admin1": 6.3, "admin2": 4.0}
"""What a place weighs on its own by its kind; a town weighs the logarithm of its inhabitants."""
ALIAS = 1.5
"""Weight that a place loses where the name is but one of its other spellings."""
COUNTRY, ADMIN1, ADMIN2, NEAR, PEERS = 1.3, 2.2, 2.4, 1.6, 1.6
"""Weight of the logarithm of votes for the same country, division, district, neighbourhood, and for other divisions of the country."""
MOST_COUNTRY, MOST_ADMIN1, MOST_ADMIN2, MOST_NEAR, MOST_PEERS = 1.5, 2.6, 2.0, 2.2, 2.0
"""The weight beyond which further votes of each kind add nothing."""
NATION = 40_000_000
"""Inhabitants from which a division is as large as a nation: that it is named says no more than its country does."""
NAMESAKE = 1.2
"""Weight that a division loses to a large town of its name in its country: the bare name means the town ("New York")."""
LARGE = 300_000
"""Inhabitants of such a town."""
MOST_SUPPORT = 5.0
"""Weight that all votes together can add: no surroundings make a hamlet of Florida."""
CERTAIN = 4.5
"""Weight from which the only place of a name needs no support."""
ROUNDS = 2
SHARPNESS = 0.9
"""How much likelier a place is made by one more of weight."""
MOST = 24
"""Places of one name that are looked at: the weightiest."""
WEIGHT = attrgetter("weight")


AROUND = tuple(1000 * lat + lon for lat in (-1, 0, 1) for lon in (-1, 0, 1))
"""Differences of the numbers of squares of a degree that lie side by side."""
LEAST_SHARE = 0.01
"""A share of a vote that is no greater moves nothing."""
REMEMBERED = 2048
"""Names whose places are remembered as they weigh before any document: those of the news come again and again."""


class Spot(msgspec.Struct, frozen=True, gc=False):
    """Where a place lies: the keys of what it votes for, None for what it does not.

    ``cell`` is the number of the square of a degree that it is in, where it votes for that, ``around`` those whose votes are for it.
    ``divided`` where votes for less than its country may be for it. A division as large as a nation votes for its country alone.
    """

    country: str | None
    admin1: str | None
    admin2: str | None
    cell: int | None
    around: tuple[int, ...]
    divided: bool
    is_division: bool
    is_nation: bool


class Bearers(NamedTuple):
    """The weightiest places of a name, before a document is looked at: what each weighs, where it lies, the shares of one vote.

    ``own`` are the votes that these shares give. ``sure`` where it is the only one, and so large that it needs no support.
    """

    entries: tuple[Entry, ...]
    weights: tuple[float, ...]
    spots: tuple[Spot, ...]
    heard: list[tuple[Spot, float]]
    own: Votes
    sure: bool


def _spot(entry: Entry) -> Spot:
    country, kind = entry.country, entry.kind
    if country is None:
        return Spot(None, None, None, None, (), divided=False, is_division=False, is_nation=False)
    cell = None if entry.lat is None or entry.lon is None else 1000 * math.floor(entry.lat) + math.floor(entry.lon)
    alone = cell is None or kind in {"country", "admin1"}
    return Spot(
        country,
        f"{country}/{entry.admin1}" if entry.admin1 else None,
        f"{country}/{entry.admin1}/{entry.admin2}" if entry.admin2 else None,
        cell if kind in {"city", "admin2"} else None,
        () if alone else tuple([cell + step for step in AROUND]) if cell is not None else (),
        kind != "country",
        kind == "admin1",
        kind == "admin1" and entry.population > NATION,
    )


class Votes:
    """Votes by country, (country, division), district and neighbourhood."""

    def __init__(self) -> None:
        """Start without votes."""
        self.country: dict[str, float] = {}
        self.admin1: dict[str, float] = {}
        self.admin2: dict[str, float] = {}
        self.near: dict[int, float] = {}
        self.peers: dict[str, float] = {}

    def add(self, heard: Iterable[tuple[Spot, float]]) -> None:
        """Give places their shares of one vote for where they lie (:func:`_heard`)."""
        countries, divisions, districts, near = self.country, self.admin1, self.admin2, self.near
        for spot, share in heard:
            country = spot.country or ""
            countries[country] = countries.get(country, 0.0) + share
            if spot.is_nation:
                continue
            if spot.admin1:
                divisions[spot.admin1] = divisions.get(spot.admin1, 0.0) + share
            if spot.admin2:
                districts[spot.admin2] = districts.get(spot.admin2, 0.0) + share
            if spot.is_division:
                self.peers[country] = self.peers.get(country, 0.0) + share
            elif spot.cell is not None:
                near[spot.cell] = near.get(spot.cell, 0.0) + share

    def add_division(self, country: str, admin1: str | None, share: float) -> None:
        """Give a share of a vote to a country, or to a division of it, that something other than a name points to."""
        self.country[country] = self.country.get(country, 0.0) + share
        if admin1:
            division = f"{country}/{admin1}"
            self.admin1[division] = self.admin1.get(division, 0.0) + share


class Weighed(msgspec.Struct, frozen=True, gc=False):
    """A place and what it weighs in a document."""

    weight: float
    entry: Entry


def weigh(
    names: Mapping[str, tuple[Entry, ...]], given: Iterable[tuple[str, str | None, float]] = (), voters: Container[str] = ()
) -> dict[str, list[Weighed]]:
    """Return the places of each name of a document with their weights, the weightiest first.

    ``names`` are keys with their places; ``given`` are votes for a (country, division) from elsewhere, such as words for peoples.
    ``voters`` are names that vote and are not asked for.
    """
    alone = {key: _alone(key, entries) for key, entries in names.items()}
    fixed = list(given)
    weights = {key: bearers.weights for key, bearers in alone.items()}
    heard = {key: bearers.heard for key, bearers in alone.items()}
    for number in range(ROUNDS):
        votes = Votes()
        for country, admin1, share in fixed:
            votes.add_division(country, admin1, share)
        for key, bearers in alone.items():
            if number and not bearers.sure:
                heard[key] = _heard(bearers.spots, weights[key])
            votes.add(heard[key])
        last = number == ROUNDS - 1
        for key, bearers in alone.items():
            if not (bearers.sure or (last and key in voters)):
                weights[key] = _supported(bearers, heard[key], votes)
    return {key: _by_weight(weights[key], bearers.entries) for key, bearers in alone.items() if key not in voters}


def _by_weight(weights: Sequence[float], entries: Sequence[Entry]) -> list[Weighed]:
    """Return places, the weightiest first, of equal ones the first."""
    if len(entries) == 1:
        return [Weighed(weights[0], entries[0])]
    return sorted(map(Weighed, weights, entries), key=WEIGHT, reverse=True)


@functools.lru_cache(maxsize=REMEMBERED)
def _alone(key: str, entries: tuple[Entry, ...]) -> Bearers:
    """Return the weightiest places of a name, before the document is looked at."""
    towns = {entry.country for entry in entries if entry.kind == "city" and entry.population >= LARGE}
    named = f"{key} city" if not any(entry.kind == "country" for entry in entries) else key
    weights = [
        on_its_own(entry, named if entry.key == named else key) - (NAMESAKE if entry.kind == "admin1" and entry.country in towns else 0.0)
        for entry in entries
    ]
    best = _by_weight(weights, entries)[:MOST]
    heaviest = tuple([place.weight for place in best])
    spots = tuple([_spot(place.entry) for place in best])
    sure = len(best) == 1 and heaviest[0] >= CERTAIN
    heard, own = _heard(spots, heaviest), Votes()
    own.add(heard)
    return Bearers(tuple([place.entry for place in best]), heaviest, spots, heard, own, sure)


def on_its_own(entry: Entry, key: str) -> float:
    """Return what a place weighs before the document is looked at."""
    people = math.log10(entry.population + 10)
    weight = KIND_WEIGHT.get(entry.kind, people)
    if entry.kind == "admin1" and entry.population > 1000:  # noqa: PLR2004  (fewer are not counted)
        weight = min(weight, people + 0.7)
    return weight if entry.key == key or key.startswith("~") else weight - ALIAS


def _shares(weights: Sequence[float]) -> tuple[float, ...]:
    """Return how one vote is spread over the places of a name."""
    if len(weights) == 1:
        return (1.0,)
    best, exp = weights[0], math.exp
    raw = [exp(SHARPNESS * 2 * (weight - best)) for weight in weights]
    total = sum(raw)
    return tuple([share / total for share in raw])


def _heard(spots: Sequence[Spot], weights: Sequence[float]) -> list[tuple[Spot, float]]:
    """Return the places of a name that are given a share of its vote worth counting, which votes for their country at least."""
    return [(spot, share) for spot, share in zip(spots, _shares(weights), strict=True) if share > LEAST_SHARE and spot.country is not None]


def _supported(bearers: Bearers, heard: list[tuple[Spot, float]], votes: Votes) -> tuple[float, ...]:
    """Return what the places of a name weigh with what the votes of other names add, which are all ``votes`` but for its own."""
    own = bearers.own
    if heard is not bearers.heard:
        own = Votes()
        own.add(heard)
    countries, own_countries, near, warm = votes.country, own.country, votes.near, votes.near.keys()
    weights = []
    for alone, spot in zip(bearers.weights, bearers.spots, strict=True):
        country, around, more = spot.country, spot.around, 0.0
        if country in countries:
            others = countries[country] - own_countries.get(country, 0.0)
            if others > 0:
                more = min(MOST_COUNTRY, COUNTRY * log1p(others))
                if spot.divided:
                    more = _with_divisions(more, spot, votes, own)
        if around and not warm.isdisjoint(around):
            more += _weight(_around(around, near, own.near), NEAR, MOST_NEAR)
        weights.append(alone + min(more, MOST_SUPPORT))
    return tuple(weights)


def _with_divisions(found: float, spot: Spot, votes: Votes, own: Votes) -> float:
    """Return a weight with what votes of other names add for a division and a district, and for other divisions of the country."""
    division, district, country = spot.admin1, spot.admin2, spot.country
    if division in votes.admin1:
        found += _weight(votes.admin1[division] - own.admin1.get(division, 0.0), ADMIN1, MOST_ADMIN1)
    if district in votes.admin2:
        found += _weight(votes.admin2[district] - own.admin2.get(district, 0.0), ADMIN2, MOST_ADMIN2)
    if spot.is_division and country in votes.peers:
        found += _weight(votes.peers[country] - own.peers.get(country, 0.0), PEERS, MOST_PEERS)
    return found


def _around(cells: Iterable[int], near: Mapping[int, float], own: Mapping[int, float]) -> float:
    """Return the votes of other names for places within about a degree."""
    all_votes = own_votes = 0.0
    for at in cells:
        if at in near:
            all_votes += near[at]
            if at in own:
                own_votes += own[at]
    return all_votes - own_votes


def _weight(votes: float, strength: float, most: float) -> float:
    return min(most, strength * log1p(votes)) if votes > 0 else 0.0
