"""What is in here, in five seconds."""

import streamlit as st

from components.article_list import article_list, listing
from components.empty import nothing_selected
from components.facets import facet_list
from components.link import counting, current
from components.map import world_map
from components.overview import days_chart, figures

filters = current()
st.title("Overview", anchor=False)
if not nothing_selected(filters):
    figures(filters)
    left, right = st.columns([1.7, 1], gap="large")
    with left:
        st.subheader("Where", anchor=False)
        world_map(filters, height=330, key="overview-map")
        st.subheader("When", anchor=False)
        days_chart(filters)
    with right:
        st.subheader("Who and where most", anchor=False)
        actors, countries = st.columns(2)
        with actors:
            facet_list(filters, "actor", "Actors", 9)
        with countries:
            facet_list(filters, "country", "Countries", 9)
    st.subheader(f"Latest {counting()}", anchor=False)
    article_list(listing(filters, "newest", 1, 4).entries)
