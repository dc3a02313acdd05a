"""Time expressions: from the words of an article to TIMEX3 values and the days that they cover.

Rules come from the table of the language (:mod:`warta.parse.time_rules`). Relative expressions are counted from the day of
publication; where that is unknown they have no value, and a note says so.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from warta.article import Date, DateBasis, Note, Tense
from warta.parse.time_rules import Rule, TimeTable, folded, rules_from, time_table
from warta.parse.timex import days, shift_months, week_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import regex

    from warta.parse.doc import Doc

UNITS = {"D": 1, "W": 7, "WE": 7}
"""Days in the units that are counted in days."""
CENTURY = 100
PIVOT = 50
"""Two digits of a year below this are of this century."""


class Found(NamedTuple):
    """A match of a rule: the span, the meanings of its holes, and the traits of the rule."""

    start: int
    end: int
    holes: Mapping[str, Any]
    traits: Mapping[str, Any]


class Anchor(NamedTuple):
    """What a relative expression is counted from."""

    day: dt.date | None
    tense: Tense


def find_expressions(doc: Doc) -> tuple[Found, ...]:
    """Return the time expressions of an article in order: of those that overlap the longest, of equal ones the earlier rule's."""
    times = time_table(doc.language)
    chosen: list[Found] = []
    last = 0
    for token in doc.tokens:
        for start in (token.start - 1, token.start) if doc.text[token.start - 1 : token.start] == "(" else (token.start,):
            found = _longest_from(doc, start, token.end, times) if start >= last else None
            if found:
                chosen.append(found)
                last = found.end
    return tuple(chosen)


def _longest_from(doc: Doc, start: int, word_end: int, times: TimeTable) -> Found | None:
    """Return the longest expression that begins with the word from ``start`` to ``word_end``."""
    best: tuple[tuple[int, int], regex.Match[str], Rule] | None = None
    for rule in rules_from(doc.language, doc.text[start:word_end]):
        match = rule.pattern.match(doc.text, start)
        if match and match.end("span") > match.start("span"):
            rank = (-match.start("span"), match.end("span"))
            best = (rank, match, rule) if best is None or rank > best[0] else best
    return Found(*best[1].span("span"), _holes(best[1], times), best[2].traits) if best else None


def _holes(match: regex.Match[str], times: TimeTable) -> dict[str, Any]:
    holes: dict[str, Any] = {}
    for name, text in match.groupdict().items():
        if text is None or name == "span":
            continue
        kind = name.rstrip("0123456789")
        meaning = times.words.get(kind, {}).get(folded(re.sub(r"\s+", " ", text)))
        holes[name] = meaning if meaning is not None else (int(text) if text.isdigit() else text)
    return holes


def full_days(found: Sequence[Found]) -> Iterator[tuple[Found, dt.date]]:
    """Yield the expressions that name one day in full, which needs no anchor, with that day."""
    for item in found:
        value = value_of(item, Anchor(None, "past"))
        covered = days(value) if value else None
        if covered and covered.first == covered.last:
            yield item, covered.first


def find_dates(doc: Doc, found: Sequence[Found], published: dt.date | None) -> tuple[tuple[Date, ...], tuple[Note, ...]]:
    """Return the dates of an article and notes on those that could not be resolved."""
    times = time_table(doc.language)
    dates: list[Date] = []
    notes: list[Note] = []
    narrative = published
    for item in found:
        anchor = narrative if item.traits.get("narrative") else published
        value = value_of(item, Anchor(anchor, _tense_before(doc, item, times)))
        surface = doc.text[item.start : item.end]
        covered = days(value) if value else None
        if value is None:
            reason = "relative to a day of publication that is not known" if published is None else "no such day"
            notes.append(Note(step="dates", reason=reason, start=item.start, end=item.end, surface=surface))
        elif covered and covered.first == covered.last:
            narrative = covered.first
        dates.append(
            Date(
                start=item.start,
                end=item.end,
                surface=surface,
                value=value,
                from_=covered.first.isoformat() if covered else None,
                to=covered.last.isoformat() if covered else None,
                precision=covered.precision if covered else None,
                basis=_basis(item),
                tense=_tense_of(covered.first, covered.last, published) if covered else None,
            )
        )
    return tuple(dates), tuple(notes)


