"""What every page stands in: page settings, navigation, the filter bar, the line that says what is selected."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import streamlit as st

from components.adding import allowed
from components.filters import filter_bar
from components.link import current, link_query, problems
from components.news import news, note_news
from components.once import drawing
from components.opened import opened
from components.state_line import problem_list, state_line
from components.store_page import store_page
from components.style import icon, style
from components.turns import turn
from warta.store import EmptyStore, NoStore, StoreError

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    ("overview", "Overview", "", "visible"),
    ("map", "Map", "map", "visible"),
    ("timeline", "Timeline", "timeline", "visible"),
    ("articles", "Articles", "articles", "visible"),
    ("sources", "Sources", "sources", "visible"),
    ("quality", "Quality", "quality", "visible"),
    ("add", "Add", "add", "allowed"),
    ("article", "Article", "article", "hidden"),
)
"""Name, title, path, and whether the navigation leads there: always, never, or where readers may add articles."""
WITHOUT_SELECTION = frozenset({"sources", "quality", "add"})
"""Paths of pages that speak of the whole store, or of the parser, whatever is selected."""


def main() -> None:
    """Draw the shell and, in it, the page that the address names."""
    with drawing():
        _draw()


def _draw() -> None:
    st.set_page_config(page_title="Warta", page_icon=icon(), layout="wide")
    pages: dict[str, st.Page] = st.session_state.get("pages") or _pages()
    st.session_state["pages"] = pages
    page = st.navigation(list(pages.values()), position="hidden")
    style()
    try:
        snapshot = opened()
    except StoreError as error:
        if page.url_path == "add" and allowed() and isinstance(error, NoStore | EmptyStore):
            page.run()
        else:
            store_page(error)
        return
    with nullcontext() if page.url_path == "add" else turn():
        note_news(snapshot)
        navigation(pages, page)
        problem_list(problems())
        if page.url_path not in WITHOUT_SELECTION:
            with st.container(key="selection"):
                if page.url_path != "article":
                    filter_bar(current())
                state_line(current())
        news(current())
        page.run()


def _pages() -> dict[str, st.Page]:
    """Return the pages by name; a session keeps its own, for each looks up its file when it is made."""
    return {
        name: st.Page(
            ROOT / "pages" / f"{name}.py",
            title=title,
            url_path=path or None,
            default=not path,
            visibility="visible" if shown == "visible" else "hidden",
        )
        for name, title, path, shown in PAGES
    }


def navigation(pages: dict[str, st.Page], page: st.Page) -> None:
    """Draw the links to the pages; they keep the filters. An embedded view has none."""
    if st.context.is_embedded:
        return
    with st.container(key="navigation", horizontal=True, vertical_alignment="center", gap="small"):
        st.html('<div class="w-brand" role="banner">Warta</div>', width="content")
        kept = link_query(current())
        for name, title, path, shown in PAGES:
            if shown == "visible" or (shown == "allowed" and allowed()):
                label = f"**{title}**" if page.url_path == path else title
                st.page_link(pages[name], label=label, query_params=kept)


main()
