"""The snapshot in service, opened for reading."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import secrets
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import numpy as np

from warta.store import paths
from warta.store.columns import read_columns
from warta.store.connection import READING, memory_connection
from warta.store.errors import Damaged, EmptyStore, Lost, NoStore, WrongSchema
from warta.store.index import open_index
from warta.store.kept import Kept
from warta.store.lake import Lake
from warta.store.lock import Hold
from warta.store.meta import MEND, Meta, changed, read_meta, read_segment
from warta.store.served import present
from warta.store.tables import SNAPSHOT
from warta.store.texts import AllTexts

if TYPE_CHECKING:
    import tantivy

    from warta.store.columns import Array, Columns

AT_ONCE = 2
"""Queries that run at once."""
_ATTEMPTS = 100
"""How often another generation may be put in service while one tries to open the one before."""


@dataclasses.dataclass(frozen=True, eq=False)
class Snapshot:
    """A generation opened read-only. Take ``connection.cursor()`` for each query: a connection is not for two threads at once.

    ``lake`` has each article whole: ``lake.article(load, number)`` with the two columns of the table ``articles``.
    """

    connection: duckdb.DuckDBPyConnection
    columns: tuple[Columns, ...]
    """What is asked of the sentences, segment by segment."""
    index: tantivy.Index
    texts: AllTexts
    meta: Meta
    lake: Lake
    hold: Hold
    """Keeps the files from being removed."""
    kept: Kept = dataclasses.field(default_factory=Kept)
    """Answers that are asked for again and again."""
    turns: threading.Semaphore = dataclasses.field(default_factory=lambda: threading.BoundedSemaphore(AT_ONCE))
    """To be held by each query: more at once only make each other slower, and take more memory."""
    asked: threading.Semaphore = dataclasses.field(default_factory=lambda: threading.BoundedSemaphore(AT_ONCE))
    """To be held by whoever works out an answer, for the same reason; its queries take their own turns."""
    links: tempfile.TemporaryDirectory[str] | None = None
    """Where the files of the index are linked to, if their own folder may only be read."""

    @property
    def generation(self) -> str:
        """The name of the generation: equal names, equal rows."""
        return self.meta.generation

    def close(self) -> None:
        """Let go of the files."""
        self.connection.close()
        self.hold.release()
        if self.links:
            self.links.cleanup()


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

    Of every file the size is compared with what was written, and a checksum of some pieces, small files whole: that takes
    milliseconds, whatever the size. DuckDB and tantivy check the rest as they read it; ``python -m warta verify`` reads all at once.

    Raises:
        NoStore: nothing was ever loaded there.
        EmptyStore: no article is in it.
        Lost: no article is in it, because files of the lake are gone.
        WrongSchema: the snapshot is one of another version of Warta.
        Damaged: a file is missing or was changed.
    """
    with contextlib.ExitStack() as undo:
        folder, hold = _held(store)
        undo.callback(hold.release)
        meta = read_meta(folder)
        if meta.snapshot != SNAPSHOT:
            raise WrongSchema(f"The snapshot has tables of version {meta.snapshot}, this Warta reads {SNAPSHOT}. {MEND} --store {store}")
        if faults := file_faults(store, meta, whole=False):
            raise Damaged(f"The snapshot in {folder} is damaged: {', '.join(faults[:3])}. {MEND} --store {store}")
        if not meta.counts.get("articles") and meta.lost:
            raise Lost(f"The store in {store} has lost all its articles. {meta.lost[0]}")
        if not meta.counts.get("articles"):
            refused = meta.counts.get("rejects", 0)
            said = f" ({refused} inputs were rejected: python -m warta status --store {store})" if refused else ""
            raise EmptyStore(f"The store in {store} holds no article{said}. Add some: python -m warta load ARTICLES --store {store}")
        try:
            connection = memory_connection(_spill(), limit=READING)
            undo.callback(connection.close)
            segments = [(paths.segments(store) / part.segment / paths.DATABASE, part.dead > 0) for part in meta.segments]
            texts = AllTexts(paths.segments(store) / part.segment / paths.TEXTS for part in meta.segments)
            present(connection, folder / paths.DATABASE, segments)
            columns = tuple(
                read_columns(paths.segments(store) / part.segment, _dead(connection, part.segment) if part.dead else np.empty(0, np.int32))
                for part in meta.segments
            )
            links = _linked(folder / paths.INDEX)
            index = open_index(Path(links.name) if links else folder / paths.INDEX)
        except (duckdb.Error, ValueError, OSError) as error:
            raise Damaged(f"The snapshot in {folder} cannot be opened: {error}. {MEND} --store {store}") from error
        undo.pop_all()
        return Snapshot(
            connection=connection, columns=columns, index=index, texts=texts, meta=meta, lake=Lake(store), hold=hold, links=links
        )


def _dead(connection: duckdb.DuckDBPyConnection, segment: str) -> Array:
    """Return the numbers of the articles of a segment that are out of date."""
    found: Array = connection.execute("SELECT article_no FROM own.dead WHERE segment = ?", [segment]).fetchnumpy()["article_no"]
    return found


def _linked(index: Path) -> tempfile.TemporaryDirectory[str] | None:
    """Return a folder with links to the files of an index whose own may only be read: to open an index, a lock is written beside it."""
    if os.access(index, os.W_OK):
        return None
    links = tempfile.TemporaryDirectory(prefix="warta-index-")
    for path in index.iterdir():
        if not path.name.endswith(".lock"):
            (Path(links.name) / path.name).symlink_to(path.resolve())
    return links


def _spill() -> Path:
    """Return a folder of this process for what does not fit into memory: an export of everything. DuckDB makes it, and removes it.

    It does not lie in the store: whoever reads may have no leave to write there.
    """
    return Path(tempfile.gettempdir()) / f"warta-{os.getpid()}-{secrets.token_hex(4)}"


def _held(store: Path) -> tuple[Path, Hold]:
    """Return the folder of the generation in service, held so that it stays while it is read."""
    for _attempt in range(_ATTEMPTS):
        folder = paths.snapshots(store) / current_generation(store)
        try:
            hold = Hold(folder / paths.READERS)
        except FileNotFoundError:
            continue  # another one was put in service in between, and this one removed
        if (folder / paths.READERS).exists():
            return folder, hold
        hold.release()
    raise Damaged(f"The snapshot in {folder} is damaged: {paths.READERS} is missing. {MEND} --store {store}")


def file_faults(store: Path, meta: Meta, *, whole: bool) -> list[str]:
    """Return what is wrong with the files of a generation and its segments, a phrase a file.

    Args:
        store: the store.
        meta: the generation.
        whole: read all bytes, rather than the sizes and some pieces.
    """
    folder = paths.snapshots(store) / meta.generation
    own = () if paths.DATABASE in meta.files else (paths.DATABASE,)
    wrong = [f"{name} is missing or was changed" for name in (*changed(folder, meta.files, whole=whole), *own)]
    for part in meta.segments:
        try:
            files = read_segment(paths.segments(store) / part.segment).files
        except Damaged as error:
            wrong.append(str(error))
            continue
        faults = changed(paths.segments(store) / part.segment, files, whole=whole)
        wrong += [f"{part.segment}/{name} is missing or was changed" for name in faults]
    return wrong
