"""What is worth keeping while a generation is served: bounded by bytes, the longest unused goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

Value = TypeVar("Value")
SMALL = 256
"""Bytes that a value without a size of its own counts."""
PATIENCE = 10.0
"""Seconds that a thread waits for what another one makes, before it makes it itself."""


class Kept:
    """Values by key, for all threads. It lives and goes with the snapshot that it belongs to."""

    def __init__(self, most: int = 128_000_000) -> None:
        self._most = most
        self._held = 0
        self._values: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._made: dict[Hashable, threading.Event] = {}
        self._lock = threading.Lock()

    @property
    def held(self) -> int:
        """Bytes that are held."""
        return self._held

    def get(self, key: Hashable, make: Callable[[], Value], size: Callable[[Value], int] = lambda _value: SMALL) -> Value:
        """Return the value of a key, made if it is not there; of threads that want it at once one makes it, and the others wait.

        A value that would fill more than half of it is not kept.
        """
        mine = threading.Event()
        with self._lock:
            if key in self._values:
                found: Value = self._used(key)
                return found
            first = self._made.setdefault(key, mine)
        if first is not mine and first.wait(PATIENCE):
            with self._lock:
                if key in self._values:
                    given: Value = self._used(key)
                    return given
        try:
            value = make()
            self._put(key, value, size(value))
        finally:
            with self._lock:
                if self._made.get(key) is mine:
                    del self._made[key]
            mine.set()
        return value

    def _used(self, key: Hashable) -> Any:  # noqa: ANN401  (whatever was kept)
        self._values.move_to_end(key)
        return self._values[key][0]

    def _put(self, key: Hashable, value: object, weight: int) -> None:
        if weight > self._most // 2:
            return  # all others would have to go for it
        with self._lock:
            self._held += weight - self._values.pop(key, (None, 0))[1]
            self._values[key] = (value, weight)
            while self._held > self._most and len(self._values) > 1:
                self._held -= self._values.popitem(last=False)[1][1]
