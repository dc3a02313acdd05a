"""A web server on this machine that plays good sites and bad ones: each path has a part, and a part may send any bytes at all.

with playing() as web:
    web.put("/a", page(article_page("Title", "Text")))
    web.put("/b", drip())
    client.get(web.url("/a"))
    assert web.paths() == ["/robots.txt", "/a"]
"""

from __future__ import annotations

import contextlib
import gzip
import itertools
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

TLS = Path(__file__).with_name("localhost.pem")
"""A key and a self-signed certificate for localhost, made for these tests and good for nothing else."""


class Asked(NamedTuple):
    """A request that came: its path, its headers (names in lower case), and when."""

    path: str
    headers: dict[str, str]
    at: float


class Talk:
    """One connection, from the side of the server."""

    def __init__(self, web: Web, connection: socket.socket, asked: Asked) -> None:
        self.asked = asked
        self.closing = web.closing
        self._connection = connection

    def send(self, data: bytes) -> None:
        self._connection.sendall(data)

    def receive(self) -> bytes:
        """Return what else comes; nothing at the end."""
        return self._connection.recv(65536)


Part = Callable[[Talk], None]


class Web:
    """The server: ``put`` a part on a path, ask under ``url``, look at what came in ``asked``."""

    def __init__(self, address: str, tls: ssl.SSLContext | None) -> None:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self.closing = threading.Event()
        self.asked: list[Asked] = []
        self.parts: dict[str, Part] = {}
        self._tls = tls
        self._socket = socket.create_server((address, 0), family=family, backlog=50)
        self._socket.settimeout(0.05)
        self.port = int(self._socket.getsockname()[1])
        self.host = f"[{address}]" if ":" in address else address
        self._threads = [threading.Thread(target=self._serve)]
        self._threads[0].start()

    def put(self, path: str, part: Part) -> str:
        """Give a path its part, and return its URL."""
        self.parts[path] = part
        return self.url(path)

    def url(self, path: str, host: str | None = None) -> str:
        return f"{'https' if self._tls else 'http'}://{host or self.host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """Return the paths that were asked for, in order."""
        return [asked.path for asked in self.asked]

    def close(self) -> None:
        self.closing.set()
        for thread in self._threads:
            thread.join(5)
        self._socket.close()

    def _serve(self) -> None:
        while not self.closing.is_set():
            try:
                connection, _ = self._socket.accept()
            except TimeoutError:
                continue
            thread = threading.Thread(target=self._answer, args=(connection,))
            self._threads.append(thread)
            thread.start()

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(5)
        with contextlib.suppress(OSError), connection:  # a client that has seen enough hangs up
            wire = self._tls.wrap_socket(connection, server_side=True) if self._tls else connection
            with wire:
                if asked := _read_request(wire):
                    self.asked.append(asked)
                    part = self.parts.get(asked.path) or self.parts.get(asked.path.partition("?")[0]) or status(404)
                    part(Talk(self, wire, asked))


def _read_request(wire: socket.socket) -> Asked | None:
    data = b""
    while b"\r\n\r\n" not in data:
        if not (more := wire.recv(65536)):
            return None
        if more.startswith(b"\x16\x03"):  # a greeting of TLS, to a server that speaks none
            wire.sendall(head(400))
            return None
        data += more
    first, *lines = data.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return Asked(first.split(" ")[1], {name.lower(): value.strip() for name, _, value in pairs}, time.monotonic())


@contextlib.contextmanager
def playing(address: str = "127.0.0.1", *, tls: bool = False) -> Iterator[Web]:
    """Serve until the end of the block."""
    context = None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(TLS)
    web = Web(address, context)
    try:
        yield web
    finally:
        web.close()


# ---- parts of good sites


def head(code: int = 200, **headers: object) -> bytes:
    """Return the beginning of an answer; ``content_type="text/html"`` is a header ``content-type``."""
    lines = [f"HTTP/1.1 {code} X", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def page(body: str | bytes, content_type: str = "text/html; charset=utf-8", code: int = 200, **headers: object) -> Part:
    """Answer with a document."""
    data = body.encode() if isinstance(body, str) else body

    def part(talk: Talk) -> None:
        talk.send(head(code, content_type=content_type, content_length=len(data), **headers) + data)

    return part


def feed(body: str) -> Part:
    return page(body, "application/rss+xml; charset=utf-8")


def text(body: str) -> Part:
    return page(body, "text/plain; charset=utf-8")


def status(code: int, **headers: object) -> Part:
    return page(f"status {code}", "text/plain", code, **headers)


def redirect(to: str, code: int = 302) -> Part:
    return page("", "text/plain", code, location=to)


def in_turn(*parts: Part) -> Part:
    """Answer the first request with the first part and so on; the last part stays."""
    left = itertools.chain(parts, itertools.repeat(parts[-1]))

    def part(talk: Talk) -> None:
        next(left)(talk)

    return part


def conditional(
    body: str, etag: str = '"1"', modified: str = "Thu, 15 Sep 2022 08:00:00 GMT", content_type: str = "application/rss+xml"
) -> Part:
    """Answer 304 to whoever shows the tag or the date."""
    whole = page(body, content_type, etag=etag, last_modified=modified)

    def part(talk: Talk) -> None:
        shown = talk.asked.headers
        known = shown.get("if-none-match") == etag or ("if-none-match" not in shown and shown.get("if-modified-since") == modified)
        (status(304, etag=etag) if known else whole)(talk)

    return part


def gzipped(body: str, content_type: str = "text/html; charset=utf-8") -> Part:
    return page(gzip.compress(body.encode()), content_type, content_encoding="gzip")


def article_page(title: str, *paragraphs: str, extra: str = "") -> str:
    """Return a page as newspapers have them."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>{extra}</head><body><nav><a href='/'>Home</a>"
        f"</nav><article><h1>{title}</h1>{body}</article><footer>About us</footer></body></html>"
    )


