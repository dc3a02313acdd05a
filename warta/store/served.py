"""How several database files are read as one: attached, and each table a view over its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warta.store.shared import SHARED, rows_of
from warta.store.tables import ROWS, TABLES, create

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import duckdb


def present(connection: duckdb.DuckDBPyConnection, own: Path, segments: Sequence[tuple[Path, bool]]) -> None:
    """Give a connection to an empty database the tables of a generation, as views under their names.

    Args:
        connection: a connection to memory.
        own: the database file of the generation.
        segments: the database file of each segment, and whether articles of it are out of date.
    """
    attach(connection, {"own": own} | {f"s{number}": path for number, (path, _dead) in enumerate(segments)})
    for name in (*TABLES, *map(rows_of, SHARED)):
        if name in TABLES and name not in ROWS:
            parts = [live("own", name, None)]
        else:
            parts = [live(f"s{number}", name, "own.dead" if dead else None) for number, (_path, dead) in enumerate(segments)]
        if parts:
            connection.execute(f'CREATE VIEW "{name}" AS {" UNION ALL ".join(parts)}')
        elif name in TABLES:
            connection.execute(create(name))


def live(database: str, table: str, dead: str | None) -> str:
    """Return a query of the rows of a table of an attached database, without those whose article is in the table ``dead``, if any."""
    without = f" ANTI JOIN {dead} USING (article_no)" if dead else ""
    return f'SELECT * FROM {database}."{table}"{without}'


def attach(connection: duckdb.DuckDBPyConnection, databases: dict[str, Path]) -> None:
    """Attach database files under their names, to be read only."""
    for name, path in databases.items():
        quoted = str(path.resolve()).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS {name} (READ_ONLY)")
