"""The snapshot that is served: opened once for each generation and shared by all sessions."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.once import once
from warta.store import Damaged, Snapshot, current_generation, open_mended, store_path


@once
def opened() -> Snapshot:
    """Return the snapshot in service, the same one while a page is drawn. One that is damaged, or of another version, is built anew.

    Raises:
        StoreError: there is no store, it is empty, or its lake is damaged; the message says what to type.
    """
    store = store_path()
    try:
        generation = current_generation(store)
    except Damaged:
        open_mended(store).close()
        generation = current_generation(store)
    return _open(str(store), generation)


@st.cache_resource(max_entries=2, show_spinner="Opening the store …", on_release=lambda snapshot: snapshot.close())
def _open(store: str, generation: str) -> Snapshot:  # noqa: ARG001  (a key of the cache)
    return open_mended(Path(store))
