"""What a time expression means: from the holes and traits of a rule, and what it is counted from, to a TIMEX3 value.

Traits of the rules in ``data/languages/*/time.toml``:

* ``value``: the value itself (``PRESENT_REF``); ``duration``, ``decade``, ``century``: what kind of value the holes make up;
* ``and_half``: half a unit more ("three and a half hours");
* ``set``: something that comes again and again, every Friday or every year;
* ``shift``: -1 back from the anchor, 1 ahead, 0 the one that the anchor is in; without it the tense of the sentence decides;
* ``year``: in the year of the anchor (0), the one before (-1) or after (1); ``week``: in that week, counted by ``shift``;
* ``offset``: so many days from the anchor; ``fixed``: a unit that the pattern names itself; ``n``: a number that it names;
* ``month``: in the month of the anchor (0) or one beside it, of a day told without its month;
* ``narrative``: counted from the day that the story has come to, not from publication; ``time``: a time of day, of that day;
* ``recent``: counted from the last day that the story names of those just before publication, else from publication;
* ``daypart``: a part of the day that the pattern names; ``apart``: a time of day that is no part of the day told before it;
* ``tense``: the tense that the rule tells itself; ``news_day``: a form in which an article dates its own news;
* ``written``: the day that an article was written, which may be a day or two before that of its publication;
* ``ignore``: what only looks like a time, and is none.

The hole ``end`` is a year written with two figures after another (``2023/24``), ``tens`` a decade by its tens ("the nineties").
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from warta.parse.time_of_day import with_time
from warta.parse.timex import SEASONS, shift_months, week_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from warta.article import Tense

PIVOT = 50
"""Two digits of a year below this are of this century."""
LATE = 3
"""From this day of a week on, its weekend is nearer than the one before."""
UNTOLD, AGAINST_PAST, AGAINST_FUTURE = 120, 250, 300
"""What a date of the coming year is farther by, where no tense or a past one is told, and one of the past year after a future tense.

