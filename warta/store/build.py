"""Publishes the lake: what is new in it becomes a segment, and a generation with it is put in service by a pointer.

All is made in a folder of its own, renamed when it is on the disk: whoever reads sees what was before or what is after.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import re
import secrets
import shutil
import tempfile
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa  # type: ignore[import-untyped]  # ships no types

from warta.store import merging, paths
from warta.store.cleaning import clean
from warta.store.connection import memory_connection
from warta.store.errors import StoreError, told
from warta.store.fresh import ALONE, fresh, staged
from warta.store.generation import Contents, contents, describe, share_index
from warta.store.index import LARGE, SMALL, IndexWriter
from warta.store.lake import existing
from warta.store.lock import locked
from warta.store.meta import read_meta, sync
from warta.store.segment import Segment, from_staged, merged
from warta.store.served import attach
from warta.store.snapshot import current_generation, file_faults
from warta.store.tables import SNAPSHOT
from warta.workers import cores

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from warta.store.lake import Lake
    from warta.store.meta import Meta
    from warta.store.staging import Staged


def rebuild(store: Path, workers: int | None = None) -> str:
    """Build all segments and a generation anew from the lake, put it in service, and return its name.

    Raises:
        NoStore: there is no lake.
        Busy: a load is going on.
        StoreError: the lake cannot be read, or the disk is full, or may only be read.
    """
    lake = existing(store)
    with locked(store):
        return publish(store, lake, workers, anew=True)


def publish(store: Path, lake: Lake, workers: int | None = None, *, anew: bool = False) -> str:
    """Put in service what the lake holds, under a lock that the caller holds; return the name of the generation.

    What was served before is built upon, unless it is damaged, older than another state of the lake, or ``anew`` is asked for.

    Args:
        store: the store.
        lake: its lake.
        workers: processes for large amounts; as many as there are cores if not given.
        anew: build everything from the lake.

    Raises:
        StoreError: the disk is full, or may only be read.
    """
    try:
        return _publish_all(store, lake, workers or cores(), anew=anew)
    except BrokenProcessPool as error:
        raise StoreError("A worker process was killed, perhaps for want of memory. Try again with --workers 1.") from error
    except (duckdb.Error, OSError, ValueError, pa.ArrowException) as error:
        raise StoreError(
            f"The snapshot in {paths.snapshots(store)} could not be built: {told(error)}. What was served before still is, and the lake "
            "has all that was taken in: the next load will serve it."
        ) from error


def _publish_all(store: Path, lake: Lake, workers: int, *, anew: bool) -> str:
    folder = paths.snapshots(store)
    paths.segments(store).mkdir(parents=True, exist_ok=True)
    clean(store)
    before = None if anew else _before(store, lake)
    with _building(folder) as temporary:
        generation = _publish(store, lake, temporary, before, workers)
    # What is new is served; now there is time to merge what is large.
    with _building(folder) as temporary:
        generation = _merge(store, lake, temporary, generation) or generation
    clean(store)
    return generation


@contextlib.contextmanager
def _building(folder: Path) -> Iterator[Path]:
    """Give a folder that is removed at the end; what is to stay is renamed before."""
    with tempfile.TemporaryDirectory(prefix=".building-", dir=folder, ignore_cleanup_errors=True) as temporary:
        yield Path(temporary)


def _before(store: Path, lake: Lake) -> Meta | None:
    """Return the generation in service if it can be built upon."""
    try:
        meta = read_meta(paths.snapshots(store) / current_generation(store))
        faults = file_faults(store, meta, whole=False)
    except StoreError:
        return None
    ahead = any(version > lake.versions().get(name, -1) for name, version in meta.lake.items())
    return meta if meta.snapshot == SNAPSHOT and not faults and not ahead else None


def _served(store: Path, generation: str) -> Contents:
    folder = paths.snapshots(store) / generation
    return contents(store, folder, read_meta(folder))


def _publish(store: Path, lake: Lake, temporary: Path, before: Meta | None, workers: int) -> str:
    """Put in service what was served before and what is new in the lake."""
    folder = temporary / _next_name(paths.snapshots(store), "generation")
    served = _served(store, before.generation) if before else Contents()
    if before:
        share_index(paths.snapshots(store) / before.generation, folder)
    else:
        (folder / paths.INDEX).mkdir(parents=True)
    new = fresh(lake, temporary / "spill", served.taken, served.next_article)
    lost = [] if before else lake.lost()
    if new.articles or not before:
        memory = LARGE if new.articles > ALONE else SMALL
        lost += _index(folder / paths.INDEX, staged(new, temporary / "staging", workers), memory, replace=before is not None)
    made = []
    if new.articles:
        made = [from_staged(temporary / _next_name(paths.segments(store), "segment"), temporary / "staging", served.next_sentence)]
        shutil.rmtree(temporary / "staging")
    served = dataclasses.replace(
        served,
        segments=(*_without_older(served.segments, made), *made),
        taken=new.taken,
        next_article=served.next_article + new.articles,
        next_sentence=served.next_sentence + sum(segment.sentences for segment in made),
        lost=(*served.lost, *lost),
    )
    served, made = _merged(store, temporary, served, made, merging.AT_ONCE)
    describe(folder, served, lake, before)
    return _put(store, folder, made)


def _index(folder: Path, pieces: Iterable[Staged], memory: int, *, replace: bool) -> list[str]:
    """Add texts to an index, in the place of earlier ones of the same articles; return what was lost on the way."""
    lost: list[str] = []
    index = IndexWriter(folder, memory)
    for piece in pieces:
        lost += [each for each in piece.lost if each not in lost]
        for text in piece.texts:
            if replace:
                index.remove(text.article)
            index.add(text)
    index.close()
    return lost


def _without_older(segments: Sequence[Segment], made: Sequence[Segment]) -> list[Segment]:
    """Return segments with those of their articles marked as out of date of which a made segment has a later version."""
    if not made:
        return list(segments)
    found = []
    with memory_connection() as connection:
        attach(connection, {"new": made[0].folder / paths.DATABASE})
        for number, segment in enumerate(segments):
            attach(connection, {f"s{number}": segment.folder / paths.DATABASE})
            query = f"SELECT o.article_no FROM s{number}.articles AS o SEMI JOIN new.articles USING (id)"
            older = {no for (no,) in connection.execute(query).fetchall()}
            found.append(dataclasses.replace(segment, dead=segment.dead | older))
    return [segment for segment in found if segment.articles]


def _merge(store: Path, lake: Lake, temporary: Path, generation: str) -> str | None:
    """Put in service what is served already, with some segments made one; return None where there is nothing to merge."""
    served, made = _merged(store, temporary, _served(store, generation), [], None)
    if not made:
        return None
    folder = temporary / _next_name(paths.snapshots(store), "generation")
    share_index(paths.snapshots(store) / generation, folder)
    describe(folder, served, lake, read_meta(paths.snapshots(store) / generation))
    return _put(store, folder, made)


def _merged(store: Path, temporary: Path, served: Contents, made: list[Segment], most: int | None) -> tuple[Contents, list[Segment]]:
    """Return contents with the segments merged that should be, and the segments that were made for it."""
    chosen = merging.choose(served.segments, most)
    if not chosen:
        return served, made
    one = merged(temporary / _next_name(paths.segments(store), "segment"), chosen)
    segments = list(served.segments)
    segments[segments.index(chosen[0])] = one
    kept = tuple(segment for segment in segments if segment not in chosen)
    return dataclasses.replace(served, segments=kept), [one, *(segment for segment in made if segment not in chosen)]


def _put(store: Path, folder: Path, made: Sequence[Segment]) -> str:
    """Move what was made to its place, put the generation in service, and return its name."""
    for segment in made:
        segment.folder.rename(paths.segments(store) / segment.name)
    sync(paths.segments(store))
    folder.rename(paths.snapshots(store) / folder.name)
    _point(store, folder.name)
    return folder.name


def _next_name(folder: Path, kind: str) -> str:
    """Return a name that was never used: a process that has a path open would go on to see what lay there before."""
    names = [path.name for path in folder.iterdir()]
    with contextlib.suppress(OSError, UnicodeDecodeError):
        names.append((folder / "CURRENT").read_text())
    numbers = [int(match[1]) for name in names if (match := re.match(rf"{kind}-(\d+)", name))]
    return f"{kind}-{max(numbers, default=0) + 1}-{secrets.token_hex(3)}"


def _point(store: Path, generation: str) -> None:
    """Put a generation in service: whoever reads the pointer sees the old name or the new one, never half of either."""
    pointer = paths.pointer(store)
    fresh = pointer.with_name(".CURRENT.new")
    fresh.write_text(generation)
    sync(fresh)
    os.replace(fresh, pointer)  # noqa: PTH105 (the atomic call by its name)
    sync(pointer.parent)
