"""The few rules of style that the theme's settings cannot express."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from pathlib import Path

import streamlit as st

from components.once import once

THEME = Path(__file__).resolve().parent / "theme"
FILE = THEME / "style.css"


@cache
def icon() -> str:
    """Return the icon as an address that holds it: of a file, the name would be looked up and its bytes hashed at each rerun."""
    return "data:image/png;base64," + b64encode((THEME / "icon.png").read_bytes()).decode()


def style() -> None:
    """Put the style sheet into the page."""
    st.html(FILE)


@once
def is_dark() -> bool:
    """Return whether the reader's theme is dark."""
    return st.context.theme.type == "dark"
