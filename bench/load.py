"""How quickly parsed articles are taken into a store, and a snapshot is built of it; making the articles up is not counted."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.articles import CHUNK, lines
from bench.made_store import ROOT, WORKERS
from warta.intake import parcels
from warta.store import load_parcels, rebuild
from warta.workers import in_order, pool

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from warta.store.parcel import Parcel

Figure = tuple[str, float, str, str]
MOST = 100_000
"""Articles of the largest file that is made for this."""


def figures(sizes: Sequence[int]) -> Iterator[Figure]:
    """Yield (what, value, unit, aim) for each size up to :data:`MOST`."""
    (ROOT / "build").mkdir(exist_ok=True)
    for count in sorted({min(size, MOST) for size in sizes}):
        with tempfile.TemporaryDirectory(dir=ROOT / "build") as folder:
            yield from _measured(Path(folder), count)


def _measured(folder: Path, count: int) -> Iterator[Figure]:
    file, store = folder / "articles.jsonl", folder / "store"
    with file.open("wb") as written, pool(WORKERS) as processes:
        parts = [range(low, min(low + CHUNK, count)) for low in range(0, count, CHUNK)]
        for part in in_order(processes, lines, parts, 2 * WORKERS):
            written.write(part)
    times: list[float] = []

    def taken() -> Iterator[Parcel]:
        for done in parcels([str(file)], WORKERS):
            yield done.parcel
        times.append(time.perf_counter())

    start = time.perf_counter()
    load_parcels(taken(), store, ["generated articles"], workers=WORKERS)
    yield f"{count:,} articles; read, checked and taken into the lake", count / (times[0] - start), "articles/s", "at least 3,000"
    shutil.rmtree(store / "snapshot")
    start, used = time.perf_counter(), _cores()
    rebuild(store, WORKERS)
    seconds = time.perf_counter() - start
    yield "snapshot built of it", count / seconds, "articles/s", "at least 2,780"
    yield "snapshot built of it, CPU time of all processes", (_cores() - used) / count * 1000, "ms/article", "0.72 on 2 cores"


def _cores() -> float:
    """Return the seconds that all cores worked for this process and for those of its that have ended."""
    return sum(os.times()[:4])
