"""Removes what nobody is sent to any more: generations without a reader, segments of none, and what a killed build left."""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING

from warta.store import paths
from warta.store.errors import Damaged, StoreError
from warta.store.lock import held
from warta.store.meta import read_meta
from warta.store.snapshot import current_generation

if TYPE_CHECKING:
    from pathlib import Path


def clean(store: Path) -> None:
    """Remove what is not served and not read, under the lock of the store. Nothing is removed while it is unsure what is served."""
    folder = paths.snapshots(store)
    try:
        current = current_generation(store)
        read_meta(folder / current)
    except StoreError:
        return
    for path in folder.glob(".building-*"):
        shutil.rmtree(path, ignore_errors=True)
    for path in folder.glob("generation-*"):
        if path.name != current and not held(path / paths.READERS):
            shutil.rmtree(path, ignore_errors=True)
    used: set[str] = set()
    for path in folder.glob("generation-*"):
        with contextlib.suppress(Damaged):
            used |= {part.segment for part in read_meta(path).segments}
    for path in paths.segments(store).glob("segment-*"):
        if path.name not in used:
            shutil.rmtree(path, ignore_errors=True)
