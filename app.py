"""The server: ``streamlit run app.py``. Streamlit's own pages, and beside them the routes for fonts, borders and downloads."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import streamlit as st

from components.memory import collect_rarely, give_back_memory
from components.routes import ROUTES
from components.warm import warm_up

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Import the heavy libraries before the first visitor comes."""
    give_back_memory()
    collect_rarely()
    warm_up()
    yield


# The script lies in a folder of its own: a folder pages/ beside it would put a fresh server into Streamlit's older kind of
# multipage app, and a deep link would open without its filters.
app = st.App("components/shell.py", routes=ROUTES, lifespan=lifespan)
