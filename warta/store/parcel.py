"""Articles on their way into the lake, many at a time, in the columns that the lake has; made in any process."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa  # type: ignore[import-untyped]  # ships no types

from warta.article import ParsedArticle, Rejected, encode
from warta.store.lake import SCHEMAS
from warta.store.staging import content_digest
from warta.stories import traits_of, with_vectors

if TYPE_CHECKING:
    from collections.abc import Iterable

STAMPED = ("story", "load", "number", "taken_at")
"""Columns that only the load knows."""
SCHEMA = pa.schema([field for field in SCHEMAS["articles"] if field.name not in STAMPED])


class Parcel(NamedTuple):
    """Articles as a table of :data:`SCHEMA`, and rejects."""

    articles: pa.Table
    rejects: list[Rejected]


def pack(items: Iterable[ParsedArticle | Rejected], *, meaning: bool = False) -> Parcel:
    """Return items as a parcel, in their order.

    Args:
        items: articles and rejects.
        meaning: whether to tell of each article what it means, so that reports of one event in several languages become one story:
            half of what a parse takes, and too much for what is parsed already and comes by the million.
    """
    rejects, articles = [], []
    for item in items:
        if isinstance(item, Rejected):
            rejects.append(item)
        else:
            articles.append(item)
    traits = [traits_of(article) for article in articles]
    if meaning:
        traits = with_vectors(traits, articles)
    rows = [(*row_of(article), each.packed()) for article, each in zip(articles, traits, strict=True)]
    columns = zip(*rows, strict=True) if rows else ((),) * len(SCHEMA)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)]
    return Parcel(pa.Table.from_arrays(arrays, schema=SCHEMA), rejects)


def row_of(parsed: ParsedArticle) -> tuple[object, ...]:
    """Return what the lake keeps of an article, in the order of :data:`SCHEMA`, but for its traits."""
    encoded = encode(parsed)
    published = parsed.published
    return (
        *(parsed.id, content_digest(encoded), parsed.title, parsed.outlet, parsed.url, parsed.language),
        *(published.value, published.from_, published.to, parsed.parser, parsed.sample, parsed.licence, encoded),
    )
