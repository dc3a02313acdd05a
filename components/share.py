"""Share: the link of this view, a snippet that embeds it, and its rows as files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import streamlit as st

from warta.query import FORMATS, WHATS

if TYPE_CHECKING:
    from warta.query import Count, Filters

SAYS = {"csv": "CSV", "jsonl": "JSON Lines", "geojson": "GeoJSON", "parquet": "Parquet"}


def address(**more: str) -> str:
    """Return the absolute address of this view, with all that it says."""
    here = urlsplit(st.context.url or "")
    pairs = [(key, value) for key in st.query_params for value in st.query_params.get_all(key)]
    query = urlencode([*pairs, *more.items()])
    return f"{here.scheme}://{here.netloc}{here.path}" + (f"?{query}" if query else "")


def share(filters: Filters, total: Count) -> None:
    """Draw the Share button and what it opens, which is only put together while it is open."""
    with st.popover("Share", icon=":material/share:", width="content", key="share", on_change="rerun") as panel:
        if panel.open:
            _shared(filters, total)


def _shared(filters: Filters, total: Count) -> None:
    st.markdown("**Link to this view**")
    st.code(address(), language=None, wrap_lines=True)
    st.markdown("**Embed it in a page**")
    st.code(
        f'<iframe src="{address(embed="true")}" title="Warta" width="100%" height="700"></iframe>',
        language=None,
        wrap_lines=True,
    )
    st.markdown(f"**Download the {total}**")
    what = st.selectbox(
        "Rows",
        WHATS,
        key="export-what",
        help="Sentences: the selection itself. The others: what is found in these sentences.",
    )
    query = urlencode([("what", what), *filters.to_query()])
    with st.container(horizontal=True, gap="small"):
        for form in FORMATS:
            st.link_button(SAYS[form], f"/api/export?{query}&format={form}", icon=":material/download:")
