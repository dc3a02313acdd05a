"""Lists of whole numbers that take a third to a half of their room on the disk, and of memory, and are still read at any place at once."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from warta.store.columns import Array

STEP = 16
"""Numbers of a rising list of which the first is kept whole."""
CHUNK = 16
"""Bits of a number that are kept of each posting."""


@dataclasses.dataclass(frozen=True, eq=False)
class Rising:
    """Numbers that never fall: every 16th whole in ``steps``, and in ``rest`` how much larger each is than the one kept before it."""

    steps: Array
    rest: Array

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.rest)

    def take(self, at: Array) -> Array:
        """Return the numbers at some places."""
        places = at.astype(np.intp, copy=False)  # each use of another type would turn it into this one
        found: Array = self.steps.take(places // STEP) + self.rest.take(places)
        return found

    def whole(self) -> Array:
        """Return all of them."""
        found: Array = np.repeat(self.steps, STEP)[: len(self)] + self.rest
        return found


def rising(values: Array) -> Rising:
    """Return numbers that never fall, packed."""
    steps = values[::STEP]
    rest = values - np.repeat(steps, STEP)[: len(values)]
    return Rising(steps.astype(fitting(values[-1:])), rest.astype(np.min_scalar_type(rest.max(initial=0))))


def fitting(values: Array) -> type[np.signedinteger[Any]]:
    """Return the type for numbers up to the largest of these: whole numbers of 32 bits, or of 64."""
    return np.int32 if values.max(initial=0) <= np.iinfo(np.int32).max else np.int64


@dataclasses.dataclass(frozen=True, eq=False)
class Postings:
    """Lists of sentences, each in order, by code.

    ``starts`` says where the postings of each code start, and at its end where the last ones end; ``low`` has the low bits of each. What
    is above them is the same for many: of each such run there are ``high`` and, as ``sizes``, how many it has, less one. ``runs`` says
    where the runs of each code start.
    """

    starts: Array
    low: Array
    runs: Array
    high: Array
    sizes: Array

    def counts(self) -> Array:
        """Return how many sentences each code has."""
        return np.diff(self.starts)

    def __getitem__(self, code: int) -> Array:
        """Return the sentences of a code."""
        runs = slice(int(self.runs[code]), int(self.runs[code + 1]))
        high = np.repeat(self.high[runs].astype(np.int32) << CHUNK, self.sizes[runs].astype(np.int64) + 1)
        found: Array = high | self.low[int(self.starts[code]) : int(self.starts[code + 1])]
        return found


def postings(codes: Array, sentences: Array, count: int) -> Postings:
    """Return sentences packed that are sorted by code, of which there are so many, and then by number."""
    key = codes.astype(np.int64) << CHUNK | sentences >> CHUNK
    first = np.flatnonzero(np.diff(key, prepend=-1))
    sizes = np.diff(first, append=len(key)) - 1
    return Postings(
        starts=ends(codes, count),
        low=sentences.astype(np.uint16),
        runs=ends(codes[first], count),
        high=(sentences[first] >> CHUNK).astype(np.uint16),
        sizes=sizes.astype(np.uint16),
    )


def ends(values: Array, count: int) -> Array:
    """Return where the rows of each value from 0 start, if they are sorted by it, and where the last ones end."""
    found = np.concatenate([[0], np.cumsum(np.bincount(values, minlength=count))])
    return found.astype(fitting(found[-1:]))
