"""Builds a snapshot from the lake: in a folder of its own, renamed when all is on the disk, then put in service by a pointer."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import secrets
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from warta.article import PARSER, ParsedArticle, decode_parsed
from warta.store import paths
from warta.store.aliases import table_aliases
from warta.store.connection import file_connection
from warta.store.index import IndexWriter
from warta.store.lake import Lake, existing
from warta.store.lock import locked
from warta.store.meta import Meta, digests, sync, write_meta
from warta.store.rows import Numbers, Rows, article_rows
from warta.store.tables import SNAPSHOT, TABLES, arrow_table, create

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

BATCH = 1000
"""Articles that are turned into rows at a time: enough for fast inserts, few enough for memory."""

KEPT = 2
"""Generations that stay on the disk: the one in service, and the one before it for whoever is still reading."""

_LATEST = """
    SELECT parsed, taken_at::TIMESTAMP AS taken FROM (
        SELECT *, row_number() OVER (PARTITION BY id ORDER BY load DESC, number DESC) AS age FROM articles
    ) WHERE age = 1 ORDER BY published_from DESC NULLS LAST, published DESC NULLS LAST, id
"""
_DERIVED = (
    """INSERT INTO place_names SELECT place_id, arg_min(name, no), arg_min(country, no), arg_min(admin1, no), arg_min(lat, no),
       arg_min(lon, no), arg_min("precision", no) FROM (SELECT *, (sentence_no, start) AS no FROM places)
       GROUP BY place_id ORDER BY place_id""",
    """INSERT INTO actor_names SELECT actor_id, arg_min(name, no), arg_min(kind, no), arg_min(country, no)
       FROM (SELECT *, (sentence_no, start) AS no FROM actors) GROUP BY actor_id ORDER BY actor_id""",
    """INSERT INTO actor_aliases SELECT actor_id, alias FROM (
       SELECT actor_id, surface AS alias FROM actors UNION SELECT actor_id, name FROM actor_names UNION
       SELECT t.actor_id, t.alias FROM table_aliases AS t SEMI JOIN actor_names USING (actor_id)) ORDER BY ALL""",
)
_REJECTS = """
    SELECT source, line, arg_max(reason, load) AS reason, max(taken_at)::TIMESTAMP AS taken_at FROM rejects
    GROUP BY source, line ORDER BY taken_at DESC, source, line
"""
_LOADS = "SELECT load, taken_at::TIMESTAMP AS taken_at, accepted, rejected, inputs FROM loads ORDER BY load DESC"


def rebuild(store: Path) -> str:
    """Build a snapshot from the lake, put it in service, and return the name of its generation.

    Raises:
        NoStore: there is no lake.
        Busy: a load is going on.
        Damaged: the lake itself cannot be read.
    """
    lake = existing(store)
    with locked(store):
        return publish(store, lake)


def publish(store: Path, lake: Lake) -> str:
    """Do as :func:`rebuild`, under a lock that the caller holds."""
    folder = paths.snapshots(store)
    folder.mkdir(parents=True, exist_ok=True)
    generation = _next_name(folder)
    with tempfile.TemporaryDirectory(prefix=".building-", dir=folder, ignore_cleanup_errors=True) as temporary:
        built = Path(temporary) / generation
        _build(built, generation, lake)
        built.rename(folder / generation)
    _point(store, generation)
    _remove_old(folder, generation)
    return generation


def _next_name(folder: Path) -> str:
    """Return a name that was never used: a process that has a path open would go on to see what lay there before."""
    names = [path.name for path in folder.iterdir()]
    with contextlib.suppress(OSError, UnicodeDecodeError):
        names.append((folder / "CURRENT").read_text())
    numbers = [int(match[1]) for name in names if (match := re.match(r"generation-(\d+)", name))]
    return f"generation-{max(numbers, default=0) + 1}-{secrets.token_hex(3)}"


def _build(folder: Path, generation: str, lake: Lake) -> None:
    (folder / paths.INDEX).mkdir(parents=True)
    versions = lake.versions()
    index = IndexWriter(folder / paths.INDEX)
    parsers: Counter[str] = Counter()
    with file_connection(folder / paths.DATABASE, read_only=False) as database, lake.connect(folder.parent / "spill") as source:
        for name in TABLES:
            database.execute(create(name))
        for batch in _numbered(source):
            for parsed, number in batch.articles:
                index.add(number, parsed.id, parsed.title or "", parsed.text)
                parsers[parsed.parser] += 1
            for name, rows in batch.rows.items():
                _insert(database, name, rows)
        database.register("table_aliases", arrow_table("actor_aliases", table_aliases()))
        for statement in _DERIVED:
            database.execute(statement)
        database.unregister("table_aliases")
        for name, query in (("rejects", _REJECTS), ("loads", _LOADS)):
            _insert(database, name, source.execute(query).fetchall())
        counts = {name: _count(database, name) for name in TABLES}
        database.execute("CHECKPOINT")
    index.close()
    meta = Meta(
        snapshot=SNAPSHOT,
        generation=generation,
        built_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        version=f"articles@{versions.get('articles', 'none')}",
        parser=", ".join(sorted(parsers)) or PARSER,
        lake=versions,
        counts=counts,
        files=digests(folder),
    )
    write_meta(folder, meta)
    for path in (*folder.rglob("*"), folder):
        sync(path)


class _Batch(NamedTuple):
    articles: list[tuple[ParsedArticle, int]]
    rows: Rows


def _numbered(source: duckdb.DuckDBPyConnection) -> Iterator[_Batch]:
    """Yield the served articles in batches, newest published first, with the numbers that they get and their rows."""
    article = sentence = 0
    for fetched in source.sql(_LATEST).to_arrow_reader(BATCH):
        batch = _Batch([], {})
        for encoded, taken_at in zip(fetched["parsed"].to_pylist(), fetched["taken"].to_pylist(), strict=True):
            parsed = decode_parsed(encoded)
            rows = article_rows(parsed, encoded, taken_at, Numbers(article, sentence))
            batch.articles.append((parsed, article))
            for name, new in rows.items():
                batch.rows.setdefault(name, []).extend(new)
            article += 1
            sentence += len(rows["sentences"])
        yield batch


def _insert(database: duckdb.DuckDBPyConnection, name: str, rows: list[Any]) -> None:
    if rows:
        database.register("fresh", arrow_table(name, rows))
        database.execute(f'INSERT INTO "{name}" SELECT * FROM fresh')  # noqa: S608 (a name of TABLES, never of an article)
        database.unregister("fresh")


def _count(database: duckdb.DuckDBPyConnection, name: str) -> int:
    row = database.execute(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608 (a name of TABLES)
    return row[0] if row else 0


def _point(store: Path, generation: str) -> None:
    """Put a generation in service: whoever reads the pointer sees the old name or the new one, never half of either."""
    pointer = paths.pointer(store)
    fresh = pointer.with_name(".CURRENT.new")
    fresh.write_text(generation)
    sync(fresh)
    os.replace(fresh, pointer)  # noqa: PTH105 (the atomic call by its name)
    sync(pointer.parent)


def _remove_old(folder: Path, current: str) -> None:
    """Remove what no one is sent to any more: older generations, and what a killed build left."""
    old = [path for path in folder.glob("generation-*") if path.name != current]
    old.sort(key=lambda path: int(path.name.split("-")[1]), reverse=True)
    for path in (*old[KEPT - 1 :], *folder.glob(".building-*")):
        shutil.rmtree(path, ignore_errors=True)
