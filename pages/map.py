"""Where it happens: the map, its evidence, its table, and what it cannot show."""

import streamlit as st

from components.empty import nothing_selected
from components.evidence import evidence_panel
from components.filters import role_switch
from components.link import current
from components.map import legend, not_placed_list, place_table, world_map

filters = current()
st.title("Map", anchor=False)
if not nothing_selected(filters):
    canvas, side = st.columns([1.9, 1], gap="medium")
    with canvas:
        role_switch(filters, "map")
        world_map(filters, height=520)
        legend(filters)
    with side:
        evidence_panel(filters, "Click a dot or a shaded country, or choose a row of the table, to read the sentences behind it.")
    st.subheader("The same places as a table", anchor=False)
    table, rest = st.columns([1.9, 1], gap="medium")
    with table:
        place_table(filters)
    with rest:
        not_placed_list(filters)
