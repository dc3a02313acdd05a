"""Tables of outlets, loads and rejects, and the versions of store and parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.text import kpis
from warta.query import language_name

if TYPE_CHECKING:
    import pandas as pd

    from warta.store.meta import Meta


def versions(meta: Meta) -> None:
    """Draw what is served: counts, versions of lake, snapshot and parser."""
    facts = (
        ("Articles", f"{meta.counts.get('articles', 0):,}"),
        ("Sentences", f"{meta.counts.get('sentences', 0):,}"),
        ("Store version", meta.version),
        ("Parser", meta.parser),
    )
    kpis(facts)
    st.caption(f"Snapshot {meta.generation}, built {meta.built_at[:19].replace('T', ' ')} UTC. Loading more: python -m warta load FOLDER")


def outlet_table(rows: pd.DataFrame) -> None:
    """Draw the outlets with their languages."""
    shown = rows.copy()
    shown["language"] = [language_name(code) if isinstance(code, str) else "not known" for code in shown["language"]]
    st.dataframe(
        shown,
        hide_index=True,
        column_config={
            "outlet": "Outlet",
            "language": "Language",
            "articles": st.column_config.NumberColumn("Articles", format="localized"),
            "sentences": st.column_config.NumberColumn("Sentences", format="localized"),
            "first": st.column_config.DateColumn("First day", format="YYYY-MM-DD"),
            "last": st.column_config.DateColumn("Last day", format="YYYY-MM-DD"),
            "sample": st.column_config.CheckboxColumn("Sample"),
        },
    )


def load_table(rows: pd.DataFrame) -> None:
    """Draw the loads, newest first."""
    st.dataframe(
        rows,
        hide_index=True,
        column_config={
            "load": st.column_config.NumberColumn("Load"),
            "taken_at": st.column_config.DatetimeColumn("Taken in (UTC)", format="YYYY-MM-DD HH:mm"),
            "accepted": st.column_config.NumberColumn("Accepted", format="localized"),
            "rejected": st.column_config.NumberColumn("Rejected", format="localized"),
            "inputs": "Inputs",
        },
    )


def reject_table(rows: pd.DataFrame) -> None:
    """Draw what was rejected and why; say so where nothing was."""
    if rows.empty:
        st.caption("Nothing was rejected: every input became an article.")
        return
    st.dataframe(
        rows,
        hide_index=True,
        column_config={
            "source": "Input",
            "line": st.column_config.NumberColumn("Line"),
            "reason": st.column_config.TextColumn("Why", width="large"),
            "taken_at": st.column_config.DatetimeColumn("When (UTC)", format="YYYY-MM-DD HH:mm"),
        },
    )
