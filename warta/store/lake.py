"""The lake: three Delta tables that are only ever appended to, and from which everything else can be built.

A row of ``articles`` is one version of an article, whole. The latest version of an id is the one that is served; earlier ones stay, so
that they can still be read. ``load`` counts up from load to load, ``number`` within a load: the two together say where in the lake a
version is, and order all versions by time.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

import deltalake
import duckdb
import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types
from deltalake.exceptions import DeltaError

from warta.article import decode_parsed
from warta.store import paths
from warta.store.connection import memory_connection
from warta.store.errors import Damaged, NoStore, StoreError, told
from warta.store.lake_files import LOGGED, LakeFile, fault, lost, readable, there

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from warta.article import ParsedArticle

_TAKEN = pa.timestamp("us", tz="UTC")
SCHEMAS = {
    "articles": pa.schema(
        [
            *((name, pa.string()) for name in ("id", "digest", "title", "outlet", "url", "language")),
            *((name, pa.string()) for name in ("published", "published_from", "published_to", "parser")),
            ("sample", pa.bool_()),
            ("licence", pa.string()),
            ("parsed", pa.string()),
            ("story", pa.string()),
            ("traits", pa.binary()),
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
"""Columns of each table. ``digest`` is a hash of ``parsed``, the whole article as JSON; ``story`` is the id of the article that told its
story first, ``traits`` what that was told by (:mod:`warta.stories`). Lakes of earlier versions have neither."""

_LATER = {"story": "VARCHAR", "traits": "BLOB"}
"""Columns of articles that lakes of earlier versions lack."""

GROUP = 512
"""Articles in a row group of Parquet: what is unpacked to read one of them."""
_UNLIKE = deltalake.ColumnProperties(dictionary_enabled=False, statistics_enabled="NONE")
_ID = deltalake.ColumnProperties(
    dictionary_enabled=False, bloom_filter_properties=deltalake.BloomFilterProperties(set_bloom_filter_enabled=True, fpp=0.01, ndv=GROUP)
)
WRITER = deltalake.WriterProperties(
    compression="ZSTD", compression_level=9, max_row_group_size=GROUP, column_properties={"id": _ID, "parsed": _UNLIKE, "traits": _UNLIKE}
)
SMALL, MANY = 4_000_000, 100
"""Bytes of a small file of articles, and how many of them are too many."""
COMPACT = 64_000_000
"""Bytes up to which small files are made one."""
_CANNOT = re.compile(r"[\[\]^|*?]")
"""What the libraries of the lake take for a pattern, or refuse, in a path."""


class Version(NamedTuple):
    """A version of an article in the lake: where it is, when it was taken in (UTC), the hash of its content, and its title."""

    load: int
    number: int
    taken_at: dt.datetime
    digest: str
    title: str | None


class Lake:
    """The tables of one store. Reading a table that was never written gives no rows."""

    def __init__(self, store: Path) -> None:
        if found := _CANNOT.search(str(store.resolve())):
            raise StoreError(f"A store cannot lie in a path with “{found[0]}” in it: {store.resolve()}. Choose another with --store.")
        self._store = store
        self._folder = paths.lake(store)
        self._left_out: frozenset[Path] = frozenset()

    def exists(self) -> bool:
        """Return whether anything was ever written."""
        return any(self._written(name) for name in SCHEMAS)

    def versions(self) -> dict[str, int]:
        """Return the version of each table that exists; a version is one commit."""
        return {name: self._open(name).version() for name in SCHEMAS if self._written(name)}

    def append(self, name: str, rows: pa.Table | Sequence[dict[str, Any]]) -> None:
        """Append rows to a table in one commit: after this they are on the disk, or an error is raised.

        Raises:
            StoreError: the disk is full, or the folder cannot be written to.
        """
        folder = self._folder / name
        table = rows if isinstance(rows, pa.Table) else pa.Table.from_pylist(list(rows), schema=SCHEMAS[name])
        try:
            folder.mkdir(parents=True, exist_ok=True)
            deltalake.write_deltalake(str(folder.resolve()), table, mode="append", schema_mode="merge", writer_properties=WRITER)
        except (DeltaError, OSError) as error:
            raise StoreError(f"The lake table {folder} cannot be written to: {told(error)}") from error

    def files(self, name: str) -> list[LakeFile]:
        """Return the files of a table, those that are missing too, in the order in which they were written."""
        if not self._written(name):
            return []
        actions = pa.table(self._open(name).get_add_actions(flatten=True))
        columns = {key: actions[key].to_pylist() if key in actions.schema.names else [None] * len(actions) for key in LOGGED}
        found = [LakeFile(self._folder / name / unquote(path), *rest) for path, *rest in zip(*columns.values(), strict=True)]
        return sorted(found, key=lambda file: file.first)

    def leave_out_damaged(self) -> None:
        """Go on without the files of articles whose columns, but the articles themselves, cannot be read."""
        self._left_out = frozenset(file.path for file in self.files("articles") if fault(file) or not readable(file))

    def lost(self) -> list[str]:
        """Return what of the lake is missing or cannot be read, a sentence a file."""
        return [text for name in SCHEMAS for file in self.files(name) if (text := lost(file, name))]

    def connect(self, spill: Path | None = None, *, position: bool = False) -> duckdb.DuckDBPyConnection:
        """Return a connection with a view of each table under its name, without the files that cannot be read.

        Args:
            spill: a folder for what does not fit into memory; nothing is spilt without.
            position: ``articles`` also has the file and the row in it of each version (``filename``, ``file_row_number``).
        """
        connection = memory_connection(spill)
        for name in SCHEMAS:
            files = [file for file in self.files(name) if file.path not in self._left_out]
            try:
                _view(connection, name, [file for file in files if there(file)], position=position)
            except duckdb.Error:
                _view(connection, name, [file for file in files if fault(file) is None], position=position)
        return connection

    def digests(self, ids: pa.Array) -> dict[str, str]:
        """Return the digest of the latest version of each article of these ids that is there and can be read."""
        try:
            return self._digests(ids)
        except duckdb.Error:
            self.leave_out_damaged()
            return self._digests(ids)

    def _digests(self, ids: pa.Array) -> dict[str, str]:
        with self.connect() as connection:
            connection.register("wanted", pa.table({"id": ids}))
            query = "SELECT id, arg_max(digest, (load, number)) FROM articles SEMI JOIN wanted USING (id) GROUP BY id"
            return dict(connection.execute(query).fetchall())

    def told(self, ids: pa.Array) -> dict[str, tuple[str, bytes]]:
        """Return story and traits of the latest version of each article of these ids that has them."""
        with self.connect() as connection:
            connection.register("wanted", pa.table({"id": ids}))
            query = """SELECT id, arg_max(story, (load, number)), arg_max(traits, (load, number)) FROM articles SEMI JOIN wanted USING (id)
                WHERE story IS NOT NULL AND traits IS NOT NULL GROUP BY id"""
            return {article: (story, traits) for article, story, traits in connection.execute(query).fetchall()}

    def last_told(self, most: int) -> list[tuple[str, bytes]]:
        """Return story and traits of the articles that came in last, the very last one last."""
        found: list[tuple[str, bytes]] = []
        for file in reversed([file for file in self.files("articles") if file.path not in self._left_out and fault(file) is None]):
            with pq.ParquetFile(file.path) as parquet:
                if "traits" not in parquet.schema_arrow.names:
                    break
                rows = parquet.read(columns=["load", "number", "story", "traits"]).sort_by([("load", "ascending"), ("number", "ascending")])
            pairs = zip(rows["story"].to_pylist(), rows["traits"].to_pylist(), strict=True)
            found = [(story, traits) for story, traits in pairs if story is not None and traits is not None] + found
            if len(found) >= most:
                break
        return found[-most:]

    def versions_of(self, article: str) -> list[Version]:
        """Return all versions of an article, the latest first; the first is the one that is served."""
        with self.connect() as connection:
            query = """SELECT load, number, taken_at::TIMESTAMP, digest, title FROM articles WHERE id = ? ORDER BY load DESC, number DESC"""
            return [Version(*row) for row in connection.execute(query, [article]).fetchall()]

    def article(self, load: int, number: int) -> ParsedArticle:
        """Return one version of an article.

        Raises:
            Damaged: the lake does not have it, or its file is missing or cannot be read.
        """
        try:
            found = self._find(load, number)
        except FileNotFoundError:
            found = None
        if found is None:
            # Since the files were listed, some may have been made one.
            del self.__dict__["_articles"]
            found = self._find(load, number)
        if found is not None:
            return decode_parsed(found)
        raise Damaged(f"The lake of the store in {self._store} has no article {load}/{number}. Bring it back from a backup.")

    def _find(self, load: int, number: int) -> str | None:
        places = (file for file in self._articles if file.first <= (load, number) <= file.last)
        return next((found for file in places if (found := _read_one(file, load, number))), None)

    @functools.cached_property
    def _articles(self) -> list[LakeFile]:
        return self.files("articles")

    def next_load(self) -> int:
        """Return the number of the next load, greater than that of any other, finished or not."""
        return 1 + max((file.last[0] for name in SCHEMAS for file in self.files(name)), default=0)

    def remove_old(self, keep: int) -> int:
        """Remove all but the latest ``keep`` versions of each article; return how many were removed."""
        self._whole()
        with self.connect() as connection:
            query = """SELECT load, list("number") FROM (
                SELECT load, "number", row_number() OVER (PARTITION BY id ORDER BY load DESC, "number" DESC) AS age FROM articles
            ) WHERE age > ? GROUP BY load"""
            old = connection.execute(query, [keep]).fetchall()
        for load, numbers in old:
            self._open("articles").delete(f"load = {load} AND number IN ({', '.join(map(str, numbers))})", writer_properties=WRITER)
        return sum(len(numbers) for _load, numbers in old)

    def compact(self) -> None:
        """Make few files of many small ones, and remove the files that are in no table any more."""
        self._whole()
        for name in SCHEMAS:
            if self._written(name):
                self._open(name).optimize.compact(target_size=COMPACT, writer_properties=WRITER)
                self._open(name).create_checkpoint()
                self._open(name).vacuum(retention_hours=0, dry_run=False, enforce_retention_duration=False)
                self._open(name).cleanup_metadata()

    def scattered(self) -> bool:
        """Return whether there are so many small files that reading suffers."""
        return sum(file.size < SMALL for file in self.files("articles")) > MANY

    def _whole(self) -> None:
        if missing := self.lost():
            raise Damaged(f"Nothing is removed from a lake that is damaged. {missing[0]}")

    def _written(self, name: str) -> bool:
        return (self._folder / name / "_delta_log").is_dir()

    def _open(self, name: str) -> deltalake.DeltaTable:
        try:
            return deltalake.DeltaTable(str((self._folder / name).resolve()))
        except (DeltaError, OSError) as error:
            raise Damaged(f"The lake table {self._folder / name} cannot be read: {error}. Bring it back from a backup.") from error


def _view(connection: duckdb.DuckDBPyConnection, name: str, files: Sequence[LakeFile], *, position: bool) -> None:
    if not files:
        extra = [("filename", pa.string()), ("file_row_number", pa.int64())] if position else []
        connection.register(name, pa.schema([*SCHEMAS[name], *extra]).empty_table())
        return
    # DuckDB reads the files itself: through Arrow a scan takes twice the memory.
    listed = ", ".join("'" + str(file.path.resolve()).replace("'", "''") + "'" for file in files)
    more = ", filename = true, file_row_number = true" if position else ""
    read = f"read_parquet([{listed}], hive_partitioning = false, union_by_name = true{more})"
    there = {column for column, *_ in connection.execute(f"DESCRIBE SELECT * FROM {read}").fetchall()}
    lacking = "".join(f", NULL::{kind} AS {column}" for column, kind in _LATER.items() if name == "articles" and column not in there)
    connection.execute(f"CREATE VIEW {name} AS SELECT *{lacking} FROM {read}")


def _read_one(file: LakeFile, load: int, number: int) -> str | None:
    """Return the parsed article at a place in a file as JSON; only the row groups that can hold it are unpacked."""
    try:
        with pq.ParquetFile(file.path) as parquet:
            names = parquet.schema_arrow.names
            for group in range(parquet.metadata.num_row_groups):
                columns = parquet.metadata.row_group(group)
                ranges = [columns.column(names.index(name)).statistics for name in ("load", "number")]
                if not all(found is None or found.min <= value <= found.max for found, value in zip(ranges, (load, number), strict=True)):
                    continue
                rows = parquet.read_row_group(group, columns=["load", "number", "parsed"])
                for at, place in enumerate(zip(rows["load"].to_pylist(), rows["number"].to_pylist(), strict=True)):
                    if place == (load, number):
                        return str(rows["parsed"][at].as_py())
    except FileNotFoundError:
        raise
    except (OSError, pa.ArrowException) as error:
        raise Damaged(f"{file.path} is missing or damaged ({error}). Bring it back from a backup.") from error
    return None


def existing(store: Path) -> Lake:
    """Return the lake of a store.

    Raises:
        NoStore: nothing was ever loaded there.
    """
    lake = Lake(store)
    if not lake.exists():
        raise NoStore(f"There is no store in {store}. Make one: python -m warta load ARTICLES --store {store}")
    return lake
