"""TIMEX3 values (TimeML's ``value`` attribute, on top of ISO 8601) and the days that they cover."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from warta.article import DatePrecision

SEASONS = {"WI": (12, 2), "SP": (3, 5), "SU": (6, 8), "FA": (9, 11)}
"""First and last month of the seasons, as the northern half of the world counts them; winter ends in the next year."""
VALUE = re.compile(
    r"(?P<y>\d{4})"
    r"(?:-(?:W(?P<w>\d\d)(?P<we>-WE)?|Q(?P<q>[1-4])|H(?P<h>[12])|(?P<s>WI|SP|SU|FA)|(?P<m>\d\d)(?:-(?P<d>\d\d)(?P<t>T\S+)?)?))?"
    r"|(?P<dec>\d{3})|(?P<cen>\d\d)"
)


class Days(NamedTuple):
    """Days from ``first`` to ``last``, both included, and how exact that is."""

    first: dt.date
    last: dt.date
    precision: DatePrecision


@functools.lru_cache(maxsize=4096)
def days(value: str) -> Days | None:
    """Return the days that a value covers; None for durations, sets, references such as PRESENT_REF, and impossible days."""
    if "/" in value:
        ends = [days(part) for part in value.split("/", 1)]
        if ends[0] is None or ends[1] is None or ends[1].last < ends[0].first:
            return None
        return Days(ends[0].first, ends[1].last, ends[0].precision)
    match = VALUE.fullmatch(value)
    try:
        return _days(match) if match else None
    except (ValueError, OverflowError):
        return None


def _days(match: re.Match[str]) -> Days:
    if match["dec"] or match["cen"]:
        digits = match["dec"] or match["cen"]
        scale = 10 if match["dec"] else 100
        start = int(digits) * scale
        return Days(dt.date(start, 1, 1), dt.date(start + scale - 1, 12, 31), "decade" if match["dec"] else "century")
    year = int(match["y"])
    if match["w"]:
        week = int(match["w"])
        first = dt.date.fromisocalendar(year, week, 6 if match["we"] else 1)
        return Days(first, dt.date.fromisocalendar(year, week, 7), "weekend" if match["we"] else "week")
    if match["q"] or match["h"]:
        months = 3 if match["q"] else 6
        last = int(match["q"] or match["h"]) * months
        return Days(dt.date(year, last - months + 1, 1), month_end(year, last), "quarter" if match["q"] else "half")
    if match["s"]:
        low, high = SEASONS[match["s"]]
        return Days(dt.date(year, low, 1), month_end(year + (high < low), high), "season")
    if match["d"]:
        day = dt.date(year, int(match["m"]), int(match["d"]))
        return Days(day, day, "time" if match["t"] else "day")
    if match["m"]:
        return Days(dt.date(year, int(match["m"]), 1), month_end(year, int(match["m"])), "month")
    return Days(dt.date(year, 1, 1), dt.date(year, 12, 31), "year")


def month_end(year: int, month: int) -> dt.date:
    """Return the last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def shift_months(day: dt.date, months: int) -> dt.date:
    """Return the day that many months later, or the last of its month where that has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def week_value(day: dt.date) -> str:
    """Return the ISO 8601 week of a day, such as ``2022-W37``."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"
