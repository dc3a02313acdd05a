"""Times of day: the hour that is told beside a day, and the part of the day that it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY = len("2022-09-15")
HOURS, NOON = 24, 12
LATE = {"AF": 0, "EV": 0, "NI": 6, "MI": 5}
"""The hour from which one of a clock with twelve is late in a part of the day (at night), or until which it is (about noon)."""
NOONISH = frozenset({"MI", ""})


def with_time(value: str, holes: Mapping[str, Any]) -> str:
    """Return a day with the time that is told beside it; other values as they are."""
    if len(value) != DAY or "/" in value:
        return value
    if "clock" in holes:
        hours = [_hour(int(holes[name]), holes) for name in ("clock", "clock2") if name in holes]
        minutes = [int(holes.get(name, 0)) for name in ("minute", "minute2")]
        times = [f"{value}T{hour:02}:{minute:02}" for hour, minute in zip(hours, minutes, strict=False)]
        return "/".join(times) if max(hours) <= HOURS else value
    return f"{value}T{holes['daypart']}" if holes.get("daypart") else value


def _hour(hour: int, holes: Mapping[str, Any]) -> int:
    """Return the hour of the day: six in the evening is the eighteenth, one at night the first, one at noon the thirteenth."""
    part = holes.get("daypart")
    if hour == NOON:
        return 0 if part in {"MO", "NI"} else hour
    if part is None or hour > NOON or part == "MO":
        return hour
    limit = LATE.get(part, LATE["MI"])
    late = hour < limit if part in NOONISH else hour >= limit
    return hour + NOON if late else hour
