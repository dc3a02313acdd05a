"""How right the parser is: counts per document, and figures with confidence intervals made from them.

A measure looks at one document, its answer key and what was found, and returns a :class:`Tally`. Tallies add up; a figure is
made from a sum of them, and its interval from resampling documents, because mentions within one document are not independent.
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


def nearest(wanted: Mention, found: Sequence[Mention]) -> Mention | None:
    """Return the found mention that overlaps the wanted one best, None where none does."""
    touching = [mention for mention in found if overlaps(wanted, mention)]
    return min(touching, key=lambda m: abs(m["start"] - wanted["start"]) + abs(m["end"] - wanted["end"]), default=None)


def matched(wanted: Sequence[Mention], found: Sequence[Mention], same: Callable[[Mention, Mention], bool]) -> Tally:
    """Return how many mentions on each side have a partner on the other that ``same`` accepts."""
    right = sum(any(same(key, mention) for key in wanted) for mention in found)
    hit = sum(any(same(key, mention) for mention in found) for key in wanted)
    return Tally(right, len(found), hit, len(wanted))


def place_spans(key: Mention, out: Mention) -> Tally:
    """Recognition of places by overlapping spans."""
    return matched(key["places"], out["places"], overlaps)


def place_right(key: Mention, out: Mention) -> Tally:
    """Places of the key that were found and lie within ``NEAR_KM``: recognition and resolution end to end."""
    located = [place for place in key["places"] if place.get("lat") is not None]
    hit = sum(is_near(place, nearest(place, out["places"])) for place in located)
    return Tally(hit, len(located), hit, len(located))


def is_near(wanted: Mention, found: Mention | None) -> bool:
    """Return whether a found place is the wanted one: the same GeoNames id, or within ``NEAR_KM``."""
    if found is None:
        return False
    if wanted.get("geonameid") and found["place_id"] == f"geonames:{wanted['geonameid']}":
        return True
    return found.get("lat") is not None and distance_km(wanted, found) <= NEAR_KM


def actor_names(key: Mention, out: Mention) -> Tally:
    """Actors by overlapping span and canonical name."""
    return matched(key["actors"], out["actors"], lambda one, other: overlaps(one, other) and one["name"] == other["name"])


def date_spans(key: Mention, out: Mention) -> Tally:
    """Time expressions by exact span."""
    return matched(key["dates"], out["dates"], lambda one, other: (one["start"], one["end"]) == (other["start"], other["end"]))


def date_values(key: Mention, out: Mention) -> Tally:
    """Time expressions by overlapping span and TIMEX3 value (its day, where the key gives no time)."""
    return matched(key["dates"], out["dates"], _same_value)


def _same_value(wanted: Mention, found: Mention) -> bool:
    if not overlaps(wanted, found):
        return False
    if "value" in wanted:
        return found["value"] in {wanted["value"], wanted["value"][:10]}
    return bool((wanted["start_date"], wanted["end_date"]) == (found["from"], found["to"]))


MEASURES: dict[str, tuple[str, Callable[[Mention, Mention], Tally], Callable[[Tally], float]]] = {
    "places found": ("places", place_spans, f_score),
    "places right": ("places", place_right, share),
    "actors": ("actors", actor_names, f_score),
    "dates found": ("dates", date_spans, f_score),
    "dates right": ("dates", date_values, f_score),
}
"""Name of a measure -> (list of the key that it needs, measure of a document, score of a sum)."""
