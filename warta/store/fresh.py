"""What of the lake is not yet in a segment: which versions are to be served, under which numbers, and their rows."""

from __future__ import annotations

import itertools
import operator
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb
import numpy as np
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types

from warta.store.staging import NOT_SERVED, Stretch, stage
from warta.workers import in_order, pool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

    from warta.store.lake import Lake
    from warta.store.staging import Staged

    Integers = np.ndarray[Any, np.dtype[np.int32]]

STRETCH = 2048
"""Articles in a stretch, about: enough for the libraries, few enough for memory."""
ALONE = 2 * STRETCH
"""Up to so many articles are done in this process: to start others takes longer."""

_LATEST = """
    SELECT filename, file_row_number AS row, language,
        row_number() OVER (ORDER BY published_from DESC NULLS LAST, published DESC NULLS LAST, id) AS no
    FROM (
        SELECT *, row_number() OVER (PARTITION BY id ORDER BY load DESC, "number" DESC) AS age FROM articles
        WHERE load > $load OR (load = $load AND "number" > $number)
    ) WHERE age = 1 ORDER BY filename, row
"""
_LAST = 'SELECT load, "number" FROM articles ORDER BY load DESC, "number" DESC LIMIT 1'


class Fresh(NamedTuple):
    """The versions to be served, as ``rows`` (filename, row, language, no); ``taken`` is the place in the lake up to which they go.

    Numbers run from ``first``, the newest published first.
    """

    rows: pa.Table
    first: int
    taken: tuple[int, int]

    @property
    def articles(self) -> int:
        """How many there are."""
        return int(self.rows.num_rows)


def fresh(lake: Lake, spill: Path, after: tuple[int, int], first: int) -> Fresh:
    """Return the latest version of each article that came in behind a place in the lake.

    Args:
        lake: the lake.
        spill: a folder for what does not fit into memory.
        after: the place: load and number.
        first: the number that the first of them gets.
    """
    try:
        return _fresh(lake, spill, after, first)
    except duckdb.Error:
        # A file is damaged inside: find out which, and do without it.
        lake.leave_out_damaged()
        return _fresh(lake, spill, after, first)


def _fresh(lake: Lake, spill: Path, after: tuple[int, int], first: int) -> Fresh:
    with lake.connect(spill, position=True) as connection:
        rows = connection.sql(_LATEST, params={"load": after[0], "number": after[1]}).to_arrow_table()
        last = connection.execute(_LAST).fetchone()
    return Fresh(rows, first, max(after, last or after))


def staged(fresh: Fresh, folder: Path, workers: int) -> Iterator[Staged]:
    """Write the rows of all fresh versions into a folder, stretch by stretch, in several processes where that is worth it."""
    folder.mkdir(parents=True, exist_ok=True)
    stretches = _stretches(fresh, folder)
    if workers <= 1 or fresh.articles <= ALONE:
        yield from map(stage, stretches)
        return
    with pool(workers) as processes:
        yield from in_order(processes, stage, stretches, 2 * workers)


def _stretches(fresh: Fresh, folder: Path) -> Iterator[Stretch]:
    """Yield the work; of many articles language by language, for what is of one language packs smaller side by side, in the index too."""
    names = np.asarray(fresh.rows["filename"].to_numpy(zero_copy_only=False))
    rows, numbers = fresh.rows["row"].to_numpy(), fresh.rows["no"].to_numpy() - 1 + fresh.first
    language = fresh.rows["language"].combine_chunks().dictionary_encode().indices.fill_null(-1).to_numpy(zero_copy_only=False)
    starts = [0, *(np.flatnonzero(names[1:] != names[:-1]) + 1), len(names)] if len(names) else []
    found = []
    for start, end in itertools.pairwise(starts):
        with pq.ParquetFile(names[start]) as parquet:
            sizes = [parquet.metadata.row_group(group).num_rows for group in range(parquet.metadata.num_row_groups)]
        for low, high in _runs(language[start:end]) if fresh.articles > ALONE else [(0, end - start)]:
            own = rows[start + low : start + high]
            served = np.full(sum(sizes), NOT_SERVED, np.int64)
            served[own] = numbers[start + low : start + high]
            for groups, slots in _grouped(sizes, int(own[0]), int(own[-1])):
                if (served[slots] != NOT_SERVED).any():
                    found.append((language[start + low], names[start], groups, served[slots].copy()))
    found.sort(key=operator.itemgetter(0))  # a stable sort
    for part, (_language, path, groups, served) in enumerate(found):
        yield Stretch(path, groups, served.tolist(), folder, part)


def _runs(language: Integers) -> Iterator[tuple[int, int]]:
    """Return where the rows of each language of a file start and end; all of them at once if they are not side by side.

    A row group with the end of one language and the start of the next is read twice.
    """
    ends = [*(np.flatnonzero(np.diff(language)) + 1).tolist(), len(language)]
    return itertools.pairwise([0, *(ends if len(ends) == len(np.unique(language)) else ends[-1:])])


def _grouped(sizes: list[int], low: int, high: int) -> Iterator[tuple[range, slice]]:
    """Yield ranges of row groups of about a stretch each, from that of one row to that of another, with the rows that they hold."""
    first = start = at = 0
    for group, size in enumerate(sizes):
        at += size
        if at <= low:
            first, start = group + 1, at
        elif at - start >= STRETCH or at > high:
            yield range(first, group + 1), slice(start, at)
            first, start = group + 1, at
            if at > high:
                return
