"""HTML: the article of a web page, without its frame. Nothing is fetched: what a page only refers to is not there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from warta.article import Article, Byline, Rejected, article_id
from warta.sources.check import worded
from warta.sources.decoding import Undecodable, decode
from warta.sources.raw import web_address

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD = 8192
_SHORTEST = 30
"""Characters of the shortest body: what is left of a page without an article is the words of its menu."""


def read_page(data: bytes, source: str) -> Iterator[Article | Rejected]:
    """Yield the article in a page: its title, and the paragraphs of its body, each on a line of its own."""
    match = _XML.search(data[:_HEAD]) or _CHARSET.search(data[:_HEAD])
    try:
        html = decode(data, match[1].decode() if match else None)
    except Undecodable as error:
        yield Rejected(source=source, reason=str(error))
        return
    found = _extract(html)
    body = (found.get("text") or "").strip()
    if len(body) < _SHORTEST or not worded(body):
        yield Rejected(source=source, reason="no article was found in the page: give its text as .txt instead")
        return
    yield _article(found, body)


def _extract(html: str) -> dict[str, Any]:
    # trafilatura takes a second to import, which only those pay who bring HTML.
    from trafilatura import bare_extraction  # noqa: PLC0415

    dates = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}
    try:
        document = bare_extraction(html, favor_precision=True, include_comments=False, with_metadata=True, date_extraction_params=dates)
    except (ValueError, TypeError, RecursionError, AttributeError):
        return {}
    return document if isinstance(document, dict) else document.as_dict() if document else {}


def _article(found: dict[str, Any], body: str) -> Article:
    title = " ".join((found.get("title") or "").split()) or None
    text = body if not title or body.startswith(title) else f"{title}\n{body}"
    url = web_address(found.get("url"))
    authors = [name.strip() for name in (found.get("author") or "").split(";")]
    return Article(
        id=article_id(text, url),
        text=text,
        title=title,
        language=found.get("language"),
        published=found.get("date"),
        url=url,
        outlet=found.get("sitename") or found.get("hostname"),
        byline=tuple(Byline(name=name) for name in authors if name),
        licence=found.get("license"),
    )
