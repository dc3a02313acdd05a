"""OPML: the list of feeds that a reader of news exports (http://opml.org/spec2.opml)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from warta.article import Rejected
from warta.sources.limits import ENTRIES, FEED_BYTES, FEED_TOO_LARGE, NAME_CHARACTERS, URL_CHARACTERS
from warta.sources.markup import one_line
from warta.sources.raw import web_address
from warta.sources.xml_text import walk, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ADDRESSES = ("xmlurl", "url")


class Outline(NamedTuple):
    """A feed in a list of feeds: its title, empty where the list gives none, and its address."""

    title: str
    url: str


def outlines(data: bytes, source: str) -> Iterator[Outline | Rejected]:
    """Yield the feeds of a list, folders in folders as they stand; each address once.

    Args:
        data: the list.
        source: its file, for the record.
    """
    if len(data) > FEED_BYTES:
        yield Rejected(source=source, reason=FEED_TOO_LARGE)
        return
    found = _Outlines()
    walk(xml_text(data).text, found)
    if not found.is_opml:
        yield Rejected(source=source, reason="no OPML: it has no “opml” element")
        return
    seen: set[str] = set()
    for number, fields in enumerate(found.outlines[:ENTRIES], 1):
        item = _outline(fields)
        if isinstance(item, str):
            yield Rejected(source=source, reason=f"feed {number}: {item}")
        elif item.url not in seen:
            seen.add(item.url)
            yield item
    if not found.outlines:
        yield Rejected(source=source, reason="the list has no feeds: none of its outlines has an “xmlUrl”")
    if len(found.outlines) > ENTRIES:
        yield Rejected(source=source, reason=f"has {len(found.outlines):,} feeds: only the first {ENTRIES:,} are read")


def read_outlines(data: bytes, source: str) -> Iterator[Rejected]:
    """Yield why a list of feeds gives no articles by itself."""
    found = list(outlines(data, source))
    feeds = sum(isinstance(item, Outline) for item in found)
    yield from (item for item in found if isinstance(item, Rejected))
    if feeds:
        yield Rejected(source=source, reason=f"a list of {feeds:,} feeds, without articles of its own: python -m warta watch fetches them")


class _Outlines:
    """Takes the attributes of all outlines that have an address, their names in lower case."""

    def __init__(self) -> None:
        self.is_opml = False
        self.outlines: list[dict[str, str]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.is_opml = self.is_opml or name.lower() == "opml"
        if name.lower() == "outline":
            fields = {str(key).lower(): value for key, value in attributes.items()}
            if any(fields.get(key, "").strip() for key in _ADDRESSES):
                self.outlines.append(fields)

    def data(self, text: str) -> None:
        pass

    def end(self, name: str) -> None:
        pass


def _outline(fields: Mapping[str, str]) -> Outline | str:
    given = next(fields[key].strip() for key in _ADDRESSES if fields.get(key, "").strip())
    url = web_address(given)
    if url is None or len(url) > URL_CHARACTERS:
        return f"{given[:80]!r} is no address of the web"
    return Outline(one_line(fields.get("title", "") or fields.get("text", ""))[:NAME_CHARACTERS], url)
