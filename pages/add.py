"""Add articles: a text, an address or files, read before your eyes and kept when you say so."""

import streamlit as st

from components.added import parse_into_view, waiting_list
from components.adding import SWITCH, allowed
from components.given import address_form, chosen_way, file_form, text_form
from components.style import is_dark

FORMS = {"text": text_form, "address": address_form, "files": file_form}

st.title("Add articles", anchor=False)
if not allowed():
    st.info("Adding is off on this server. Whoever runs it can turn it on:", icon=":material/lock:")
    st.code(f"{SWITCH}=1 scripts/run", language="sh")
else:
    with st.container(key="on-dark" if is_dark() else "on-light"):
        given = FORMS[chosen_way()]()
        if given is not None:
            parse_into_view(given)
        waiting_list()
