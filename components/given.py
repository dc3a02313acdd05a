"""What a reader gives to be added: a pasted text, an address, files; each becomes articles to parse, or rejects with a reason."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import streamlit as st

from components.adding import MOST, private_allowed
from warta.article import Rejected
from warta.fetch import Options, fetch_article
from warta.sources.inputs import read_file
from warta.sources.raw import read_object

if TYPE_CHECKING:
    from collections.abc import Iterable

    from warta.sources.parsing import Item

LONGEST = 500_000
"""Characters of a pasted text."""

WAYS = {"text": "Text", "address": "Web address", "files": "Files"}


def chosen_way() -> str:
    """Draw the choice of what to add and return it."""
    way: str = st.segmented_control(
        "Add", list(WAYS), format_func=WAYS.get, key="add-way", default="text", required=True, label_visibility="collapsed"
    )
    return way


def text_form() -> list[Item] | None:
    """Draw the form for a pasted text; return what was given when it is sent."""
    with st.form("add-text", border=False):
        text = st.text_area("Text of the article", height=260, max_chars=LONGEST, placeholder="Title, byline and text, as they stand")
        with st.expander("What is known about it"):
            left, right = st.columns(2)
            title = left.text_input("Title", max_chars=500)
            outlet = right.text_input("Outlet", max_chars=200)
            published = left.date_input("Published", value=None, format="YYYY-MM-DD", help="Left empty, it is looked for in the text.")
            url = right.text_input("Address", max_chars=2000, placeholder="https://")
        sent = st.form_submit_button("Read it", type="primary", icon=":material/play_arrow:")
    if not sent:
        return None
    fields = {"text": text, "title": title, "outlet": outlet, "url": url, "published": published.isoformat() if published else None}
    return [read_object(json.dumps({key: value for key, value in fields.items() if value}), "the pasted text")]


def address_form() -> list[Item] | None:
    """Draw the form for an address of the web; return what is there when it is sent."""
    with st.form("add-address", border=False):
        url = st.text_input("Address of an article or a feed", max_chars=2000, placeholder="https://")
        sent = st.form_submit_button("Fetch and read it", type="primary", icon=":material/play_arrow:")
    if not sent:
        return None
    if not url.strip():
        st.warning("No address was given.", icon=":material/warning:")
        return None
    with st.spinner("Fetching …", show_time=True):
        return bounded(fetch_article(url, Options(allow_private=private_allowed())))


def file_form() -> list[Item] | None:
    """Draw the form for files; return what is in them when it is sent."""
    with st.form("add-files", border=False):
        files = st.file_uploader(
            "Files: articles as text, web pages, tables, feeds, or archives of them", accept_multiple_files=True, key="add-uploads"
        )
        sent = st.form_submit_button("Read them", type="primary", icon=":material/play_arrow:")
    if not sent:
        return None
    if not files:
        st.warning("No file was chosen.", icon=":material/warning:")
        return None
    return bounded(item for file in files for item in read_file(file, file.name))


def bounded(items: Iterable[Item]) -> list[Item]:
    """Return the first items; where there are more, the last of the list says so."""
    taken: list[Item] = []
    for item in items:
        if len(taken) == MOST:
            reason = f"more than {MOST} articles at a time: load the rest by the command line, python -m warta load FILE"
            return [*taken, Rejected(source=f"after the first {MOST}", reason=reason)]
        taken.append(item)
    return taken
