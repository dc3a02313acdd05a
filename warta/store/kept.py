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


class Kept:
    """Values by key, for all threads. It lives and goes with the snapshot that it belongs to."""

    def __init__(self, most: int = 64_000_000) -> None:
        self._most = most
        self._held = 0
        self._values: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def held(self) -> int:
        """Bytes that are held."""
        return self._held

    def get(self, key: Hashable, make: Callable[[], Value], size: Callable[[Value], int] = lambda _value: SMALL) -> Value:
        """Return the value of a key, made if it is not there; of two threads that make it at once the later one's is kept.

        A value that would fill more than half of it is not kept.
        """
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                found: Value = self._values[key][0]
                return found
        value = make()
        with self._lock:
            if (weight := size(value)) > self._most // 2:
                return value  # all others would have to go for it
            self._held += weight - self._values.pop(key, (None, 0))[1]
            self._values[key] = (value, weight)
            while self._held > self._most and len(self._values) > 1:
                self._held -= self._values.popitem(last=False)[1][1]
        return value
