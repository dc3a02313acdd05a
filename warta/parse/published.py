"""When an article was published, and how that is known: from its metadata, from its dateline, or inferred from its own news day."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from warta.article import Note, Published

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?\s*(?:Z|UTC|[+-]\d\d:?\d\d)?)?\s*")
COMPACT = re.compile(r"\s*(\d{4})/?(\d\d)/?(\d\d)\s*")


def from_metadata(stated: str | None) -> tuple[Published | None, Note | None]:
    """Return the published date that a source states (ISO 8601), or a note that says why it was not understood."""
    if not stated or not stated.strip():
        return None, None
    match = DAY.fullmatch(stated) or COMPACT.fullmatch(stated)
    try:
        day = dt.date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        day = None
    if match is None or day is None:
        return None, Note(step="published", reason=f"the stated date is not ISO 8601: {stated[:80]!r}")
    timed = match.re is DAY and match[4] is not None
    value = f"{day.isoformat()}T{match[4]}:{match[5]}" if timed else day.isoformat()
    return Published(value=value, from_=day.isoformat(), to=day.isoformat(), precision="time" if timed else "day", basis="metadata"), None


def from_text(in_dateline: Iterable[dt.date], news_days: Iterable[dt.date]) -> Published:
    """Return the published date that the text gives away.

    A full date in the dateline is ``stated``. Else the latest day that the article writes in a form used for its own news
    (``Kamis (15/9/2022)``) is ``inferred``: news are not printed before they happen. Else the date is unknown, and stays so.
    """
    for day in in_dateline:
        return _published(day, "stated")
    latest = max(news_days, default=None)
    return _published(latest, "inferred") if latest else Published()


def _published(day: dt.date, basis: str) -> Published:
    text = day.isoformat()
    return Published(value=text, from_=text, to=text, precision="day", basis="stated" if basis == "stated" else "inferred")
