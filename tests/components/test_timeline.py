"""How the actor timeline is drawn."""

import datetime as dt

import pandas as pd

from components.colours import palette
from components.lanes import lane_figure
from components.timeline import busiest

LANES = pd.DataFrame({"actor_id": ["warta:xi-jinping"], "name": ["Xi Jinping"]})


def marks(count):
    """Return that many ranges of two days each."""
    first = pd.date_range("2022-01-01", periods=count)
    return pd.DataFrame({
        "actor_id": "warta:xi-jinping", "name": "Xi Jinping", "from": first, "to": first + pd.Timedelta(days=1), "basis": "event",
        "sentences": 1,
    })  # fmt: skip


def test_ranges_are_one_line_with_gaps_however_many_there_are():
    span = (dt.date(2022, 1, 1), dt.date(2022, 12, 31))
    few, many = (lane_figure(LANES, marks(count), palette(dark=False), span) for count in (2, 200))
    assert len(many["data"]) == len(few["data"])
    bars = few["data"][0]
    assert bars["x"] == ["2022-01-01", "2022-01-02", None, "2022-01-02", "2022-01-03", None]
    assert bars["y"] == [1, 1, None, 1, 1, None]


def test_a_founding_year_of_long_ago_does_not_squash_the_news():
    days = [dt.date(1945, 6, 26), *(dt.date(2022, 9, day) for day in range(10, 21))]
    bars = pd.DataFrame({"bucket": pd.to_datetime(days), "sentences": [1, *[10] * 11]})
    whole = (days[0], days[-1])
    assert busiest(bars, whole) == (dt.date(2022, 9, 10), dt.date(2022, 9, 20))
    assert busiest(bars.tail(11), (days[1], days[-1])) == (days[1], days[-1])
