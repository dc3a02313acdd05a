"""Whether a store is sound: every byte, every offset, every count, and the lake against what is served."""

from __future__ import annotations

import contextlib
import filecmp
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import tantivy

from warta.article import decode_parsed
from warta.sources.check import fault
from warta.store import paths
from warta.store.block import told
from warta.store.columns import FOLDER
from warta.store.columns_made import write_columns
from warta.store.connection import file_connection
from warta.store.errors import Damaged, EmptyStore, NoStore, Unreadable, WrongSchema
from warta.store.lake import existing
from warta.store.meta import read_meta
from warta.store.parcel import SCHEMA, row_of
from warta.store.rows import Numbers, Taken, article_rows
from warta.store.snapshot import current_generation, file_faults, open_snapshot
from warta.store.staging import content_digest
from warta.store.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from warta.article import ParsedArticle
    from warta.store.lake import Lake
    from warta.store.snapshot import Snapshot

    Counts = np.ndarray[tuple[int], np.dtype[np.int64]]

_BATCH = 1000
_COLUMNS = [name for name in SCHEMA.names if name not in {"story", "traits"}]
_LATEST = """
    SELECT id, load, "number" FROM articles QUALIFY row_number() OVER (PARTITION BY id ORDER BY load DESC, "number" DESC) = 1
"""
_COMPARED = """
    SELECT coalesce(l.id, s.id), l.load, l."number", s.load, s."number" FROM latest AS l FULL JOIN served AS s USING (id)
    WHERE (l.load, l."number") IS DISTINCT FROM (s.load, s."number") ORDER BY ALL
"""


def verify(store: Path) -> list[str]:
    """Return all that is wrong with a store, a sentence each; nothing where all is well.

    In the lake: files that are missing or damaged, articles that are not what was written, offsets and days that do not fit. In what is
    served: files that are not what was written, tables and index with more or fewer rows than there should be, for the whole and
    for each article, texts that are not those of the lake, and articles that are not the latest version in it.

    Raises:
        NoStore: there is no lake.
    """
    lake = existing(store)
    faults = lake.lost()
    damaged = _file_faults(store)
    faults += damaged
    snapshot = None
    try:
        snapshot = None if damaged else open_snapshot(store)
    except (EmptyStore, WrongSchema):
        pass
    except Damaged as error:
        faults.append(f"snapshot: {error}")
    with contextlib.closing(snapshot) if snapshot else contextlib.nullcontext():
        faults += _articles(lake, snapshot)
        if snapshot:
            faults += [*_counts(snapshot), *_columns(store, snapshot), *_against(lake, snapshot), *_index(snapshot)]
    return faults


def _file_faults(store: Path) -> list[str]:
    try:
        meta = read_meta(paths.snapshots(store) / current_generation(store))
    except (Damaged, NoStore) as error:
        return [f"snapshot: {error}"]
    return [*(f"snapshot: {found}" for found in file_faults(store, meta, whole=True)), *meta.lost]


def _articles(lake: Lake, snapshot: Snapshot | None) -> Iterator[str]:
    """Check each version in the lake, and the rows of those that are served."""
    served = _Served(snapshot) if snapshot else None
    with lake.connect() as connection:
        columns = ", ".join(f'"{name}"' for name in _COLUMNS)
        result: duckdb.DuckDBPyConnection | None = None
        while True:
            try:
                # What comes first of a file may be read with the query, before any row is asked for.
                result = result or connection.execute(f'SELECT load, "number", taken_at::TIMESTAMP, {columns} FROM articles')
                batch = result.fetchmany(_BATCH)
            except duckdb.Error as error:
                yield f"lake: a file of articles is damaged, and what follows in it is not checked: {error}"
                return
            if not batch:
                return
            for version in batch:
                yield from _version(version, served)


def _version(version: Sequence[Any], snapshot: _Served | None) -> Iterator[str]:
    """Check a version in the lake, as it comes from there, and what is served of it."""
    load, number, taken_at, *row = version
    article, digest, encoded = row[0], row[1], row[_COLUMNS.index("parsed")]
    if content_digest(encoded.encode()) != digest:
        yield f"lake: article {article} of load {load} is not what was written"
        return
    parsed = decode_parsed(encoded)
    if (*row[:-1], encoded.encode()) != row_of(parsed):
        yield f"lake: a column of article {article} of load {load} is not what the article says"
    elif wrong := fault(parsed):
        yield f"lake: article {article} of load {load}: {wrong}"
    elif snapshot:
        yield from snapshot.faults(parsed, Taken(load, number, taken_at))


