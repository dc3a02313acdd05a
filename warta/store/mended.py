"""A snapshot that heals itself: what is damaged or of another version is built anew from the lake before it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warta.store import paths
from warta.store.build import publish, rebuild
from warta.store.errors import Busy, Damaged, EmptyStore, StoreError, WrongSchema
from warta.store.lake import Lake
from warta.store.lock import locked
from warta.store.meta import read_meta
from warta.store.snapshot import current_generation, file_faults, open_snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from warta.store.snapshot import Snapshot


def open_mended(store: Path) -> Snapshot:
    """Open the snapshot in service; where it is damaged or of another version, after building it anew.

    Where a load was killed before it published, what it had committed is published first.

    Raises:
        NoStore: nothing was ever loaded there.
        EmptyStore: no article is in it.
        Busy: it must be built anew, and a load is going on, which will do that.
        Damaged, WrongSchema: it cannot be built anew, because there is no lake, files of it are gone, or the folder cannot be written to.
    """
    try:
        snapshot = open_snapshot(store)
    except EmptyStore:
        if not _catch_up(store):
            raise
        return open_snapshot(store)
    except (Damaged, WrongSchema) as error:
        try:
            rebuild(store)
        except Busy:
            raise
        except StoreError as cause:
            raise error from cause
        return open_snapshot(store)
    if not _catch_up(store):
        return snapshot
    snapshot.close()
    return open_snapshot(store)


def _catch_up(store: Path) -> bool:
    """Publish what a load that was killed had committed; return whether there was anything, and it could be done."""
    try:
        lake = Lake(store)
        meta = read_meta(paths.snapshots(store) / current_generation(store))
        if all(version <= meta.lake.get(name, -1) for name, version in lake.versions().items()):
            return False
        with locked(store):
            publish(store, lake)
    except StoreError:
        return False  # a load is going on, which will publish, or the folder may only be read: what is served is sound
    return True


def mend(store: Path) -> bool:
    """Look at every byte of what is served, and build it anew where it is damaged; return whether that was so.

    For whoever gets an error of the database or the index out of a snapshot that opened well.

    Raises:
        StoreError: it is damaged, and cannot be built anew.
    """
    meta = read_meta(paths.snapshots(store) / current_generation(store))
    if not file_faults(store, meta, whole=True):
        return False
    rebuild(store)
    return True
