"""The actor timeline: a lane for each actor, marks on the days that sentences speak of, and a histogram under it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go
import streamlit as st
from plotly.subplots import make_subplots

from components.cached import ask, names
from components.colours import Palette, palette
from components.evidence import open_evidence
from components.link import current
from components.link import go as go_to
from components.style import is_dark
from warta.query import Where, days_in_words, unit_for

if TYPE_CHECKING:
    import pandas as pd

    from warta.query import Filters

KEY = "timeline-canvas"
LANES = 10
LANE_HEIGHT = 34
CROWDED = 0.9
"""Share of the sentences that the first view must hold; what lies outside is one click away."""


def timeline_view(filters: Filters, lanes: pd.DataFrame, span: tuple[dt.date, dt.date]) -> None:
    """Draw lanes and histogram over a span of days; a click opens the evidence, a box sets from and to."""
    colours = palette(dark=is_dark())
    marks = ask("timeline", filters, tuple(lanes["actor_id"]))
    unit = unit_for((span[1] - span[0]).days)
    bars = ask("histogram", filters, unit)
    figure = draw(lanes, marks, bars, colours, span=span, unit=unit)
    st.plotly_chart(
        figure,
        key=KEY,
        on_select=_selected,
        selection_mode=("points", "box"),
        config={"displayModeBar": False, "scrollZoom": False},
        alt=f"Timeline of {len(lanes)} actors from {span[0]} to {span[1]}. The table below it says the same.",
    )


def draw(
    lanes: pd.DataFrame, marks: pd.DataFrame, bars: pd.DataFrame, colours: Palette, *, span: tuple[dt.date, dt.date], unit: str
) -> go.Figure:
    """Return the figure: marks above, histogram below, one axis of time."""
    rows = len(lanes)
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, row_heights=[max(1, rows) * LANE_HEIGHT, 110], vertical_spacing=0.03)
    order = {actor: rows - number for number, actor in enumerate(lanes["actor_id"])}
    ranges = marks[marks["from"] != marks["to"]]
    for actor, first, last in zip(ranges["actor_id"], ranges["from"], ranges["to"], strict=True):
        figure.add_trace(_bar(order[actor], first, last, colours), row=1, col=1)
    figure.add_trace(_points(marks, order, colours, hollow=False), row=1, col=1)
    figure.add_trace(_points(marks, order, colours, hollow=True), row=1, col=1)
    for basis, name in (("event", "date in the sentence"), ("published", "only the day of publication")):
        part = bars[bars["basis"] == basis]
        figure.add_trace(
            go.Bar(
                x=part["bucket"],
                y=part["sentences"],
                name=name,
                marker={
                    "color": colours.accent if basis == "event" else "rgba(0,0,0,0)",
                    "line": {"color": colours.accent, "width": 1},
                },
                hovertemplate=f"%{{x|%-d %b %Y}} ({unit}): %{{y:,}} sentences<extra>{name}</extra>",
                showlegend=False,
            ),
            row=2,
            col=1,
        )
    _axes(figure, lanes, order, colours, span=span)
    return figure


def _axes(figure: go.Figure, lanes: pd.DataFrame, order: dict[str, int], colours: Palette, *, span: tuple[dt.date, dt.date]) -> None:
    pad = max(dt.timedelta(hours=18), (span[1] - span[0]) * 0.03)
    figure.update_layout(
        height=max(1, len(lanes)) * LANE_HEIGHT + 210,
        margin={"l": 10, "r": 10, "t": 34, "b": 10},
        barmode="stack",
        bargap=0.15,
        dragmode="select",
        selectdirection="h",
        font={"family": "Inter, sans-serif", "size": 13, "color": colours.text},
        plot_bgcolor="rgba(0,0,0,0)",
        paper_bgcolor="rgba(0,0,0,0)",
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "font": {"size": 12}},
        hoverlabel={"font": {"family": "Inter, sans-serif"}},
    )
    start = dt.datetime.combine(span[0], dt.time()) - pad
    end = dt.datetime.combine(span[1], dt.time()) + pad
    figure.update_xaxes(range=[start, end], gridcolor=colours.grid, zeroline=False, fixedrange=True, type="date")
    labels = [name if len(name) <= 26 else name[:25] + "…" for name in lanes["name"]]
    figure.update_yaxes(
        tickvals=[order[actor] for actor in lanes["actor_id"]],
        ticktext=labels,
        range=[0.4, len(lanes) + 0.6],
        gridcolor=colours.grid,
        zeroline=False,
        fixedrange=True,
        row=1,
        col=1,
    )
    figure.update_yaxes(
        gridcolor=colours.grid,
        zeroline=False,
        fixedrange=True,
        nticks=3,
        title={"text": "sentences", "font": {"size": 11}},
        row=2,
        col=1,
    )


def _day(value: Any) -> dt.date:  # noqa: ANN401  (a cell of a frame)
    return value.date() if hasattr(value, "date") else value


def _bar(lane: int, first: object, last: object, colours: Palette) -> go.Scatter:
    return go.Scatter(
        x=[first, last],
        y=[lane, lane],
        mode="lines",
        line={"color": colours.accent, "width": 5},
        opacity=0.35,
        hoverinfo="skip",
        showlegend=False,
    )


def _points(marks: pd.DataFrame, order: dict[str, int], colours: Palette, *, hollow: bool) -> go.Scatter:
    part = marks[marks["basis"] == ("published" if hollow else "event")]
    middle = part["from"] + (part["to"] - part["from"]) / 2
    most = max(1, int(marks["sentences"].max())) if len(marks) else 1
    return go.Scatter(
        x=middle,
        y=[order[actor] for actor in part["actor_id"]],
        mode="markers",
        name="only the day of publication is known" if hollow else "dated in the text (bar: a range)",
        marker={
            "size": [9 + 11 * (count / most) ** 0.5 for count in part["sentences"]],
            "color": colours.accent,
            "symbol": "circle-open" if hollow else "circle",
            "line": {"width": 1.6 if hollow else 0, "color": colours.accent},
            "opacity": 0.9,
        },
        customdata=[
            [actor, str(first)[:10], str(last)[:10], basis, name, days_in_words(_day(first), _day(last)), f"{count:,}"]
            for actor, name, first, last, basis, count in zip(
                part["actor_id"], part["name"], part["from"], part["to"], part["basis"], part["sentences"], strict=True
            )
        ],
        hovertemplate="<b>%{customdata[4]}</b><br>%{customdata[5]}<br>%{customdata[6]} sentences<extra></extra>",
    )


def _selected() -> None:
    """Turn a click into evidence and a box into a filter."""
    selection = st.session_state[KEY].selection
    boxes = selection.get("box") or []
    if boxes:
        first, last = sorted(str(value)[:10] for value in boxes[0]["x"][:2])
        go_to(dataclasses.replace(current(), from_=dt.date.fromisoformat(first), to=dt.date.fromisoformat(last)))
        return
    points = [point for point in selection.get("points", []) if point.get("customdata")]
    if points:
        actor, first, last, basis = points[0]["customdata"][:4]
        open_evidence(Where(actor_id=actor, from_=dt.date.fromisoformat(first), to=dt.date.fromisoformat(last), basis=basis))


def busiest(bars: pd.DataFrame, whole: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date]:
    """Return the shortest run of days that holds most sentences: a founding year of long ago must not squash the news."""
    if (whole[1] - whole[0]).days <= 400 or bars.empty:
        return whole
    counts = bars.groupby("bucket")["sentences"].sum().sort_index()
    days = [_day(day) for day in counts.index]
    sums = [0, *counts.cumsum().tolist()]
    wanted = CROWDED * sums[-1]
    best = (len(days), 0, len(days) - 1)
    low = 0
    for high in range(len(days)):
        while sums[high + 1] - sums[low + 1] >= wanted:
            low += 1
        if sums[high + 1] - sums[low] >= wanted:
            best = (
                min(best, ((days[high] - days[low]).days, low, high))
                if best[0] != len(days)
                else ((days[high] - days[low]).days, low, high)
            )
    return days[best[1]], min(whole[1], days[best[2]] + dt.timedelta(days=1))


def mark_table(filters: Filters, lanes: pd.DataFrame) -> None:
    """Draw the marks as a table: choosing a row opens the same evidence, also by keyboard."""
    marks = ask("timeline", filters, tuple(lanes["actor_id"]))
    st.dataframe(
        marks[["name", "from", "to", "basis", "sentences"]],
        hide_index=True,
        key="timeline-table",
        height=300,
        on_select=lambda: _chosen(marks),
        selection_mode="single-row",
        column_config={
            "name": "Actor",
            "from": st.column_config.DateColumn("From", format="YYYY-MM-DD"),
            "to": st.column_config.DateColumn("To", format="YYYY-MM-DD"),
            "basis": "Date from",
            "sentences": st.column_config.NumberColumn("Sentences", format="localized"),
        },
    )


def _chosen(marks: pd.DataFrame) -> None:
    chosen = st.session_state["timeline-table"].selection.rows
    if not chosen:
        open_evidence(None)
        return
    row = marks.iloc[chosen[0]]
    open_evidence(Where(actor_id=row["actor_id"], from_=_day(row["from"]), to=_day(row["to"]), basis=row["basis"]))


def chosen_lanes(filters: Filters) -> pd.DataFrame:
    """Let people choose the actors of the lanes; the strongest of the selection otherwise."""
    strongest = ask("lanes", filters, 60)
    labels = {row.actor_id: f"{row.name} · {row.sentences:,}" for row in strongest.itertuples(index=False)}
    chosen = st.multiselect(
        "Lanes",
        list(labels),
        format_func=lambda actor: labels.get(actor, names().label("actor", actor)),
        key="lanes",
        placeholder=f"the {min(LANES, len(labels))} strongest actors of the selection",
    )
    return strongest[strongest["actor_id"].isin(chosen)] if chosen else strongest.head(LANES)
