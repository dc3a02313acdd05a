"""One line above every page: the filter as a sentence with chips to remove, the count, and Share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.cached import ask, names
from components.link import counting, drop, go, show
from components.share import share
from components.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warta.query import Filters, Problem

SAMPLES = "Written for Warta about true public events. Load your own: python -m warta load FOLDER"


def state_line(filters: Filters) -> None:
    """Draw the line; the count is the same on every page and in every download."""
    total = ask("count", filters, counting())
    with st.container(key="state-line", horizontal=True, vertical_alignment="center", gap="small"):
        chips = filters.chips(names())
        if not chips:
            st.caption("everything in this store", width="content")
        for number, chip in enumerate(chips):
            st.button(
                inert(chip.label),
                icon=":material/close:",
                icon_position="right",
                key=f"chip-{number}",
                help="Remove from the filter",
                on_click=go,
                args=(filters.without(chip.key, chip.value),),
            )
        st.html(f'<span class="w-count" role="status">{plain(str(total))}</span>', width="content")
        unit_switch()
        if ask("has_samples"):
            st.badge("sample articles", icon=":material/info:", color="gray", help=SAMPLES)
        share(filters, total)


def unit_switch() -> None:
    """Draw what turns a count of articles into one of stories and back, where any story is told more than once."""
    counted = counting()
    if counted == "stories":
        label, other, told = "count articles", None, "Count each article, also where several tell the same story."
    elif ask("has_stories"):
        label, other, told = "count stories", "stories", "Count copies and reports of the same event, in whatever language, as one story."
    else:
        return
    st.button(
        label, key="unit", type="tertiary", icon=":material/swap_horiz:", help=told, on_click=show, kwargs={"unit": other, "page": None}
    )


def inert(text: str) -> str:
    """Return a text that Markdown labels show as it is: Markdown in it stays inert."""
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]()#+-.!|<>~:$" else letter for letter in text)


def problem_list(found: Sequence[Problem]) -> None:
    """Name every value of the link that was left out, each with a button that drops it."""
    for number, problem in enumerate(found):
        with st.container(key=f"problem-{number}", horizontal=True, vertical_alignment="center"):
            value = problem.value if len(problem.value) <= 60 else problem.value[:59] + "…"
            st.warning(
                f"The link asks for {problem.key} = {inert(value)}: {inert(problem.reason)}. The rest of the link applies.",
                icon=":material/warning:",
            )
            st.button("Drop it", key=f"drop-{number}", on_click=drop, args=(problem.key, problem.value))
