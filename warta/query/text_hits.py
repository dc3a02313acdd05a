"""The articles that a search text finds: all their numbers, or how many they are and a page of them, which the index knows by itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import tantivy

from warta.query.text_query import compile_query, read
from warta.store.index import days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warta.query.filters import Filters
    from warta.store import Snapshot
    from warta.store.columns import Array

_SIZE = {
    "sentences": {"sum": {"field": "sentences"}},
    "articles": {"value_count": {"field": "sentences"}},
    "last": {"max": {"field": "published_to"}},
}


class Hits(NamedTuple):
    """Articles that match a search text, best first, as Arrow numbers; ``note`` tells how the text was read."""

    articles: pa.Array
    note: str | None


class Size(NamedTuple):
    """How much there is of a selection."""

    sentences: int
    articles: int
    last_published: dt.date | None


def text_hits(snapshot: Snapshot, text: str) -> Hits:
    """Return the articles that match a search text; none where it holds nothing to look for."""
    return snapshot.kept.get(("hits", text), lambda: _hits(snapshot, text), lambda hits: int(hits.articles.nbytes))


def having(snapshot: Snapshot, text: str) -> list[Array]:
    """Return for each segment which of its articles match a search text."""
    return snapshot.kept.get(("having", text), lambda: _having(snapshot, text), lambda found: sum(each.nbytes for each in found))


def _having(snapshot: Snapshot, text: str) -> list[Array]:
    hits = text_hits(snapshot, text).articles.to_numpy()
    return [np.isin(columns.article_no, hits) for columns in snapshot.columns]


def matching(snapshot: Snapshot, text: str) -> int:
    """Return how many articles match a search text, whatever the filters."""
    compiled = compile_query(snapshot.index, read(text))
    found: dict[str, Any] = snapshot.index.searcher().aggregate(compiled, _SIZE) if compiled else {"articles": {"value": 0}}
    return int(found["articles"]["value"])


def text_size(snapshot: Snapshot, filters: Filters) -> Size:
    """Return how much is selected by filters with a search text that choose whole articles."""
    compiled = _compiled(snapshot.index, filters)
    if compiled is None:
        return Size(0, 0, None)
    found: dict[str, Any] = snapshot.index.searcher().aggregate(compiled, _SIZE)
    last = found["last"]["value"]
    sentences, articles = (int(found[name]["value"] or 0) for name in ("sentences", "articles"))
    return Size(sentences, articles, dt.date.fromordinal(int(last)) if last else None)


def text_page(snapshot: Snapshot, filters: Filters, limit: int, offset: int, *, ranked: bool) -> dict[int, int]:
    """Return the numbers of the articles of a page with their sentences: the best first, or the newest."""
    compiled = _compiled(snapshot.index, filters)
    if compiled is None:
        return {}
    searcher = snapshot.index.searcher()
    by = None if ranked else "newest"
    addresses = [address for _key, address in searcher.search(compiled, limit, False, by, offset).hits]  # noqa: FBT003  (no count)
    numbers, sentences = (searcher.fast_field_values(field, addresses) for field in ("article_no", "sentences"))
    return {int(number or 0): int(count or 0) for number, count in zip(numbers, sentences, strict=True)}


def _hits(snapshot: Snapshot, text: str) -> Hits:
    query = read(text)
    compiled = compile_query(snapshot.index, query)
    if compiled is None:
        return Hits(pa.array([], pa.int32()), query.note)
    searcher = snapshot.index.searcher()
    found = searcher.search(compiled, limit=max(1, searcher.num_docs), count=False).hits
    numbers = searcher.fast_field_values("article_no", [address for _score, address in found]) if found else []
    return Hits(pa.array(numbers, pa.int32()), query.note)


def _compiled(index: tantivy.Index, filters: Filters) -> tantivy.Query | None:
    """Return the query of a search text and of the filters of articles, which must hold and say nothing of how well it fits."""
    text = compile_query(index, read(filters.q))
    if text is None:
        return None
    must = [tantivy.Query.const_score_query(query, 0.0) for query in _filters(index.schema, filters)]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in (text, *must)])


def _filters(schema: tantivy.Schema, filters: Filters) -> Iterator[tantivy.Query]:
    number, day = tantivy.FieldType.Unsigned, tantivy.FieldType.Integer
    yield tantivy.Query.range_query(schema, "sentences", number, lower_bound=1)
    for field, values in (("outlet", filters.source), ("language", filters.language)):
        if values:
            yield tantivy.Query.term_set_query(schema, field, list(values))
    if filters.date == "published" and filters.from_:
        yield tantivy.Query.range_query(schema, "published_to", day, lower_bound=days(filters.from_))
    if filters.date == "published" and filters.to:
        yield tantivy.Query.range_query(schema, "published_from", day, upper_bound=days(filters.to))
