"""What is in here, at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.cached import ask, keep
from components.chart import QUIET, Chart, Figure, bars, layout, size
from components.colours import Palette, palette
from components.lanes import days_of
from components.link import counting
from components.style import is_dark
from components.text import kpis
from warta.query import unit_for

if TYPE_CHECKING:
    import pandas as pd

    from warta.query import Filters

BASES = (("event", "date in the sentence"), ("published", "day of publication"))


def figures(filters: Filters) -> None:
    """Draw how much there is."""
    total = ask("count", filters, counting())
    facts = (
        ("Articles", total.articles) if total.stories is None else ("Stories", total.stories),
        ("Sentences", total.sentences),
        ("Places on the map", len(ask("map_places", filters, unit=counting()))),
        ("Countries", len(ask("map_countries", filters, unit=counting()))),
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
    figure = keep(("days", filters, is_dark()), lambda: days_figure(ask("histogram", filters, unit), unit, palette(dark=is_dark())), size)
    st.plotly_chart(Chart(figure), key="days", config=QUIET, alt=f"Sentences by {unit}, from {covered[0]} to {covered[1]}")


def days_figure(rows: pd.DataFrame, unit: str, colours: Palette) -> Figure:
    """Return the sentences by unit of time, those without a date of their own hollow."""
    drawn = layout(
        colours,
        height=210,
        font=12,
        barmode="stack",
        bargap=0.1,
        margin={"l": 10, "r": 10, "t": 28, "b": 10},
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        dragmode=False,
    )
    drawn["yaxis"]["nticks"] = 4
    counted = zip(days_of(rows["bucket"]), rows["basis"], rows["sentences"].tolist(), strict=True)
    return {"data": bars(counted, unit, colours, BASES), "layout": drawn}
