"""How charts are put together and sent."""

import datetime as dt
import json

import pandas as pd
import plotly.graph_objects as go
import plotly.io
import pytest
from plotly.tools import return_figure_from_figure_or_data

from components.chart import Chart, size
from components.colours import palette
from components.lanes import histogram_figure, lane_figure
from components.overview import days_figure

SPAN = (dt.date(2022, 1, 1), dt.date(2022, 12, 31))
BARS = pd.DataFrame(
    {"bucket": pd.to_datetime(["2022-09-01", "2022-09-02"]), "basis": ["event", "published"], "sentences": [3, 1]},
)
LANES = pd.DataFrame({"actor_id": ["warta:xi-jinping"], "name": ["Xi Jinping"]})
MARKS = pd.DataFrame({
    "actor_id": "warta:xi-jinping", "name": "Xi Jinping", "from": pd.to_datetime(["2022-09-14", "2022-09-16"]),
    "to": pd.to_datetime(["2022-09-15", "2022-09-16"]), "basis": ["event", "published"], "sentences": [2, 1],
})  # fmt: skip
FIGURES = {
    "days": days_figure(BARS, "day", palette(dark=False)),
    "bars": histogram_figure(BARS, "day", palette(dark=True), SPAN),
    "lanes": lane_figure(LANES, MARKS, palette(dark=False), SPAN),
}


@pytest.mark.parametrize("name", FIGURES)
def test_plotly_finds_nothing_wrong_with_a_chart(name):
    assert go.Figure(FIGURES[name]).data


@pytest.mark.parametrize("name", FIGURES)
def test_a_chart_is_sent_as_it_was_put_together(name):
    sent = plotly.io.to_json(return_figure_from_figure_or_data(Chart(FIGURES[name]), validate_figure=True), validate=False)
    assert json.loads(sent) == FIGURES[name]
    assert len(sent) < size(FIGURES[name])


def test_bars_of_sentences_with_a_date_of_their_own_are_filled_and_the_others_hollow():
    dated, published = FIGURES["bars"]["data"]
    assert (dated["x"], dated["y"], published["x"], published["y"]) == (["2022-09-01"], [3], ["2022-09-02"], [1])
    assert dated["marker"]["color"] != published["marker"]["color"] == "rgba(0,0,0,0)"


def test_a_mark_stands_in_the_middle_of_its_range_and_says_what_it_opens():
    _, dated, published = FIGURES["lanes"]["data"]
    assert (dated["x"], published["x"]) == (["2022-09-14T12:00"], ["2022-09-16"])
    assert dated["customdata"] == [["warta:xi-jinping", "2022-09-14", "2022-09-15", "event", "Xi Jinping", "14–15 Sep 2022", "2"]]
