"""Where a store keeps what.

store/lock                             held while loading
store/lake/{articles,rejects,loads}    the truth: Delta tables, only ever appended to
store/snapshot/CURRENT                 the name of the generation that is served
store/snapshot/generation-N-xxxxxx/    one DuckDB file, one tantivy index, meta.json; never written to once it has its name
"""

from __future__ import annotations

import os
from pathlib import Path

DEFAULT = "store"
DATABASE = "warta.duckdb"
INDEX = "index"
META = "meta.json"


def store_path(given: str | Path | None = None) -> Path:
    """Return the folder of the store: the one given, else ``WARTA_STORE``, else ``store`` in the working folder."""
    return Path(given or os.environ.get("WARTA_STORE") or DEFAULT)


def lake(store: Path) -> Path:
    """Return the folder of the lake."""
    return store / "lake"


def snapshots(store: Path) -> Path:
    """Return the folder of the snapshots."""
    return store / "snapshot"


def pointer(store: Path) -> Path:
    """Return the file that names the generation in service."""
    return snapshots(store) / "CURRENT"
