"""Whose turn it is to be drawn: pages that are drawn at once only make each other slower, for all share one interpreter."""

from __future__ import annotations

import threading

import streamlit as st

AT_ONCE = 2
"""Pages that are drawn at once: one, and what the libraries do meanwhile for two others without the interpreter."""


@st.cache_resource(show_spinner=False)
def turn() -> threading.Semaphore:
    """Return what a page holds while it is drawn; the others wait in line."""
    return threading.BoundedSemaphore(AT_ONCE)
