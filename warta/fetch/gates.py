"""One request a host at a time, and a pause between two: however many threads there are."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from warta.fetch.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warta.fetch.clock import Clock

_MOST = 10_000
"""Hosts that are remembered; those that are free again are forgotten first."""


class _Gate:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.free_at = 0.0


class Gates:
    """The hosts that were asked, and from when on each may be asked again."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._gates: dict[str, _Gate] = {}

    @contextlib.contextmanager
    def turn(self, host: str, delay: float, patience: float) -> Iterator[None]:
        """Wait for the turn of a host, and close the gate behind for ``delay`` seconds.

        Args:
            host: whose turn it is.
            delay: seconds until the next request, from the end of this one.
            patience: seconds that may be waited at most.

        Raises:
            FetchError: the host wants a longer pause than that (``not now``).
        """
        gate = self._gate(host)
        begun = self._clock.monotonic()
        if not gate.lock.acquire(timeout=max(patience, 0.0)):
            raise FetchError("not now", f"{host} is still busy with another request")
        try:
            now = self._clock.monotonic()
            wait = gate.free_at - now
            if wait > max(patience - (now - begun), 0.0):
                raise FetchError("not now", f"{host} is to be left alone for {wait:.0f} more seconds", retry_after=wait)
            if wait > 0:
                self._clock.sleep(wait)
            try:
                yield
            finally:
                gate.free_at = max(gate.free_at, self._clock.monotonic() + delay)
        finally:
            gate.lock.release()

    def leave_alone(self, host: str, seconds: float) -> None:
        """Keep a host from being asked for a while, because it said so."""
        gate = self._gate(host)
        gate.free_at = max(gate.free_at, self._clock.monotonic() + seconds)

    def _gate(self, host: str) -> _Gate:
        with self._lock:
            if len(self._gates) >= _MOST:
                now = self._clock.monotonic()
                self._gates = {name: gate for name, gate in self._gates.items() if gate.free_at > now or gate.lock.locked()}
            return self._gates.setdefault(host, _Gate())