def _basis(item: Found) -> DateBasis:
    if item.traits.get("vague") or "duration" in item.traits:
        return "vague"
    return "explicit" if "y" in item.holes or "yy" in item.holes else "relative"


def _tense_of(first: dt.date, last: dt.date, published: dt.date | None) -> Tense | None:
    if published is None:
        return None
    return "past" if last < published else "future" if first > published else "present"


def _tense_before(doc: Doc, item: Found, times: TimeTable) -> Tense:
    """Return the tense of the sentence up to the expression: news are in the past unless a word of the table says otherwise."""
    index = doc.sentence_at(item.start)
    if index is None or times.future is None:
        return "past"
    sentence = doc.sentences[index]
    return "future" if times.future.search(doc.text, sentence.start, sentence.end) else "past"


def value_of(item: Found, anchor: Anchor) -> str | None:
    """Return the TIMEX3 value of an expression, None where it needs an anchor that is not there or names no real day."""
    traits, holes = item.traits, item.holes
    if "value" in traits:
        return str(traits["value"])
    if "duration" in traits:
        return _duration(holes, traits)
    if "century" in traits or "decade" in traits:
        return _era(holes, traits)
    try:
        value = _calendar_value(holes, traits, anchor) if _has_calendar(holes) else _relative_value(holes, traits, anchor)
    except (ValueError, OverflowError):
        return None
    return _with_time(value, {**traits, **holes}) if value else None


def _has_calendar(holes: Mapping[str, Any]) -> bool:
    return any(name in holes for name in ("y", "yy", "month", "m", "d"))


def _duration(holes: Mapping[str, Any], traits: Mapping[str, Any]) -> str:
    unit = str(holes.get("unit", "X"))
    return f"P{'T' if unit in {'H', 'M_', 'S'} else ''}{holes.get('n', traits.get('n', 'X'))}{unit.rstrip('_')}"


def _era(holes: Mapping[str, Any], traits: Mapping[str, Any]) -> str:
    """Return a decade (``199`` for the 1990s, also where only ``90`` is written) or a century (``18`` for the nineteenth)."""
    if "century" in traits:
        return f"{int(holes['d']) - 1:02}"
    return f"{(int(holes['y']) if 'y' in holes else 1900 + int(holes['yy'])) // 10:03}"


def _calendar_value(holes: Mapping[str, Any], traits: Mapping[str, Any], anchor: Anchor) -> str | None:
    year = _year(holes)
    if year is None and "year" in traits and anchor.day:
        year = anchor.day.year + int(traits["year"])
    month = holes.get("month") or holes.get("m")
    day = holes.get("d")
    if month is None and day is not None:
        return _day_alone(day, holes, anchor)
    if year is None:
        year = _nearest_year(int(month or 1), day, traits, anchor)
        if year is None:
            return None
    first = _written(year, month, day)
    if not {"d2", "month2", "y2", "m2"} & holes.keys():
        return first
    last_month = holes.get("month2") or holes.get("m2") or month
    last_year = holes.get("y2") or (year if _year(holes) is None or "month2" not in holes else _year(holes))
    if "y" in holes and "month2" in holes and "y2" not in holes and month and last_month and int(last_month) < int(month):
        first = _written(year - 1, month, day)
    return f"{first}/{_written(int(last_year or year), last_month, holes.get('d2'))}"


def _year(holes: Mapping[str, Any]) -> int | None:
    if "y" in holes:
        return int(holes["y"])
    if "yy" in holes:
        short = int(holes["yy"])
        return short + (2000 if short < PIVOT else 1900)
    return None


def _written(year: int, month: int | None, day: int | None) -> str:
    if month is None:
        return f"{year:04}"
    if day is None:
        dt.date(year, int(month), 1)
        return f"{year:04}-{int(month):02}"
    return dt.date(year, int(month), int(day)).isoformat()


