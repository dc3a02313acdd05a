"""Answers to queries, kept while their generation is served and shared by all sessions."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd
import streamlit as st

import warta.query
from components.once import anew, once
from components.opened import opened
from warta.article import ParsedArticle
from warta.query import Names, Page
from warta.store import UNREADABLE, mend, store_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from warta.store import Snapshot

Made = TypeVar("Made")
CELL = 16
"""Bytes that a cell of a frame takes, about: a number, or one of many that share a text. Pandas' own count costs more than the answer."""


def ask(question: str, *values: Any, **options: Any) -> Any:  # noqa: ANN401  (as the question has it)
    """Return the answer of a function of :mod:`warta.query` that takes the snapshot first: ``ask("count", filters)``.

    An answer belongs to its caller: a frame is copied when it is written to, not before. Where a file turns out to be damaged that was
    sound when it was opened, the snapshot is built anew from the lake, and asked again.
    """
    try:
        return own(answer(opened(), question, *values, **options))
    except UNREADABLE:
        if not mend(store_path()):
            raise
        anew()
        return own(answer(opened(), question, *values, **options))


def answer(snapshot: Snapshot, question: str, *values: Any, **options: Any) -> Any:  # noqa: ANN401  (as the question has it)
    """Return an answer that all share, kept with the snapshot until there are too many bytes of them."""
    key = ("answer", question, values, tuple(sorted(options.items())))

    def asked() -> Any:  # noqa: ANN401  (as the question has it)
        with snapshot.asked:
            return getattr(warta.query, question)(snapshot, *values, **options)

    return snapshot.kept.get(key, asked, size)


def keep(key: tuple[Any, ...], make: Callable[[], Made], weigh: Callable[[Made], int]) -> Made:
    """Return what is the same for all who look at the same selection of what is served, made once; nobody may change it.

    Args:
        key: what it is, and of what.
        make: what makes it.
        weigh: what tells how many bytes it takes.
    """
    return opened().kept.get(("made", *key), make, weigh)


def own(value: Any) -> Any:  # noqa: ANN401  (whatever was answered)
    """Return a value that may be changed without changing that of others."""
    if isinstance(value, pd.DataFrame):
        return value.copy(deep=False)
    return dataclasses.replace(value, rows=value.rows.copy(deep=False)) if isinstance(value, Page) else value


def size(value: Any) -> int:  # noqa: ANN401  (same)
    """Return about how many bytes an answer takes."""
    if isinstance(value, Page):
        return size(value.rows)
    if isinstance(value, pd.DataFrame):
        return 1000 + CELL * value.size
    return 1000 + (8 * len(value.text) if isinstance(value, ParsedArticle) else 0)


@st.cache_resource(max_entries=2, show_spinner=False)
def _names(generation: str) -> Names:  # noqa: ARG001  (a key of the cache)
    return Names(opened())


@once
def names() -> Names:
    """Return the labels of the snapshot in service."""
    return _names(opened().generation)
