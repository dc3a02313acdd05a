"""What was made of the articles that a reader gave: to be looked at before it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from components.adding import parse_given
from components.reader import read_through
from components.state_line import inert
from warta.article import ParsedArticle, Rejected
from warta.query import language_name
from warta.store import Busy, StoreError, load, store_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warta.sources.parsing import Item
    from warta.store import Loaded

PARSED, KEPT = "add-parsed", "add-kept"
"""Keys of the session: what was parsed and waits, and what the last keeping did."""


def parse_into_view(items: Sequence[Item]) -> None:
    """Parse what was given, with a bar that tells how far it is, and put it up to be looked at."""
    bar = st.progress(0.0, text="Reading …")
    st.session_state[PARSED] = parse_given(items, lambda done, of: bar.progress(done / of, text=f"{done:,} of {of:,} read"))
    st.session_state.pop(KEPT, None)
    bar.empty()


def waiting_list() -> None:
    """Draw what was parsed and waits to be kept: articles, rejects, the chosen article in full, and the choice."""
    kept: Loaded | None = st.session_state.get(KEPT)
    if kept:
        _told(kept)
    waiting: list[ParsedArticle | Rejected] = st.session_state.get(PARSED, [])
    articles = [item for item in waiting if isinstance(item, ParsedArticle)]
    _rejects([item for item in waiting if isinstance(item, Rejected)])
    if not articles:
        return
    number = f"{len(articles)} articles were" if len(articles) > 1 else "One article was"
    st.subheader("Look at it first", anchor=False)
    st.markdown(f"{number} read. Nothing is kept yet.")
    with st.container(horizontal=True):
        st.button("Keep" if len(articles) == 1 else f"Keep all {len(articles)}", type="primary", icon=":material/check:", on_click=_keep)
        st.button("Discard", icon=":material/close:", on_click=_discard)
    read_through(_chosen(articles), key="add-reader")


def _told(kept: Loaded) -> None:
    parts = [f"{kept.new} new"] + ([f"{kept.changed} changed"] if kept.changed else [])
    parts += [f"{kept.unchanged} here already"] if kept.unchanged else []
    st.success(f"Kept: {', '.join(parts)}.", icon=":material/check:")
    st.page_link(st.session_state["pages"]["articles"], label="All articles", icon=":material/arrow_forward:")


def _rejects(rejects: Sequence[Rejected]) -> None:
    for item in rejects[:20]:
        where = item.source if item.line is None else f"{item.source}, line {item.line}"
        st.warning(f"{inert(where[:200])}: {inert(item.reason[:500])}", icon=":material/warning:")
    if len(rejects) > 20:
        st.caption(f"and {len(rejects) - 20:,} more that could not be read")


def _chosen(articles: Sequence[ParsedArticle]) -> ParsedArticle:
    if len(articles) == 1:
        return articles[0]
    rows = [
        (item.title or item.text[:80], language_name(item.language or "und"), item.published.value or "", *map(len, _found(item)))
        for item in articles
    ]
    st.dataframe(
        pd.DataFrame(rows, columns=["Article", "Language", "Published", "Places", "Actors", "Dates", "Statements"]),
        hide_index=True,
        height=min(38 + 35 * len(rows), 320),
        key="add-table",
        on_select="rerun",
        selection_mode="single-row",
    )
    chosen = st.session_state["add-table"].selection.rows
    return articles[chosen[0] if chosen else 0]


def _found(item: ParsedArticle) -> tuple[Sequence[object], ...]:
    return item.places, item.actors, item.dates, item.statements


def _keep() -> None:
    waiting = st.session_state.get(PARSED, [])
    try:
        st.session_state[KEPT] = load(waiting, store_path(), ["the page Add"])
    except Busy:
        st.toast("Another load is going on. Nothing is lost: press Keep again in a moment.", icon=":material/hourglass_top:")
        return
    except (StoreError, OSError) as error:
        st.toast(f"Not kept: {inert(str(error))}", icon=":material/error:")
        return
    _discard()


def _discard() -> None:
    st.session_state.pop(PARSED, None)
