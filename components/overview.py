"""What is in here, at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import plotly.graph_objects as go
import streamlit as st

from components.cached import ask
from components.colours import palette
from components.link import counting
from components.style import is_dark
from components.text import kpis
from warta.query import unit_for

if TYPE_CHECKING:
    from warta.query import Filters


def figures(filters: Filters) -> None:
    """Draw how much there is."""
    total = ask("count", filters, counting())
    facts = (
        ("Articles", total.articles) if total.stories is None else ("Stories", total.stories),
        ("Sentences", total.sentences),
        ("Places on the map", len(ask("map_places", filters))),
        ("Countries", len(ask("map_countries", filters))),
        ("Languages", len(ask("facet", filters, "language"))),
    )
    kpis([(name, f"{value:,}") for name, value in facts])


def days_chart(filters: Filters) -> None:
    """Draw when the selected sentences are."""
    covered = ask("days_covered", filters)
    if covered is None:
        st.caption("No selected sentence has a date.")
        return
    unit = unit_for((covered[1] - covered[0]).days)
    bars = ask("histogram", filters, unit)
    colours = palette(dark=is_dark())
    figure = go.Figure()
    for basis, name in (("event", "date in the sentence"), ("published", "day of publication")):
        part = bars[bars["basis"] == basis]
        colour = colours.accent if basis == "event" else "rgba(0,0,0,0)"
        figure.add_bar(
            x=part["bucket"],
            y=part["sentences"],
            name=name,
            marker={"color": colour, "line": {"color": colours.accent, "width": 1}},
            hovertemplate=f"%{{x|%-d %b %Y}} ({unit}): %{{y:,}}<extra>{name}</extra>",
        )
    figure.update_layout(
        height=210,
        barmode="stack",
        bargap=0.1,
        margin={"l": 10, "r": 10, "t": 28, "b": 10},
        font={"family": "Inter, sans-serif", "size": 12, "color": colours.text},
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        plot_bgcolor="rgba(0,0,0,0)",
        paper_bgcolor="rgba(0,0,0,0)",
        dragmode=False,
    )
    figure.update_xaxes(gridcolor=colours.grid, type="date", fixedrange=True)
    figure.update_yaxes(gridcolor=colours.grid, nticks=4, fixedrange=True)
    st.plotly_chart(figure, key="days", config={"displayModeBar": False}, alt=f"Sentences by {unit}, from {covered[0]} to {covered[1]}")
