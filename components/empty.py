"""What a page says when the filters leave nothing, and how to get out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.cached import ask, names
from components.link import counting, go
from components.state_line import inert

if TYPE_CHECKING:
    from warta.query import Filters


def nothing_selected(filters: Filters) -> bool:
    """Say so where no sentence is selected, and tell what each part of the filter alone takes away; return whether that is so."""
    if ask("count", filters, counting()).sentences:
        return False
    with st.container(border=True, key="nothing"):
        st.subheader("Nothing fits this filter", anchor=False)
        note = ask("search", filters).note if filters.q else None
        st.write(inert(note[0].upper() + note[1:] + ".") if note else "No sentence fits all parts of it together.")
        for number, chip in enumerate(filters.chips(names())):
            without = filters.without(chip.key, chip.value)
            found = ask("count", without)
            if found.sentences:
                st.button(f"Without “{inert(chip.label)}”: {found}", key=f"without-{number}", on_click=go, args=(without,))
    return True
