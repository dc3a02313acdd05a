"""How right it is: figures per language and field, what is hard, and cases that went wrong."""

import streamlit as st

from components.quality import (
    case_list,
    chosen_language,
    corpus_table,
    figure_table,
    hard_table,
    interval_charts,
    summary,
)
from warta.quality import read

st.title("Quality", anchor=False)
measured = read()
if measured is None or not measured.sets:
    st.info("Nothing was measured yet. Run scripts/evaluate --write")
else:
    st.caption("The parser against answer keys that were written by stated rules. Every figure was written by scripts/evaluate.")
    summary(measured.sets)
    interval_charts(measured.sets)
    st.subheader("The same figures as a table", anchor=False)
    figure_table(measured.sets)
    st.subheader("On public corpora", anchor=False)
    corpus_table(measured.sets)
    st.subheader("What is hard", anchor=False)
    chosen = chosen_language(measured.sets)
    if chosen is not None:
        errors, cases = st.columns([1, 1.4], gap="large")
        with errors:
            hard_table(chosen)
        with cases:
            case_list(chosen)