def rss(*items: str, title: str = "Example Wire") -> str:
    channel = f"<title>{title}</title><link>https://example.org/</link>"
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{channel}{"".join(items)}</channel></rss>'


def item(title: str, body: str = "", link: str = "", *, whole: bool = False, guid: str = "") -> str:
    """Return an entry of a feed; ``whole`` puts the body where feeds put a whole text."""
    name = "content:encoded" if whole else "description"
    space = ' xmlns:content="http://purl.org/rss/1.0/modules/content/"' if whole else ""
    parts = [f"<title>{title}</title>", f"<link>{link}</link>" if link else "", f"<guid>{guid}</guid>" if guid else ""]
    return f"<item{space}>{''.join(parts)}<pubDate>Thu, 15 Sep 2022 08:00:00 GMT</pubDate><{name}>{body}</{name}></item>"


def tunnel(port: int) -> Part:
    """Play a proxy that hands all on to a port of this machine."""

    def part(talk: Talk) -> None:
        with socket.create_connection(("127.0.0.1", port)) as far:
            talk.send(head())

            def back() -> None:
                with contextlib.suppress(OSError):
                    while data := far.recv(65536):
                        talk.send(data)

            thread = threading.Thread(target=back)
            thread.start()
            with contextlib.suppress(OSError):
                while data := talk.receive():
                    far.sendall(data)
            far.shutdown(socket.SHUT_RDWR)
            thread.join()

    return part


# ---- parts of bad ones


def hang() -> Part:
    """Say nothing, and keep the connection."""
    return lambda talk: talk.closing.wait() and None


def drip(piece: bytes = b"x", every: float = 0.02, *, in_headers: bool = False) -> Part:
    """Send a byte at a time, for ever: no single wait is long."""

    def part(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\nX-A: " if in_headers else head(content_type="text/html"))
        while not talk.closing.wait(every):
            talk.send(piece)

    return part


def lying(body: bytes, claimed: int) -> Part:
    """Claim another length than that of the body."""
    return lambda talk: talk.send(head(content_type="text/html", content_length=claimed) + body)


def endless(piece: bytes = b"<p>and so on " * 5000) -> Part:
    """Send a body without an end, as fast as it is taken."""

    def part(talk: Talk) -> None:
        talk.send(head(content_type="text/html"))
        while not talk.closing.is_set():
            talk.send(piece)

    return part


def bomb(encoding: str = "gzip", megabytes: int = 100) -> Part:
    """Send a small body that grows a thousandfold when it is decompressed."""
    machine = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16 if encoding == "gzip" else zlib.MAX_WBITS)
    data = b"".join(machine.compress(bytes(1_000_000)) for _ in range(megabytes)) + machine.flush()
    return page(data, content_encoding=encoding)


def huge_headers(size: int = 10_000_000) -> Part:
    def part(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\n")
        for number in range(size // 1000):
            talk.send(f"X-{number}: {'a' * 990}\r\n".encode())
        talk.send(b"\r\nbody")

    return part


def raw(data: bytes) -> Part:
    """Send bytes as they are."""
    return lambda talk: talk.send(data)
