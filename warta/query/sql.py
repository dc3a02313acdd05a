"""How SQL is put to a snapshot: whole tables, some rows by number, and what is read of all selected sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa  # type: ignore[import-untyped]  # ships no types

from warta.query.clause import HITS, Clause, clause
from warta.query.text_hits import text_hits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import duckdb
    import pandas as pd

    from warta.query.filters import Filters
    from warta.store import Snapshot

ONE_BY_ONE = 20
"""Rows that are looked up one by one."""


def those(table: str, column: str, numbers: Sequence[int], columns: str = "*") -> str:
    """Return a query of the rows of a table that have one of these numbers.

    A list after IN makes DuckDB read every column of every row. One number at a time, it skips to the few rows that are meant; in the
    small table of articles it is quicker to look through the numbers.
    """
    rows = f"SELECT {columns} FROM {table} WHERE"
    if len(numbers) > ONE_BY_ONE or (numbers and table == "articles"):
        return f"{rows} {column} IN (SELECT UNNEST([{', '.join(map(str, numbers))}]))"
    return " UNION ALL ".join(f"{rows} {column} = {number}" for number in numbers) or f"{rows} FALSE"


def ask(snapshot: Snapshot, filters: Filters, sql: str, values: Sequence[Any] = ()) -> pd.DataFrame:
    """Return the answer to a query that may read ``selected`` beside the tables of the snapshot.

    ``selected`` has sentence_no and article_no of each selected sentence; ``values`` fill the question marks of ``sql`` in order.
    """
    statement, filled = _with_selected(filters, sql)
    cursor = _cursor(snapshot, filters)
    with snapshot.turns:
        return cursor.execute(statement, [*filled, *values]).df()


def stream(snapshot: Snapshot, filters: Filters, sql: str, values: Sequence[Any], rows: int) -> Iterator[pa.RecordBatch]:
    """Yield the answer to a query as :func:`ask` takes it, so many rows at a time: for answers that are larger than memory."""
    statement, filled = _with_selected(filters, sql)
    cursor = _cursor(snapshot, filters)
    with snapshot.turns:
        reader = cursor.sql(statement, params=[*filled, *values]).to_arrow_reader(rows)
        first = next(reader, None)  # by then all is found and sorted; whoever takes the rest may be slow
    yield pa.RecordBatch.from_pylist([], reader.schema) if first is None else first
    yield from reader


def _with_selected(filters: Filters, sql: str) -> Clause:
    chosen, filled = clause(filters)
    return Clause(f"WITH selected AS NOT MATERIALIZED ({chosen}) {sql}", filled)


def _cursor(snapshot: Snapshot, filters: Filters) -> duckdb.DuckDBPyConnection:
    cursor = snapshot.connection.cursor()
    if filters.q:
        cursor.register(HITS, pa.table({"article_no": text_hits(snapshot, filters.q).articles}))
    return cursor


def ask_all(snapshot: Snapshot, sql: str, values: Sequence[Any] = ()) -> pd.DataFrame:
    """Return the answer to a query of the whole snapshot."""
    with snapshot.turns:
        return snapshot.connection.cursor().execute(sql, list(values)).df()


def ask_rows(snapshot: Snapshot, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Return the answer to a query of the whole snapshot as tuples, which for a few rows is quicker than a frame."""
    with snapshot.turns:
        return snapshot.connection.cursor().execute(sql, list(values)).fetchall()
