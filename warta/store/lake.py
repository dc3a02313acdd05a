"""The lake: three Delta tables that are only ever appended to, and from which everything else can be built.

A row of ``articles`` is one version of an article. The latest version of an id is the one that is served; earlier ones stay, so
that a link to an older version of the store can still be answered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import deltalake
import pyarrow as pa  # type: ignore[import-untyped]
from deltalake.exceptions import DeltaError

from warta.store import paths
from warta.store.connection import memory_connection
from warta.store.errors import Damaged, NoStore, StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import duckdb

_TAKEN = pa.timestamp("us", tz="UTC")
SCHEMAS = {
    "articles": pa.schema(
        [
            *((name, pa.string()) for name in ("id", "digest", "title", "outlet", "url", "language")),
            *((name, pa.string()) for name in ("published", "published_from", "published_to", "parser")),
            ("sample", pa.bool_()),
            ("licence", pa.string()),
            ("parsed", pa.string()),
            ("load", pa.int64()),
            ("number", pa.int64()),
            ("taken_at", _TAKEN),
        ]
    ),
    "rejects": pa.schema(
        [("load", pa.int64()), ("source", pa.string()), ("line", pa.int64()), ("reason", pa.string()), ("taken_at", _TAKEN)]
    ),
    "loads": pa.schema(
        [
            *((name, pa.int64()) for name in ("load", "accepted", "changed", "unchanged", "rejected")),
            ("inputs", pa.string()),
            ("taken_at", _TAKEN),
        ]
    ),
}
"""Columns of each table. ``digest`` is a hash of ``parsed``, the whole article as JSON; ``number`` counts within a load."""

_CANNOT = re.compile(r"[\[\]^|*?]")
"""What the libraries of the lake take for a pattern, or refuse, in a path."""


class Lake:
    """The tables of one store. Reading a table that was never written gives no rows."""

    def __init__(self, store: Path) -> None:
        if found := _CANNOT.search(str(store.resolve())):
            raise StoreError(
                f"A store cannot lie in a path with “{found[0]}” in it: {store.resolve()}. Choose another with --store."
            )
        self._folder = paths.lake(store)

    def exists(self) -> bool:
        """Return whether anything was ever written."""
        return any(self._written(name) for name in SCHEMAS)

    def versions(self) -> dict[str, int]:
        """Return the version of each table that exists; a version is one commit."""
        return {name: self._open(name).version() for name in SCHEMAS if self._written(name)}

    def append(self, name: str, rows: Sequence[dict[str, Any]]) -> None:
        """Append rows to a table in one commit."""
        folder = self._folder / name
        folder.mkdir(parents=True, exist_ok=True)
        table = pa.Table.from_pylist(list(rows), schema=SCHEMAS[name])
        try:
            deltalake.write_deltalake(str(folder.resolve()), table, mode="append")
        except DeltaError as error:
            raise StoreError(f"The lake table {folder} cannot be written to: {error}") from error

    def connect(self, spill: Path | None = None) -> duckdb.DuckDBPyConnection:
        """Return a connection with a view of each table under its name.

        Args:
            spill: a folder for what does not fit into memory; nothing is spilt without.
        """
        connection = memory_connection(spill)
        for name, schema in SCHEMAS.items():
            files = [unquote(uri) for uri in self._open(name).file_uris()] if self._written(name) else []
            if files:
                # DuckDB reads the files itself: through Arrow a scan takes twice the memory.
                listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
                read = f"read_parquet([{listed}], hive_partitioning = false, union_by_name = true)"
                connection.execute(f"CREATE VIEW {name} AS SELECT * FROM {read}")  # noqa: S608 (our own files, quoted)
            else:
                connection.register(name, schema.empty_table())
        return connection

    def digests(self) -> dict[str, str]:
        """Return the digest of the latest version of each article, by id."""
        with self.connect() as connection:
            return dict(connection.execute("SELECT id, arg_max(digest, (load, number)) FROM articles GROUP BY id").fetchall())

    def next_load(self) -> int:
        """Return the number of the next load, greater than that of any other, finished or not."""
        with self.connect() as connection:
            row = connection.execute(
                "SELECT max(load) FROM (SELECT load FROM articles UNION ALL SELECT load FROM loads)"
            ).fetchone()
        return (row[0] or 0) + 1 if row else 1

    def _written(self, name: str) -> bool:
        return (self._folder / name / "_delta_log").is_dir()

    def _open(self, name: str) -> deltalake.DeltaTable:
        try:
            return deltalake.DeltaTable(str((self._folder / name).resolve()))
        except DeltaError as error:
            raise Damaged(
                f"The lake table {self._folder / name} cannot be read: {error}. Bring it back from a backup."
            ) from error


def existing(store: Path) -> Lake:
    """Return the lake of a store.

    Raises:
        NoStore: nothing was ever loaded there.
    """
    lake = Lake(store)
    if not lake.exists():
        raise NoStore(f"There is no store in {store}. Make one: python -m warta load ARTICLES --store {store}")
    return lake
