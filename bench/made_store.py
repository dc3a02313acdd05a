"""A store of generated articles for the benchmarks: made once for each size and kept, for it takes longer than what is measured."""

from __future__ import annotations

import shutil
from pathlib import Path

from bench.articles import CHUNK, articles
from warta.store import open_mended
from warta.store.load import load_parcels
from warta.store.parcel import Parcel, pack
from warta.workers import in_order, pool

ROOT = Path(__file__).resolve().parents[1]
WORKERS = 2


def made_store(count: int) -> Path:
    """Return a store of so many articles, made if it is not there yet."""
    store = ROOT / "build" / "bench" / f"store-{count}"
    done = store / "made"
    if not done.exists():
        shutil.rmtree(store, ignore_errors=True)
        parts = [range(low, min(low + CHUNK, count)) for low in range(0, count, CHUNK)]
        with pool(WORKERS) as processes:
            load_parcels(in_order(processes, packed, parts, 2 * WORKERS), store, ["generated articles"])
        done.touch()
    open_mended(store).close()  # tables of another version are built anew
    return store


def packed(numbers: range) -> Parcel:
    """Return generated articles as a parcel for the lake."""
    return pack(articles(numbers))
