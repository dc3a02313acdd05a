"""One article, read whole: its text as it was, with everything that was found marked in it."""

import streamlit as st

from components.cached import ask
from components.link import current
from components.reader import missing, reader

article = ask("article", st.query_params.get("id", ""))
if article is None:
    missing(st.query_params.get("id", ""))
else:
    reader(article, current())
