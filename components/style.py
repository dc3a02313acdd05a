"""The few rules of style that the theme's settings cannot express."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components.once import once

FILE = Path(__file__).resolve().parent / "theme" / "style.css"


def style() -> None:
    """Put the style sheet into the page."""
    st.html(FILE)


@once
def is_dark() -> bool:
    """Return whether the reader's theme is dark."""
    return st.context.theme.type == "dark"
