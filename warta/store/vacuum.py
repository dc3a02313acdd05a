"""Gives back room: removes generations, segments and files of the lake that nobody needs, and makes few files of many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from warta.store import paths
from warta.store.build import publish
from warta.store.lake import existing
from warta.store.lock import locked

if TYPE_CHECKING:
    from pathlib import Path


class Vacuumed(msgspec.Struct, frozen=True, kw_only=True):
    """What was given back: bytes of lake and snapshot before and after, and versions of articles that were removed."""

    lake_before: int
    lake_after: int
    snapshot_before: int
    snapshot_after: int
    versions_removed: int


def vacuum(store: Path, keep_versions: int | None = None, wait: float = 0) -> Vacuumed:
    """Remove what nobody needs.

    Args:
        store: the store.
        keep_versions: how many versions of each article stay in the lake; all if not given.
        wait: for how many seconds to wait while a load is going on.

    Raises:
        NoStore: there is no lake.
        Busy: a load is going on.
        Damaged: a file of the lake is missing or damaged; nothing of the lake is removed then.
    """
    lake = existing(store)
    with locked(store, wait):
        before = size(paths.lake(store)), size(paths.snapshots(store))
        removed = lake.remove_old(keep_versions) if keep_versions else 0
        lake.compact()
        publish(store, lake)
        return Vacuumed(
            lake_before=before[0],
            lake_after=size(paths.lake(store)),
            snapshot_before=before[1],
            snapshot_after=size(paths.snapshots(store)),
            versions_removed=removed,
        )


def size(folder: Path) -> int:
    """Return the bytes of all files in a folder, those that are shared counted once."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            stat = path.stat()
            found[stat.st_ino] = stat.st_size
    return sum(found.values())
