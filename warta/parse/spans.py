"""A set of spans of a text that answers quickly whether something touches one of them."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Spans:
    """Spans of code points, end exclusive; those that overlap are joined."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        """Sort and join the spans."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """Return whether a code point from ``start`` to ``end`` (exclusive) lies in one of the spans."""
        index = bisect.bisect_left(self._ends, start + 1)
        return index < len(self._starts) and self._starts[index] < end
