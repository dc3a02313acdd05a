"""RSS 0.9x, 1.0 and 2.0, and Atom, by feedparser, which knows what feeds do wrong."""

from __future__ import annotations

import io
import itertools
from typing import TYPE_CHECKING, Any

from warta.sources.draft import Draft, Drafts
from warta.sources.limits import AUTHORS, ENTRIES
from warta.sources.xml_text import xml_text

if TYPE_CHECKING:
    from collections.abc import Iterator


def xml_feed(data: bytes, base: str | None = None, charset: str | None = None) -> Drafts | str:
    """Return the entries of a feed in XML, sound or not, or why there are none.

    feedparser gets text that was decoded already and declares no entities; as bytes in memory, since it would fetch what looks like an
    address.
    """
    # feedparser takes a while to import, which only those pay who bring a feed.
    import feedparser  # noqa: PLC0415

    text, lossy = xml_text(data, charset)
    if not text.strip():
        return "empty: there is nothing to read in it" if not data.strip() else "no feed: it has no RSS or Atom in it"
    headers = {"content-type": "application/xml; charset=utf-8"} | ({"content-location": base} if base else {})
    try:
        found = feedparser.parse(io.BytesIO(text.encode()), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # noqa: BLE001  (a library of twenty years of special cases: whatever it raises, the feed is at fault)
        return f"a feed that cannot be read ({type(error).__name__}: {error})"[:300]
    if not found.version and not found.entries:
        return "no feed: it has no RSS or Atom in it"
    feed = found.feed
    return Drafts(
        drafts=tuple(_draft(entry) for entry in itertools.islice(found.entries, ENTRIES + 1)),
        outlet=_text(feed, "title") or _text(feed, "publisher"),
        home=_text(feed, "link"),
        language=_text(feed, "language"),
        lossy=lossy,
        broken=bool(found.bozo),
    )


def _draft(entry: Any) -> Draft:  # noqa: ANN401  (feedparser's own dictionary)
    contents = [content for content in entry.get("content", ()) if isinstance(content, dict)]
    content = max((_text(item, "value") for item in contents if not _text(item, "type").startswith("audio")), key=len, default="")
    summary = _text(entry, "summary")
    return Draft(
        title=_text(entry, "title"),
        body=content if len(content) >= len(summary) else summary,
        whole=bool(content) and len(content) >= len(summary),
        link=_text(entry, "link") or next(_links(entry), ""),
        guid=_text(entry, "id"),
        published=_text(entry, "published") or _text(entry, "updated") or _text(entry, "created"),
        authors=tuple(_authors(entry)),
        language=_text(entry, "language") or next((_text(item, "language") for item in contents), ""),
        outlet=_text(entry.get("source") or {}, "title") or _text(entry, "publisher"),
    )


def _text(fields: Any, key: str) -> str:  # noqa: ANN401  (feedparser's own dictionary)
    value = fields.get(key)
    return value.strip() if isinstance(value, str) else ""


def _links(entry: Any) -> Iterator[str]:  # noqa: ANN401  (feedparser's own dictionary)
    for link in entry.get("links", ()):
        if isinstance(link, dict) and link.get("rel", "alternate") == "alternate":
            yield _text(link, "href")


def _authors(entry: Any) -> Iterator[str]:  # noqa: ANN401  (feedparser's own dictionary)
    for author in itertools.islice(entry.get("authors", ()), AUTHORS):
        if isinstance(author, dict) and (name := _text(author, "name")):
            yield name
    if not entry.get("authors") and (name := _text(entry, "author")):
        yield name