News that name no year rarely go back a whole year: what is two months ahead in a sentence of the past is still likelier than the same
ten months ago."""
MONTHS = {"M": 1, "Y": 12, "Q": 3, "H_": 6, "DE": 120, "CE": 1200}
CLOCK_UNITS = {"H": "H", "M_": "M", "S": "S"}
HALVES = {"H": "30M", "Y": "6M", "M": "15D", "D": "T12H"}
"""The other half of a unit and a half."""
YEARS = {"DE": 10, "CE": 100}


class Anchor(NamedTuple):
    """What a relative expression is counted from, and whether the sentence looks back or ahead (None where it does not tell)."""

    day: dt.date | None
    tense: Tense | None


class Found(NamedTuple):
    """A match of a rule: the span, the meanings of its holes, and the traits of the rule."""

    start: int
    end: int
    holes: Mapping[str, Any]
    traits: Mapping[str, Any]


def value_of(item: Found, anchor: Anchor) -> str | None:
    """Return the TIMEX3 value of an expression, None where it needs an anchor that is not there or names no real day."""
    traits, holes = item.traits, item.holes
    if "value" in traits:
        return str(traits["value"])
    if "set" in traits and "weekday" in holes:
        return f"XXXX-WXX-{holes['weekday']}"
    if "duration" in traits or "set" in traits:
        return _duration(holes, traits)
    try:
        value = _stretch(holes, traits, anchor)
        return with_time(value, {**traits, **holes}) if value else None
    except (ValueError, OverflowError):
        return None


def _duration(holes: Mapping[str, Any], traits: Mapping[str, Any]) -> str:
    unit = str(holes.get("unit") or traits.get("fixed") or "X")
    count = holes.get("n", traits.get("n", "X"))
    if unit in YEARS:
        unit, count = "Y", count * YEARS[unit] if isinstance(count, int) else count
    elif unit == "Q" and isinstance(count, int):
        unit, count = "M", count * 3
    clock = CLOCK_UNITS.get(unit)
    half = HALVES.get(unit, "") if "and_half" in traits else ""
    return f"PT{count}{clock}{half}" if clock else f"P{count}{unit}{half}"


def _stretch(holes: Mapping[str, Any], traits: Mapping[str, Any], anchor: Anchor) -> str | None:
    if "century" in traits:
        century = int(holes["century"] if "century" in holes else holes["d"])
        return f"{century - 1:02}" if century > 0 else None
    if "decade" in traits:
        return _decade(holes)
    if holes.keys() & {"season", "quarter", "half"} or traits.keys() & {"season", "quarter", "half"}:
        return _part_of_year(holes, traits, anchor)
    if holes.keys() & {"y", "yy", "month", "m", "d"}:
        return _calendar_value(holes, traits, anchor)
    return _relative_value(holes, traits, anchor) if anchor.day else None


def _decade(holes: Mapping[str, Any]) -> str:
    """Return a decade: ``199`` for the 1990s, also where only ``90`` is written."""
    if "y" in holes:
        return f"{int(holes['y']) // 10:03}"
    tens = int(holes["tens"] if "tens" in holes else holes["yy"])
    return f"{((2000 if tens < PIVOT - 20 else 1900) + tens) // 10:03}"


def _part_of_year(holes: Mapping[str, Any], traits: Mapping[str, Any], anchor: Anchor) -> str | None:
    """Return a season, a quarter or a half of a year."""
    if season := holes.get("season") or traits.get("season"):
        name, (first, last) = str(season), SEASONS[str(season)]
    elif quarter := holes.get("quarter") or traits.get("quarter"):
        name, first, last = f"Q{quarter}", int(quarter) * 3 - 2, int(quarter) * 3
    else:
        half = int(holes.get("half") or traits["half"])
        name, first, last = f"H{half}", half * 6 - 5, half * 6
    year = _year(holes, traits, anchor)
    if year is None and anchor.day:
        starts = [dt.date(anchor.day.year + shift, first, 1) for shift in (-2, -1, 0, 1, 2)]
        spans = [(start, shift_months(start, (last - first) % 12 + 1) - dt.timedelta(1)) for start in starts]
        year = _nearest(spans, traits.get("shift"), anchor).year
    return f"{year:04}-{name}" if year is not None else None


def _nearest(spans: Iterable[tuple[dt.date, dt.date]], shift: int | None, anchor: Anchor) -> dt.date:
    """Return the start of the stretch that is meant: by ``shift`` the last before the anchor or the next after it, else the nearest."""
    day = anchor.day
    assert day is not None  # noqa: S101  (checked by the callers)
    spans = list(spans)
    if shift == -1:
        return max(start for start, end in spans if end < day)
    if shift == 1:
        return min(start for start, _ in spans if start > day)
    return min(spans, key=lambda span: _distance(span, day, anchor.tense))[0]


def _distance(span: tuple[dt.date, dt.date], day: dt.date, tense: Tense | None) -> int:
    """Return how far a stretch is from a day, in days; one on the side that the tense speaks against counts as farther."""
    if span[0] <= day <= span[1]:
        return 0
    if span[1] < day:
        return (day - span[1]).days + (AGAINST_FUTURE if tense == "future" else 0)
    return (span[0] - day).days + (0 if tense == "future" else AGAINST_PAST if tense == "past" else UNTOLD)


def _year(holes: Mapping[str, Any], traits: Mapping[str, Any], anchor: Anchor) -> int | None:
    if "y" in holes:
        return int(holes["y"])
    if "yy" in holes:
        short = int(holes["yy"])
        return short + (2000 if short < PIVOT else 1900)
    return anchor.day.year + int(traits["year"]) if "year" in traits and anchor.day else None


def _calendar_value(holes: Mapping[str, Any], traits: Mapping[str, Any], anchor: Anchor) -> str | None:
    year = _year(holes, traits, anchor)
    month = holes.get("month") or holes.get("m")
    day = holes.get("d")
    if month is None and day is not None:
        return _day_alone(int(day), holes, traits, anchor)
    last = {name: holes.get(name) for name in ("d2", "month2", "y2")}
    if "end" in holes and year:
        last["y2"] = year // 100 * 100 + int(holes["end"])
    last["month2"] = last["month2"] or holes.get("m2")
    if year is None:
        if anchor.day is None or month is None:
            return None
        year = _nearest(_months(int(month), day, last, anchor.day.year), traits.get("shift"), anchor).year
    elif last["y2"] is None and last["month2"] and month and int(last["month2"]) < int(month) and not traits.get("first_year"):
        return f"{_written(year - 1, month, day)}/{_written(year, last['month2'], last['d2'])}"
    first = _written(year, month, day)
    if not any(last.values()):
        return first
    end_month = last["month2"] or (None if last["y2"] and not month else month)
    end_year = int(last["y2"] or year)
    if last["y2"] is None and end_month and month and int(end_month) < int(month):
        end_year += 1
    return f"{first}/{_written(end_year, end_month, last['d2'])}"


def _months(month: int, day: int | None, last: Mapping[str, Any], year: int) -> list[tuple[dt.date, dt.date]]:
    """Return the stretches that a month, or a day of one, or days of one, may mean in the years around one."""
    spans = []
    for each in range(year - 8 if (month, day) == (2, 29) else year - 2, year + 3):
        try:
            start = dt.date(each, month, int(day or 1))
            end = start if day and not any(last.values()) else shift_months(start.replace(day=1), 1) - dt.timedelta(1)
        except ValueError:
            continue
        spans.append((start, end))
    return spans


def _written(year: int, month: int | None, day: int | None) -> str:
    if month is None:
        return f"{year:04}"
    if day is None:
        dt.date(year, int(month), 1)
        return f"{year:04}-{int(month):02}"
    return dt.date(year, int(month), int(day)).isoformat()


def _day_alone(day: int, holes: Mapping[str, Any], traits: Mapping[str, Any], anchor: Anchor) -> str | None:
    """A day without a month ("on the 24th") is of the month of the anchor, or of one beside it where the tense says so."""
    if anchor.day is None:
        return None
    here = anchor.day.replace(day=1)
    if traits.get("month") is not None:
        month = shift_months(here, int(traits["month"]))
    elif anchor.tense == "future":
        month = here if day >= anchor.day.day else shift_months(here, 1)
    else:
        month = shift_months(here, -1) if day > anchor.day.day + (0 if anchor.tense else LATE) else here
    first = month.replace(day=day)
    return f"{first}/{month.replace(day=int(holes['d2']))}" if "d2" in holes else first.isoformat()


def _relative_value(holes: Mapping[str, Any], traits: Mapping[str, Any], anchor: Anchor) -> str | None:
    day = anchor.day
    assert day is not None  # noqa: S101  (checked by the caller)
    if "offset" in traits:
        return (day + dt.timedelta(days=int(traits["offset"]))).isoformat()
    if "relday" in holes:
        return (day + dt.timedelta(days=int(holes["relday"]))).isoformat()
    if "weekday" in holes:
        return _weekday(int(holes["weekday"]), traits, anchor)
    unit = holes.get("unit") or traits.get("fixed")
    if unit == "WE":
        return _weekend(traits.get("shift"), anchor)
    if unit:
        count = holes.get("n", traits.get("n"))
        shift = int(traits.get("shift", 0))
        if isinstance(count, str):
            return "PAST_REF" if shift < 0 else "FUTURE_REF"
        return _counted(str(unit), 1 if count is None else count, shift, day, exact=count is not None)
    return day.isoformat()


def _weekday(weekday: int, traits: Mapping[str, Any], anchor: Anchor) -> str:
    """A weekday alone is the nearest: back from the anchor (that day too) in news of the past, ahead in plans."""
    day = anchor.day
    assert day is not None  # noqa: S101  (checked by the caller)
    shift = traits.get("shift")
    here = day.isoweekday()
    if traits.get("week"):
        return (day + dt.timedelta(days=7 * int(shift or 0) + weekday - here)).isoformat()
    if shift == 0 and anchor.tense is None:
        return (day + dt.timedelta(days=weekday - here)).isoformat()
    ahead = shift > 0 if shift else anchor.tense == "future"
    distance = ((weekday - here) if ahead else (here - weekday)) % 7 or (7 if shift else 0)
    return (day + dt.timedelta(days=distance if ahead else -distance)).isoformat()


def _weekend(shift: int | None, anchor: Anchor) -> str:
    day = anchor.day
    assert day is not None  # noqa: S101  (checked by the caller)
    here = day.isoweekday()
    inside = here > 5  # noqa: PLR2004  (Saturday or Sunday)
    if shift:
        weeks = shift if inside else 0 if shift > 0 else -1
    elif inside or anchor.tense == "future":
        weeks = 0
    else:
        weeks = 0 if anchor.tense is None and shift == 0 and here >= LATE else -1
    return f"{week_value(day + dt.timedelta(days=7 * weeks))}-WE"


def _counted(unit: str, count: float, shift: int, here: dt.date, *, exact: bool) -> str:
    """Return the day, week, month or year that lies so many of them away. A counted week ("two weeks ago") is a day."""
    if unit == "D":
        return (here + dt.timedelta(days=int(count) * shift)).isoformat()
    if unit == "W":
        day = here + dt.timedelta(days=round(7 * count * shift))
        return day.isoformat() if exact else week_value(day)
    if unit not in MONTHS:
        hours = count * shift * {"H": 1.0}.get(unit, 0.0)
        return (here + dt.timedelta(days=int(hours / 24))).isoformat()
    day = shift_months(here, round(MONTHS[unit] * count) * shift)
    written = {
        "M": f"{day:%Y-%m}",
        "Q": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "H_": f"{day.year:04}-H{(day.month + 5) // 6}",
        "DE": f"{day.year // 10:03}",
        "CE": f"{day.year // 100:02}",
    }
    if count != int(count) and unit == "Y":
        return written["M"]
    return written.get(unit, f"{day.year:04}")
