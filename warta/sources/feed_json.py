"""JSON Feed 1.0 and 1.1 (https://jsonfeed.org/version/1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from warta.sources.decoding import Undecodable, decode
from warta.sources.draft import Draft, Drafts

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_FEED = "no JSON feed: it has no list of “items”"


def json_feed(data: bytes) -> Drafts | str:
    """Return the entries of a JSON feed, or why there are none. What has the wrong type counts as left out."""
    try:
        feed = msgspec.json.decode(decode(data))
    except Undecodable as error:
        return str(error)
    except (msgspec.DecodeError, RecursionError) as error:
        return f"broken JSON: {error}"
    if not is_feed(feed):
        return NO_FEED
    return Drafts(
        drafts=tuple(_draft(item) for item in feed["items"]),
        outlet=_text(feed, "title"),
        home=_text(feed, "feed_url") or _text(feed, "home_page_url"),
        language=_text(feed, "language"),
        authors=tuple(_authors(feed)),
    )


def is_feed(value: object) -> bool:
    """Return whether a decoded JSON document is a feed."""
    return isinstance(value, dict) and isinstance(value.get("items"), list) and ("version" in value or "title" in value)


def _draft(item: object) -> Draft:
    if not isinstance(item, dict):
        return Draft()
    plain, html, summary = (_text(item, key) for key in ("content_text", "content_html", "summary"))
    return Draft(
        title=_text(item, "title"),
        body=html or plain or summary,
        plain=not html,
        whole=bool(html or plain),
        link=_text(item, "url") or _text(item, "external_url"),
        guid=_text(item, "id"),
        published=_text(item, "date_published"),
        authors=tuple(_authors(item)),
        language=_text(item, "language"),
    )


def _text(fields: dict[str, Any], key: str) -> str:
    value = fields.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def _authors(fields: dict[str, Any]) -> Iterator[str]:
    given = fields.get("authors")
    for author in given if isinstance(given, list) else [fields.get("author")]:
        if isinstance(author, dict) and (name := _text(author, "name")):
            yield name
