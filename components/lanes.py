"""The two charts of the actor timeline as figures: a lane for each actor, and a histogram with the same axis."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from components.chart import Figure, bars, layout
from warta.query import days_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from components.colours import Palette

LANE_HEIGHT = 32
LABEL = 24
"""Letters that fit beside a lane."""
BASES = (("event", "date in the sentence"), ("published", "only the day of publication"))

Mark = tuple[str, str, dt.date, dt.date, str, int]
"""Actor, name, first and last day, basis of the date, number of sentences."""


def days_of(moments: pd.Series[Any]) -> list[dt.date]:
    """Return the days of a column of points in time."""
    days: list[dt.date] = moments.to_numpy("datetime64[D]").tolist()
    return days


def lane_figure(lanes: pd.DataFrame, marks: pd.DataFrame, colours: Palette, span: tuple[dt.date, dt.date]) -> Figure:
    """Return the lanes: a mark for each day or range of an actor, hollow where only the day of publication is known."""
    order = {actor: len(lanes) - number for number, actor in enumerate(lanes["actor_id"])}
    rows: list[Mark] = list(
        zip(
            marks["actor_id"],
            marks["name"],
            days_of(marks["from"]),
            days_of(marks["to"]),
            marks["basis"],
            marks["sentences"].tolist(),
            strict=True,
        )
    )
    labels = [name if len(name) <= LABEL else name[: LABEL - 1] + "…" for name in lanes["name"]]
    legend = {"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "font": {"size": 12}}
    drawn = layout(colours, height=max(1, len(lanes)) * LANE_HEIGHT + 60, legend=legend)
    _over(drawn, span, top=34)
    drawn["yaxis"] |= {"tickvals": list(order.values()), "ticktext": labels, "range": [0.4, len(lanes) + 0.6]}
    most = max((row[5] for row in rows), default=1)
    return {
        "data": [_ranges(rows, order, colours), *(_points(rows, order, colours, most, hollow=hollow) for hollow in (False, True))],
        "layout": drawn,
    }


def histogram_figure(rows: pd.DataFrame, unit: str, colours: Palette, span: tuple[dt.date, dt.date]) -> Figure:
    """Return the sentences by unit of time, those without a date of their own hollow."""
    drawn = layout(colours, height=150, barmode="stack", bargap=0.15, dragmode="select", selectdirection="h", showlegend=False)
    _over(drawn, span, top=6)
    drawn["yaxis"] |= {"nticks": 3, "title": {"text": "sentences", "font": {"size": 11}}}
    counted = zip(days_of(rows["bucket"]), rows["basis"], rows["sentences"].tolist(), strict=True)
    return {"data": bars(counted, unit, colours, BASES, " sentences"), "layout": drawn}


def _over(drawn: dict[str, Any], span: tuple[dt.date, dt.date], *, top: int) -> None:
    """Let a chart reach over a span of days, with margins that keep two charts under each other."""
    pad = max(dt.timedelta(hours=18), (span[1] - span[0]) * 0.03)
    start, end = (dt.datetime.combine(day, dt.time()) for day in span)
    drawn["margin"] = {"l": 182, "r": 12, "t": top, "b": 30}
    drawn["xaxis"]["range"] = [(start - pad).isoformat(), (end + pad).isoformat()]
    drawn["yaxis"]["automargin"] = False


def _ranges(rows: Sequence[Mark], order: dict[str, int], colours: Palette) -> dict[str, Any]:
    """Return all ranges as one line with gaps: a trace each would take seconds to draw where there are thousands."""
    days: list[str | None] = []
    lanes: list[int | None] = []
    for actor, _, first, last, _, _ in rows:
        if first != last:
            days += [*_days(first, last)[:2], None]
            lanes += [order[actor], order[actor], None]
    return {
        "type": "scatter",
        "x": days,
        "y": lanes,
        "mode": "lines",
        "connectgaps": False,
        "line": {"color": colours.accent, "width": 5},
        "opacity": 0.35,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _points(rows: Sequence[Mark], order: dict[str, int], colours: Palette, most: int, *, hollow: bool) -> dict[str, Any]:
    part = [row for row in rows if (row[4] == "published") == hollow]
    days = [_days(first, last) for _, _, first, last, _, _ in part]
    return {
        "type": "scatter",
        "x": [middle for _, _, middle, _ in days],
        "y": [order[row[0]] for row in part],
        "mode": "markers",
        "name": "only the day of publication is known" if hollow else "dated in the text (bar: a range)",
        "marker": {
            "size": np.round(9 + 11 * np.sqrt(np.array([row[5] for row in part]) / most), 1).tolist(),
            "color": colours.accent,
            "symbol": "circle-open" if hollow else "circle",
            "line": {"width": 1.6 if hollow else 0, "color": colours.accent},
            "opacity": 0.9,
        },
        "customdata": [
            [actor, first, last, basis, name, told, f"{count:,}"]
            for (actor, name, _, _, basis, count), (first, last, _, told) in zip(part, days, strict=True)
        ],
        "hovertemplate": "<b>%{customdata[4]}</b><br>%{customdata[5]}<br>%{customdata[6]} sentences<extra></extra>",
    }


@lru_cache(20_000)
def _days(first: dt.date, last: dt.date) -> tuple[str, str, str, str]:
    """Return first and last day of a mark, where it stands, which is the middle and may be noon, and its days in words."""
    half, odd = divmod((last - first).days, 2)
    middle = (first + dt.timedelta(half)).isoformat() + ("T12:00" if odd else "")
    return first.isoformat(), last.isoformat(), middle, days_in_words(first, last)
