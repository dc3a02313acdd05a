"""How DuckDB is opened: without ever fetching an extension."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from pathlib import Path

CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # By default DuckDB keeps what it read until it has most of the machine's memory.
    "memory_limit": "1GB",
}


READING = "700MB"
"""What a server may take for what it reads: the operating system keeps files in memory too."""


def memory_connection(spill: Path | None = None, limit: str | None = None) -> duckdb.DuckDBPyConnection:
    """Return a connection to an empty database in memory, in UTC; what is too large for memory goes to the folder ``spill``.

    ``limit`` is the memory that it may take, as DuckDB writes it, :data:`CONFIG` has what it is otherwise.
    """
    config = CONFIG | {"temp_directory": str(spill) if spill else ""} | ({"memory_limit": limit} if limit else {})
    connection = duckdb.connect(":memory:", config=config)
    return _set(connection)


def file_connection(path: Path, *, read_only: bool, spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Return a connection to a database file, in UTC; what is too large for memory goes to the folder ``spill``."""
    connection = duckdb.connect(str(path), read_only=read_only, config=CONFIG | {"temp_directory": str(spill) if spill else ""})
    return _set(connection)


def _set(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Return a connection after telling it what it cannot be told when it is opened."""
    connection.execute("SET TimeZone = 'UTC'")
    # A bar between the rows of an export, or in the log of a server, helps nobody.
    connection.execute("SET enable_progress_bar = false")
    return connection