def _day_alone(day: int, holes: Mapping[str, Any], anchor: Anchor) -> str | None:
    """A day without a month ("on the 24th") is of the month of publication, or of the one before where it is yet to come."""
    if anchor.day is None:
        return None
    month = anchor.day.replace(day=1)
    if day > anchor.day.day and anchor.tense == "past":
        month = shift_months(month, -1)
    first = month.replace(day=day)
    return f"{first}/{month.replace(day=int(holes['d2']))}" if "d2" in holes else first.isoformat()


def _nearest_year(month: int, day: int | None, traits: Mapping[str, Any], anchor: Anchor) -> int | None:
    """Return the year that brings a month nearest to the anchor, later or earlier where the rule or the tense says so."""
    if anchor.day is None:
        return None
    shift = traits.get("shift")
    if shift in {-1, 1}:
        passed = (month, day or 1) >= (anchor.day.month, anchor.day.day if day else 1)
        return anchor.day.year + (
            -1 if shift < 0 and passed and (month, day) != (anchor.day.month, None) else 0 if shift < 0 else 0 if passed else 1
        )
    here = anchor.day.year * 12 + anchor.day.month
    options = [anchor.day.year - 1, anchor.day.year, anchor.day.year + 1]
    limit = 2 if anchor.tense == "past" and day is None else 6
    likely = [year for year in options if year * 12 + month - here <= limit]
    return min(likely, key=lambda year: abs(year * 12 + month - here))


def _relative_value(holes: Mapping[str, Any], traits: Mapping[str, Any], anchor: Anchor) -> str | None:
    if anchor.day is None:
        return None
    if "offset" in traits:
        return (anchor.day + dt.timedelta(days=int(traits["offset"]))).isoformat()
    if "relday" in holes:
        return (anchor.day + dt.timedelta(days=int(holes["relday"]))).isoformat()
    if "weekday" in holes:
        return _weekday(int(holes["weekday"]), traits, anchor)
    unit = holes.get("unit") or traits.get("fixed")
    if unit:
        count = holes.get("n", 1)
        return _counted(str(unit), count * int(traits.get("shift", 0)), anchor.day) if isinstance(count, int) else "PAST_REF"
    if "season" in holes:
        return f"{anchor.day.year + int(traits.get('shift', 0))}-{holes['season']}"
    return anchor.day.isoformat()


def _weekday(weekday: int, traits: Mapping[str, Any], anchor: Anchor) -> str:
    """A weekday alone is the nearest: back from the day of publication (that day too) in news of the past, ahead in plans."""
    assert anchor.day is not None  # noqa: S101  (checked by the caller)
    here = anchor.day.isoweekday()
    shift = traits.get("shift")
    if shift is None:
        shift = 1 if anchor.tense == "future" else -1
        same = 0
    elif shift == 0:
        difference = weekday - here
        return (anchor.day + dt.timedelta(days=difference)).isoformat()
    else:
        same = 7
    distance = (weekday - here) % 7 if shift > 0 else (here - weekday) % 7
    distance = distance or same
    if traits.get("week"):
        monday = anchor.day - dt.timedelta(days=here - 1)
        return (monday + dt.timedelta(days=7 * shift + weekday - 1)).isoformat()
    return (anchor.day + dt.timedelta(days=distance * (1 if shift > 0 else -1))).isoformat()


def _counted(unit: str, count: int, here: dt.date) -> str:
    if unit == "D":
        return (here + dt.timedelta(days=count)).isoformat()
    if unit in UNITS:
        return week_value(here + dt.timedelta(days=UNITS[unit] * count))
    months = {"M": 1, "Y": 12, "Q": 3, "DE": 120, "CE": 1200}.get(unit)
    if months is None:
        return here.isoformat()
    day = shift_months(here, months * count)
    written = {
        "M": f"{day:%Y-%m}",
        "Q": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "DE": f"{day.year // 10:03}",
        "CE": f"{day.year // CENTURY:02}",
    }
    return written.get(unit, f"{day.year:04}")


def _with_time(value: str, holes: Mapping[str, Any]) -> str:
    if "clock" in holes and len(value) == len("2022-09-15"):
        return f"{value}T{int(holes['clock']):02}:{int(holes.get('minute', 0)):02}"
    if "daypart" in holes and len(value) == len("2022-09-15"):
        return f"{value}T{holes['daypart']}"
    return value
