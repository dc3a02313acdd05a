"""Sitemaps: which pages a site has, when they changed, and for news what they are called (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import urljoin

from warta.article import Rejected
from warta.sources.inflate import Unpackable, gunzip, is_gzip
from warta.sources.limits import NAME_CHARACTERS, SITEMAP_BYTES, SITEMAP_LINKS, SITEMAP_TOO_LARGE, URL_CHARACTERS
from warta.sources.markup import one_line
from warta.sources.moment import moment
from warta.sources.raw import web_address
from warta.sources.xml_text import walk, xml_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

_FIELDS = {
    ("loc",): "loc",
    ("lastmod",): "lastmod",
    ("news", "title"): "title",
    ("news", "publication_date"): "published",
    ("news", "publication", "name"): "outlet",
    ("news", "publication", "language"): "language",
}
"""The elements that are taken, by their path within a ``url`` or ``sitemap``; the last four are the extension for news."""
_LONGEST = 4 * URL_CHARACTERS


class Link(NamedTuple):
    """A page of a site, or another sitemap. Dates are ISO 8601; what the sitemap leaves out is None."""

    url: str
    kind: Literal["page", "sitemap"] = "page"
    modified: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    language: str | None = None


def links(data: bytes, source: str, base: str | None = None, *, now: dt.datetime | None = None) -> Iterator[Link | Rejected]:
    """Yield the links of a sitemap or of an index of sitemaps, packed by gzip or not, in XML or as lines of addresses.

    Args:
        data: the sitemap.
        source: its file or address, for the record.
        base: the address that it came from; relative links, which the protocol forbids, are resolved against it.
        now: what to take for now, since a date in the future is left out; the clock, if not given.
    """
    try:
        text = _text(data)
    except Unpackable as error:
        yield Rejected(source=source, reason=str(error))
        return
    found = _Links()
    if text.startswith("<"):
        walk(text, found)
    else:
        found.links = [("url", {"loc": line}) for line in text.splitlines() if line.strip()] if web_address(text.split("\n", 1)[0]) else []
    for number, (name, fields) in enumerate(found.links[:SITEMAP_LINKS], 1):
        yield _link(name, fields, base, now) or Rejected(source=source, reason=f"link {number}: {_said(fields)}")
    if not found.links:
        yield Rejected(source=source, reason="no sitemap, or an empty one: it has neither a “url” nor a “sitemap” in it")
    if len(found.links) > SITEMAP_LINKS:
        yield Rejected(source=source, reason=f"has {len(found.links):,} links: only the first {SITEMAP_LINKS:,} are read")


def read_sitemap(data: bytes, source: str) -> Iterator[Rejected]:
    """Yield why a sitemap gives no articles by itself."""
    found = list(links(data, source))
    pages = sum(isinstance(item, Link) for item in found)
    yield from (item for item in found if isinstance(item, Rejected))
    if pages:
        yield Rejected(
            source=source, reason=f"a sitemap of {pages:,} links, without articles of its own: give its address, or those of its pages"
        )


def _text(data: bytes) -> str:
    data = gunzip(data, SITEMAP_BYTES) if is_gzip(data) else data
    if len(data) > SITEMAP_BYTES:
        raise Unpackable(SITEMAP_TOO_LARGE)
    text = xml_text(data).text
    return text or data.decode("utf-8", "replace").strip()


class _Links:
    """Takes the fields of each ``url`` and ``sitemap``."""

    def __init__(self) -> None:
        self.links: list[tuple[str, dict[str, str]]] = []
        self._path: list[str] | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002  (what a target is told)
        if self._path is not None:
            self._path.append(name)
        elif name in {"url", "sitemap"}:
            self._path = []
            self.links.append((name, {}))

    def data(self, text: str) -> None:
        if self._path and len(self._path) <= 3 and (key := _FIELDS.get(tuple(self._path))):  # noqa: PLR2004  (the deepest field)
            fields = self.links[-1][1]
            fields[key] = (fields.get(key, "") + text)[:_LONGEST]

    def end(self, name: str) -> None:  # noqa: ARG002  (what a target is told)
        if self._path:
            self._path.pop()
        else:
            self._path = None


def _link(name: str, fields: Mapping[str, str], base: str | None, now: dt.datetime | None) -> Link | None:
    try:
        url = web_address(urljoin(base or "", fields.get("loc", "").strip()))
    except ValueError:
        return None
    if url is None or len(url) > URL_CHARACTERS:
        return None
    return Link(
        url=url,
        kind="sitemap" if name == "sitemap" else "page",
        modified=moment(fields.get("lastmod"), now).value,
        title=one_line(fields.get("title", ""))[:NAME_CHARACTERS] or None,
        published=moment(fields.get("published"), now).value,
        outlet=one_line(fields.get("outlet", ""))[:NAME_CHARACTERS] or None,
        language=one_line(fields.get("language", ""))[:35] or None,
    )


def _said(fields: Mapping[str, str]) -> str:
    given = fields.get("loc", "").strip()
    return f"{given[:80]!r} is no address of the web" if given else "has no address (“loc”)"
