"""A snapshot that heals itself: what is damaged or of another version is built anew from the lake before it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from warta.store.build import rebuild
from warta.store.errors import Damaged, NoStore, WrongSchema
from warta.store.snapshot import open_snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from warta.store.snapshot import Snapshot


def open_mended(store: Path) -> Snapshot:
    """Open the snapshot in service; where it is damaged or of another version, after building it anew.

    Raises:
        NoStore: nothing was ever loaded there.
        EmptyStore: no article is in it.
        Busy: it must be built anew, and a load is going on, which will do that.
        Damaged, WrongSchema: it cannot be built anew, because there is no lake, files of it are gone, or the folder cannot be written to.
    """
    try:
        return open_snapshot(store)
    except (Damaged, WrongSchema) as error:
        try:
            rebuild(store)
        except (NoStore, OSError, duckdb.Error) as cause:
            raise error from cause
        return open_snapshot(store)
