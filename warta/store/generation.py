"""Generations: what is served together. One names its segments, joins what is derived from them, and has the index of all texts."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import shutil
from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]  # ships no types

from warta.article import PARSER
from warta.store import paths
from warta.store.aliases import table_aliases
from warta.store.connection import file_connection, memory_connection
from warta.store.meta import Meta, Part, marks, read_segment, sync_all, write_meta
from warta.store.segment import Segment, count
from warta.store.served import attach, present
from warta.store.shared import known
from warta.store.tables import DERIVED, ROWS, SNAPSHOT, arrow_table, create

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import duckdb

    from warta.store.lake import Lake
    from warta.store.meta import Mark
    from warta.store.tables import Derived

OWN = (*DERIVED, "rejects", "loads")
"""Tables that a generation has in a database of its own."""
_INDEX_LISTS = {"meta.json", ".managed.json"}
"""The files of an index that are written again; all others are not, and may be shared."""
_REJECTS = """
    SELECT source, line, arg_max(reason, load) AS reason, max(taken_at)::TIMESTAMP AS taken_at FROM rejects
    GROUP BY source, line ORDER BY taken_at DESC, source, line
"""
_LOADS = "SELECT load, taken_at::TIMESTAMP AS taken_at, accepted, rejected, inputs FROM loads ORDER BY load DESC"


@dataclasses.dataclass(frozen=True)
class Contents:
    """What a generation is to serve: segments from the oldest. The rest is as in :class:`warta.store.meta.Meta`."""

    segments: tuple[Segment, ...] = ()
    taken: tuple[int, int] = (0, 0)
    next_article: int = 0
    next_sentence: int = 0
    lost: tuple[str, ...] = ()


def contents(store: Path, folder: Path, meta: Meta) -> Contents:
    """Return what a generation serves.

    Raises:
        Damaged: a segment has no description any more.
    """
    dead: dict[str, set[int]] = {}
    with file_connection(folder / paths.DATABASE, read_only=True) as database:
        for segment, number in database.execute("SELECT segment, article_no FROM dead").fetchall():
            dead.setdefault(segment, set()).add(number)
    segments = tuple(
        Segment(place, read_segment(place), frozenset(dead.get(part.segment, ())))
        for part in meta.segments
        for place in [paths.segments(store) / part.segment]
    )
    return Contents(segments, meta.taken, meta.next_article, meta.next_sentence, meta.lost)


def share_index(before: Path, folder: Path) -> None:
    """Give a new generation the index of the one before, as files that are shared until one of the two is removed."""
    (folder / paths.INDEX).mkdir(parents=True)
    for path in (before / paths.INDEX).iterdir():
        if path.name in _INDEX_LISTS:
            shutil.copyfile(path, folder / paths.INDEX / path.name)
        elif not path.name.endswith(".lock"):
            _link(path, folder / paths.INDEX / path.name)


def _link(path: Path, to: Path) -> None:
    try:
        os.link(path, to)
    except OSError:  # a file system without hard links
        shutil.copyfile(path, to)


def describe(folder: Path, served: Contents, lake: Lake, before: Meta | None) -> Meta:
    """Write the tables that join the segments, and the description, into the folder of a new generation, which has its index already.

    Args:
        folder: the generation; its last part is its name.
        served: what it serves.
        lake: where rejects and loads come from.
        before: the generation whose index it shares files with.
    """
    spill = folder.parent / "spill"
    with file_connection(folder / paths.DATABASE, read_only=False, spill=spill) as database:
        _dead(database, served.segments)
        attach(database, {f"s{number}": segment.folder / paths.DATABASE for number, segment in enumerate(served.segments)})
        _join(database, served.segments)
        _copy(database, lake, spill)
        database.execute("CHECKPOINT")
    known = {name: mark for name, mark in before.files.items() if name.startswith(paths.INDEX)} if before else {}
    files = marks(folder, {name: mark for name, mark in known.items() if name.split("/")[-1] not in _INDEX_LISTS})
    meta = _meta(folder, served, lake.versions(), files)
    write_meta(folder, meta)
    (folder / paths.READERS).touch()
    sync_all(folder)
    return meta


def _dead(database: duckdb.DuckDBPyConnection, segments: Sequence[Segment]) -> None:
    rows = pa.table(
        {
            "segment": pa.array([segment.name for segment in segments for _ in segment.dead], pa.string()),
            "article_no": pa.array([number for segment in segments for number in sorted(segment.dead)], pa.int32()),
        }
    )
    database.register("rows", rows)
    database.execute("CREATE TABLE dead AS SELECT * FROM rows")
    database.unregister("rows")


def _join(database: duckdb.DuckDBPyConnection, segments: Sequence[Segment]) -> None:
    """Make the derived tables of all segments together, without what only articles out of date have."""
    database.register("table_aliases", arrow_table("actor_aliases", table_aliases()))
    for name, derived in DERIVED.items():
        database.execute(create(name))
        database.execute(f"CREATE TEMP TABLE parts AS {_parts(name, derived, segments)}")
        database.execute(f'INSERT INTO "{name}" {derived.joined}')
        database.execute("DROP TABLE parts")
    database.unregister("table_aliases")


def _parts(name: str, derived: Derived, segments: Sequence[Segment]) -> str:
    """Return a query of what a derived table has of each segment, with the number of it as ``part``."""
    parts = [f'SELECT *, 0 AS part FROM "{name}" WHERE FALSE']
    for number, segment in enumerate(segments):
        mentions = ((table, known(table, f"s{number}", "dead_here" if segment.dead else None)) for table in ("places", "actors"))
        dead = f"dead_here AS (SELECT article_no FROM dead WHERE segment = '{segment.name}')"
        named = ", ".join(f"known_{table} AS ({query})" for table, query in mentions)
        parts.append(f"SELECT *, {number} AS part FROM (WITH {dead}, {named} {derived.made})")
    return " UNION ALL ".join(parts)


def _copy(database: duckdb.DuckDBPyConnection, lake: Lake, spill: Path) -> None:
    with lake.connect(spill) as source:
        for name, query in (("rejects", _REJECTS), ("loads", _LOADS)):
            database.execute(create(name))
            for batch in source.sql(query).to_arrow_reader(100_000):
                database.register("rows", pa.Table.from_batches([batch]))
                database.execute(f'INSERT INTO "{name}" SELECT * FROM rows')
                database.unregister("rows")


def _meta(folder: Path, served: Contents, lake: dict[str, int], files: dict[str, Mark]) -> Meta:
    with memory_connection(folder.parent / "spill") as connection:
        present(connection, folder / paths.DATABASE, [(segment.folder / paths.DATABASE, bool(segment.dead)) for segment in served.segments])
        whole = [segment.meta.counts for segment in served.segments]
        if any(segment.dead for segment in served.segments) or not whole:
            counts = {name: count(connection, name) for name in ROWS}
        else:
            counts = {name: sum(each[name] for each in whole) for name in ROWS}
        counts |= {name: count(connection, name) for name in OWN}
        parsers = [parser for (parser,) in connection.execute("SELECT DISTINCT parser FROM articles ORDER BY parser").fetchall()]
    return Meta(
        snapshot=SNAPSHOT,
        generation=folder.name,
        built_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        version=f"articles@{lake.get('articles', 'none')}",
        parser=", ".join(parsers) or PARSER,
        lake=lake,
        counts=counts,
        files=files,
        segments=tuple(Part(segment=segment.name, articles=segment.articles, dead=len(segment.dead)) for segment in served.segments),
        taken=served.taken,
        next_article=served.next_article,
        next_sentence=served.next_sentence,
        lost=served.lost,
    )
