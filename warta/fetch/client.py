"""The client: one call, ``get``, that asks politely, follows safely and gives up in time."""

from __future__ import annotations

import functools
import math
import random
import time
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import httpcore
import httpx
import msgspec

from warta.fetch.address import Address, address, is_ip, redacted
from warta.fetch.answer import Answer, fault, media_type, retry_after
from warta.fetch.clock import Clock
from warta.fetch.errors import FetchError
from warta.fetch.gates import Gates
from warta.fetch.inflating import ACCEPTED, inflated
from warta.fetch.options import AGENT, Options
from warta.fetch.resolving import Resolver, checked, system_resolver
from warta.fetch.robots import ROBOTS_BYTES, Robots, Rules
from warta.fetch.sniffing import refuse_binary, refuse_type
from warta.fetch.transport import Limits, Transport, too_large

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, "
    "application/xml, text/plain;q=0.9, */*;q=0.1",
    "Accept-Encoding": ACCEPTED,
    "Connection": "close",
}
_WITH_BODY = frozenset({200, 203})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_UNCHANGED = 304
_FIRST_PAUSE = 1.0


@functools.cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def _proxy(url: str) -> httpcore.Proxy:
    parts = urlsplit(url)
    if parts.scheme != "http" or not parts.hostname:
        raise ValueError(f"{redacted(url)!r} is no proxy: write http://host:port")
    auth = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    return httpcore.Proxy(f"http://{parts.netloc.rpartition('@')[2]}", auth=auth)


class _Redirect(msgspec.Struct, frozen=True):
    location: str
    for_good: bool


class Client:
    """Fetches documents of the web, from several threads if need be.

    Args:
        options: how far it may go.
        clock: for pauses and for what is out of date. Limits of a request run on the real clock.
        resolver: names to addresses.
        tls: whom to trust; the usual authorities (and ``SSL_CERT_FILE``) if not given.
        robots: rules from an earlier run, by origin.
        jitter: spreads the pauses before a retry: a number in 0..1 on each call.

    Raises:
        ValueError: the proxy of the options has no proper address.
    """

    def __init__(
        self,
        options: Options | None = None,
        *,
        clock: Clock | None = None,
        resolver: Resolver = system_resolver,
        tls: ssl.SSLContext | None = None,
        robots: dict[str, Rules] | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.options = options or Options()
        self.clock = clock or Clock()
        self.robots = Robots(self._robots_text, self.clock, robots)
        self._resolver = resolver
        self._tls = tls
        self._jitter = jitter
        self._gates = Gates(self.clock)
        self._proxy = _proxy(self.options.proxy) if self.options.proxy else None

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None, deadline: float = math.inf) -> Answer:
        """Return the document at an address.

        Args:
            url: http or https.
            etag: that of an earlier answer; with it or ``modified``, the answer may be that nothing has changed.
            modified: the date ``Last-Modified`` of an earlier answer.
            deadline: moment of :func:`time.monotonic` at which all must be over, pauses and retries included.

        Raises:
            FetchError: why there is none.
        """
        shown = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in shown.items() if value}
        start = address(url)
        attempt = 0
        while True:
            try:
                return self._followed(start, headers, deadline)
            except FetchError as error:
                pause = max(error.retry_after or 0.0, _FIRST_PAUSE * 2**attempt * (0.5 + self._jitter()))
                attempt += 1
                if attempt > self.options.retries or not error.passing or pause > self._patience(deadline) or self.clock.stopped:
                    raise
            self.clock.sleep(pause)

    def _patience(self, deadline: float) -> float:
        return min(self.options.patience, deadline - time.monotonic())

    def _robots_text(self, where: Address, deadline: float) -> str:
        answer = self._followed(where, {}, deadline, polite=False)
        return answer.body[:ROBOTS_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")

    def _followed(self, start: Address, headers: dict[str, str], deadline: float, *, polite: bool = True) -> Answer:
        """Follow redirects, each hop checked like the first. What a host makes us wait for does not count as its slowness."""
        here, seen, for_good, left = start, {start}, True, self.options.total
        for _ in range(self.options.redirects + 1):
            pause = max(self.robots.delay(here, deadline), self.options.delay) if polite else 0.0
            with self._gates.turn(here.host, pause, self._patience(deadline)):
                begun = time.monotonic()
                answer = self._asked(here, headers, min(begun + left, deadline))
                left -= time.monotonic() - begun
            if isinstance(answer, Answer):
                return msgspec.structs.replace(answer, moved=here.url if for_good and here != start else None)
            for_good = for_good and answer.for_good
            here = address(answer.location, here)
            if here in seen:
                raise FetchError("redirects", f"{start.site} sends in a circle, back to {here.url}")
            seen.add(here)
        raise FetchError("redirects", f"{start.site} sends on and on, more than {self.options.redirects} times")

    def _asked(self, here: Address, headers: dict[str, str], deadline: float) -> Answer | _Redirect:
        limits = Limits(deadline, self.options.received, self.options.connect)
        if self._proxy and is_ip(here.host):
            self._pin(here.host, here.port, 0.0)
        transport = Transport(self._proxied if self._proxy else self._pin, limits, self._tls or _tls(), self._proxy)
        try:
            with (
                httpx.Client(transport=transport, trust_env=False, headers=_HEADERS) as client,
                client.stream("GET", here.url, headers=headers) as response,
            ):
                return self._read(here, response, conditional=bool(headers))
        except httpx.InvalidURL as error:
            raise FetchError("address", f"{here.site} cannot be asked: {error}") from error

    def _proxied(self, host: str, port: int, seconds: float) -> list[str]:
        """Return the addresses of the proxy itself, wherever it is: its user named it."""
        return checked(host, port, self._resolver, seconds, allow_private=True)

    def _pin(self, host: str, port: int, seconds: float) -> list[str]:
        return checked(host, port, self._resolver, seconds, allow_private=self.options.allow_private)

    def _read(self, here: Address, response: httpx.Response, *, conditional: bool) -> Answer | _Redirect:
        status, told = response.status_code, response.headers
        if status in _REDIRECTS and "location" in told:
            return _Redirect(told["location"], status in _FOR_GOOD)
        if status == _UNCHANGED and conditional:
            return Answer(url=here.url, etag=told.get("etag"), modified=told.get("last-modified"), unchanged=True)
        if status not in _WITH_BODY:
            pause = retry_after(told.get("retry-after"), self.clock.wall())
            if pause is not None:
                self._gates.leave_alone(here.host, pause)
            raise fault(status, here.site, pause)
        kind, charset = media_type(told.get("content-type", ""))
        refuse_type(kind)
        if (length := told.get("content-length", "")).isdecimal() and int(length[:20]) > self.options.received:
            raise too_large(self.options.received)
        body = inflated(response.iter_raw(), told.get("content-encoding", ""), self.options.size)
        refuse_binary(body, kind)
        return Answer(url=here.url, media_type=kind, charset=charset, body=body, etag=told.get("etag"), modified=told.get("last-modified"))
