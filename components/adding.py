"""Whether readers may add articles, and the parser that reads what they give: in a process of its own, away from the server."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import streamlit as st

from warta.article import ParsedArticle, Rejected

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from warta.sources.parsing import Item

SWITCH = "WARTA_ALLOW_ADD"
"""The variable of the environment that lets every reader of this server add articles to its store."""

PRIVATE_SWITCH = "WARTA_ALLOW_PRIVATE"
"""The variable that lets the page fetch from private addresses too: for a server inside a house, of which every reader is trusted."""

MOST = 500
"""Articles that are taken at a time: what the page can show before it is kept. More is for the command line."""


def allowed() -> bool:
    """Return whether whoever runs the server lets readers add articles."""
    return _on(SWITCH)


def private_allowed() -> bool:
    """Return whether readers may have this server fetch from its own network."""
    return _on(PRIVATE_SWITCH)


def _on(switch: str) -> bool:
    return os.environ.get(switch, "").strip().lower() in {"1", "true", "yes", "on"}


@st.cache_resource(max_entries=1, show_spinner="Starting the parser …", on_release=lambda pool: pool.shutdown(wait=False))
def _pool() -> ProcessPoolExecutor:
    # A parser holds 400 MB of names and works for seconds on a large text: neither belongs into the process that serves everyone.
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


def parse_given(items: Sequence[Item], step: Callable[[int, int], None]) -> list[ParsedArticle | Rejected]:
    """Return each item parsed, in order.

    Args:
        items: what the sources made of it.
        step: called with the number of items that are done, and of all.
    """
    # The parser and its tables are imported where articles are added, never where they are only read.
    from warta.sources.parsing import parse_item  # noqa: PLC0415

    futures = [_pool().submit(parse_item, item) for item in items]
    done: list[ParsedArticle | Rejected] = []
    for item, future in zip(items, futures, strict=True):
        try:
            done.append(future.result())
        except BrokenProcessPool:
            _pool.clear()
            done.append(Rejected(source=_source(item), reason="the parser stopped while it read this: try it alone, and report it"))
        step(len(done), len(items))
    return done


def _source(item: Item) -> str:
    return item.source if isinstance(item, Rejected) else item.url or item.id
