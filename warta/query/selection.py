"""The set of sentences that filters choose, as SQL. Every query of this package starts from it, so that no two counts can differ."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa  # type: ignore[import-untyped]  # ships no types

from warta.query.text_query import compile_query, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from warta.query.filters import Filters
    from warta.store import Snapshot

HITS = "text_hits"
"""Name under which the articles that a search text found are joined in."""


class Clause(NamedTuple):
    """A piece of SQL and the values of its question marks."""

    sql: str
    values: tuple[Any, ...] = ()


class Hits(NamedTuple):
    """Articles that match a search text, best first, with their BM25 scores; ``note`` tells how the text was read."""

    articles: pa.Array
    scores: tuple[float, ...]
    note: str | None


@functools.lru_cache(maxsize=64)
def text_hits(snapshot: Snapshot, text: str) -> Hits:
    """Return the articles that match a search text; none where it holds nothing to look for."""
    query = read(text)
    compiled = compile_query(snapshot.index, query)
    if compiled is None:
        return Hits(pa.array([], pa.int32()), (), query.note)
    searcher = snapshot.index.searcher()
    found = searcher.search(compiled, limit=max(1, searcher.num_docs), count=False).hits
    numbers = searcher.fast_field_values("article_no", [address for _score, address in found]) if found else []
    return Hits(pa.array(numbers, pa.int32()), tuple(float(score or 0) for score, _address in found), query.note)


def marks(values: Sequence[Any]) -> str:
    """Return question marks for a list of values."""
    return ", ".join("?" * len(values))


def within_sentence(filters: Filters) -> list[Clause]:
    """Return the conditions that hold within one sentence, each as a query of (sentence_no, article_no)."""
    clauses = []
    for column, values in (("country", filters.country), ("place_id", filters.place)):
        if values:
            sql = f"FROM places WHERE {column} IN ({marks(values)}) AND role IN ({marks(filters.roles)})"
            clauses.append(Clause(sql, (*values, *filters.roles)))
    clauses += [Clause("FROM actors WHERE actor_id = ?", (actor,)) for actor in filters.actor]
    if filters.date == "event" and (filters.from_ or filters.to):
        limits = [('"to" >= CAST(? AS DATE)', filters.from_), ('"from" <= CAST(? AS DATE)', filters.to)]
        used = [(sql, day.isoformat()) for sql, day in limits if day]
        clauses.append(Clause(f"FROM times WHERE {' AND '.join(sql for sql, _ in used)}", tuple(day for _, day in used)))
    return clauses


def within_article(filters: Filters) -> list[Clause]:
    """Return the conditions on the article of a sentence, as SQL on a row of ``sentences`` called s."""
    clauses = []
    for column, values in (("outlet", filters.source), ("language", filters.language)):
        if values:
            clauses.append(Clause(f"s.{column} IN ({marks(values)})", values))
    if filters.date == "published":
        if filters.from_:
            clauses.append(Clause("s.published_to >= CAST(? AS DATE)", (filters.from_.isoformat(),)))
        if filters.to:
            clauses.append(Clause("s.published_from <= CAST(? AS DATE)", (filters.to.isoformat(),)))
    if filters.q:
        clauses.append(Clause(f"s.article_no IN (SELECT article_no FROM {HITS})"))
    return clauses


def selected(filters: Filters) -> Clause:
    """Return a query of the selected sentences: sentence_no and article_no, each once."""
    inner = within_sentence(filters)
    conditions = within_article(filters)
    if filters.scope == "article":
        conditions += [Clause(f"s.article_no IN (SELECT article_no {sql})", values) for sql, values in inner]
        if inner:
            either = " OR ".join(f"s.sentence_no IN (SELECT sentence_no {sql})" for sql, _ in inner)
            conditions.append(Clause(f"({either})", tuple(value for _, values in inner for value in values)))
    else:
        conditions += [Clause(f"s.sentence_no IN (SELECT sentence_no {sql})", values) for sql, values in inner]
    where = f" WHERE {' AND '.join(sql for sql, _ in conditions)}" if conditions else ""
    values = tuple(value for _, values in conditions for value in values)
    return Clause(f"SELECT s.sentence_no, s.article_no FROM sentences AS s{where}", values)


def ask(snapshot: Snapshot, filters: Filters, sql: str, values: Sequence[Any] = ()) -> pd.DataFrame:
    """Return the answer to a query that may read ``selected`` (sentence_no, article_no) beside the tables of the snapshot.

    ``values`` fill the question marks of ``sql`` in order.
    """
    sql_of_selected, filled = selected(filters)
    cursor = snapshot.connection.cursor()
    if filters.q:
        cursor.register(HITS, pa.table({"article_no": text_hits(snapshot, filters.q).articles}))
    statement = f"WITH selected AS MATERIALIZED ({sql_of_selected}) {sql}"
    return cursor.execute(statement, [*filled, *values]).df()


def ask_all(snapshot: Snapshot, sql: str, values: Sequence[Any] = ()) -> pd.DataFrame:
    """Return the answer to a query of the whole snapshot."""
    return snapshot.connection.cursor().execute(sql, list(values)).df()
