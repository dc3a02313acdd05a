"""The snapshot in service, opened for reading."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import duckdb

from warta.store import paths
from warta.store.connection import file_connection
from warta.store.errors import Damaged, EmptyStore, NoStore, WrongSchema
from warta.store.index import open_index
from warta.store.meta import MEND, Meta, digests, read_meta
from warta.store.tables import SNAPSHOT

if TYPE_CHECKING:
    from pathlib import Path

    import tantivy


@dataclasses.dataclass(frozen=True, eq=False)
class Snapshot:
    """A generation opened read-only. Take ``connection.cursor()`` for each query: a connection is not for two threads at once."""

    connection: duckdb.DuckDBPyConnection
    index: tantivy.Index
    meta: Meta

    @property
    def generation(self) -> str:
        """The name of the generation: equal names, equal rows."""
        return self.meta.generation

    def close(self) -> None:
        """Let go of the database file."""
        self.connection.close()


def current_generation(store: Path) -> str:
    """Return the name of the generation in service: one small file is read, so that a server may ask at every rerun.

    Raises:
        NoStore: nothing was ever loaded there.
        Damaged: there is a lake, but no snapshot in service.
    """
    try:
        name = paths.pointer(store).read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        if paths.lake(store).is_dir() or paths.snapshots(store).is_dir():
            raise Damaged(f"The store in {store} has no snapshot in service. {MEND} --store {store}") from error
        raise NoStore(f"There is no store in {store}. Make one: python -m warta load ARTICLES --store {store}") from error
    if not name.startswith("generation-") or "/" in name or not (paths.snapshots(store) / name).is_dir():
        raise Damaged(f"The snapshot {name[:60]!r} of the store in {store} is gone. {MEND} --store {store}")
    return name


def open_snapshot(store: Path) -> Snapshot:
    """Open the snapshot in service.

    Every file is compared with its checksum first, about a second for a gigabyte.

    Raises:
        NoStore: nothing was ever loaded there.
        EmptyStore: no article is in it.
        WrongSchema: the snapshot is one of another version of Warta.
        Damaged: a file is missing or was changed.
    """
    folder = paths.snapshots(store) / current_generation(store)
    meta = read_meta(folder)
    if meta.snapshot != SNAPSHOT:
        raise WrongSchema(
            f"The snapshot has tables of version {meta.snapshot}, this Warta reads {SNAPSHOT}. {MEND} --store {store}"
        )
    _compare(folder, meta, store)
    if not meta.counts.get("articles"):
        refused = meta.counts.get("rejects", 0)
        told = f" ({refused} inputs were rejected: python -m warta status --store {store})" if refused else ""
        raise EmptyStore(f"The store in {store} holds no article{told}. Add some: python -m warta load ARTICLES --store {store}")
    try:
        connection = file_connection(folder / paths.DATABASE, read_only=True)
        return Snapshot(connection=connection, index=open_index(folder / paths.INDEX), meta=meta)
    except (duckdb.Error, ValueError, OSError) as error:
        raise Damaged(f"The snapshot in {folder} cannot be opened: {error}. {MEND} --store {store}") from error


def _compare(folder: Path, meta: Meta, store: Path) -> None:
    found = digests(folder)
    wrong = sorted(name for name, digest in meta.files.items() if found.get(name) != digest)
    if wrong or paths.DATABASE not in meta.files:
        files = ", ".join(wrong[:3]) or paths.DATABASE
        raise Damaged(f"The snapshot in {folder} is damaged: {files} is missing or was changed. {MEND} --store {store}")
