"""Feeds of news: RSS, Atom and JSON Feed. Every entry becomes an article or a reason; a bad one costs itself only."""

from __future__ import annotations

import collections
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from warta.article import Article, Byline, Note, Rejected, article_id
from warta.sources.check import worded
from warta.sources.feed_json import json_feed
from warta.sources.feed_xml import xml_feed
from warta.sources.limits import AUTHORS, ENTRIES, ENTRY_CHARACTERS, FEED_BYTES, FEED_TOO_LARGE, NAME_CHARACTERS, URL_CHARACTERS
from warta.sources.markup import lines, one_line
from warta.sources.moment import moment
from warta.sources.raw import web_address

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from warta.sources.draft import Draft, Drafts

_TEASER = re.compile(r"(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.)\W*(?:\n.{0,300})?\Z")
"""How a text ends that goes on elsewhere; a line such as "The post ... appeared first on ..." may follow."""
_LEAST_CONTENT = 400
_LEAST_SUMMARY = 1500
"""Characters from which on a body is the whole text: where the feed calls it the content, and where it calls it a summary."""


class Entry(NamedTuple):
    """An entry of a feed.

    Attributes:
        article: what the feed itself tells of it.
        link: the address of the whole article.
        whole: whether the text of the article is all of it, not a teaser.
    """

    article: Article
    link: str | None
    whole: bool


def entries(
    data: bytes, source: str, base: str | None = None, *, charset: str | None = None, now: dt.datetime | None = None
) -> Iterator[Entry | Rejected]:
    """Yield the entries of a feed, in its order, each as an entry or as a reject that tells its number.

    Args:
        data: the feed.
        source: its file or address, for the record.
        base: the address that it came from; relative links are resolved against it.
        charset: the encoding that the server stated.
        now: what to take for now, since a date in the future is refused; the clock, if not given.
    """
    if len(data) > FEED_BYTES:
        yield Rejected(source=source, reason=FEED_TOO_LARGE)
        return
    found = json_feed(data) if _is_json(data) else xml_feed(data, base, charset)
    if isinstance(found, str):
        yield Rejected(source=source, reason=found)
        return
    if not found.drafts:
        broken = " before it breaks off: it is no sound XML" if found.broken else ""
        yield Rejected(source=source, reason=f"the feed has no entries{broken}")
    shared = _shared_links(found, base)
    seen: dict[tuple[str, str], int] = {}
    for number, draft in enumerate(found.drafts[:ENTRIES], 1):
        made = _entry(draft, found, base, shared, now)
        if isinstance(made, Entry):
            before = seen.setdefault((made.article.id, made.article.text), number)
            made = f"repeats entry {before}" if before != number else made
        yield Rejected(source=source, reason=f"entry {number}: {made}") if isinstance(made, str) else made
    if len(found.drafts) > ENTRIES:
        yield Rejected(source=source, reason=f"has {len(found.drafts):,} entries: only the first {ENTRIES:,} are read")


def read_feed(data: bytes, source: str) -> Iterator[Article | Rejected]:
    """Yield the articles of a saved feed: what the feed itself tells of them."""
    for item in entries(data, source):
        yield item.article if isinstance(item, Entry) else item


def _is_json(data: bytes) -> bool:
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}


def _entry(draft: Draft, feed: Drafts, base: str | None, shared: frozenset[str], now: dt.datetime | None) -> Entry | str:
    body = draft.body if draft.plain else lines(draft.body)
    title = one_line(draft.title)[:NAME_CHARACTERS] or None
    text = body if not title or body.startswith(title) else f"{title}\n{body}".strip()
    if not worded(text):
        return "has neither a text nor a title"
    if len(text) > ENTRY_CHARACTERS:
        return f"has {len(text):,} characters, more than the {ENTRY_CHARACTERS:,} that a book has"
    if feed.lossy and "\ufffd" in text:
        return "has bytes that are no characters in the encoding of the feed"
    link = _link(draft.link, base or feed.home)
    published = moment(draft.published, now)
    article = Article(
        id=_id(draft, feed, link, shared, text),
        text=text,
        title=title,
        language=one_line(draft.language or feed.language)[:35] or None,
        published=published.value,
        url=link,
        outlet=one_line(draft.outlet or feed.outlet)[:NAME_CHARACTERS] or None,
        byline=_byline(draft.authors or feed.authors),
        notes=(Note(step="published", reason=published.doubt),) if published.doubt else (),
    )
    whole = len(body) >= (_LEAST_CONTENT if draft.whole else _LEAST_SUMMARY) and not _TEASER.search(body[-400:])
    return Entry(article, link, whole)


def _link(given: str, base: str | None) -> str | None:
    try:
        link = web_address(urljoin(base or "", given.strip())) if given.strip() else None
    except ValueError:
        return None
    return link if link and len(link) <= URL_CHARACTERS else None


def _shared_links(feed: Drafts, base: str | None) -> frozenset[str]:
    """Return the links that several entries give: those point to a front page and tell nothing apart."""
    names: dict[str, set[tuple[str, str]]] = collections.defaultdict(set)
    for draft in feed.drafts:
        if link := _link(draft.link, base or feed.home):
            names[link].add((draft.guid, draft.title))
    return frozenset(link for link, found in names.items() if len(found) > 1)


def _id(draft: Draft, feed: Drafts, link: str | None, shared: frozenset[str], text: str) -> str:
    """Return the id that the page behind the link has too; without a link of its own, one from the entry's id, else from its text."""
    if link and link not in shared:
        return article_id(text, link)
    if draft.guid:
        return article_id(f"{link or feed.home or feed.outlet}\n{draft.guid}\n{'' if draft.guid in feed.unique else text}")
    return article_id(text)


def _byline(names: tuple[str, ...]) -> tuple[Byline, ...]:
    spelt = dict.fromkeys(one_line(name)[:NAME_CHARACTERS] for name in names[:AUTHORS])
    return tuple(Byline(name=name) for name in spelt if worded(name))
