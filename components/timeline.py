"""The actor timeline: a lane for each actor, marks on the days that sentences speak of, and a histogram under it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go
import streamlit as st

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

KEY, BRUSH = "timeline-lanes", "timeline-brush"
LANES = 10
LANE_HEIGHT = 32
LABEL = 24
"""Letters that fit beside a lane."""
CROWDED = 0.9
"""Share of the sentences that the first view must hold; what lies outside is one click away."""


def timeline_view(filters: Filters, lanes: pd.DataFrame, span: tuple[dt.date, dt.date]) -> None:
    """Draw lanes and, under them, a histogram over a span of days: a click on a mark opens the evidence, a box sets the days.

    They are two charts with one axis, because a chart of Streamlit takes either clicks or boxes.
    """
    colours = palette(dark=is_dark())
    unit = unit_for((span[1] - span[0]).days)
    quiet = {"displayModeBar": False, "scrollZoom": False}
    st.plotly_chart(
        lane_figure(lanes, ask("timeline", filters, tuple(lanes["actor_id"])), colours, span),
        key=KEY,
        on_select=_clicked,
        selection_mode="points",
        config=quiet,
        alt=f"Timeline of {len(lanes)} actors from {span[0]} to {span[1]}. The table below it says the same.",
    )
    st.plotly_chart(
        histogram_figure(ask("histogram", filters, unit), unit, colours, span),
        key=BRUSH,
        on_select=_brushed,
        selection_mode="box",
        config=quiet,
        alt=f"Sentences by {unit} from {span[0]} to {span[1]}. Dates in the filter bar do the same as a box drawn here.",
    )


def lane_figure(lanes: pd.DataFrame, marks: pd.DataFrame, colours: Palette, span: tuple[dt.date, dt.date]) -> go.Figure:
    """Return the lanes: a mark for each day or range of an actor, hollow where only the day of publication is known."""
    order = {actor: len(lanes) - number for number, actor in enumerate(lanes["actor_id"])}
    figure = go.Figure()
    figure.add_trace(_bars(marks[marks["from"] != marks["to"]], order, colours))
    figure.add_trace(_points(marks, order, colours, hollow=False))
    figure.add_trace(_points(marks, order, colours, hollow=True))
    _style(figure, colours, span, height=max(1, len(lanes)) * LANE_HEIGHT + 60, top=34)
    labels = [name if len(name) <= LABEL else name[: LABEL - 1] + "…" for name in lanes["name"]]
    figure.update_yaxes(tickvals=list(order.values()), ticktext=labels, range=[0.4, len(lanes) + 0.6])
    figure.update_layout(legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "font": {"size": 12}})
    return figure


def histogram_figure(bars: pd.DataFrame, unit: str, colours: Palette, span: tuple[dt.date, dt.date]) -> go.Figure:
    """Return the sentences by unit of time, those without a date of their own hollow."""
    figure = go.Figure()
    for basis, name in (("event", "date in the sentence"), ("published", "only the day of publication")):
        part = bars[bars["basis"] == basis]
        figure.add_bar(
            x=part["bucket"],
            y=part["sentences"],
            name=name,
            marker={"color": colours.accent if basis == "event" else "rgba(0,0,0,0)", "line": {"color": colours.accent, "width": 1}},
            hovertemplate=f"%{{x|%-d %b %Y}} ({unit}): %{{y:,}} sentences<extra>{name}</extra>",
        )
    _style(figure, colours, span, height=150, top=6)
    figure.update_layout(barmode="stack", bargap=0.15, dragmode="select", selectdirection="h", showlegend=False)
    figure.update_yaxes(nticks=3, title={"text": "sentences", "font": {"size": 11}})
    return figure


def _style(figure: go.Figure, colours: Palette, span: tuple[dt.date, dt.date], *, height: int, top: int) -> None:
    pad = max(dt.timedelta(hours=18), (span[1] - span[0]) * 0.03)
    start, end = (dt.datetime.combine(day, dt.time()) for day in span)
    figure.update_layout(
        height=height,
        margin={"l": 182, "r": 12, "t": top, "b": 30},
        font={"family": "Inter, sans-serif", "size": 13, "color": colours.text},
        plot_bgcolor="rgba(0,0,0,0)",
        paper_bgcolor="rgba(0,0,0,0)",
        hoverlabel={"font": {"family": "Inter, sans-serif"}},
    )
    figure.update_xaxes(range=[start - pad, end + pad], gridcolor=colours.grid, zeroline=False, fixedrange=True, type="date")
    figure.update_yaxes(gridcolor=colours.grid, zeroline=False, fixedrange=True, automargin=False)


def _day(value: Any) -> dt.date:  # noqa: ANN401  (a cell of a frame)
    return value.date() if hasattr(value, "date") else value


def _bars(ranges: pd.DataFrame, order: dict[str, int], colours: Palette) -> go.Scatter:
    """Return all bars as one line with gaps: a trace each would take seconds to draw where there are thousands."""
    days, lanes = [], []
    for actor, first, last in zip(ranges["actor_id"], ranges["from"], ranges["to"], strict=True):
        days += [first, last, None]
        lanes += [order[actor], order[actor], None]
    return go.Scatter(
        x=days,
        y=lanes,
        mode="lines",
        connectgaps=False,
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
        go_to(dataclasses.replace(current(), from_=dt.date.fromisoformat(first), to=dt.date.fromisoformat(last)))


def within(whole: tuple[dt.date, dt.date], filters: Filters) -> tuple[dt.date, dt.date]:
    """Return the days to draw: no further than the event dates asked for, though a year that they lie in reaches beyond."""
    if filters.date != "event":
        return whole
    return max(whole[0], filters.from_ or whole[0]), min(whole[1], filters.to or whole[1])


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
