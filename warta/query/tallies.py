"""How many of the selected sentences, and of their articles or stories, name each country, place or actor."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from warta.query.selection import Chosen, spread
from warta.query.values import values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warta.query.units import Unit
    from warta.store import Snapshot
    from warta.store.columns import Array, Entries, Kind


class Tally(NamedTuple):
    """Counts by value (:class:`warta.query.values.Values`): sentences, those of mentions that are marked, and articles or stories."""

    sentences: Array
    marked: Array
    units: Array


def tally(
    snapshot: Snapshot, chosen: Sequence[Chosen], kind: Kind, roles: int = 0, *, marked: bool = False, unit: Unit | None = None
) -> Tally:
    """Count selected sentences by country, place or actor.

    Args:
        snapshot: where they are.
        chosen: the sentences of each segment.
        kind: what to count by.
        roles: bits of the roles that count, 0 for any.
        marked: whether only mentions count that are marked in these roles (:class:`warta.store.columns.Entries`).
        unit: whether articles or stories are counted too; neither where not given.
    """
    of = values(snapshot, kind)
    counts = np.zeros((3, len(of.ids)), np.int64)
    told = []
    for part, each in enumerate(chosen):
        entries = each.columns.entries(kind)
        which, rows = _mentions(each, entries, roles, marked=marked)
        codes = entries.codes[rows]
        counts[0] += of.sum(part, _counted(codes, entries))
        counts[1] += of.sum(part, _counted(codes[(entries.marked[rows] & roles) != 0], entries))
        if unit == "articles":
            counts[2] += of.sum(part, _articles(each, entries, which, rows))
        elif unit == "stories":
            told.append((of.translated(part, codes), each.columns.story_no[_article(each, which)]))
    if told:
        counts[2] = _stories(told, len(of.ids))
    return Tally(*counts)


def strongest(counts: Array, limit: int) -> Array:
    """Return the places of the largest counts above 0, the largest first, of equal ones the first."""
    there = np.flatnonzero(counts)
    if limit < len(there):
        least = np.partition(counts[there], len(there) - limit)[len(there) - limit]
        there = there[counts[there] >= least]
    return there[np.argsort(-counts[there], kind="stable")][:limit]


def _mentions(chosen: Chosen, entries: Entries, roles: int, *, marked: bool) -> tuple[Array, Array]:
    """Return for each entry that counts which of the selected sentences has it, and its row."""
    starts = entries.starts
    if chosen.sentences is None:
        which, rows = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts)), np.arange(len(entries.codes))
    else:
        which, rows = spread(starts[chosen.sentences], starts[chosen.sentences + 1])
    if not roles:
        return which, rows
    kept = ((entries.marked if marked else entries.roles)[rows] & roles) != 0
    return which[kept], rows[kept]


def _article(chosen: Chosen, which: Array) -> Array:
    return chosen.columns.article[which if chosen.sentences is None else chosen.sentences[which]]


def _counted(codes: Array, entries: Entries) -> Array:
    return np.bincount(codes, minlength=len(entries.ids))


def _articles(chosen: Chosen, entries: Entries, which: Array, rows: Array) -> Array:
    """Count articles by code: most have a code in one sentence only, and of the others each is counted once."""
    again = entries.again[rows]
    codes = entries.codes[rows]
    repeated = codes[again].astype(np.int64) * len(chosen.columns.article_no) + _article(chosen, which[again])
    once = _distinct(repeated) // max(1, len(chosen.columns.article_no))
    return _counted(codes[~again], entries) + _counted(once, entries)


def _stories(told: Sequence[tuple[Array, Array]], size: int) -> Array:
    """Count stories by value: a story may have articles in several segments."""
    numbers, stories = (np.concatenate(part) for part in zip(*told, strict=True))
    known, story = np.unique(stories, return_inverse=True)
    pairs = _distinct(numbers.astype(np.int64) * max(1, len(known)) + story)
    return np.bincount(pairs // max(1, len(known)), minlength=size)


def _distinct(numbers: Array) -> Array:
    """Return each number once."""
    ordered = np.sort(numbers)
    once: Array = ordered[np.diff(ordered, prepend=-1) != 0]
    return once
