"""robots.txt: what a site asks programs to leave alone (RFC 9309), and how long to pause between two requests."""

from __future__ import annotations

import functools
import math
import threading
from typing import TYPE_CHECKING, Literal

import msgspec
from protego import Protego

from warta.fetch.errors import FetchError
from warta.fetch.options import ROBOTS_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from warta.fetch.address import Address
    from warta.fetch.clock import Clock

ROBOTS_BYTES = 500 * 1024
"""What must be read of a robots.txt at least, and is here at most (RFC 9309, 2.5)."""
KEPT = 24 * 3600.0
"""Seconds that rules are good for (RFC 9309, 2.4)."""
KEPT_FAILURE = 600.0
"""Seconds after which a site whose robots.txt could not be had is asked again."""
_LONGEST_DELAY = 24 * 3600.0
_MOST = 1000
"""Sites whose rules are in memory."""


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What a site said: ``rules``, ``free`` where it has none, ``closed`` where it cannot say now; good until a moment of wall time."""

    kind: Literal["rules", "free", "closed"]
    text: str = ""
    until: float


class Robots:
    """The robots.txt of each site, asked for when they are needed first and again when they are out of date.

    Args:
        ask: from the address of a robots.txt, and a deadline, to its text; raises :class:`FetchError`.
        clock: tells when rules are out of date.
        known: rules from an earlier run, by origin.
    """

    def __init__(self, ask: Callable[[Address, float], str], clock: Clock, known: dict[str, Rules] | None = None) -> None:
        self._ask = ask
        self._clock = clock
        self._lock = threading.Lock()
        self._known = dict(known or {})

    def delay(self, address: Address, deadline: float = math.inf) -> float:
        """Return the seconds that a site wants between two requests; 0 if it does not say.

        Raises:
            FetchError: the site does not want this address to be fetched, or cannot say so now; or it cannot be reached at all.
        """
        rules = self._rules(address, deadline)
        if rules.kind == "free":
            return 0.0
        if rules.kind == "closed":
            wait = max(rules.until - self._clock.wall(), 0.0)
            message = f"{address.site} cannot say now what it allows (robots.txt); nothing is fetched from it for {wait / 60:.0f} minutes"
            raise FetchError("not now", message, retry_after=wait)
        parsed = _parsed(rules.text)
        if not parsed.can_fetch(address.url, ROBOTS_NAME):
            raise FetchError("robots", f"{address.site} asks programs to leave this address alone (its robots.txt)")
        return _pause(parsed)

    def known(self) -> dict[str, Rules]:
        """Return the rules that are not out of date."""
        now = self._clock.wall()
        with self._lock:
            return {origin: rules for origin, rules in self._known.items() if rules.until > now}

    def _rules(self, address: Address, deadline: float) -> Rules:
        now = self._clock.wall()
        with self._lock:
            rules = self._known.get(address.origin)
        if rules is None or not now < rules.until <= now + KEPT:  # a clock that was set back must not keep rules for ever
            rules = self._asked(address, now, deadline)
            with self._lock:
                if len(self._known) >= _MOST:  # those that are out of date soonest are the oldest, or failures
                    for origin in sorted(self._known, key=lambda name: self._known[name].until)[: _MOST // 2]:
                        del self._known[origin]
                self._known[address.origin] = rules
        return rules

    def _asked(self, address: Address, now: float, deadline: float) -> Rules:
        try:
            text = self._ask(msgspec.structs.replace(address, target="/robots.txt"), deadline)
        except FetchError as error:
            if error.reason == "not now":
                return Rules(kind="closed", until=now + min(max(error.retry_after or 0.0, KEPT_FAILURE), KEPT))
            if error.status is not None or error.reason in {"redirects", "not text", "too large"}:
                return Rules(kind="free", until=now + KEPT)
            raise  # the site itself is private, unknown or out of reach, and its page would be too
        return Rules(kind="rules", text=text, until=now + KEPT) if text.strip() else Rules(kind="free", until=now + KEPT)


@functools.lru_cache(maxsize=64)
def _parsed(text: str) -> Protego:
    return Protego.parse(text)


def _pause(parsed: Protego) -> float:
    delay = parsed.crawl_delay(ROBOTS_NAME) or 0.0
    rate = parsed.request_rate(ROBOTS_NAME)
    if rate is not None and rate.requests:
        delay = max(delay, rate.seconds / rate.requests)
    return min(delay, _LONGEST_DELAY) if math.isfinite(delay) and delay > 0 else 0.0
