"""Lists of the web (feeds, sitemaps): what each entry tells by itself, where it leads, and what comes of following it."""

from __future__ import annotations

import hashlib
import math
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from warta.article import Article, Note, Rejected, encode
from warta.fetch.errors import FetchError
from warta.sources.feed import Entry, entries
from warta.sources.page import read_page
from warta.sources.sitemap import Link, links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warta.fetch.answer import Answer
    from warta.fetch.client import Client


class Lead(NamedTuple):
    """An entry of a list.

    Attributes:
        key: tells it from the others, and stays when the list is fetched again.
        digest: changes with what the list says of it.
        article: what the list itself tells; None in a sitemap.
        link: the page that has to be fetched to know it all; None if nothing has to.
        about: what a sitemap for news says of the page.
    """

    key: str
    digest: str
    article: Article | None
    link: str | None
    about: Link | None = None


class Taken(NamedTuple):
    """What came of a lead; ``settled`` unless its page may be had another time."""

    item: Article | Rejected
    settled: bool = True


def feed_leads(answer: Answer, source: str) -> Iterator[Lead | Rejected]:
    """Yield the entries of a feed. Only those without a whole text lead to a page."""
    for entry in entries(answer.body, source, answer.url, charset=answer.charset):
        yield entry if isinstance(entry, Rejected) else _entry_lead(entry)


def sitemap_leads(answer: Answer, source: str) -> Iterator[Lead | str | Rejected]:
    """Yield the pages of a sitemap, and the addresses of the sitemaps in an index as they are."""
    for link in links(answer.body, source, answer.url):
        if isinstance(link, Rejected):
            yield link
        elif link.kind == "sitemap":
            yield link.url
        else:
            yield _link_lead(link)


def take(client: Client, lead: Lead, deadline: float = math.inf) -> Taken:
    """Return the article of a lead, from its page where that is needed; with a note where it is not all there is."""
    teaser = lead.article
    if lead.link is None or (teaser is not None and not client.options.follow):
        return _teaser(lead, None) if teaser is not None and lead.link else Taken(_sure(lead))
    try:
        answer = client.get(lead.link, deadline=deadline)
    except FetchError as error:
        return _teaser(lead, str(error), settled=not error.passing)
    page = next(iter(read_page(answer.body, lead.link, base=answer.url, charset=answer.charset)))
    if isinstance(page, Rejected):
        return _teaser(lead, page.reason)
    if teaser is None:
        return Taken(_described(page, lead.about) if lead.about else page)
    if len(page.text) < len(teaser.text):
        return _teaser(lead, "its page shows less text than its feed")
    return Taken(_joined(page, teaser))


def _entry_lead(entry: Entry) -> Lead:
    told = hashlib.blake2b(encode(entry.article), digest_size=16).hexdigest()
    return Lead(entry.article.id, told, entry.article, None if entry.whole else entry.link)


def _link_lead(link: Link) -> Lead:
    return Lead(link.url, link.modified or "", None, link.url, link)


def _sure(lead: Lead) -> Article | Rejected:
    return lead.article or Rejected(source=lead.key, reason="leads nowhere")


def _teaser(lead: Lead, why: str | None, *, settled: bool = True) -> Taken:
    """Return what the list told, marked as not all; without that, a reject."""
    if lead.article is None:
        return Taken(Rejected(source=lead.link or lead.key, reason=why or "leads nowhere"), settled)
    reason = f"only what the feed tells of it: {why}" if why else "only what the feed tells of it; its page was not to be fetched"
    note = Note(step="fetch", reason=reason)
    return Taken(msgspec.structs.replace(lead.article, notes=(*lead.article.notes, note)), settled)


def _described(page: Article, about: Link) -> Article:
    return msgspec.structs.replace(
        page,
        title=page.title or about.title,
        language=page.language or about.language,
        published=page.published or about.published,
        outlet=page.outlet or about.outlet,
    )


def _joined(page: Article, teaser: Article) -> Article:
    """Return a page under the id of its entry, with what only the feed knows of it."""
    return msgspec.structs.replace(
        page,
        id=teaser.id,
        url=teaser.url or page.url,
        title=page.title or teaser.title,
        language=page.language or teaser.language,
        published=page.published or teaser.published,
        outlet=page.outlet or teaser.outlet,
        byline=page.byline or teaser.byline,
    )
