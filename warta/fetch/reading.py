"""Addresses as inputs: whatever is found there, a page, a feed, a sitemap, a list of feeds or a file, as articles or as reasons."""

from __future__ import annotations

import functools
import io
import re
import time
from typing import TYPE_CHECKING

import msgspec

from warta.article import Article, ParsedArticle, Rejected, article_id
from warta.fetch.address import redacted
from warta.fetch.answer import unpacked
from warta.fetch.client import Client
from warta.fetch.errors import FetchError
from warta.fetch.leads import Lead, feed_leads, sitemap_leads, take
from warta.fetch.options import Options
from warta.fetch.sniffing import feeds_of, kind_of
from warta.sources import read as read_files
from warta.sources.document import read_document
from warta.sources.limits import ARTICLE_BYTES, TOO_LARGE
from warta.sources.lines import read_lines
from warta.sources.opml import Outline, outlines
from warta.sources.page import read_page
from warta.sources.plain import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import IO

    from warta.fetch.answer import Answer

Item = Article | ParsedArticle | Rejected

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_DEEPEST = 3
"""Lists in lists: an OPML of feeds, an index of sitemaps."""
ARTICLE_SECONDS = 30.0


def is_url(name: str) -> bool:
    """Return whether an input is an address, not a file."""
    return _SCHEME.match(name) is not None


def read(inputs: Iterable[str], client: Client, stdin: IO[bytes] | None = None, columns: Mapping[str, str] | None = None) -> Iterator[Item]:
    """Yield every article of every input, in order, or a reject in its place; addresses are fetched, all else is read from the disk.

    Args:
        inputs: addresses, files, folders, or ``-`` for standard input.
        client: fetches the addresses.
        stdin: what ``-`` stands for; standard input if not given.
        columns: which column of a table holds which field of an article.
    """
    reading = _Reading(client)
    for name in inputs:
        found = False
        for item in reading.address(name) if is_url(name) else read_files([name], stdin, columns):
            found = True
            yield item
        if not found:
            yield Rejected(source=name, reason="leads to no article that was not taken already")


def fetch_article(url: str, options: Options | None = None, *, client: Client | None = None) -> list[Item]:
    """Return the article at an address, or why there is none, within 30 seconds.

    A feed gives its entries as they stand, without their pages; other lists give a reject. Never more than one document is fetched (and
    the robots.txt of its site).

    Args:
        url: as a person pastes it.
        options: limits; those of a stranger's link if not given, so nothing private.
        client: fetches it, in place of one made from ``options``.
    """
    fetching = client or _shared(options or Options())
    try:
        answer = unpacked(fetching.get(url.strip(), deadline=time.monotonic() + ARTICLE_SECONDS))
    except FetchError as error:
        return [Rejected(source=redacted(url), reason=str(error))]
    kind = kind_of(answer.body, answer.media_type)
    if kind == "feed":
        return [item.article or _led(item) if isinstance(item, Lead) else item for item in feed_leads(answer, url)]
    if kind in {"sitemap", "opml"}:
        return [Rejected(source=url, reason=f"a list of other addresses ({kind}): load it with python -m warta load, or watch it")]
    return list(_single(answer, url))


@functools.lru_cache(maxsize=4)
def _shared(options: Options) -> Client:
    """Return one client for all who ask in this process: the manners towards a host are those of the process, not of each reader."""
    return Client(options)


def _led(lead: Lead) -> Rejected:
    return Rejected(source=lead.key, reason="tells nothing by itself")


class _Reading:
    """One run over addresses: an entry that several lists name is taken once."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._seen: set[str] = set()

    def address(self, given: str, depth: int = 0) -> Iterator[Item]:
        url = redacted(given)
        try:
            answer = unpacked(self._client.get(given))
        except FetchError as error:
            yield Rejected(source=url, reason=str(error))
            return
        kind = kind_of(answer.body, answer.media_type)
        if kind in {"feed", "sitemap", "opml"} and depth >= _DEEPEST:
            yield Rejected(source=url, reason=f"a list in a list in a list ({kind}): give its address by itself")
        elif kind == "feed":
            yield from self._listed(feed_leads(answer, url), url, depth)
        elif kind == "sitemap":
            yield from self._listed(sitemap_leads(answer, url), url, depth)
        elif kind == "opml":
            feeds = (item.url if isinstance(item, Outline) else item for item in outlines(answer.body, url))
            yield from self._listed(feeds, url, depth)
        else:
            yield from _single(answer, url)

    def _listed(self, found: Iterable[Lead | str | Rejected], source: str, depth: int) -> Iterator[Item]:
        left = self._client.options.most
        for item in found:
            if isinstance(item, Rejected):
                yield item
                continue
            key = item if isinstance(item, str) else item.key
            if key in self._seen:
                continue
            self._seen.add(key)
            if isinstance(item, str) or item.link is not None:
                if left == 0:
                    yield Rejected(
                        source=source, reason=f"leads to more than {self._client.options.most:,} documents: the rest was left out"
                    )
                    return
                left -= 1
            if isinstance(item, str):
                yield from self.address(item, depth + 1)
            else:
                yield take(self._client, item).item


def _single(answer: Answer, url: str) -> Iterator[Item]:
    """Yield what a document is that leads nowhere else."""
    kind = kind_of(answer.body, answer.media_type)
    if kind != "lines" and len(answer.body) > ARTICLE_BYTES:
        yield Rejected(source=url, reason=TOO_LARGE)
    elif kind == "lines":
        yield from read_lines(io.BytesIO(answer.body), url)
    elif kind == "json":
        yield from read_document(answer.body, url)
    elif kind == "plain":
        for item in read_plain(_in_unicode(answer), url):
            yield (
                item if isinstance(item, Rejected) else msgspec.structs.replace(item, id=article_id(item.text, answer.url), url=answer.url)
            )
    else:
        for item in read_page(answer.body, url, base=answer.url, charset=answer.charset):
            feeds = feeds_of(answer.body, answer.url) if isinstance(item, Rejected) else []
            told = f"; it links to a feed: {', '.join(feeds)}" if feeds else ""
            yield msgspec.structs.replace(item, reason=item.reason + told) if isinstance(item, Rejected) else item


def _in_unicode(answer: Answer) -> bytes:
    """Return a text in UTF-8 where the server told its encoding and it is that; else as it is."""
    try:
        return answer.body.decode(answer.charset or "utf-8").encode()
    except (UnicodeDecodeError, LookupError):
        return answer.body
