"""How DuckDB is opened: without ever fetching an extension."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from pathlib import Path

CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def memory_connection() -> duckdb.DuckDBPyConnection:
    """Return a connection to an empty database in memory, in UTC."""
    connection = duckdb.connect(":memory:", config=CONFIG)
    connection.execute("SET TimeZone = 'UTC'")
    return connection


def file_connection(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Return a connection to a database file."""
    return duckdb.connect(str(path), read_only=read_only, config=CONFIG)
