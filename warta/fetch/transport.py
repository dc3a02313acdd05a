"""The wire: connections to checked addresses only, cut off at a moment in time and at a number of bytes.

httpx limits each read, and so waits for ever on a server that sends a byte a second; here one clock runs for the whole answer. What
is connected to is the very address that was checked; ``Host`` and the name in the TLS handshake stay those of the URL.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpcore
import httpx

from warta.fetch.errors import FetchError

HEADER_BYTES = 64_000
"""Most that an answer may say before its body begins."""
Pin = Callable[[str, int, float], list[str]]
"""From host, port and the seconds left to the addresses that may be connected to."""


class Limits:
    """What is left of one request: seconds until ``deadline`` (of :func:`time.monotonic`), and bytes."""

    def __init__(self, deadline: float, received: int, connect: float) -> None:
        self.deadline = deadline
        self.connect = connect
        self.in_headers = True
        self._most = received
        self._received = 0

    def left(self) -> float:
        """Return the seconds left.

        Raises:
            FetchError: there are none.
        """
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise FetchError("slow", "it took too long to answer and was given up")
        return left

    def before_read(self) -> None:
        """Refuse to read on where too much came already."""
        if self.in_headers and self._received >= HEADER_BYTES:
            raise FetchError("too large", f"the headers of its answer are larger than {HEADER_BYTES // 1000} kB")

    def count(self, size: int) -> None:
        """Take note of bytes that came."""
        self._received += size
        if self._received > self._most:
            raise too_large(self._most)


def too_large(most: int) -> FetchError:
    """Return the error for a document beyond a number of bytes."""
    return FetchError("too large", f"it is larger than {most / 1_000_000:g} MB, which no article or feed is")


class _Stream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, limits: Limits) -> None:
        self._stream = stream
        self._limits = limits

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 (one clock runs for all)
        self._limits.before_read()
        data = self._stream.read(max_bytes, self._limits.left())
        self._limits.count(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 (same)
        self._stream.write(buffer, self._limits.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 (same)
    ) -> httpcore.NetworkStream:
        seconds = min(self._limits.connect, self._limits.left())
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, seconds), self._limits)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 (as the library has it)
        return self._stream.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    def __init__(self, pin: Pin, limits: Limits) -> None:
        self._pin = pin
        self._limits = limits
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 (one clock runs for all)
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._pin(host, port, min(self._limits.connect, self._limits.left()))
        for number, ip in enumerate(addresses, 1):
            seconds = min(self._limits.connect, self._limits.left())
            try:
                stream = self._sockets.connect_tcp(ip, port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses):
                    raise
            else:
                return _Stream(stream, self._limits)
        raise AssertionError("a pin gives at least one address")


class Transport(httpx.BaseTransport):
    """Carries one request of httpx. Whatever fails on the way is a :class:`FetchError`."""

    def __init__(self, pin: Pin, limits: Limits, tls: ssl.SSLContext, proxy: httpcore.Proxy | None = None) -> None:
        self._limits = limits
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls, network_backend=_Backend(pin, limits), max_keepalive_connections=0, proxy=proxy
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return the answer, its body still to be read."""
        url = httpcore.URL(scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path)
        with _Told():
            answer = self._pool.handle_request(httpcore.Request(request.method, url, headers=request.headers.raw))
        self._limits.in_headers = False
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer))

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        with _Told():
            yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Told:
    """Turns what the wire raises into words."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is not None and (told := _told(error)):
            raise told from error


def _told(error: BaseException) -> FetchError | None:
    match error:
        case httpcore.ConnectTimeout():
            return FetchError("slow", "it could not be connected to in time")
        case httpcore.TimeoutException():
            return FetchError("slow", "it took too long to answer and was given up")
        case httpcore.ConnectError() if isinstance(error.__cause__ or error.__context__, ssl.SSLError) or "SSL" in str(error):
            return FetchError("tls", f"its encryption (TLS) cannot be trusted: {error}")
        case httpcore.ConnectError():
            return FetchError("unreachable", f"it cannot be connected to: {error}")
        case httpcore.ProxyError():
            return FetchError("unreachable", f"the proxy refuses to ask for it: {error}")
        case httpcore.ProtocolError() | httpcore.NetworkError():
            return FetchError("broken", f"its answer breaks off or is no proper HTTP: {error}")
        case _:
            return None
