"""The store: a lake that is the truth, and a snapshot of it that is served."""

from warta.store.build import rebuild
from warta.store.errors import UNREADABLE, Busy, Damaged, EmptyStore, Lost, NoStore, StoreError, WrongSchema
from warta.store.lake import Version
from warta.store.load import Loaded, load, load_parcels
from warta.store.mended import mend, open_mended
from warta.store.paths import store_path
from warta.store.snapshot import Snapshot, current_generation, open_snapshot

__all__ = [
    "UNREADABLE",
    "Busy",
    "Damaged",
    "EmptyStore",
    "Loaded",
    "Lost",
    "NoStore",
    "Snapshot",
    "StoreError",
    "Version",
    "WrongSchema",
    "current_generation",
    "load",
    "load_parcels",
    "mend",
    "open_mended",
    "open_snapshot",
    "rebuild",
    "store_path",
]
