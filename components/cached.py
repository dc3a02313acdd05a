"""Answers to queries, kept while their generation is served and shared by all sessions."""

from __future__ import annotations

from typing import Any

import streamlit as st

import warta.query
from components.opened import opened
from warta.query import Filters, Names, Where


def ask(question: str, *values: Any, **options: Any) -> Any:  # noqa: ANN401  (as the question has it)
    """Return the answer of a function of :mod:`warta.query` that takes the snapshot first: ``ask("count", filters)``."""
    return _answer(opened().generation, question, values, options)


@st.cache_data(max_entries=2000, show_spinner=False, hash_funcs={Filters: repr, Where: repr})
def _answer(generation: str, question: str, values: tuple[Any, ...], options: dict[str, Any]) -> Any:  # noqa: ANN401, ARG001  (a key of the cache)
    return getattr(warta.query, question)(opened(), *values, **options)


@st.cache_resource(max_entries=2, show_spinner=False)
def _names(generation: str) -> Names:  # noqa: ARG001  (a key of the cache)
    return Names(opened())


def names() -> Names:
    """Return the labels of the snapshot in service."""
    return _names(opened().generation)
