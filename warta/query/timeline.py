"""When things happened: lanes of actors, marks on days and ranges, and a histogram."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from warta.query.chosen import Chosen, differing
from warta.query.names import words
from warta.query.selection import codes, selected
from warta.query.tallies import naming, strongest, tally
from warta.query.times import by_event, day, has, on_days, times
from warta.query.totals import size, totals
from warta.query.values import named, values
from warta.store.columns import EVER, NEVER
from warta.store.traits import DATED, PUBLISHED, SEVERAL, precision_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from warta.query.filters import Filters
    from warta.store import Snapshot
    from warta.store.columns import Array

MARKS = 2000
"""Marks of all lanes together that can be told apart, and drawn at ease."""
KNOWN = 16 - PUBLISHED
"""Bits of traits that say how a day is known: whether it is only that of publication, and its precision."""
Unit = Literal["day", "week", "month", "year"]
_SPANS: tuple[tuple[int, Unit], ...] = ((120, "day"), (800, "week"), (5000, "month"))
"""Longest span in days for which a unit is used."""


def unit_for(span_days: int) -> Unit:
    """Return the unit of the histogram for a span."""
    return next((unit for longest, unit in _SPANS if span_days <= longest), "year")


def lanes(snapshot: Snapshot, filters: Filters, limit: int = 12) -> pd.DataFrame:
    """Return the actors with the most sentences that have a time: actor_id, name, kind, sentences."""
    chosen = selected(snapshot, filters)
    if filters.scope == "article" or not by_event(filters):
        chosen = [on_days(each.among(has(each.of(each.columns.traits), DATED)), filters) for each in chosen]
    counted = tally(snapshot, chosen, "actor").sentences
    shown = strongest(counted, limit)
    names = named(snapshot, "actor", shown)
    known = values(snapshot, "actor").ids
    ids = words(known[at] for at in shown.tolist())
    return pd.DataFrame({"actor_id": ids, "name": names["name"], "kind": names["kind"], "sentences": counted[shown]})


def timeline(snapshot: Snapshot, filters: Filters, actors: Sequence[str] | None = None, limit: int = 12, most: int = MARKS) -> pd.DataFrame:
    """Return the marks of the lanes: actor_id, name, kind, from, to, precision, basis, sentences.

    ``basis`` is ``published`` where a sentence has no date of its own: such a mark is drawn hollow. Of more than ``most`` marks those
    with the most sentences are given.
    """
    ids = values(snapshot, "actor").ids
    numbers = codes(ids, list(actors) if actors else list(lanes(snapshot, filters, limit)["actor_id"]))
    precisions = sorted({name for columns in snapshot.columns for name in columns.precisions})
    parts = [(np.empty((0, 5), np.int64), np.empty(0, np.int64))]
    for each in selected(snapshot, filters):
        place = np.array([*(precisions.index(name) for name in each.columns.precisions), -1], np.int64)
        own_ids = each.columns.actor.ids
        there = [lane for lane, number in enumerate(numbers) if codes(own_ids, [ids[number]])]
        for lane, own in zip(there, naming(each, "actor", codes(own_ids, [ids[numbers[lane]] for lane in there])), strict=True):
            for first, last, precise, published, sentences in _marks(own, filters):
                columns = (np.full(len(first), lane), first, last, place[precise], published)
                parts.append((np.column_stack([column.astype(np.int64) for column in columns]), sentences))
    marks, sentences = _counted(*(np.concatenate(part) for part in zip(*parts, strict=True)))
    lane, first, last, precision, published = marks.T
    kept = np.lexsort((lane, last, first, -sentences))[:most]
    order = kept[np.lexsort(tuple(column[kept] for column in (lane, last, -sentences, first)))]
    number = np.asarray(numbers, np.int64)[lane[order]]
    names = {name: np.asarray(column, object)[lane[order]] for name, column in named(snapshot, "actor", numbers).items()}
    return pd.DataFrame(
        {
            "actor_id": words(ids[at] for at in number),
            "name": words(names["name"]),
            "kind": words(names["kind"]),
            "from": _dates(first[order]),
            "to": _dates(last[order]),
            "precision": words([*precisions, None][at] for at in precision[order]),
            "basis": words("published" if only else "event" for only in published[order]),
            "sentences": sentences[order],
        }
    )


def _marks(chosen: Chosen, filters: Filters) -> Iterator[tuple[Array, Array, Array, Array, Array]]:
    """Yield first and last days, precisions, whether they are only those of publication, and sentences: once for all single days."""
    columns = chosen.columns
    first, last, traits = chosen.of(columns.first_day), chosen.of(columns.last_day), chosen.of(columns.traits)
    once = (first == last) & has(traits, DATED) & ~has(traits, SEVERAL)
    within = on_days(chosen.among(once), filters) if filters.scope == "article" else chosen.among(once)
    # What stands above the flags says by what the day is known, and how precisely.
    keys = within.of(columns.first_day).astype(np.int32) << KNOWN | within.of(columns.traits) >> PUBLISHED
    keys = np.sort(keys, kind="stable")  # they come in order of publication, and nearly in that of their days
    starts = np.flatnonzero(differing(keys))
    sentences = np.diff(starts, append=len(keys))
    day, known = columns.days[keys[starts] >> KNOWN], (keys[starts] & ((1 << KNOWN) - 1)).astype(np.uint16)
    yield day, day, precision_of(known << PUBLISHED), known & 1, sentences
    found = times(chosen.among(~once), filters)
    yield found.first, found.last, found.precision, found.published, np.ones(len(found.first), np.int64)


def _counted(rows: Array, sentences: Array) -> tuple[Array, Array]:
    """Return each different row of whole numbers once, and the sum of its sentences."""
    low = rows.min(axis=0, initial=0)
    keys = np.zeros(len(rows), np.int64)
    widths = rows.max(axis=0, initial=0) - low + 1
    for column, width in zip(rows.T - low[:, None], widths, strict=True):
        keys = keys * width + column
    order = np.argsort(keys, kind="stable")
    starts = np.flatnonzero(differing(keys[order]))
    keys, sums = keys[order[starts]], np.add.reduceat(sentences[order], starts) if len(starts) else sentences
    columns = []
    for start, width in zip(low[::-1], widths[::-1], strict=True):
        columns.append(keys % width + start)
        keys = keys // width
    return np.column_stack(columns[::-1]), sums


def _dates(days: Array) -> Array:
    found: Array = days.astype("datetime64[D]").astype("datetime64[us]")
    return found


def histogram(snapshot: Snapshot, filters: Filters, unit: Unit) -> pd.DataFrame:
    """Return sentences by day, week, month or year in which their time begins: bucket (a day), basis, sentences."""
    parts = [(np.empty(0, np.int64), np.empty(0, bool), np.empty(0, np.int64))]
    for each in selected(snapshot, filters):
        inside = on_days(each, filters) if filters.scope == "article" else each
        days, published, sentences = _days_once(inside)
        parts.append((_begins(days, unit), published, sentences))
        found = times(_with_several(inside), filters)
        # A sentence counts once in a bucket, however many of its ranges begin there.
        rows = np.column_stack([found.sentence, _begins(found.first, unit), found.published]).astype(np.int64)
        begin, _sums = _counted(rows, np.ones(len(rows), np.int64))
        parts.append((begin[:, 1], begin[:, 2].astype(bool), np.ones(len(begin), np.int64)))
    begins, published, sentences = (np.concatenate(part) for part in zip(*parts, strict=True))
    # Of one bucket, sentences that say their day come first.
    bars, bar = np.unique(begins.astype(np.int64) * 2 + published, return_inverse=True)
    return pd.DataFrame(
        {
            "bucket": _dates(bars // 2),
            "basis": words("published" if only else "event" for only in bars % 2),
            "sentences": np.bincount(bar, weights=sentences, minlength=len(bars)).astype(np.int64),
        }
    )


def _days_once(chosen: Chosen) -> tuple[Array, Array, Array]:
    """Return on which days the time of sentences with one range begins, whether it is that of publication, and of how many."""
    days, kinds = chosen.columns.days, 1 << (PUBLISHED - DATED + 1)
    counted = np.zeros(kinds * len(days), np.int64)
    for piece in chosen.pieces():
        keys = piece.of(piece.columns.first_day).astype(np.int32) * kinds + (piece.of(piece.columns.traits) >> DATED) % kinds
        counted += np.bincount(keys, minlength=len(counted))
    dated, published = 1, 1 << (PUBLISHED - DATED)
    once = counted.reshape(len(days), kinds)[:, [dated, dated + published]].ravel()
    there = np.flatnonzero(once)
    return days[there // 2], there % 2 == 1, once[there]


def _with_several(chosen: Chosen) -> Chosen:
    """Return the sentences with several ranges."""
    found = [piece.numbered()[has(piece.of(piece.columns.traits), SEVERAL)] for piece in chosen.pieces()]
    return Chosen(chosen.columns, np.concatenate(found) if found else np.empty(0, np.int32))


def _begins(days: Array, unit: Unit) -> Array:
    """Return the first day of the unit of time that each day lies in; weeks begin on Monday."""
    if unit == "day":
        return days
    if unit == "week":
        monday: Array = days - (days + 3) % 7
        return monday
    kind = "datetime64[M]" if unit == "month" else "datetime64[Y]"
    low, high = (int(days.min()), int(days.max())) if len(days) else (0, 0)
    begins = np.arange(low, high + 1).astype("datetime64[D]").astype(kind).astype("datetime64[D]").astype(np.int64)
    found: Array = begins[days - low]
    return found


def undated(snapshot: Snapshot, filters: Filters) -> int:
    """Return how many selected sentences have no time at all."""
    return totals(snapshot, filters).undated


def days_covered(snapshot: Snapshot, filters: Filters) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of the times of a selection, None where it has none."""
    if filters.date != "event" or not (filters.from_ or filters.to):
        found = totals(snapshot, filters)
        return (found.first, found.last) if found.first and found.last else None
    ends = [(EVER, NEVER), *(end for each in selected(snapshot, filters) for end in _ends(each, filters))]
    first, last = day(min(low for low, _ in ends)), day(max(high for _, high in ends))
    return (first, last) if first and last else None


def _ends(chosen: Chosen, filters: Filters) -> Iterator[tuple[int, int]]:
    """Yield the ends of all ranges of days within the event dates: of sentences with one range, and of those with several."""
    columns = chosen.columns
    some = times(_with_several(chosen), filters)
    yield int(some.first.min(initial=EVER)), int(some.last.max(initial=NEVER))
    for piece in chosen.pieces():
        once = piece.among(~has(piece.of(columns.traits), SEVERAL))
        if filters.scope == "article":
            once = on_days(once, filters)
        if len(once):
            yield int(columns.days[once.of(columns.first_day).min()]), int(columns.days[once.of(columns.last_day).max()])


def last_published(snapshot: Snapshot, filters: Filters) -> dt.date | None:
    """Return the last day of publication of the selected articles, None where no such day is known."""
    return size(snapshot, filters).last_published
