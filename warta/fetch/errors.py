"""What can go wrong with an address: one exception, with a reason that a person understands."""

from __future__ import annotations

from typing import Literal

Reason = Literal[
    "address",
    "private",
    "dns",
    "unreachable",
    "tls",
    "slow",
    "too large",
    "redirects",
    "missing",
    "gone",
    "refused",
    "not now",
    "robots",
    "not text",
    "broken",
]
PASSING = frozenset({"dns", "unreachable", "slow", "not now", "broken"})
"""Reasons that may be another day's weather: asking again later makes sense."""


class FetchError(Exception):
    """Something could not be fetched. The text says what is wrong and what to do; ``reason`` is for programs.

    ``status`` is that of HTTP, where an answer came; ``retry_after`` the seconds that the host asked to wait, where it did.
    """

    def __init__(self, reason: Reason, message: str, *, status: int | None = None, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.reason: Reason = reason
        self.status = status
        self.retry_after = retry_after

    @property
    def passing(self) -> bool:
        """Whether the same request may succeed later."""
        return self.reason in PASSING
