"""A web address, taken apart once: what is checked here is what is asked for, spelt in one way only.

Parsers of URLs disagree about user names, backslashes, odd numbers and look-alike characters, and attackers live on that. So
whatever is not plainly ``http(s)://host[:port]/path?query`` is refused in words, and the rest is put together anew.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import quote, urljoin, urlsplit

import idna
import msgspec

from warta.fetch.errors import FetchError

MOST_CHARACTERS = 8000
_PORTS = {"http": 80, "https": 443}
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")
_CONTROL = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]")
_SECRETS = re.compile(r"^(\s*[a-z][a-z0-9+.-]*:[/\\]*)[^/?#]*@", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_PATH_SAFE = "/%:@!$&'()*+,;=~-._"
_HOST_LENGTH = 253

# https://fetch.spec.whatwg.org/#port-blocking: ports of mail, printers and the like, which take an HTTP request for orders
_BLOCKED = """
    0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135 137 139 143 161 179
    389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061
    6000 6566 6665 6666 6667 6668 6669 6679 6697 10080
"""
_BAD_PORTS = frozenset(map(int, _BLOCKED.split()))


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """A URL in parts: the host in lower case ASCII (punycode; IPv6 without brackets), the target with path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def site(self) -> str:
        """The host, with brackets and port where they are needed."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt speaks for."""
        return f"{self.scheme}://{self.site}"

    @property
    def url(self) -> str:
        """The whole, in ASCII."""
        return self.origin + self.target


def address(url: str, base: Address | None = None) -> Address:
    """Return a URL in parts.

    Args:
        url: as a person, a feed or a redirect gives it; the fragment is dropped.
        base: what a relative URL is relative to.

    Raises:
        FetchError: it is not a plain address of the web; the reason is ``address``.
    """
    text = url.strip(" \t\r\n\f")
    shown = shortened(redacted(text))
    if len(text) > MOST_CHARACTERS:
        raise _wrong(shown, f"it has more than {MOST_CHARACTERS:,} characters")
    text = text.replace(" ", "%20")
    if _CONTROL.search(text) or _SURROGATE.search(text):
        raise _wrong(shown, "it has spaces or control characters in it")
    try:
        parts = urlsplit(urljoin(base.url, text) if base else text)
        port = parts.port
        host = parts.hostname or ""
    except ValueError as error:
        raise _wrong(shown, str(error)) from error
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise _wrong(shown, f"only http and https are fetched, not {scheme or 'an address without a scheme'}")
    if "@" in parts.netloc:
        raise _wrong(shown, "it carries a user name or password; give the address without them")
    if port in _BAD_PORTS:
        raise _wrong(shown, f"port {port} is not one of the web")
    target = quote(parts.path or "/", safe=_PATH_SAFE) + (f"?{quote(parts.query, safe=_PATH_SAFE + '?')}" if parts.query else "")
    return Address(scheme=scheme, host=_host(host, shown, bracketed="[" in parts.netloc), port=port or _PORTS[scheme], target=target)


def is_ip(host: str) -> bool:
    """Return whether a host, as in :class:`Address`, is an IP address."""
    return ":" in host or host.rpartition(".")[2].isdigit()


def redacted(url: str) -> str:
    """Return an address without the user name and password that it may carry: it goes into messages, and into the store."""
    return _SECRETS.sub(r"\1…@", url)


def shortened(url: str) -> str:
    """Return a URL short enough for a message."""
    return url if len(url) <= 200 else f"{url[:200]}…"  # noqa: PLR2004 (two lines of a terminal)


def _host(host: str, shown: str, *, bracketed: bool) -> str:
    if not host:
        raise _wrong(shown, "it names no host")
    if ":" in host or bracketed:
        return _ipv6(host, shown)
    try:
        name = host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise _wrong(shown, f"its host is no name of the internet: {error}") from error
    name = name.lower().removesuffix(".")
    labels = name.split(".")
    if len(name) > _HOST_LENGTH or not all(map(_LABEL.fullmatch, labels)):
        raise _wrong(shown, "its host is no name of the internet")
    return _ipv4(name, shown) if _NUMBER.fullmatch(labels[-1]) else name


def _ipv4(name: str, shown: str) -> str:
    # "127.1", "0x7f.1", "2130706433" and "0177.0.0.1" are 127.0.0.1 to some programs and another host to others.
    try:
        return str(ipaddress.IPv4Address(name))
    except ValueError as error:
        raise _wrong(shown, "its host is a number in an unusual spelling; write four decimal numbers, or a name") from error


def _ipv6(host: str, shown: str) -> str:
    try:
        return str(ipaddress.IPv6Address(host.replace("%", " ")))  # no scopes: "fe80::1%eth0" is an address of one machine only
    except ValueError as error:
        raise _wrong(shown, "its host is no IPv6 address") from error


def _wrong(shown: str, why: str) -> FetchError:
    return FetchError("address", f"{shown!r} cannot be fetched: {why}")
