"""The actor timeline: a lane for each actor, marks on the days that sentences speak of, and a histogram under it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import streamlit as st

from components.cached import ask, keep, names
from components.chart import QUIET, Chart, size
from components.colours import palette
from components.evidence import open_evidence
from components.lanes import histogram_figure, lane_figure
from components.link import current, go
from components.style import is_dark
from components.table import Table, row_table
from components.table import size as table_size
from warta.query import MARKS, Where, unit_for

if TYPE_CHECKING:
    import pandas as pd

    from warta.query import Filters

KEY, BRUSH = "timeline-lanes", "timeline-brush"
LANES = 10
CROWDED = 0.9
"""Share of the sentences that the first view must hold; what lies outside is one click away."""


def timeline_view(filters: Filters, lanes: pd.DataFrame, span: tuple[dt.date, dt.date]) -> None:
    """Draw lanes and, under them, a histogram over a span of days: a click on a mark opens the evidence, a box sets the days.

    They are two charts with one axis, because a chart of Streamlit takes either clicks or boxes.
    """
    unit, actors = unit_for((span[1] - span[0]).days), tuple(lanes["actor_id"])
    colours = palette(dark=is_dark())
    lane_chart = keep(
        ("lanes", filters, actors, span, is_dark()), lambda: lane_figure(lanes, ask("timeline", filters, actors), colours, span), size
    )
    st.plotly_chart(
        Chart(lane_chart),
        key=KEY,
        on_select=_clicked,
        selection_mode="points",
        config=QUIET,
        alt=f"Timeline of {len(lanes)} actors from {span[0]} to {span[1]}. The table below it says the same.",
    )
    if sum(len(trace.get("customdata", ())) for trace in lane_chart["data"]) >= MARKS:
        st.caption(f"Drawn are the {MARKS:,} marks with the most sentences. Narrow the selection to see the others.")
    bar_chart = keep(
        ("bars", filters, span, is_dark()), lambda: histogram_figure(ask("histogram", filters, unit), unit, colours, span), size
    )
    st.plotly_chart(
        Chart(bar_chart),
        key=BRUSH,
        on_select=_brushed,
        selection_mode="box",
        config=QUIET,
        alt=f"Sentences by {unit} from {span[0]} to {span[1]}. Dates in the filter bar do the same as a box drawn here.",
    )


def _clicked() -> None:
    """Open the sentences of the mark that was clicked."""
    points = [point for point in st.session_state[KEY].selection.get("points", []) if point.get("customdata")]
    if not points:
        open_evidence(None)
        return
    actor, first, last, basis = points[0]["customdata"][:4]
    open_evidence(Where(actor_id=actor, from_=dt.date.fromisoformat(first), to=dt.date.fromisoformat(last), basis=basis))


def _brushed() -> None:
    """Make the days under the box the filter."""
    boxes = st.session_state[BRUSH].selection.get("box") or []
    if boxes:
        first, last = sorted(str(value)[:10] for value in boxes[0]["x"][:2])
        go(dataclasses.replace(current(), from_=dt.date.fromisoformat(first), to=dt.date.fromisoformat(last)))


def within(whole: tuple[dt.date, dt.date], filters: Filters) -> tuple[dt.date, dt.date]:
    """Return the days to draw: no further than the event dates asked for, though a year that they lie in reaches beyond."""
    if filters.date != "event":
        return whole
    return max(whole[0], filters.from_ or whole[0]), min(whole[1], filters.to or whole[1])


def span_of(filters: Filters, whole: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date]:
    """Return the days of a selection that are drawn first."""
    return keep(("span", filters), lambda: busiest(ask("histogram", filters, unit_for(120)), whole), lambda _span: 200)


def busiest(bars: pd.DataFrame, whole: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date]:
    """Return the shortest run of days that holds most sentences: a founding year of long ago must not squash the news."""
    if (whole[1] - whole[0]).days <= 400 or bars.empty:
        return whole
    days, bar = np.unique(bars["bucket"].to_numpy("datetime64[D]"), return_inverse=True)
    sums = np.concatenate([[0], np.cumsum(np.bincount(bar, weights=bars["sentences"].to_numpy()))])
    # Of the runs that end on a day, the shortest that holds enough starts on the last day before which all that is too much lies.
    low = np.searchsorted(sums, sums[1:] - CROWDED * sums[-1], "right") - 1
    high = np.flatnonzero(low >= 0)
    low = low[high]
    best = np.argmin(days[high] - days[low])
    first, last = days[low[best]].item(), days[high[best]].item()
    return first, min(whole[1], last + dt.timedelta(days=1))


def mark_table(filters: Filters, lanes: pd.DataFrame) -> None:
    """Draw the marks as a table: choosing a row opens the same evidence, also by keyboard."""
    actors = tuple(lanes["actor_id"])
    row_table(
        keep(("marks", filters, actors), lambda: mark_rows(ask("timeline", filters, actors)), table_size),
        "timeline-table",
        height=300,
        choose=open_evidence,
        columns={
            "name": "Actor",
            "from": st.column_config.DateColumn("From", format="YYYY-MM-DD"),
            "to": st.column_config.DateColumn("To", format="YYYY-MM-DD"),
            "basis": "Date from",
            "sentences": st.column_config.NumberColumn("Sentences", format="localized"),
        },
    )


def mark_rows(marks: pd.DataFrame) -> Table:
    """Return the marks as rows that open their sentences."""
    texts = {name: pa.array(marks[name], pa.string()) for name in ("name", "actor_id", "basis")}
    first, last = (pa.array(marks[name].to_numpy("datetime64[D]"), pa.date32()) for name in ("from", "to"))
    rows = pa.table({
        "name": texts["name"], "from": first, "to": last, "basis": texts["basis"], "sentences": pa.array(marks["sentences"], pa.int64()),
    })  # fmt: skip
    return Table(rows, pa.table({"actor_id": texts["actor_id"], "from_": first, "to": last, "basis": texts["basis"]}))


def chosen_lanes(filters: Filters) -> pd.DataFrame:
    """Let people choose the actors of the lanes; the strongest of the selection otherwise."""
    strongest = ask("lanes", filters, 60)
    labels = {row.actor_id: f"{row.name} · {row.sentences:,}" for row in strongest.itertuples(index=False)}
    chosen = st.multiselect(
        "Lanes",
        list(labels),
        format_func=lambda actor: labels.get(actor) or names().label("actor", actor),
        key="lanes",
        placeholder=f"the {min(LANES, len(labels))} strongest actors of the selection",
    )
    return strongest[strongest["actor_id"].isin(chosen)] if chosen else strongest.head(LANES)
