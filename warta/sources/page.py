"""HTML: the article of a web page, without its frame. Nothing is fetched: what a page only refers to is not there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from warta.article import Article, Byline, Note, Rejected, article_id
from warta.sources.check import worded
from warta.sources.decoding import Undecodable, decode
from warta.sources.limits import NAME_CHARACTERS, PAGE_TAGS
from warta.sources.markup import one_line
from warta.sources.moment import moment
from warta.sources.page_meta import PageMeta, page_meta
from warta.sources.raw import web_address

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD = 8192
_SHORTEST = 30
"""Characters of the shortest body: what is left of a page without an article is the words of its menu."""
TAKE_TEXT = "give its text as .txt instead"


def read_page(
    data: bytes, source: str, base: str | None = None, charset: str | None = None, *, now: dt.datetime | None = None
) -> Iterator[Article | Rejected]:
    """Yield the article in a page: its title, and the paragraphs of its body, each on a line of its own.

    Args:
        data: the page.
        source: its file or address, for the record.
        base: the address that it came from, after all redirects. A page may name another address as its own within the same site only.
        charset: the encoding that the server stated; believed before what the page says of itself, where it decodes.
        now: what to take for now, since a date in the future is refused; the clock, if not given.
    """
    match = _XML.search(data[:_HEAD]) or _CHARSET.search(data[:_HEAD])
    try:
        html = decode(data, charset or (match[1].decode() if match else None))
    except Undecodable as error:
        yield Rejected(source=source, reason=str(error))
        return
    if (tags := html.count("<")) > PAGE_TAGS:
        yield Rejected(source=source, reason=f"has {tags:,} tags, more than the {PAGE_TAGS:,} that a page of news may have: {TAKE_TEXT}")
        return
    stated, found = _extract(html, base, now)
    body = (found.get("text") or "").strip()
    if len(body) < _SHORTEST:
        body = stated.body.strip() if stated else ""
    if stated is None or len(body) < _SHORTEST or not worded(body):
        yield Rejected(source=source, reason=f"no article was found in the page: {TAKE_TEXT}")
        return
    yield _article(stated, found, body, now)


def _extract(html: str, base: str | None, now: dt.datetime | None) -> tuple[PageMeta | None, dict[str, Any]]:
    # trafilatura takes a second to import, which only those pay who bring HTML.
    from trafilatura import bare_extraction, load_html  # noqa: PLC0415

    dates = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}
    try:
        tree = load_html(html)
        if tree is None:
            return None, {}
        stated = page_meta(tree, web_address(base), now)
        document = bare_extraction(tree, favor_precision=True, include_comments=False, with_metadata=True, date_extraction_params=dates)
    except Exception:  # noqa: BLE001  (a library that handles pages broken in every way: whatever it raises, there is no article)
        return None, {}
    return stated, document if isinstance(document, dict) else document.as_dict() if document else {}


def _article(stated: PageMeta, found: dict[str, Any], body: str, now: dt.datetime | None) -> Article:
    title = stated.title or one_line(found.get("title") or "")[:NAME_CHARACTERS] or None
    text = body if not title or body.startswith(title) else f"{title}\n{body}"
    url = stated.url or web_address(found.get("url"))
    published = stated.published if stated.published.value else moment(found.get("date"), now)
    doubt = stated.published.doubt or published.doubt if not published.value else None
    authors = stated.authors or tuple(name.strip()[:NAME_CHARACTERS] for name in (found.get("author") or "").split(";"))
    host = urlsplit(url).hostname if url else None
    return Article(
        id=article_id(text, url),
        text=text,
        title=title,
        language=stated.language or found.get("language"),
        published=published.value,
        url=url,
        outlet=stated.outlet or found.get("sitename") or (host.removeprefix("www.") if host else found.get("hostname")),
        byline=tuple(Byline(name=name) for name in authors if name),
        licence=found.get("license"),
        notes=(Note(step="published", reason=doubt),) if doubt else (),
    )
