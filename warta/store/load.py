"""Takes parsed articles into the lake and publishes a snapshot of it."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import json
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pyarrow.compute as pc  # type: ignore[import-untyped]  # ships no types

from warta.store import paths
from warta.store.build import publish
from warta.store.errors import EmptyStore, StoreError
from warta.store.lake import SCHEMAS, Lake
from warta.store.lock import locked
from warta.store.meta import read_meta
from warta.store.parcel import pack
from warta.store.snapshot import current_generation, open_snapshot
from warta.store.tables import SNAPSHOT
from warta.store.telling import Teller

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from warta.article import ParsedArticle, Rejected
    from warta.store.parcel import Parcel

BATCH_BYTES = 96_000_000
"""Size of the articles that are committed to the lake at a time."""
BATCH_REJECTS = 10_000
"""Rejects that are committed at a time."""
CHUNK = 256
"""Articles in a parcel that is packed here."""


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """What a load did: articles new, changed, as they were, and inputs rejected. ``generation`` is what is served now."""

    new: int
    changed: int
    unchanged: int
    rejected: int
    generation: str | None

    @property
    def accepted(self) -> int:
        """Articles that were taken or were there already."""
        return self.new + self.changed + self.unchanged


class _Intake:
    """Sorts what comes in into what is new, changed, unchanged or rejected, and writes it to the lake in batches."""

    def __init__(self, lake: Lake, taken_at: dt.datetime, served: frozenset[str] | None = None) -> None:
        """``served`` holds the ids of what is served where some of the lake was lost: what is not served must be taken again."""
        self._served = served
        self._lake = lake
        self._taken_at = taken_at
        self.load = lake.next_load()
        self._number = 0
        self._stories = Teller(lake)
        self.counts = {"new": 0, "changed": 0, "unchanged": 0, "rejected": 0}

    def take(self, parcels: Sequence[Parcel]) -> None:
        """Commit what is new in some parcels."""
        came = pa.concat_tables([parcel.articles for parcel in parcels])
        known = self._lake.digests(came["id"].combine_chunks()) if came.num_rows else {}
        rows = self._fresh(came, known)
        if rows.num_rows:
            story, traits = self._stories.tell(rows, known.keys())
            rows = rows.set_column(rows.schema.get_field_index("traits"), "traits", traits).append_column("story", story)
            rows = _by_language(rows)
            numbers = pa.array(range(self._number + 1, self._number + rows.num_rows + 1), pa.int64())
            self._number += rows.num_rows
            stamp = {"load": pa.array([self.load] * rows.num_rows, pa.int64()), "number": numbers}
            taken_at = pa.array([self._taken_at] * rows.num_rows, SCHEMAS["articles"].field("taken_at").type)
            for name, column in (stamp | {"taken_at": taken_at}).items():
                rows = rows.append_column(name, column)
            self._lake.append("articles", rows.select(SCHEMAS["articles"].names))
        self._reject([item for parcel in parcels for item in parcel.rejects])

    def _fresh(self, rows: pa.Table, known: Mapping[str, str]) -> pa.Table:
        """Return the rows that are not in the lake as they are; ``known`` has the digests of those that are there."""
        known = {article: digest for article, digest in known.items() if self._served is None or article in self._served}
        kept = np.zeros(rows.num_rows, dtype=bool)
        for at, (article, digest) in enumerate(zip(rows["id"].to_pylist(), rows["digest"].to_pylist(), strict=True)):
            before = known.get(article)
            kept[at] = before != digest
            self.counts["unchanged" if before == digest else "new" if before is None else "changed"] += 1
            known[article] = digest
        return rows.filter(pa.array(kept))

    def _reject(self, rejects: Sequence[Rejected]) -> None:
        if rejects:
            rows = [{"source": item.source, "line": item.line, "reason": item.reason} | self._stamp() for item in rejects]
            self._lake.append("rejects", rows)
        self.counts["rejected"] += len(rejects)

    def finish(self, inputs: Sequence[str]) -> bool:
        """Commit the load itself; return whether anything was written."""
        counts = self.counts
        if not (counts["new"] or counts["changed"] or counts["rejected"]):
            return False
        done = {
            "accepted": counts["new"] + counts["changed"],
            "changed": counts["changed"],
            "unchanged": counts["unchanged"],
            "rejected": counts["rejected"],
            "inputs": json.dumps([name.encode("utf-8", "replace").decode() for name in inputs], ensure_ascii=False),
        }
        self._lake.append("loads", [done | self._stamp()])
        return True

    def _stamp(self) -> dict[str, object]:
        return {"load": self.load, "taken_at": self._taken_at}


def _by_language(rows: pa.Table) -> pa.Table:
    """Return rows with those of one language side by side, which pack a seventh smaller; as they are if an article has several versions."""
    if pc.count_distinct(rows["id"]).as_py() < rows.num_rows:
        return rows
    return rows.take(pc.sort_indices(rows["language"]))  # a stable sort


def load(
    items: Iterable[ParsedArticle | Rejected],
    store: Path,
    inputs: Sequence[str] = (),
    progress: Callable[[int, int], None] = lambda _accepted, _rejected: None,
) -> Loaded:
    """Take articles into a store, and put a snapshot with them in service.

    An article whose id and content are known already changes nothing. One with a known id and another content becomes the
    version that is served; what was there before stays in the lake. Served files are never touched.

    Args:
        items: parsed articles, whose offsets and days were checked, and rejects.
        store: the folder; made if it is not there.
        inputs: where the items come from, for the record.
        progress: called now and then with the numbers taken in and rejected so far.

    Raises:
        Busy: another load is going on.
        StoreError: the disk is full, or may only be read.
    """
    return load_parcels(_packed(items), store, inputs, progress)


def _packed(items: Iterable[ParsedArticle | Rejected]) -> Iterator[Parcel]:
    stream = iter(items)
    while some := list(itertools.islice(stream, CHUNK)):
        yield pack(some, meaning=True)


def load_parcels(
    parcels: Iterable[Parcel],
    store: Path,
    inputs: Sequence[str] = (),
    progress: Callable[[int, int], None] = lambda _accepted, _rejected: None,
    workers: int | None = None,
    wait: float = 0,
) -> Loaded:
    """Do as :func:`load` with articles that are packed already.

    Args:
        parcels: the articles.
        store: as there.
        inputs: as there.
        progress: as there.
        workers: processes to build the snapshot in; as many as there are cores if not given.
        wait: for how many seconds to wait while another load is going on.
    """
    lake = Lake(store)
    with locked(store, wait):
        intake = _Intake(lake, dt.datetime.now(dt.UTC), _served_after_loss(store))
        _take_all(intake, parcels, progress)
        written = intake.finish(inputs)
        if written and lake.scattered():
            lake.compact()
        generation = _in_service(store, lake)
        if written or (generation is None and lake.exists()):
            generation = publish(store, lake, workers)
    return Loaded(**intake.counts, generation=generation)


def _take_all(intake: _Intake, parcels: Iterable[Parcel], progress: Callable[[int, int], None]) -> None:
    """Commit parcels batch by batch; while one is written, the next is gathered."""
    waiting: list[Parcel] = []
    taken = rejected = size = refused = 0
    with ThreadPoolExecutor(1) as writer:
        writing: Future[None] | None = None
        for parcel in parcels:
            waiting.append(parcel)
            size += parcel.articles.nbytes
            refused += len(parcel.rejects)
            taken, rejected = taken + parcel.articles.num_rows, rejected + len(parcel.rejects)
            progress(taken, rejected)
            if size > BATCH_BYTES or refused > BATCH_REJECTS:
                if writing:
                    writing.result()
                writing = writer.submit(intake.take, waiting)
                waiting, size, refused = [], 0, 0
        if writing:
            writing.result()
    if waiting:
        intake.take(waiting)


def _served_after_loss(store: Path) -> frozenset[str] | None:
    """Return the ids of what is served, if something was lost when that was built; None where nothing was, as nearly always."""
    try:
        if not read_meta(paths.snapshots(store) / current_generation(store)).lost:
            return None
        with contextlib.closing(open_snapshot(store)) as snapshot:
            return frozenset(article for (article,) in snapshot.connection.execute("SELECT id FROM articles").fetchall())
    except EmptyStore:
        return frozenset()
    except StoreError:
        return None


def _in_service(store: Path, lake: Lake) -> str | None:
    """Return the generation in service if it is one of the lake as it is now: a load that was killed may have left it behind."""
    try:
        generation = current_generation(store)
        meta = read_meta(paths.snapshots(store) / generation)
    except StoreError:
        return None
    return generation if meta.lake == lake.versions() and meta.snapshot == SNAPSHOT else None
