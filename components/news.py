"""The quiet note that tells an open page of articles that came in since it was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from components.link import link_query
from warta.store import StoreError, current_generation, store_path

if TYPE_CHECKING:
    from warta.query import Filters
    from warta.store import Snapshot

EVERY = 5
"""Seconds between two looks at the one small file that names what is served."""

SEEN = "news-seen"
"""Key of the session: what was served when the reader last heard of it."""


class Seen(NamedTuple):
    """A generation, the number of articles in it, and that number when the note was last put away."""

    generation: str
    articles: int
    told: int


def note_news(snapshot: Snapshot) -> None:
    """Remember what is served to this session now."""
    articles = snapshot.meta.counts.get("articles", 0)
    seen: Seen | None = st.session_state.get(SEEN)
    st.session_state[SEEN] = Seen(snapshot.generation, articles, seen.told if seen else articles)


def news(filters: Filters) -> None:
    """Draw the note where articles came in, and keep looking for more."""
    seen: Seen = st.session_state[SEEN]
    fresh = seen.articles - seen.told
    if fresh > 0:
        label = f"{fresh:,} new article{'' if fresh == 1 else 's'}"
        with st.container(key="news", horizontal=True, vertical_alignment="center", gap="small", width="content"):
            st.html(f'<span class="w-news" role="status">{label}</span>', width="content")
            st.page_link(st.session_state["pages"]["articles"], label="Newest first", query_params=link_query(filters))
            st.button("Put the note away", icon=":material/close:", type="tertiary", key="news-seen-button", on_click=_put_away)
    _watch(seen.generation)


@st.fragment(run_every=EVERY)
def _watch(shown: str) -> None:
    """Look whether another generation is served now; if so, draw the page anew from it."""
    try:
        if current_generation(store_path()) != shown:
            st.rerun()
    except StoreError:
        # The page that is open goes on to show what it has; the next one will say what is wrong.
        return


def _put_away() -> None:
    seen: Seen = st.session_state[SEEN]
    st.session_state[SEEN] = seen._replace(told=seen.articles)
