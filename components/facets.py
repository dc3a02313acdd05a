"""Facets: the most frequent values of a filter, each a button that chooses it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import streamlit as st

from components.cached import ask
from components.link import go
from components.state_line import inert

if TYPE_CHECKING:
    import pandas as pd

    from warta.query import Filters


def facet_list(filters: Filters, key: str, title: str, most: int = 8) -> None:
    """Draw the values with their counts under the other filters."""
    found = ask("facet", filters, key, most)
    with st.container(key=f"facets-{key}", gap=None):
        st.markdown(f"**{title}**")
        if found.empty:
            st.caption("none")
        _values(filters, key, found)


def _values(filters: Filters, key: str, found: pd.DataFrame) -> None:
    chosen = getattr(filters, key)
    for row in found.itertuples():
        values = tuple(each for each in chosen if each != row.value) if row.value in chosen else (*chosen, row.value)
        st.button(
            f"{inert(str(row.label))} · {row.sentences:,}",
            key=f"facet-{key}-{row.value}",
            type="tertiary",
            icon=":material/check:" if row.value in chosen else None,
            on_click=go,
            args=(dataclasses.replace(filters, **{key: values}),),
        )
