"""When a source says that something was published: in ISO 8601 with the offset as it was written, or not at all."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from typing import NamedTuple

FIRST_YEAR = 1605
"""The year of the first newspaper (the Relation of Strasbourg). Nothing was published before."""
AHEAD = dt.timedelta(days=1)
"""A clock may be wrong, and a day begins fourteen hours earlier in Kiribati. What lies further ahead was not published yet."""

_DAY = re.compile(r"(\d{4})(-?)(\d\d)\2(\d\d)")
_ZONED = re.compile(r"(.*\d)\s*(Z|UTC|GMT)", re.IGNORECASE)


class Moment(NamedTuple):
    """A date as a source states it (ISO 8601), or why it is none."""

    value: str | None
    doubt: str | None = None


def moment(stated: str | None, now: dt.datetime | None = None) -> Moment:
    """Return when something was published.

    Args:
        stated: ISO 8601, or as in mail and RSS (RFC 5322).
        now: what to take for now; the clock, if not given.

    A day in the future, before the first newspaper, or at the zero of the computers' clocks is refused: it is unknown, never today.
    """
    stated = (stated or "").strip()
    if not stated:
        return Moment(None)
    when = _when(stated[:100])
    if when is None:
        return Moment(None, f"the stated date is not understood: {stated[:80]!r}")
    if when.year < FIRST_YEAR or (when.year, when.month, when.day, when.hour, when.minute) == (1970, 1, 1, 0, 0):
        return Moment(None, f"the stated date cannot be meant: {stated[:80]!r}")
    if _utc(when) > (now or dt.datetime.now(dt.UTC)) + AHEAD:
        return Moment(None, f"the stated date lies in the future: {stated[:80]!r}")
    return Moment(when.date().isoformat() if _DAY.fullmatch(stated) else when.isoformat(timespec="seconds"))


def _when(stated: str) -> dt.datetime | None:
    zoned = _ZONED.fullmatch(stated)
    for form in (zoned[1] + "+00:00" if zoned else stated, stated):
        try:
            return dt.datetime.fromisoformat(form)
        except ValueError:
            continue
    try:
        return email.utils.parsedate_to_datetime(stated)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _utc(when: dt.datetime) -> dt.datetime:
    try:
        return when.replace(tzinfo=dt.UTC) if when.tzinfo is None else when.astimezone(dt.UTC)
    except OverflowError:
        return when.replace(tzinfo=dt.UTC)
