"""How far a long command is, for who waits: one line of a terminal drawn anew, or a line now and then where there is none."""

from __future__ import annotations

import sys
import time

DRAWN, PLAIN = 0.5, 30.0
"""Seconds between two times that it is told, on a terminal and elsewhere."""
BAR = 24


class Progress:
    """Tells what was taken in, how fast, and how long the rest will take, where that can be known."""

    def __init__(self, total: int | None = None) -> None:
        """``total`` is the size of all that is to be done, in bytes, None where that is not known."""
        self._terminal = sys.stderr.isatty()
        self._total = total
        self._began = self._told = time.monotonic()
        self._accepted = self._rejected = self._done = 0

    def step(self, accepted: int, rejected: int, size: int = 0) -> None:
        """Note that some more was done."""
        self._accepted += accepted
        self._rejected += rejected
        self._done += size
        now = time.monotonic()
        if now - self._told > (DRAWN if self._terminal else PLAIN):
            self._told = now
            self._write(self.line(now - self._began))

    def line(self, seconds: float) -> str:
        """Return what is told after so many seconds."""
        rate = (self._accepted + self._rejected) / max(seconds, 0.001)
        told = f"{self._accepted:,} articles, {self._rejected:,} rejected, {rate:,.0f} a second"
        if not self._total or not self._done:
            return told
        share = min(1.0, self._done / self._total)
        full = round(BAR * share)
        left = seconds / share - seconds
        bar = f"[{'#' * full}{'.' * (BAR - full)}] " if self._terminal else ""
        return f"{bar}{share:.0%}, {told}, {_time(left)} left"

    def say(self, what: str) -> None:
        """Tell what goes on, on a terminal."""
        if self._terminal:
            self._write(what)

    def clear(self) -> None:
        """Make room for another line."""
        self.say("")

    def _write(self, what: str) -> None:
        sys.stderr.write(f"\r\033[K{what}" if self._terminal else f"{what}\n")
        sys.stderr.flush()


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
