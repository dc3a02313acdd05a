"""Tables of which most columns say the same over and over: what a segment keeps of them is each combination once, and its number a row.

A name of a place comes with its spelling in the text, its point and its province a thousand times. ``places`` is then a view that joins
``places_rows``, which has a row a mention, with ``places_shared``, which has a row a combination, and is read as any table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from warta.store.tables import ORDER, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import duckdb

SHARED: Mapping[str, tuple[str, ...]] = {
    "places": ("surface", "name", "admin1", "lat", "lon"),
    "actors": ("surface", "name"),
    "dates": ("surface", "value", "from", "to", "precision", "basis", "tense"),
}
"""By table the columns that rows share."""


def rows_of(name: str) -> str:
    """Return what the table is called in a segment that has the rows of a table, without the columns that they share."""
    return f"{name}_rows" if name in SHARED else name


def own(name: str) -> tuple[str, ...]:
    """Return the columns of a table that its rows do not share."""
    return tuple(column for column in TABLES[name] if column not in SHARED.get(name, ()))


def create(name: str) -> Iterator[str]:
    """Yield the statements that make a table of a segment, with a view of its name where rows share columns."""
    if name not in SHARED:
        yield f'CREATE TABLE "{name}" ({_typed(name, own(name))})'
        return
    yield f'CREATE TABLE {name}_rows ({_typed(name, own(name))}, "shared" INTEGER)'
    yield f'CREATE TABLE {name}_shared ("shared" INTEGER, {_typed(name, SHARED[name])})'
    columns = ", ".join(f'{"r" if column in own(name) else "s"}."{column}"' for column in TABLES[name])
    yield f'CREATE VIEW "{name}" AS SELECT {columns} FROM {name}_rows AS r JOIN {name}_shared AS s ON s.shared = r.shared'


def fill(database: duckdb.DuckDBPyConnection, name: str, query: str, values: Mapping[str, object] | None = None) -> None:
    """Write the rows that a query gives, in the order of the table, into the tables of a segment that are still empty."""
    if name not in SHARED:
        database.execute(f'INSERT INTO "{name}" SELECT * FROM ({query}) ORDER BY {ORDER[name]}', values)
        return
    shared = ", ".join(f'"{column}"' for column in SHARED[name])
    distinct = f"SELECT DISTINCT {shared} FROM ({query}) ORDER BY ALL"
    database.execute(f"INSERT INTO {name}_shared SELECT row_number() OVER () - 1, * FROM ({distinct})", values)
    same = " AND ".join(f't."{column}" IS NOT DISTINCT FROM s."{column}"' for column in SHARED[name])
    columns = ", ".join(f't."{column}"' for column in own(name))
    database.execute(
        f"INSERT INTO {name}_rows SELECT {columns}, s.shared FROM ({query}) AS t JOIN {name}_shared AS s ON {same} ORDER BY {ORDER[name]}",
        values,
    )


def _typed(name: str, columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}" {TABLES[name][column]}' for column in columns)
