"""How several database files are read as one: attached, and each table a view over its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warta.store.shared import SHARED, parted, rows_of, shared_of
from warta.store.tables import ROWS, TABLES, create

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import duckdb


def present(connection: duckdb.DuckDBPyConnection, own: Path, segments: Sequence[tuple[Path, bool]]) -> None:
    """Give a connection to an empty database the tables of a generation, as views under their names.

    Where rows share columns (:mod:`warta.store.shared`), their two tables are there too, with the number of the segment as ``part``.

    Args:
        connection: a connection to memory.
        own: the database file of the generation.
        segments: the database file of each segment, and whether articles of it are out of date.
    """
    attach(connection, {"own": own} | {f"s{number}": path for number, (path, _dead) in enumerate(segments)})
    for name in TABLES:
        parts = _parts(name, segments) if name in ROWS else [live("own", name, None)]
        connection.execute(f'CREATE VIEW "{name}" AS {" UNION ALL ".join(parts)}' if parts else create(name))
    for name in SHARED if segments else ():
        connection.execute(f"CREATE VIEW {rows_of(name)} AS {parted(_parts(rows_of(name), segments))}")
        connection.execute(f"CREATE VIEW {shared_of(name)} AS {parted(_parts(shared_of(name), [(path, False) for path, _ in segments]))}")


def _parts(table: str, segments: Sequence[tuple[Path, bool]]) -> list[str]:
    """Return a query of the rows of each segment that are served."""
    return [live(f"s{number}", table, "own.dead" if dead else None) for number, (_path, dead) in enumerate(segments)]


def live(database: str, table: str, dead: str | None) -> str:
    """Return a query of the rows of a table of an attached database, without those whose article is in the table ``dead``, if any."""
    without = f" ANTI JOIN {dead} USING (article_no)" if dead else ""
    return f'SELECT * FROM {database}."{table}"{without}'


def attach(connection: duckdb.DuckDBPyConnection, databases: dict[str, Path]) -> None:
    """Attach database files under their names, to be read only."""
    for name, path in databases.items():
        quoted = str(path.resolve()).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS {name} (READ_ONLY)")