class _Served:
    """What a snapshot has of each article."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        found = snapshot.connection.cursor().execute('SELECT load, "number", article_no FROM articles').fetchall()
        self._numbers = {(load, number): article for load, number, article in found}
        self._rows = {name: self._counted(f'"{name}"') for name, columns in TABLES.items() if "article_no" in columns}
        self._firsts = self._counted("sentences", "min(sentence_no)")

    def _counted(self, table: str, what: str = "count(*)") -> Counts:
        """Return how many rows each article has in a table, or something else of them, by its number."""
        counted = (
            self._snapshot.connection.cursor().execute(f"SELECT article_no, {what} AS n FROM {table} GROUP BY article_no").fetchnumpy()
        )
        found = np.zeros(self._snapshot.meta.next_article + 1, np.int64)
        found[counted["article_no"]] = counted["n"]
        return found

    def faults(self, parsed: ParsedArticle, taken: Taken) -> Iterator[str]:
        """Check the rows of an article and its text, if this version of it is served."""
        number = self._numbers.get((taken.load, taken.number))
        if number is None:
            return
        made = article_rows(parsed, taken, Numbers(number, 0))
        for table, expected in made.items():
            if self._rows[table][number] != len(expected):
                yield f"snapshot: article {parsed.id} has {self._rows[table][number]} rows in {table} instead of {len(expected)}"
        try:
            shown = self._snapshot.texts.articles([number]).get(number)
        except Unreadable as error:
            yield f"snapshot: the text of article {parsed.id} cannot be read: {error}"
            return
        if shown is None or shown.told != told(parsed):
            yield f"snapshot: the text of article {parsed.id} is {'not what the lake has' if shown else 'missing'}"
        elif made["sentences"] and shown.first != self._firsts[number]:
            yield f"snapshot: the sentences of article {parsed.id} count from {shown.first} beside its text, not {self._firsts[number]}"


def _counts(snapshot: Snapshot) -> Iterator[str]:
    for name, expected in snapshot.meta.counts.items():
        row = snapshot.connection.cursor().execute(f'SELECT count(*) FROM "{name}"').fetchone()
        if row != (expected,):
            yield f"snapshot: table {name} has {row[0] if row else 0} rows instead of {expected}"


def _columns(store: Path, snapshot: Snapshot) -> Iterator[str]:
    """Write the columns of each segment anew from its tables, and compare them byte by byte."""
    for part in snapshot.meta.segments:
        segment = paths.segments(store) / part.segment
        with tempfile.TemporaryDirectory() as folder, file_connection(segment / paths.DATABASE, read_only=True) as database:
            write_columns(database, Path(folder))
            names = sorted(path.name for path in (Path(folder) / FOLDER).iterdir())
            _same, different, missing = filecmp.cmpfiles(Path(folder) / FOLDER, segment / FOLDER, names, shallow=False)
        for name in (*different, *missing):
            yield f"snapshot: the columns {name} of {part.segment} are not what its tables say"


def _against(lake: Lake, snapshot: Snapshot) -> Iterator[str]:
    """Compare what is served with the latest versions in the lake."""
    with lake.connect() as connection:
        try:
            connection.execute(f"CREATE TABLE latest AS {_LATEST}")
        except duckdb.Error as error:
            yield f"lake: a file of articles is damaged, and what is served is not compared with it: {error}"
            return
        connection.register("served", snapshot.connection.cursor().sql('SELECT id, load, "number" FROM articles').to_arrow_table())
        for article, load, number, served_load, served_number in connection.execute(_COMPARED).fetchall():
            there = f"{load}/{number}" if load else "missing"
            here = f"{served_load}/{served_number}" if served_load else "missing"
            yield f"snapshot: article {article} is {there} in the lake and {here} in what is served"


def _index(snapshot: Snapshot) -> Iterator[str]:
    searcher = snapshot.index.searcher()
    expected = snapshot.meta.counts["articles"]
    if searcher.num_docs != expected:
        yield f"snapshot: the index has {searcher.num_docs} articles instead of {expected}"
    hits = searcher.search(tantivy.Query.all_query(), limit=max(1, searcher.num_docs), count=False).hits
    indexed = set(searcher.fast_field_values("article_no", [address for _score, address in hits])) if hits else set()
    served = {number for (number,) in snapshot.connection.cursor().execute("SELECT article_no FROM articles").fetchall()}
    if indexed != served:
        yield f"snapshot: {len(served - indexed)} articles are not in the index, {len(indexed - served)} only there"
