"""What a document is: refused if it is no text, else told by what the server says and by how it begins."""

from __future__ import annotations

import contextlib
import html
import re
from typing import Literal

from warta.fetch.address import address
from warta.fetch.errors import FetchError

Kind = Literal["page", "feed", "sitemap", "opml", "json", "lines", "plain"]

_NO_TEXT = ("image/", "audio/", "video/", "font/", "model/")
_NO_TEXT_APPLICATIONS = re.compile(r"application/(?:pdf|zip|msword|x-|java|wasm|vnd\.(?!.*\+(?:xml|json)))")
_STILL_TEXT = frozenset({"application/x-ndjson", "application/x-jsonlines", "application/x-rss+xml", "application/x-gzip"})
_TABLES = frozenset({"text/csv", "text/tab-separated-values"})
_MAGIC = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "an image (PNG)",
    b"\xff\xd8\xff": "an image (JPEG)",
    b"GIF8": "an image (GIF)",
    b"RIFF": "an image or a sound",
    b"PK\x03\x04": "a zip archive or a document of an office",
    b"\x7fELF": "a program",
    b"OggS": "a sound",
    b"\x00\x00\x00": "a film",
}
_INSTEAD = "give the address of a page or a feed"
_HEAD = 4096
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_PROLOGUE = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[[^\]]*\]\s*)?>)", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_ROOTS: dict[str, Kind] = {
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
    "opml": "opml",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
    "html": "page",
}
_JSON_FEED = re.compile(r'"version"\s*:\s*"https://jsonfeed\.org/version/')
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
_ADDRESSES = re.compile(r"(?:https?://\S+[ \t\r]*\n\s*)+\S*")
_PAGE_HEAD = 100_000
_LINK = re.compile(r"<link\s[^>]{1,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z]+)\s*=\s*(["'])(.*?)\2""", re.IGNORECASE)
_LINES = frozenset({"application/x-ndjson", "application/x-jsonlines", "application/jsonl"})


def refuse_type(media_type: str) -> None:
    """Refuse what the server itself says to be no text, before it is read.

    Raises:
        FetchError: it is ``not text``.
    """
    if media_type in _STILL_TEXT:
        return
    if media_type.startswith(_NO_TEXT) or _NO_TEXT_APPLICATIONS.match(media_type):
        raise FetchError("not text", f"it is no text but {media_type}: {_INSTEAD}")
    if media_type in _TABLES:
        raise FetchError("not text", f"it is a table ({media_type}): save it and load the file")


def refuse_binary(body: bytes, media_type: str) -> None:
    """Refuse what shows by its beginning to be no text.

    Raises:
        FetchError: it is ``not text``.
    """
    known = next((what for magic, what in _MAGIC.items() if body.startswith(magic)), None)
    if known:
        raise FetchError("not text", f"it is no text but {known}, though served as {media_type or 'nothing in particular'}: {_INSTEAD}")


def kind_of(body: bytes, media_type: str) -> Kind:
    """Return what a document is.

    The root of an XML document tells more than its type, which servers often get wrong; a page stays a page, whatever feeds it
    links to.
    """
    head = _beginning(body)
    rest = head
    while match := _PROLOGUE.match(rest):
        rest = rest[match.end() :]
    root = _ROOT.match(rest)
    if root and (kind := _ROOTS.get(root[1].lower())):
        return kind
    if media_type in _LINES:
        return "lines"
    if rest[:1] in {"{", "["}:
        return _json(body, head)
    if media_type in _PAGES or (root and media_type != "text/plain"):
        return "page"
    return "sitemap" if _ADDRESSES.fullmatch(head) else "plain"


def feeds_of(page: bytes, url: str) -> list[str]:
    """Return the addresses of the feeds that a page names in its head, the first few."""
    found = []
    for tag in _LINK.findall(page[:_PAGE_HEAD].decode("utf-8", "replace")):
        fields = {name.lower(): html.unescape(value) for name, _, value in _ATTRIBUTE.findall(tag)}
        if "alternate" in fields.get("rel", "").lower().split() and fields.get("type", "").lower() in _FEEDS and fields.get("href"):
            with contextlib.suppress(FetchError):
                found.append(address(fields["href"], address(url)).url)
    return found[:3]


def _json(body: bytes, head: str) -> Kind:
    if _JSON_FEED.search(head):
        return "feed"
    first, _, rest = body.partition(b"\n")
    return "lines" if head.startswith("{") and first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{") else "json"


def _beginning(body: bytes) -> str:
    encoding = next((name for mark, name in _BOMS if body.startswith(mark)), "utf-8")
    return body[:_HEAD].decode(encoding, "replace").lstrip("\ufeff").lstrip()
