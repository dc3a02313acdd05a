"""Who did something when: the actor timeline, its evidence and its table."""

import streamlit as st

from components.cached import ask
from components.empty import nothing_selected
from components.evidence import evidence_panel, open_evidence
from components.link import current
from components.timeline import chosen_lanes, mark_table, span_of, timeline_view, within
from warta.query import Where, days_in_words

filters = current()
st.title("Timeline", anchor=False)
if not nothing_selected(filters):
    whole = ask("days_covered", filters)
    canvas, side = st.columns([1.9, 1], gap="medium")
    with canvas:
        lanes = chosen_lanes(filters)
        if whole is None:
            st.info("No selected sentence has a date, neither its own nor a day of publication.")
        else:
            whole = within(whole, filters)
            span = span_of(filters, whole)
            if span != whole and st.toggle(f"Show all, from {whole[0]} to {whole[1]}", key="show-all"):
                span = whole
            if span != whole:
                st.caption(f"Shown: {days_in_words(*span)}, where nine in ten of the dated sentences lie.")
            timeline_view(filters, lanes, span)
            st.caption("Click a mark to read the sentences behind it. Draw a box over the bars to filter by days.")
        undated = ask("undated", filters)
        if undated:
            label = f"Without a date: {undated:,}"
            st.button(label, type="tertiary", icon=":material/list:", key="undated", on_click=open_evidence, args=(Where(undated=True),))
    with side:
        evidence_panel(filters, "Click a mark, or choose a row of the table, to read the sentences behind it.")
    if whole is not None:
        st.subheader("The same marks as a table", anchor=False)
        mark_table(filters, lanes)
