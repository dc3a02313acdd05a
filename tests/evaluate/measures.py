"""How right the parser is: what is right in each document, and figures with confidence intervals made from that.

A :class:`Measure` says which items of an answer key are wanted, which found items answer them, and when one is right. It tallies a
document and names its failures by the same rule. Tallies add up; a figure is made from a sum of them, and its interval from
resampling documents, because mentions within one document are not independent.
"""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Mention = dict[str, Any]
NEAR_KM = 161.0
"""The field's usual radius of a right place: 100 miles."""
SAMPLES = 400
"""Resamplings behind a confidence interval."""


class Tally(NamedTuple):
    """``right`` of ``found`` are right, and ``hit`` of ``wanted`` were found. For a plain share, found = wanted."""

    right: int = 0
    found: int = 0
    hit: int = 0
    wanted: int = 0


class Figure(NamedTuple):
    """A figure in 0..1 with its 95 % interval and the number of wanted items behind it."""

    value: float
    low: float
    high: float
    wanted: int


def add(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of tallies."""
    return Tally(*(sum(column) for column in zip(Tally(), *tallies, strict=True)))


def f_score(tally: Tally) -> float:
    """Return F1: the harmonic mean of precision (right of found) and recall (hit of wanted)."""
    precision = tally.right / max(1, tally.found)
    recall = tally.hit / max(1, tally.wanted)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def share(tally: Tally) -> float:
    """Return the share of wanted items that were hit."""
    return tally.hit / max(1, tally.wanted)


def figure(tallies: Sequence[Tally], score: Callable[[Tally], float]) -> Figure:
    """Return a score over documents with its bootstrap interval; the same input gives the same interval."""
    dice = random.Random(len(tallies))  # noqa: S311  (resampling, not secrecy)
    drawn = sorted(score(add(dice.choices(tallies, k=len(tallies)))) for _ in range(SAMPLES)) if tallies else [0.0]
    low, high = drawn[int(0.025 * (len(drawn) - 1))], drawn[math.ceil(0.975 * (len(drawn) - 1))]
    total = add(tallies)
    return Figure(round(score(total), 3), round(low, 3), round(high, 3), total.wanted)


def overlaps(one: Mention, other: Mention) -> bool:
    """Return whether two mentions share a code point."""
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def distance_km(one: Mention, other: Mention) -> float:
    """Return the great-circle distance between two mentions with ``lat`` and ``lon`` in degrees."""
    lat1, lon1, lat2, lon2 = map(math.radians, (one["lat"], one["lon"], other["lat"], other["lon"]))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 6371 * 2 * math.asin(min(1.0, math.sqrt(half)))


def is_near(wanted: Mention, found: Mention) -> bool:
    """Return whether a found place overlaps the wanted one and is it: the same GeoNames id, or within ``NEAR_KM``."""
    if not overlaps(wanted, found):
        return False
    if wanted.get("geonameid") and found["place_id"] == f"geonames:{wanted['geonameid']}":
        return True
    return found.get("lat") is not None and distance_km(wanted, found) <= NEAR_KM


DRAWN = frozenset({"event", "dateline"})
"""Roles that put a place on the map."""
STATES = frozenset({"country", "metonym"})
"""Kinds of actors that a key marks as place or actor."""


class Measure(NamedTuple):
    """What is measured, in one document with an answer key (``key``) and what was found in it (``out``).

    ``needs`` is the list that a key must have. ``wanted(key)`` are the items to find, ``found(key, out)`` those that may answer them,
    ``right(wanted, found)`` whether one answers the other. With ``share`` the figure is the share of wanted items that are answered;
    otherwise what was found and is not wanted counts too, and the figure is F1.
    """

    needs: str
    wanted: Callable[[Mention], Sequence[Mention]]
    found: Callable[[Mention, Mention], Sequence[Mention]]
    right: Callable[[Mention, Mention], bool]
    share: bool = False

    def missed(self, key: Mention, out: Mention) -> list[Mention]:
        """Return the wanted items that nothing found answers."""
        found = self.found(key, out)
        return [item for item in self.wanted(key) if not any(self.right(item, other) for other in found)]

    def wrong(self, key: Mention, out: Mention) -> list[Mention]:
        """Return the found items that answer nothing wanted; none where only a share is measured."""
        wanted = self.wanted(key)
        return [] if self.share else [item for item in self.found(key, out) if not any(self.right(other, item) for other in wanted)]

    def tally(self, key: Mention, out: Mention) -> Tally:
        """Return the counts of a document."""
        wanted = len(self.wanted(key))
        hit = wanted - len(self.missed(key, out))
        if self.share:
            return Tally(hit, wanted, hit, wanted)
        found = len(self.found(key, out))
        return Tally(found - len(self.wrong(key, out)), found, hit, wanted)

    def score(self, tally: Tally) -> float:
        """Return the figure of a sum of tallies."""
        return share(tally) if self.share else f_score(tally)


def _list(name: str) -> Callable[[Mention], Sequence[Mention]]:
    return lambda key: key[name]


def _away_from(spans: Sequence[Mention], found: Sequence[Mention]) -> list[Mention]:
    return [item for item in found if not any(overlaps(item, span) for span in spans)]


def _places(key: Mention, out: Mention) -> Sequence[Mention]:
    """Places that count: not what the key wants as place or actor; words for peoples only where the key marks them."""
    found = [place for place in out["places"] if key.get("demonyms") or place["form"] != "demonym"]
    return _away_from(key.get("place_or_actor", ()), found)


def _drawn(key: Mention, out: Mention) -> Sequence[Mention]:
    """Places that are drawn, but for those that the key has no point for: nothing tells whether they are drawn right."""
    pointless = [place for place in key["places"] if place.get("lat") is None]
    return _away_from(pointless, [place for place in _places(key, out) if place["role"] in DRAWN and place["lat"] is not None])


def _actors(key: Mention, out: Mention) -> Sequence[Mention]:
    """Actors that count: all but states and what stands for one, unless it stands where the key has an actor."""
    return [a for a in out["actors"] if a["kind"] not in STATES or any(overlaps(a, wanted) for wanted in key["actors"])]


def _same_name(wanted: Mention, found: Mention) -> bool:
    return overlaps(wanted, found) and found["name"] in {wanted["name"], *wanted.get("also", ())}


def _same_country(wanted: Mention, found: Mention) -> bool:
    return overlaps(wanted, found) and bool(wanted["country"] == found["country"])


def _same_span(wanted: Mention, found: Mention) -> bool:
    return bool((wanted["start"], wanted["end"]) == (found["start"], found["end"]))


def _same_value(wanted: Mention, found: Mention) -> bool:
    if not overlaps(wanted, found):
        return False
    if "value" in wanted:
        return found["value"] in {wanted["value"], wanted["value"][:10]}
    return bool((wanted["start_date"], wanted["end_date"]) == (found["from"], found["to"]))


def _same_speaker(wanted: Mention, found: Mention) -> bool:
    span = {"start": wanted["start"], "end": wanted["start"] + len(wanted["quote"])}
    return overlaps(span, found) and found["speaker"] in {wanted["speaker"], *wanted.get("also", ())}


def _same_event(wanted: Mention, found: Mention) -> bool:
    """An event is right with all its actors, its day and, where the key names one, its place."""
    days = (wanted["start_date"], wanted["end_date"]) == (found["from"], found["to"])
    return days and set(wanted["actors"]) <= set(found["actors"]) and wanted.get("place") in {None, "", found["place"]}


def _located(key: Mention) -> Sequence[Mention]:
    return [place for place in key["places"] if place.get("lat") is not None]


def _event_places(key: Mention) -> Sequence[Mention]:
    return [place for place in _located(key) if place.get("role") in DRAWN]


TAGS = {"person": "PER", "organisation": "ORG", "bloc": "ORG"}
"""Kinds of actors -> tags of corpora of names."""


def _names(_key: Mention, out: Mention) -> Sequence[Mention]:
    """Persons, organisations and places as corpora of names mark them; each span and tag once."""
    found = [{"start": a["start"], "end": a["end"], "kind": TAGS[a["kind"]]} for a in out["actors"] if a["kind"] in TAGS]
    found += [{"start": place["start"], "end": place["end"], "kind": "LOC"} for place in out["places"]]
    return list({(name["start"], name["end"], name["kind"]): name for name in found}.values())


def _same_tag(wanted: Mention, found: Mention) -> bool:
    return _same_span(wanted, found) and bool(wanted["kind"] == found["kind"])


def _drawn_anyway(_key: Mention, out: Mention) -> Sequence[Mention]:
    return [place for place in out["places"] if place["role"] in DRAWN]


def _out(name: str) -> Callable[[Mention, Mention], Sequence[Mention]]:
    return lambda _key, out: out[name]


MEASURES = {
    "places found": Measure("places", _list("places"), _places, overlaps),
    "places right": Measure("places", _located, _out("places"), is_near, share=True),
    "places drawn": Measure("drawn", _event_places, _drawn, is_near),
    "event place right": Measure("drawn", _event_places, _drawn_anyway, is_near, share=True),
    "actors": Measure("actors", _list("actors"), _actors, _same_name),
    "states": Measure(
        "place_or_actor", _list("place_or_actor"), lambda _key, out: [*out["places"], *out["actors"]], _same_country, share=True
    ),
    "names": Measure("names", _list("names"), _names, _same_tag),
    "dates found": Measure("dates", _list("dates"), _out("dates"), _same_span),
    "dates right": Measure("dates", _list("dates"), _out("dates"), _same_value),
    "speakers": Measure("statements", _list("statements"), _out("statements"), _same_speaker, share=True),
    "timeline": Measure("timeline", _list("timeline"), _out("events"), _same_event, share=True),
}
"""Name of a measure -> how it is taken."""
