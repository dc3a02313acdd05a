"""Which place of a name is meant: all names of a document vote on where it is set.

Each name spreads one vote over the places that bear it, by how likely each is on its own. Votes add up by country, by division, by
district and by neighbourhood. A place is then weighed by its own likelihood and by the votes of the *other* names around it, and
the names vote once more with these better weights. The cost is linear in the number of places that bear the names.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from warta.gazetteer.gazetteer import Entry

KIND_WEIGHT = {"country": 9.0, "region": 8.5, "admin1": 6.3, "admin2": 4.0}
"""What a place weighs on its own by its kind; a town weighs the logarithm of its inhabitants."""
ALIAS = 1.5
"""Weight that a place loses where the name is but one of its other spellings."""
STRENGTH = {"country": (1.3, 1.5), "admin1": (2.2, 2.6), "admin2": (2.4, 2.0), "near": (1.6, 2.2), "peers": (1.6, 2.0)}
"""Weight of the logarithm of votes for the same country, division, district, neighbourhood, and for other divisions of the country, and
the weight beyond which further votes of the kind add nothing."""
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


AROUND = tuple(1000 * lat + lon for lat in (-1, 0, 1) for lon in (-1, 0, 1))
"""Differences of the numbers of squares of a degree that lie side by side."""


class Spot(msgspec.Struct, frozen=True, gc=False):
    """Where a place lies: the keys of what it votes for, None for what it does not.

    ``cell`` is the number of the square of a degree that it is in. A division as large as a nation votes for its country alone.
    """

    country: str | None
    admin1: tuple[str, str] | None
    admin2: tuple[str, str | None, str] | None
    cell: int | None
    is_division: bool
    is_near: bool
    is_nation: bool


def _spot(entry: Entry) -> Spot:
    country, kind = entry.country, entry.kind
    cell = None if entry.lat is None or entry.lon is None else 1000 * math.floor(entry.lat) + math.floor(entry.lon)
    if country is None:
        return Spot(None, None, None, cell, is_division=False, is_near=False, is_nation=False)
    return Spot(
        country,
        (country, entry.admin1) if entry.admin1 else None,
        (country, entry.admin1, entry.admin2) if entry.admin2 else None,
        cell,
        kind == "admin1",
        kind in {"city", "admin2"},
        kind == "admin1" and entry.population > NATION,
    )


class Votes:
    """Votes by country, (country, division), district and neighbourhood."""

    def __init__(self) -> None:
        """Start without votes."""
        self.country: dict[str, float] = {}
        self.admin1: dict[tuple[str, str], float] = {}
        self.admin2: dict[tuple[str, str | None, str], float] = {}
        self.near: dict[int, float] = {}
        self.peers: dict[str, float] = {}

    def add(self, spot: Spot, share: float) -> None:
        """Give a share of a vote to where a place lies."""
        country = spot.country
        if country is None:
            return
        self.country[country] = self.country.get(country, 0.0) + share
        if spot.is_nation:
            return
        if spot.admin1:
            self.admin1[spot.admin1] = self.admin1.get(spot.admin1, 0.0) + share
        if spot.admin2:
            self.admin2[spot.admin2] = self.admin2.get(spot.admin2, 0.0) + share
        if spot.is_division:
            self.peers[country] = self.peers.get(country, 0.0) + share
        if spot.is_near and spot.cell is not None:
            self.near[spot.cell] = self.near.get(spot.cell, 0.0) + share

    def add_division(self, country: str, admin1: str | None, share: float) -> None:
        """Give a share of a vote to a country, or to a division of it, that something other than a name points to."""
        self.country[country] = self.country.get(country, 0.0) + share
        if admin1:
            self.admin1[country, admin1] = self.admin1.get((country, admin1), 0.0) + share


class Weighed(msgspec.Struct, frozen=True, gc=False):
    """A place and what it weighs in a document."""

    weight: float
    entry: Entry


def weigh(names: Mapping[str, Sequence[Entry]], given: Iterable[tuple[str, str | None, float]] = ()) -> dict[str, list[Weighed]]:
    """Return the places of each name of a document with their weights, the weightiest first.

    ``names`` are keys with their places; ``given`` are votes for a (country, division) from elsewhere, such as words for peoples.
    """
    alone = {key: _alone(key, entries) for key, entries in names.items()}
    spots = {key: [_spot(place.entry) for place in places] for key, places in alone.items()}
    fixed = list(given)
    weighed: dict[str, Sequence[Weighed]] = dict(alone)
    for _ in range(ROUNDS):
        votes, own = Votes(), {}
        for country, admin1, share in fixed:
            votes.add_division(country, admin1, share)
        for key, places in weighed.items():
            own[key] = Votes()
            for share, spot in zip(_shares(places), spots[key], strict=True):
                if share > 0.01:  # noqa: PLR2004  (a hundredth of a vote moves nothing)
                    votes.add(spot, share)
                    own[key].add(spot, share)
        weighed = {key: _supported(places, spots[key], votes, own[key]) for key, places in alone.items()}
    return {key: sorted(places, key=lambda w: -w.weight) for key, places in weighed.items()}


def _supported(places: Sequence[Weighed], spots: Sequence[Spot], votes: Votes, own: Votes) -> Sequence[Weighed]:
    """Return the places of a name with the weight that others add. The only place of a name, where it is large, needs none."""
    if len(places) == 1 and places[0].weight >= CERTAIN:
        return places
    return [
        Weighed(place.weight + support(place.entry.kind, spot, votes, own), place.entry) for place, spot in zip(places, spots, strict=True)
    ]


def _alone(key: str, entries: Sequence[Entry]) -> list[Weighed]:
    """Return the weightiest places of a name, before the document is looked at."""
    towns = {entry.country for entry in entries if entry.kind == "city" and entry.population >= LARGE}
    named = f"{key} city" if not any(entry.kind == "country" for entry in entries) else key
    weighed = [
        Weighed(
            on_its_own(entry, named if entry.key == named else key)
            - (NAMESAKE if entry.kind == "admin1" and entry.country in towns else 0.0),
            entry,
        )
        for entry in entries
    ]
    return sorted(weighed, key=lambda place: -place.weight)[:MOST]


def on_its_own(entry: Entry, key: str) -> float:
    """Return what a place weighs before the document is looked at."""
    people = math.log10(entry.population + 10)
    weight = KIND_WEIGHT.get(entry.kind, people)
    if entry.kind == "admin1" and entry.population > 1000:  # noqa: PLR2004  (fewer are not counted)
        weight = min(weight, people + 0.7)
    return weight if entry.key == key or key.startswith("~") else weight - ALIAS


def _shares(places: Sequence[Weighed]) -> list[float]:
    """Return how one vote is spread over the places of a name."""
    if len(places) == 1:
        return [1.0]
    best = places[0].weight
    raw = [math.exp(SHARPNESS * 2 * (place.weight - best)) for place in places]
    total = sum(raw)
    return [share / total for share in raw]


def support(kind: str, spot: Spot, votes: Votes, own: Votes) -> float:
    """Return the weight that the votes of other names add to a place of a kind."""
    country, division, district = spot.country, spot.admin1, spot.admin2
    if country is None:
        return 0.0
    found = _weight("country", votes.country.get(country, 0.0) - own.country.get(country, 0.0))
    if kind == "country":
        return found
    if division and division in votes.admin1:
        found += _weight("admin1", votes.admin1[division] - own.admin1.get(division, 0.0))
    if district and district in votes.admin2:
        found += _weight("admin2", votes.admin2[district] - own.admin2.get(district, 0.0))
    if spot.is_division:
        found += _weight("peers", votes.peers.get(country, 0.0) - own.peers.get(country, 0.0))
    elif spot.cell is not None:
        found += _weight("near", _around(spot.cell, votes.near, own.near))
    return min(found, MOST_SUPPORT)


def _around(cell: int, near: Mapping[int, float], own: Mapping[int, float]) -> float:
    """Return the votes of other names for places within about a degree."""
    all_votes = own_votes = 0.0
    for step in AROUND:
        at = cell + step
        if at in near:
            all_votes += near[at]
            if at in own:
                own_votes += own[at]
    return all_votes - own_votes


def _weight(kind: str, votes: float) -> float:
    if votes <= 0:
        return 0.0
    strength, most = STRENGTH[kind]
    weight = strength * math.log1p(votes)
    return min(most, weight)
