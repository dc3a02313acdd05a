"""Where the articles come from: outlets, languages, loads, rejects, versions."""

import streamlit as st

from components.cached import ask
from components.opened import opened
from components.sources import load_table, outlet_table, reject_table, versions

st.title("Sources", anchor=False)
versions(opened().meta)
st.subheader("Outlets and languages", anchor=False)
outlet_table(ask("outlets"))
st.subheader("Loads", anchor=False)
load_table(ask("loads"))
st.subheader("Rejected", anchor=False)
reject_table(ask("rejects"))
