"""The time of selected sentences: which of them lie in some days, and the ranges of days that they have."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from warta.query.chosen import PIECE, Chosen, differing, stretches
from warta.store.columns import EVER, NEVER, Array
from warta.store.traits import DATED, PUBLISHED, SEVERAL, precision_of

if TYPE_CHECKING:
    from warta.query.filters import Filters
    from warta.store.columns import Columns

_EPOCH = dt.date(1970, 1, 1)


def day_number(day: dt.date) -> int:
    """Return a day as columns have it."""
    return (day - _EPOCH).days


def day(number: int) -> dt.date | None:
    """Return a day of columns, None where there is none."""
    return None if number in {EVER, NEVER} else _EPOCH + dt.timedelta(days=int(number))


def has(traits: Array, trait: int) -> Array:
    """Return which sentences have a trait."""
    found: Array = (traits & (1 << trait)) != 0
    return found


def by_event(filters: Filters) -> bool:
    """Return whether event dates are asked for."""
    return filters.date == "event" and bool(filters.from_ or filters.to)


def on_days(chosen: Chosen, filters: Filters) -> Chosen:
    """Return the sentences of which a range of days meets the event dates asked for, if any are."""
    if not by_event(filters):
        return chosen
    columns = chosen.columns
    first, last = (day_number(day) if day else None for day in (filters.from_, filters.to))
    begins = int(np.searchsorted(columns.days, first)) if first is not None else 0
    ends = int(np.searchsorted(columns.days, last, "right")) if last is not None else len(columns.days)
    found = _overlapping(chosen, begins, ends)
    if first is None or last is None:
        return found
    between = Chosen(columns, _between(columns, first, last))
    return found.without(_overlapping(between, begins, ends).numbered())


def _overlapping(chosen: Chosen, begins: int, ends: int) -> Chosen:
    """Return the sentences whose ranges end at a day or later, and begin before another, both as they count the days of columns."""
    columns = chosen.columns
    if chosen.sentences is not None:
        return chosen.among((chosen.of(columns.last_day) >= begins) & (chosen.of(columns.first_day) < ends))
    found = []
    for low in range(0, columns.sentences, PIECE):  # so that what is worked out stays in the cache of the processor
        piece = slice(low, low + PIECE)
        at = np.flatnonzero((columns.last_day[piece] >= begins) & (columns.first_day[piece] < ends))
        found.append((at + low).astype(np.int32))
    return Chosen(columns, np.concatenate(found) if found else np.empty(0, np.int32))


def _between(columns: Columns, first: int, last: int) -> Array:
    """Return the sentences with several ranges of which none meets some days, though these may lie between their ends."""
    if not len(columns.range_sentence):
        return columns.range_sentence
    starts = np.flatnonzero(differing(columns.range_sentence))
    met = np.logical_or.reduceat((columns.range_to >= first) & (columns.range_from <= last), starts)
    return columns.range_sentence[starts[~met]]


class Times(NamedTuple):
    """The ranges of days of some sentences, a row each.

    ``sentence`` says which of them it is, counted from 0; ``published`` whether it is only the day of publication.
    """

    sentence: Array
    first: Array
    last: Array
    precision: Array
    published: Array


def times(chosen: Chosen, filters: Filters) -> Times:
    """Return the ranges of days of the selected sentences, within the event dates asked for: a sentence may have others beside."""
    columns, traits = chosen.columns, chosen.of(chosen.columns.traits)
    one = has(traits, DATED) & ~has(traits, SEVERAL)
    at = np.flatnonzero(one)
    sentences = at if chosen.sentences is None else chosen.sentences[at]
    parts = [
        (
            at,
            columns.days[columns.first_day[sentences]],
            columns.days[columns.last_day[sentences]],
            precision_of(traits[at]),
        )
    ]
    more = np.flatnonzero(has(traits, SEVERAL))
    if len(more):
        sentences = more if chosen.sentences is None else chosen.sentences[more]
        starts, ends = (np.searchsorted(columns.range_sentence, sentences, side) for side in ("left", "right"))
        rows = stretches(starts, ends - starts)
        ranges = (columns.range_from[rows], columns.range_to[rows], columns.range_precision[rows])
        parts.append((np.repeat(more, ends - starts), *ranges))
    at, first, last, precise = (np.concatenate(part) for part in zip(*parts, strict=True))
    found = Times(at, first, last, precise, has(traits[at], PUBLISHED))
    kept = np.ones(len(at), bool)
    if filters.date == "event" and filters.from_:
        kept &= last >= day_number(filters.from_)
    if filters.date == "event" and filters.to:
        kept &= first <= day_number(filters.to)
    return found if kept.all() else Times(*(column[kept] for column in found))
