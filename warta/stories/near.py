"""The articles that came last, and which of them is nearest to another: by its words, or by its names and its meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from warta.stories.keys import MOST, weights
from warta.stories.signature import LENGTH, likeness, values
from warta.stories.vector import SIZE, units

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from warta.stories.traits import Traits

REMEMBERED = 50_000
"""Articles that are remembered: some 100 MB, and a millisecond for a search by meaning, however large the store."""
BANDS = 12
"""Pairs of signature values that are looked up: of texts that share half their shingles 97 in 100 are met, of strangers none."""
NAMES = 0.3
"""What names in common add to the cosine of two vectors."""
NEVER = -(2**31)
"""The day of what has none."""


class Found(NamedTuple):
    """An article that was remembered: its story, the day on which the story began, and how near it is."""

    story: str
    begun: int | None
    near: float


class Memory:
    """A ring of the traits of the last articles; each remembered one pushes out the oldest."""

    def __init__(self, size: int = REMEMBERED) -> None:
        self._size = size
        self._count = 0
        self._stories: list[tuple[str, int | None]] = []
        self._signatures: list[bytes] = []
        self._days = np.full(size, NEVER, np.int32)
        self._keys = np.zeros((size, MOST), np.uint32)
        self._weights = np.zeros(size, np.float32)
        self._vectors = np.zeros((size, SIZE), np.float32)
        # Two generations of look-up tables: the older one is dropped when all it knows was pushed out.
        self._tables: list[dict[int, int]] = [{} for _ in range(BANDS)]
        self._older: list[dict[int, int]] = [{} for _ in range(BANDS)]

    def add(self, traits: Traits, story: str) -> None:
        """Remember an article and the story that it tells."""
        at = self._count % self._size
        if self._count >= self._size:
            self._stories[at], self._signatures[at] = (story, traits.begun), traits.signature
        else:
            self._stories.append((story, traits.begun))
            self._signatures.append(traits.signature)
        keys = np.frombuffer(traits.keys, "<u4")
        self._keys[at] = 0
        self._keys[at, : len(keys)] = keys
        self._weights[at] = weights(keys).sum()
        self._days[at] = NEVER if traits.day is None else traits.day
        self._vectors[at] = units([traits.vector])[0] if traits.vector else 0
        for table, band in zip(self._tables, _bands(traits.signature), strict=False):
            table[band] = self._count
        self._count += 1
        if self._count % self._size == 0:
            self._older, self._tables = self._tables, [{} for _ in range(BANDS)]

    def nearest_copy(self, traits: Traits, window: int) -> Found | None:
        """Return the article that shares most words in a row, None where none shares any.

        An article whose day is not known may be a copy of one of any day.
        """
        met: set[int] = set()
        for band, table, older in zip(_bands(traits.signature), self._tables, self._older, strict=False):
            met.update(number for number in (table.get(band), older.get(band)) if number is not None)
        rows = [number % self._size for number in sorted(met, reverse=True) if number >= self._count - self._size]
        near = [(likeness(traits.signature, self._signatures[row]), row) for row in rows if self._meets(row, traits.day, window)]
        if not near:
            return None
        likest, row = max(near, key=lambda each: each[0])
        story, begun = self._stories[row]
        return Found(story, begun, likest)

    def _meets(self, row: int, day: int | None, window: int) -> bool:
        other = int(self._days[row])
        return day is None or other == NEVER or abs(day - other) <= window

    def nearest_reports(self, traits: Traits, window: int, least: float) -> Iterable[Found]:
        """Yield the articles of about the same day that name somebody or something in common and mean the same, nearest first.

        ``near`` is the cosine of the vectors, and :data:`NAMES` times the part of the names of the shorter list that the other has too.
        """
        if not traits.vector or not traits.keys or traits.day is None:
            return
        known = min(self._count, self._size)
        cosines = self._vectors[:known] @ units([traits.vector])[0]
        rows = np.flatnonzero((cosines >= least - NAMES) & (np.abs(self._days[:known] - traits.day) <= window))
        cosines = cosines[rows]
        shared = self._shared(traits, rows)
        near = np.where(shared > 0, cosines + NAMES * shared, 0)
        best = np.flatnonzero(near >= least)
        # Of two that are equally near the one that came first.
        for each in best[np.lexsort((rows[best], -near[best]))]:
            story, begun = self._stories[rows[each]]
            yield Found(story, begun, float(near[each]))

    def _shared(self, traits: Traits, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        """Return the part of the weight of the shorter list of names that is in both, for each row."""
        own = np.frombuffer(traits.keys, "<u4")
        both = np.isin(self._keys[rows], own)
        common = (weights(self._keys[rows]) * both).sum(axis=1)
        shorter = np.minimum(self._weights[rows], weights(own).sum())
        part: NDArray[np.float32] = np.divide(common, shorter, out=np.zeros_like(common), where=shorter > 0)
        return part


def _bands(signed: bytes) -> list[int]:
    return values(signed).view("<u4")[:BANDS].tolist() if signed else []


assert LENGTH >= 2 * BANDS  # noqa: S101  (a signature has the pairs that are looked up)
