"""What is shown when there is nothing to show: no store, an empty one, or one that cannot be mended."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.adding import allowed
from warta.store import EmptyStore, Lost, NoStore, StoreError, load, store_path

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
TITLES = {NoStore: "There is no store yet", EmptyStore: "The store is empty"}


def store_page(error: StoreError) -> None:
    """Say what is wrong and what to type; where nothing is there yet, offer the sample articles."""
    st.title(TITLES.get(type(error), "The store cannot be read"))
    st.text(str(error))
    st.code("python -m warta load FOLDER", language="sh")
    if isinstance(error, NoStore | EmptyStore) and not isinstance(error, Lost):
        st.write("Or look around with the sample articles first, written for Warta about true public events.")
        if st.button("Load the sample articles"):
            with st.spinner("Parsing the sample articles …", show_time=True):
                load_samples()
            st.rerun()
        if allowed():
            st.page_link(st.session_state["pages"]["add"], label="Add articles on this page", icon=":material/add:")


def load_samples() -> None:
    """Parse the sample articles into the store."""
    from warta.sources import read  # noqa: PLC0415  (the parser and its tables are only needed here)
    from warta.sources.parsing import parse_all  # noqa: PLC0415  (same)

    load(parse_all(read([str(SAMPLES)]), 1), store_path(), [str(SAMPLES)])
