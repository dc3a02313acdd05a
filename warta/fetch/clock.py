"""Time as fetching sees it: one object, so that tests need not wait and a watch that is stopped need not either."""

from __future__ import annotations

import threading
import time


class Clock:
    """The clock of the machine."""

    def __init__(self) -> None:
        self._stop = threading.Event()

    def monotonic(self) -> float:
        """Return seconds that never go back."""
        return time.monotonic()

    def wall(self) -> float:
        """Return seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait, but no longer than until :meth:`stop`."""
        self._stop.wait(max(seconds, 0.0))

    def stop(self) -> None:
        """End all waiting, now and from now on."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether :meth:`stop` was called."""
        return self._stop.is_set()
