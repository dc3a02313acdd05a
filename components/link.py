"""The address is the state: filters are read from it at every run, and a change writes it.

Streamlit can bind a widget to the address, but then writes the label that is shown ("Kazakhstan · 12") and not the value (KZ);
labels carry counts here, so the widgets are set from the address, and write it in their callbacks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.cached import names
from components.once import once
from warta.query import MANY, Filters, Problem, Unit, unit_from_query

if TYPE_CHECKING:
    from collections.abc import Sequence

FILTER_KEYS = (*MANY, "from", "to", "date", "q", "scope")


@once
def raw() -> dict[str, list[str]]:
    """Return every value of every parameter of the address."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


@once
def _read() -> tuple[Filters, tuple[Problem, ...]]:
    return Filters.from_query(raw(), names())


def current() -> Filters:
    """Return the filters of the address, without the values that this store does not know."""
    return _read()[0]


def problems() -> tuple[Problem, ...]:
    """Return the values of the address that had to be left out."""
    return (*_read()[1], *unit_from_query(raw())[1])


@once
def counting() -> Unit:
    """Return what the address counts by: articles, or stories."""
    return unit_from_query(raw())[0]


def link_query(filters: Filters, **more: str) -> dict[str, str | Sequence[str]]:
    """Return the parameters of a link that keeps the filters."""
    query: dict[str, list[str]] = {}
    counted = [("unit", "stories")] if counting() == "stories" else []
    for key, value in [*filters.to_query(), *counted, *more.items()]:
        query.setdefault(key, []).append(value)
    if st.context.is_embedded:
        query["embed"] = ["true"]
    return dict(query)


def go(filters: Filters) -> None:
    """Write filters into the address; to be called in callbacks."""
    kept = {key: values for key, values in raw().items() if key not in FILTER_KEYS and key not in {"page", "evidence"}}
    st.query_params.from_dict(kept | link_query(filters))


def show(**view: str | None) -> None:
    """Write parameters of the view into the address, None to take one away; to be called in callbacks."""
    for key, value in view.items():
        if value is None:
            st.query_params.pop(key, None)
        else:
            st.query_params[key] = value


def drop(key: str, value: str) -> None:
    """Take one value out of the address that could not be read."""
    kept = raw()
    kept[key] = [each for each in kept.get(key, []) if each != value and not (key == "q" and value.endswith("…"))]
    if key == "q" and not kept[key]:
        kept[key] = [current().q]
    st.query_params.from_dict({key: values for key, values in kept.items() if values})
