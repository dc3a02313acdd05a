"""A short help on what can be typed into the search box."""

from __future__ import annotations

import streamlit as st

HELP = """
| type | to find |
|---|---|
| `grain corridor` | both words |
| `"grain corridor"` | the phrase |
| `grain -wheat` | without a word |
| `wheat OR barley` | either |
| `mobilis*` | words that begin so |
| `Zelenski~` | words spelt nearly so |
| `title:summit` | in the title |

Accents, case and Arabic vowel signs do not matter. Chinese and Japanese need no spaces.
"""


def search_help() -> None:
    """Draw a button that opens the help."""
    with st.popover("How to search", type="tertiary", icon=":material/help:", key="search-help", on_change="rerun") as panel:
        if panel.open:
            st.markdown(HELP)
