"""Tables of which most columns say the same over and over: what a segment keeps of them is each combination once, and its number a row.

A place comes with its spelling in the text, its name, its point and its country a thousand times. ``places`` is then a view that joins
``places_rows``, which has a row a mention, with ``places_shared``, which has a row a combination, and is read as any table. Where a
mention ends is told by how long its spelling is.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

from warta.store.tables import ORDER, TABLES, arrow_table, typed_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import duckdb
    import pyarrow as pa  # type: ignore[import-untyped]  # ships no types

SHARED: Mapping[str, tuple[str, ...]] = {
    "places": ("surface", "place_id", "name", "country", "admin1", "lat", "lon", "precision", "form", "method"),
    "actors": ("surface", "actor_id", "name", "kind", "country", "method"),
    "dates": ("surface", "value", "from", "to", "precision", "basis", "tense"),
}
"""By table the columns that rows share."""
HARDER: Mapping[tuple[str, str], str] = {("articles", "title"): " USING COMPRESSION zstd"}
"""Columns of long texts that are all different, which zstd packs a fifth smaller than what DuckDB chooses, and how that is said."""


def rows_of(name: str) -> str:
    """Return what the table is called in a segment that has the rows of a table, without the columns that they share."""
    return f"{name}_rows" if name in SHARED else name


def shared_of(name: str) -> str:
    """Return what the table is called in a segment that has the combinations of the columns that rows share."""
    return f"{name}_shared"


def own(name: str) -> tuple[str, ...]:
    """Return the columns of a table that its rows do not share."""
    left_out = (*SHARED[name], "end") if name in SHARED else ()
    return tuple(column for column in TABLES[name] if column not in left_out)


def create(name: str) -> Iterator[str]:
    """Yield the statements that make a table of a segment, with a view of its name where rows share columns."""
    if name not in SHARED:
        yield f'CREATE TABLE "{name}" ({_typed(name, own(name))})'
        return
    yield f'CREATE TABLE {rows_of(name)} ({_typed(name, own(name))}, "shared" INTEGER)'
    yield f'CREATE TABLE {shared_of(name)} ("shared" INTEGER, "length" INTEGER, {_typed(name, SHARED[name])}, "first" BIGINT)'
    told = {column: f'{"r" if column in own(name) else "s"}."{column}"' for column in TABLES[name]}
    columns = ", ".join((told | {"end": 'r.start + s.length AS "end"'}).values())
    yield f'CREATE VIEW "{name}" AS SELECT {columns} FROM {rows_of(name)} AS r JOIN {shared_of(name)} AS s ON s.shared = r.shared'


def fill(database: duckdb.DuckDBPyConnection, name: str, rows: str, shared: str = "") -> None:
    """Write rows, in the order of the table, into the tables of a segment that are still empty.

    Args:
        database: the segment.
        name: the table.
        rows: a query of the rows; of those that share columns with the number of a part, ``part``, and that of a combination in it.
        shared: a query of the combinations of all parts, each under its number in its part.
    """
    if name not in SHARED:
        database.execute(f'INSERT INTO "{name}" SELECT * FROM ({rows}) ORDER BY {ORDER[name]}')
        return
    columns = ", ".join(f'"{column}"' for column in ("length", *SHARED[name]))
    database.execute(
        f"CREATE TEMP TABLE combined AS SELECT part, shared AS there, dense_rank() OVER (ORDER BY {columns}) - 1 AS shared, {columns} "
        f"FROM ({shared})"
    )
    kept = ", ".join(f't."{column}"' for column in own(name))
    database.execute(
        f"INSERT INTO {rows_of(name)} SELECT {kept}, c.shared FROM ({rows}) AS t "
        f"JOIN combined AS c ON c.part = t.part AND c.there = t.shared ORDER BY {ORDER[name]}"
    )
    database.execute(f"INSERT INTO {shared_of(name)} {_since(f'(SELECT DISTINCT shared, {columns} FROM combined)', rows_of(name))}")
    database.execute("DROP TABLE combined")


def known(name: str, database: str, dead: str | None) -> str:
    """Return a query of what the mentions of an attached segment share, without that which only articles in the table ``dead`` have."""
    if dead is None:
        return f"SELECT * FROM {database}.{shared_of(name)}"
    live = f"(SELECT * FROM {database}.{rows_of(name)} ANTI JOIN {dead} USING (article_no))"
    return _since(f"(SELECT * EXCLUDE (first) FROM {database}.{shared_of(name)})", live)


def _since(combined: str, rows: str) -> str:
    """Return a query of combinations, each with the number of the first sentence of its rows, without those that have none."""
    first = f"SELECT shared, min(sentence_no) AS first FROM {rows} GROUP BY shared"
    return f"SELECT s.*, r.first FROM {combined} AS s JOIN ({first}) AS r USING (shared) ORDER BY shared"


def parted(queries: Iterable[str]) -> str:
    """Return a query of the rows of several, each with the number of its own as ``part``."""
    return " UNION ALL ".join(f"SELECT *, {part} AS part FROM ({query})" for part, query in enumerate(queries))


def split(name: str, rows: Sequence[tuple[Any, ...]], part: int) -> Iterator[tuple[str, pa.Table]]:
    """Yield rows of a part, in the columns of the table, as the tables of a segment that they go to, as :func:`fill` takes them."""
    if name not in SHARED:
        yield name, arrow_table(name, rows)
        return
    columns = list(TABLES[name])
    start, end = columns.index("start"), columns.index("end")
    told, kept = (operator.itemgetter(*map(columns.index, some)) for some in (SHARED[name], own(name)))
    known: dict[tuple[Any, ...], int] = {}
    shared = [known.setdefault((row[end] - row[start], *told(row)), len(known)) for row in rows]
    numbered = {"part": "INTEGER", "shared": "INTEGER"}
    of_rows = _kinds(name, own(name)) | numbered
    of_shared = {"length": "INTEGER"} | _kinds(name, SHARED[name]) | numbered
    yield rows_of(name), typed_table(of_rows, [(*kept(row), part, at) for row, at in zip(rows, shared, strict=True)])
    yield shared_of(name), typed_table(of_shared, [(*each, part, at) for each, at in known.items()])


def _kinds(name: str, columns: Iterable[str]) -> dict[str, str]:
    return {column: TABLES[name][column] for column in columns}


def _typed(name: str, columns: Iterable[str]) -> str:
    kinds = {column: kind + HARDER.get((name, column), "") for column, kind in _kinds(name, columns).items()}
    return ", ".join(f'"{column}" {kind}' for column, kind in kinds.items())
