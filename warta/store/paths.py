"""Where a store keeps what.

store/lock                             held while loading
store/lake/{articles,rejects,loads}    the truth: Delta tables, only ever appended to
store/snapshot/CURRENT                 the name of the generation that is served
store/snapshot/segments/segment-K-…/   the rows of some articles: one DuckDB file, columns, texts, meta.json; never written to again
store/snapshot/generation-N-…/         what is served together: segments by name, the tables that join them, one tantivy index, meta.json
"""

from __future__ import annotations

import os
from pathlib import Path

DEFAULT = "store"
DATABASE = "warta.duckdb"
INDEX = "index"
TEXTS = "texts"
META = "meta.json"
READERS = "readers"
"""A file in a generation that its readers hold a shared lock on."""


def store_path(given: str | Path | None = None) -> Path:
    """Return the folder of the store: the one given, else ``WARTA_STORE``, else ``store`` in the working folder."""
    return Path(given or os.environ.get("WARTA_STORE") or DEFAULT)


def lake(store: Path) -> Path:
    """Return the folder of the lake."""
    return store / "lake"


def snapshots(store: Path) -> Path:
    """Return the folder of the generations."""
    return store / "snapshot"


def segments(store: Path) -> Path:
    """Return the folder of the segments."""
    return snapshots(store) / "segments"


def pointer(store: Path) -> Path:
    """Return the file that names the generation in service."""
    return snapshots(store) / "CURRENT"
