"""The filter bar: each control shows what the address says, and writes the address when it is changed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

import streamlit as st

from components.cached import ask, names
from components.link import current, go
from warta.query import DEFAULT_ROLES, ROLES, Filters

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.elements.lib.mutable_popover_container import PopoverContainer

EARLIEST, LATEST = dt.date(1, 1, 1), dt.date(9999, 12, 31)
LISTS = (("country", "Country"), ("actor", "Actor"), ("place", "Place"), ("source", "Source"), ("language", "Language"))
ROLE_NAMES = {
    "event": "something happens there",
    "dateline": "reported from there",
    "mentioned": "mentioned",
    "origin": "somebody is from there",
    "actor": "stands for a government",
}


def filter_bar(filters: Filters) -> None:
    """Draw the controls in two groups, so that a phone can fold them away."""
    with st.container(key="filter-bar", horizontal=True, vertical_alignment="center", gap="small"):
        st.text_input(
            "Search the text",
            key=_set("q", filters.q),
            on_change=_changed,
            args=("q",),
            placeholder='Search: words, "a phrase", -without',
            label_visibility="collapsed",
            icon=":material/search:",
            width=330,
        )
        for key, label in LISTS[:2]:
            with _panel(_titled(label, getattr(filters, key)), key) as panel:
                if panel.open:
                    _list(filters, key, label)
        with _panel(_titled("Dates", (filters.from_, filters.to)), "dates") as panel:
            if panel.open:
                _dates(filters)
        with _panel(_titled("More", (*filters.place, *filters.source, *filters.language, *filters.role)), "more") as panel:
            if panel.open:
                for key, label in LISTS[2:]:
                    _list(filters, key, label)
                role_switch(filters, "bar")
                _scope(filters)
        if filters != Filters():
            st.button("Reset", type="tertiary", icon=":material/restart_alt:", on_click=go, args=(Filters(),), key="reset")


def _panel(label: str, key: str) -> PopoverContainer:
    """Return a group of controls that are only worked out while it is open: their lists ask a question each."""
    return st.popover(label, width="content", key=f"open-{key}", on_change="rerun")


def _titled(label: str, values: tuple[object, ...]) -> str:
    chosen = sum(value is not None for value in values)
    return f"{label} · {chosen}" if chosen else label


def _set(key: str, value: object) -> str:
    """Make a control show what the address says; return its key."""
    name = f"filter-{key}"
    st.session_state[name] = value
    return name


def _changed(key: str) -> None:
    """Write one changed control into the address."""
    value = st.session_state[f"filter-{key}"]
    field = "from_" if key == "from" else key
    go(dataclasses.replace(current(), **{field: tuple(value) if isinstance(value, list) else value}))


def _list(filters: Filters, key: str, label: str) -> None:
    chosen = list(getattr(filters, key))
    found = ask("facet", filters, key, 400)
    labels = {row.value: f"{row.label} · {row.sentences:,}" for row in found.itertuples()}
    options = [*chosen, *(value for value in labels if value not in chosen)]
    if key == "actor":
        options = _found_by_alias(options, labels)
    st.multiselect(
        label,
        options,
        key=_set(key, chosen),
        format_func=_formatted(key, labels),
        on_change=_changed,
        args=(key,),
        placeholder="All",
        help="Every actor chosen must be there." if key == "actor" else None,
    )


def _formatted(key: str, labels: dict[str, str]) -> Callable[[str], str]:
    def label(value: str) -> str:
        return labels.get(value) or f"{names().label(key, value)} · 0"

    return label


def _found_by_alias(options: list[str], labels: dict[str, str]) -> list[str]:
    """Let people find an actor by any name in any script: what they go by is put beside the label."""
    wanted = st.text_input("Find an actor by any name, in any script", key="find-actor", placeholder="Putin, Путин, 普京 …")
    if not wanted:
        return options
    found = ask("suggest_actors", wanted, 30)
    for row in found.itertuples():
        labels[row.actor_id] = f"{labels.get(row.actor_id, row.name)} ({row.alias})"
    hits = list(found["actor_id"])
    if not hits:
        st.caption("No actor of this store goes by that name.")
    return [*hits, *(value for value in options if value not in hits)]


def _dates(filters: Filters) -> None:
    st.segmented_control(
        "Which date",
        ["event", "published"],
        key=_set("date", filters.date),
        format_func={"event": "Event", "published": "Published"}.get,
        on_change=_changed,
        args=("date",),
        required=True,
        help="Event: the days that a sentence speaks of; where it names none, the day of publication.",
    )
    first, last = st.columns(2)
    options: dict[str, Any] = {"min_value": EARLIEST, "max_value": LATEST, "format": "YYYY-MM-DD", "on_change": _changed}
    first.date_input("From", key=_set("from", filters.from_), args=("from",), **options)
    last.date_input("To", key=_set("to", filters.to), args=("to",), **options)
    for label, start, end in _presets(filters):
        st.button(label, key=f"preset-{label}", type="tertiary", on_click=go, args=(dataclasses.replace(filters, from_=start, to=end),))


def _presets(filters: Filters) -> list[tuple[str, dt.date | None, dt.date | None]]:
    """Return ranges that make sense for what is in the store: counted back from its last day of publication, never from today."""
    open_range = dataclasses.replace(filters, from_=None, to=None)
    last = ask("last_published", open_range)
    if last is None:
        return [("Any time", None, None)]
    return [
        ("Any time", None, None),
        ("Last 7 days of publication", last - dt.timedelta(days=6), last),
        ("Last 30 days of publication", last - dt.timedelta(days=29), last),
        (f"The year {last.year}", dt.date(last.year, 1, 1), dt.date(last.year, 12, 31)),
        (f"The year {last.year - 1}", dt.date(last.year - 1, 1, 1), dt.date(last.year - 1, 12, 31)),
    ]


def role_switch(filters: Filters, where: str) -> None:
    """Draw the switch of roles: which mentions of places count, in the filter as on the map. ``where`` tells two switches apart."""
    key = f"role-{where}"
    st.pills(
        "Places count when",
        ROLES,
        selection_mode="multi",
        wrap=True,
        key=_set(key, list(filters.roles)),
        format_func=ROLE_NAMES.get,
        on_change=lambda: go(dataclasses.replace(current(), role=_roles(st.session_state[f"filter-{key}"]))),
        help="Also governs the filters Country and Place, so that map, count and downloads stay the same.",
    )


def _roles(chosen: list[str]) -> tuple[str, ...]:
    """Return the roles for the address: nothing where they are those that count anyway."""
    return () if set(chosen) == set(DEFAULT_ROLES) else tuple(chosen)


def _scope(filters: Filters) -> None:
    st.segmented_control(
        "Country, place, actor and event date together in",
        ["sentence", "article"],
        key=_set("scope", filters.scope),
        format_func={"sentence": "one sentence", "article": "one article"}.get,
        on_change=_changed,
        args=("scope",),
        required=True,
    )
