"""What is in a store."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from warta.store import paths
from warta.store.errors import EmptyStore
from warta.store.lake import existing
from warta.store.mended import open_mended
from warta.store.vacuum import size

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

_REJECTS_SHOWN = 20


def status(store: Path) -> dict[str, Any]:
    """Return what is in a store: counts, languages, days covered, versions, and the latest rejects with their reasons.

    Raises:
        NoStore, WrongSchema, Damaged, Busy: as :func:`warta.store.open_mended` does; an empty store has a status too.
    """
    try:
        snapshot = open_mended(store)
    except EmptyStore:
        return _of_lake(store)
    with contextlib.closing(snapshot):
        connection = snapshot.connection
        meta = snapshot.meta
        days = _rows(connection, "SELECT min(published_from)::VARCHAR, max(published_to)::VARCHAR FROM articles")[0]
        return {
            "store": str(store),
            "articles": meta.counts["articles"],
            "sentences": meta.counts["sentences"],
            "samples": _rows(connection, "SELECT count(*) FROM articles WHERE sample")[0][0],
            "rejected": meta.counts["rejects"],
            "languages": dict(
                _rows(connection, "SELECT coalesce(language, 'unknown'), count(*) FROM articles GROUP BY 1 ORDER BY 2 DESC, 1")
            ),
            "published": {"from": days[0], "to": days[1]},
            "version": meta.version,
            "generation": meta.generation,
            "built_at": meta.built_at,
            "parser": meta.parser,
            "snapshot": meta.snapshot,
            "loads": meta.counts["loads"],
            "segments": [{"segment": part.segment, "articles": part.articles, "out_of_date": part.dead} for part in meta.segments],
            "generations": sorted(path.name for path in paths.snapshots(store).glob("generation-*")),
            "bytes": {"lake": size(paths.lake(store)), "snapshot": size(paths.snapshots(store))},
            "lost": list(meta.lost),
            "rejects": _rejects(connection, "SELECT source, line, reason FROM rejects"),
        }


def _of_lake(store: Path) -> dict[str, Any]:
    lake = existing(store)
    with lake.connect() as connection:
        return {
            "store": str(store),
            "articles": 0,
            "sentences": 0,
            "rejected": _rows(connection, "SELECT count(DISTINCT (source, line)) FROM rejects")[0][0],
            "languages": {},
            "rejects": _rejects(connection, "SELECT source, line, reason FROM rejects ORDER BY load DESC"),
        }


def _rejects(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    return [
        {"source": source, "line": line, "reason": reason} for source, line, reason in connection.execute(query).fetchmany(_REJECTS_SHOWN)
    ]


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    return connection.execute(query).fetchall()
