"""Parses what the sources give, in this process or in several; what is parsed already passes as it is."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from warta.article import Article, ParsedArticle, Rejected
from warta.parse import parse
from warta.workers import pool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CHUNK = 64
"""Articles that a worker takes at a time."""

Item = Article | ParsedArticle | Rejected


def parse_all(items: Iterable[Item], workers: int = 1) -> Iterator[ParsedArticle | Rejected]:
    """Yield each item parsed, in order.

    Args:
        items: what the sources give.
        workers: processes to parse in; with 1, the calling one.
    """
    if workers <= 1:
        yield from map(parse_item, items)
        return
    with pool(workers) as processes:
        stream = iter(items)
        while some := list(itertools.islice(stream, CHUNK * workers)):
            yield from processes.map(parse_item, some, chunksize=max(1, len(some) // workers))


def parse_item(item: Item) -> ParsedArticle | Rejected:
    """Return one item parsed; a reject, or what is parsed already, as it is."""
    if not isinstance(item, Article):
        return item
    try:
        return parse(item)
    except Exception as error:  # noqa: BLE001 (one article must not cost the others, whatever is wrong with it)
        return Rejected(source=item.url or item.id, reason=f"the parser failed on it ({type(error).__name__}: {error}): report this")
