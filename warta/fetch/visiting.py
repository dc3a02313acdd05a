"""One visit to a feed: what is new in it, and what to remember of it. No visit knows of another, and none raises."""

from __future__ import annotations

import re
import time
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from warta.article import Article, Rejected
from warta.fetch.answer import unpacked
from warta.fetch.errors import FetchError
from warta.fetch.leads import Lead, feed_leads, sitemap_leads, take
from warta.fetch.sniffing import feeds_of, kind_of
from warta.fetch.state import Feed, Seen
from warta.sources.opml import Outline, outlines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from warta.fetch.answer import Answer
    from warta.fetch.client import Client

DAY = 24 * 3600.0
_NUMBER = re.compile(r"\d+")
MOST_TRIES = 3
"""How often the page of an entry is asked for when it fails for a reason that may pass."""
MOST_TEXT = 20_000_000
"""Characters that one visit takes: all of a round is in memory until it is loaded."""


class Visit(NamedTuple):
    """The outcome of a visit.

    Attributes:
        feed: what to remember of it.
        items: articles that are new or have changed, and entries that were rejected for the first time.
        seen: all entries that the feed lists and that were looked at.
        unchanged: the feed itself is as it was.
        feeds: addresses of other feeds, where this one is a list of them.
    """

    feed: Feed
    items: tuple[Article | Rejected, ...] = ()
    seen: Mapping[str, Seen] = MappingProxyType({})
    unchanged: bool = False
    feeds: tuple[str, ...] = ()


class Times(NamedTuple):
    """When: ``now`` and ``every`` in seconds of the wall clock, ``spread`` in 0..1, ``deadline`` on :func:`time.monotonic`."""

    now: float
    every: float
    spread: float
    deadline: float


def visit(client: Client, feed: Feed, seen: Mapping[str, Seen], times: Times) -> Visit:
    """Ask a feed, and take what is new in it.

    Args:
        client: asks.
        feed: what is known of it.
        seen: its entries that were taken earlier, by key.
        times: the present, and when to come back.
    """
    try:
        answer = unpacked(client.get(feed.moved or feed.url, etag=feed.etag, modified=feed.modified))
        if answer.unchanged:
            return Visit(_well(feed, answer, times), unchanged=True)
        return _read(client, feed, seen, times, answer)
    except FetchError as error:
        return Visit(_failed(feed, error, times))
    except Exception as error:  # noqa: BLE001 (one feed must not cost the others, whatever is wrong with it)
        unforeseen = FetchError("broken", f"Warta failed on it ({type(error).__name__}: {error}): report this")
        return Visit(_failed(feed, unforeseen, times))


def next_due(feed: Feed, times: Times) -> float:
    """Return when a feed that answered is due again: at its own phase of the interval, so that many feeds do not come at once."""
    if abs(feed.due - times.now) < times.every:
        return feed.due + times.every
    return times.now + times.every * (0.5 + times.spread)


def _well(feed: Feed, answer: Answer, times: Times) -> Feed:
    return msgspec.structs.replace(
        feed,
        moved=answer.moved or feed.moved,
        etag=answer.etag or feed.etag,
        modified=answer.modified or feed.modified,
        due=next_due(feed, times),
        failures=0,
        said=None,
    )


def _failed(feed: Feed, error: FetchError, times: Times) -> Feed:
    if error.reason == "gone":
        return msgspec.structs.replace(feed, gone=True, said=f"{error}. It is not asked again")
    failures = feed.failures + 1
    grown = min(times.every * 2.0 ** min(failures, 20), max(DAY, times.every)) * (0.75 + times.spread / 2)
    wait = max(grown, error.retry_after or 0.0)
    # What has gone for good to an address that fails may be back at the old one.
    return msgspec.structs.replace(feed, moved=None, due=times.now + wait, failures=failures, said=str(error))


def _read(client: Client, feed: Feed, seen: Mapping[str, Seen], times: Times, answer: Answer) -> Visit:
    kind = kind_of(answer.body, answer.media_type)
    # Its marks are kept only where all of it was taken: with them, an unchanged list would hide what is left.
    fresh = msgspec.structs.replace(feed, etag=None, modified=None)
    bare = msgspec.structs.replace(answer, etag=None, modified=None)
    if kind == "opml":
        found = list(outlines(answer.body, feed.url))
        items, marks, _ = _new(client, (item for item in found if isinstance(item, Rejected)), seen, times.deadline)
        return Visit(_well(fresh, bare, times), tuple(items), marks, feeds=tuple(item.url for item in found if isinstance(item, Outline)))
    if kind not in {"feed", "sitemap"}:
        named = feeds_of(answer.body, answer.url)
        told = f"; it links to {', '.join(named)}" if named else ""
        raise FetchError("not text", f"it is no feed, sitemap or list of feeds{told}")
    leads = feed_leads(answer, feed.url) if kind == "feed" else _pages(sitemap_leads(answer, feed.url), feed.url)
    items, marks, complete = _new(client, leads, seen, times.deadline)
    return Visit(_well(fresh, answer if complete else bare, times), tuple(items), marks)


def _pages(leads: Iterable[Lead | str | Rejected], source: str) -> Iterable[Lead | Rejected]:
    for lead in leads:
        yield Rejected(source=source, reason=f"an index of sitemaps: watch {lead} itself") if isinstance(lead, str) else lead


def _new(
    client: Client, leads: Iterable[Lead | Rejected], seen: Mapping[str, Seen], deadline: float
) -> tuple[list[Article | Rejected], dict[str, Seen], bool]:
    items: list[Article | Rejected] = []
    marks: dict[str, Seen] = {}
    complete = True
    left, size = client.options.most, 0
    for lead in leads:
        if isinstance(lead, Rejected):
            # The number of an entry moves as others come in.
            key, told = _NUMBER.sub("#", f"rejected {lead.reason[:300]}"), Seen("rejected")
            if seen.get(key) != told:
                items.append(lead)
            marks[key] = told
            continue
        before = seen.get(lead.key)
        if before is not None and before.digest == lead.digest:
            marks[lead.key] = before
            continue
        if client.clock.stopped or time.monotonic() > deadline or (lead.link and left == 0) or size > MOST_TEXT:
            complete = False  # the next visit takes them
            continue
        left -= lead.link is not None
        taken = take(client, lead)
        tries = (before.tries if before else 0) + 1
        settled = taken.settled or tries >= MOST_TRIES
        if settled or isinstance(taken.item, Article):
            items.append(taken.item)
            size += len(taken.item.text) if isinstance(taken.item, Article) else 0
        marks[lead.key] = Seen(lead.digest) if settled else Seen("", tries)
        complete = complete and settled
    return items, marks, complete
