"""Articles: search, best or newest first, with facets and pages."""

import streamlit as st

from components.article_list import article_list, listing
from components.cached import ask
from components.empty import nothing_selected
from components.facets import facet_list
from components.link import counting, current, show
from components.pages import page_of
from components.search_help import search_help

SIZE = 10
filters = current()
st.title("Articles", anchor=False)
if not nothing_selected(filters):
    wide, side = st.columns([2.4, 1], gap="large")
    with wide:
        order = "newest"
        with st.container(horizontal=True, vertical_alignment="center"):
            if filters.q:
                order = st.segmented_control(
                    "Order",
                    ["relevance", "newest"],
                    key="order",
                    required=True,
                    default="relevance",
                    label_visibility="collapsed",
                )
            search_help()
        total = ask("count", filters, counting())
        page = page_of(-(-(total.articles if total.stories is None else total.stories) // SIZE))
        found = listing(filters, order, page, SIZE)
        if found.note:
            st.caption(found.note)
        article_list(found.entries)
        if found.total > SIZE:
            st.pagination(
                -(-found.total // SIZE),
                key="articles-page",
                default=page,
                on_change=lambda: show(page=str(st.session_state["articles-page"])),
            )
    with side:
        for key, title in (("country", "Countries"), ("actor", "Actors"), ("language", "Languages"), ("source", "Sources")):
            facet_list(filters, key, title, 6)
