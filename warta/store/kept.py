"""What is worth keeping while a generation is served, bounded by bytes."""

from __future__ import annotations

import dataclasses
import heapq
import itertools
import math
import threading
import time
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Value = TypeVar("Value")
SMALL = 256
"""Bytes that a value without a size of its own counts."""
PATIENCE = 10.0
"""Seconds that a thread waits for what another one makes, before it makes it itself."""


@dataclasses.dataclass
class _Held:
    """A value, its bytes, the seconds that it saves for each of them, until when it stays, and its number in the queue of those that go."""

    value: Any
    weight: int
    worth: float
    until: float
    number: int


class Kept:
    """Values by key, for all threads. It lives and goes with the snapshot that it belongs to.

    First goes what saves the fewest seconds for the bytes that it takes, of what is worth the same the longest unused: GreedyDual-Size,
    P. Cao and S. Irani, Cost-aware WWW proxy caching algorithms, 1997.
    """

    def __init__(self, most: int = 256_000_000, clock: Callable[[], float] = time.perf_counter) -> None:
        """Keep at most so many bytes; ``clock`` measures what it takes to make a value."""
        self._most, self._clock = most, clock
        self._held = 0
        self._values: dict[Hashable, _Held] = {}
        self._queue: list[tuple[float, int, Hashable]] = []
        self._past = 0.0
        self._numbers = itertools.count()
        self._made: dict[Hashable, threading.Event] = {}
        self._lock = threading.Lock()

    @property
    def held(self) -> int:
        """Bytes that are held."""
        return self._held

    def get(
        self, key: Hashable, make: Callable[[], Value], size: Callable[[Value], int] = lambda _value: SMALL, *, stays: bool = False
    ) -> Value:
        """Return the value of a key, made if it is not there; of threads that want it at once one makes it, and the others wait.

        A value that would fill more than half of it is not kept; one that ``stays`` goes after all others, for every page wants it.
        """
        with self._lock:
            if key in self._values:
                found: Value = self._used(key)
                return found
            mine = threading.Event()
            first = self._made.setdefault(key, mine)
        if first is not mine and first.wait(PATIENCE):
            with self._lock:
                if key in self._values:
                    given: Value = self._used(key)
                    return given
        try:
            start = self._clock()
            value = make()
            self._put(key, value, size(value), math.inf if stays else self._clock() - start)
        finally:
            with self._lock:
                if self._made.get(key) is mine:
                    del self._made[key]
            mine.set()
        return value

    def _used(self, key: Hashable) -> Any:  # noqa: ANN401  (whatever was kept)
        held = self._values[key]
        held.until = self._past + held.worth
        return held.value

    def _put(self, key: Hashable, value: object, weight: int, seconds: float) -> None:
        if weight > self._most // 2:
            return  # all others would have to go for it
        with self._lock:
            before = self._values.pop(key, None)
            worth = seconds / max(1, weight)
            held = _Held(value, weight, worth, self._past + worth, next(self._numbers))
            self._values[key] = held
            self._held += weight - (before.weight if before else 0)
            heapq.heappush(self._queue, (held.until, held.number, key))
            while self._held > self._most and len(self._values) > 1:
                self._let_go()

    def _let_go(self) -> None:
        """Let go of what is first in the queue, unless it was used since it came there."""
        until, number, key = heapq.heappop(self._queue)
        held = self._values.get(key)
        if held is None or held.number != number:
            return  # another value has taken its place
        if held.until > until:
            heapq.heappush(self._queue, (held.until, number, key))
            return
        del self._values[key]
        self._held -= held.weight
        self._past = until
