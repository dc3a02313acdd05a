"""Segments: rows of some articles in a DuckDB file, their texts beside it, never written to again. Made of staged rows, or of others."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]  # ships no types

from warta.store import paths, shared
from warta.store.columns_made import write_columns
from warta.store.connection import file_connection
from warta.store.meta import SegmentMeta, marks, sync_all, write_meta
from warta.store.served import attach, live
from warta.store.tables import ROWS, SNAPSHOT, TABLES
from warta.store.texts import Texts, TextsWriter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import duckdb

_FIRSTS = """CREATE TEMP TABLE firsts AS
    SELECT article_no, (sum(sentences) OVER (ORDER BY article_no) - sentences + ?)::BIGINT AS first FROM articles"""


@dataclasses.dataclass(frozen=True)
class Segment:
    """A segment on the disk. ``dead`` holds the numbers of its articles that are out of date: a later version is served."""

    folder: Path
    meta: SegmentMeta
    dead: frozenset[int] = frozenset()

    @property
    def name(self) -> str:
        """Its name."""
        return self.meta.segment

    @property
    def sentences(self) -> int:
        """How many sentences it has, those out of date too."""
        return self.meta.counts["sentences"]

    @property
    def articles(self) -> int:
        """How many of its articles are served."""
        return self.meta.counts["articles"] - len(self.dead)


def from_staged(folder: Path, staging: Path, first_sentence: int) -> Segment:
    """Make a segment of the rows that lie in ``staging`` as ``TABLE-PART.parquet``.

    Args:
        folder: where it is made; its last part is the name of the segment.
        staging: the rows; sentences are numbered within each article there.
        first_sentence: the number that the first sentence of the segment gets.
    """
    with _made(folder) as database:
        for name in ROWS:
            read = _read(staging, shared.rows_of(name))
            if not read:
                continue
            numbered = "sentence_no" in TABLES[name]
            select = "t.* REPLACE (t.sentence_no + f.first AS sentence_no)" if numbered else "t.*"
            join = "JOIN firsts AS f USING (article_no)" if numbered else ""
            combined = f"SELECT * FROM {_read(staging, shared.shared_of(name))}" if name in shared.SHARED else ""
            shared.fill(database, name, f"SELECT {select} FROM {read} AS t {join}", combined)
            if name == "articles":
                database.execute(_FIRSTS, [first_sentence])
    texts = TextsWriter(folder / paths.TEXTS)
    for part in sorted(staging.glob(f"{paths.TEXTS}-*")):
        texts.take(Texts(part))
    texts.close(first_sentence)
    return _described(folder)


def _read(staging: Path, table: str) -> str:
    """Return what reads the staged parts of a table in SQL, nothing where there are none."""
    files = ", ".join("'" + str(path).replace("'", "''") + "'" for path in sorted(staging.glob(f"{table}-*.parquet")))
    return f"read_parquet([{files}])" if files else ""


def merged(folder: Path, segments: Sequence[Segment]) -> Segment:
    """Make one segment of several, without the articles that are out of date; the numbers of articles and sentences stay.

    Args:
        folder: where it is made; its last part is the name of the segment.
        segments: what it is made of.
    """
    with _made(folder) as database:
        attach(database, {f"s{number}": segment.folder / paths.DATABASE for number, segment in enumerate(segments)})
        dead = pa.array([number for segment in segments for number in segment.dead], pa.int32())
        database.register("dead", pa.table({"article_no": dead}))
        for name in ROWS:
            parts = [live(f"s{number}", shared.rows_of(name), "dead" if each.dead else None) for number, each in enumerate(segments)]
            if name in shared.SHARED:
                named = [f'SELECT * FROM s{number}."{shared.shared_of(name)}"' for number in range(len(segments))]
                combined = [f"{each} SEMI JOIN ({rows}) USING (shared)" for each, rows in zip(named, parts, strict=True)]
                shared.fill(database, name, shared.parted(parts), shared.parted(combined))
            else:
                shared.fill(database, name, " UNION ALL ".join(parts))
        database.unregister("dead")
    texts = TextsWriter(folder / paths.TEXTS)
    for segment in segments:
        texts.take(Texts(segment.folder / paths.TEXTS), segment.dead)
    texts.close()
    return _described(folder)


class _made:  # noqa: N801  (a context manager, used like a function)
    """A new database with the tables of rows; the columns are made of them at the end."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._database = file_connection(folder / paths.DATABASE, read_only=False, spill=folder.parent / "spill")

    def __enter__(self) -> duckdb.DuckDBPyConnection:
        for name in ROWS:
            for statement in shared.create(name):
                self._database.execute(statement)
        return self._database

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        try:
            if kind is None:
                write_columns(self._database, self._folder)
                self._database.execute("CHECKPOINT")
        finally:
            self._database.close()


def _described(folder: Path) -> Segment:
    with file_connection(folder / paths.DATABASE, read_only=True) as database:
        counts = {name: count(database, name) for name in ROWS}
    sync_all(folder)
    meta = SegmentMeta(snapshot=SNAPSHOT, segment=folder.name, counts=counts, files=marks(folder))
    write_meta(folder, meta)
    sync_all(folder)
    return Segment(folder, meta)


def count(database: duckdb.DuckDBPyConnection, table: str) -> int:
    """Return how many rows a table or view has."""
    row = database.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    return int(row[0]) if row else 0
