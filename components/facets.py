"""Facets: the most frequent values of a filter, of which any can be chosen."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import streamlit as st

from components.cached import ask, keep
from components.link import current, go
from components.state_line import inert

if TYPE_CHECKING:
    from warta.query import Filters


def facet_list(filters: Filters, key: str, title: str, most: int = 8) -> None:
    """Draw the values with their counts under the other filters; those chosen are marked, and a click chooses or drops one.

    They are one control, because a button each would cost more than all else on a page.
    """
    labels = keep(("facet", filters, key, most), lambda: _labels(filters, key, most), lambda found: 200 * len(found))
    if not labels:
        st.caption(f"**{title}**: none")
        return
    name = f"facets-{key}"
    st.session_state[name] = [value for value in getattr(filters, key) if value in labels]
    st.pills(
        f"**{title}**",
        list(labels),
        selection_mode="multi",
        key=name,
        format_func=labels.get,
        wrap=True,
        on_change=_chosen,
        args=(key, tuple(labels)),
    )


def _labels(filters: Filters, key: str, most: int) -> dict[str, str]:
    found = ask("facet", filters, key, most)
    counts = zip(found["value"], found["label"], found["sentences"], strict=True)
    return {value: f"{inert(str(label))} · {sentences:,}" for value, label, sentences in counts}


def _chosen(key: str, shown: tuple[str, ...]) -> None:
    """Write what is chosen into the address; values that the list does not show stay chosen."""
    others = tuple(value for value in getattr(current(), key) if value not in shown)
    go(dataclasses.replace(current(), **{key: (*others, *st.session_state[f"facets-{key}"])}))
