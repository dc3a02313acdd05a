"""The page number of a list, from the address."""

from __future__ import annotations

import streamlit as st

from components.link import show
from components.state_line import inert


def page_of(last: int) -> int:
    """Return the page that the address asks for; one that is not there is told, and the nearest is shown."""
    asked = st.query_params.get("page", "1")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
    if 1 <= page <= last:
        return page
    with st.container(key="problem-page", horizontal=True, vertical_alignment="center"):
        st.warning(f"The link asks for page = {inert(asked[:40])}: there are {last}. The nearest is shown.", icon=":material/warning:")
        st.button("Drop it", key="drop-page", on_click=show, kwargs={"page": None})
    return min(max(1, page), max(1, last))
