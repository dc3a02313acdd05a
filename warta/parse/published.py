"""When an article was published, and how that is known: from its metadata, its header or dateline, or inferred from its own news day."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from typing import TYPE_CHECKING

from warta.article import Note, Published

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from warta.parse.doc import Doc, HasSpan

DAY = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?)?\s*")
COMPACT = re.compile(r"\s*(\d{4})/?(\d\d)/?(\d\d)(?:T(\d\d):?(\d\d)(?::?\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?\s*")
HEADER = frozenset({"byline", "heading", "boilerplate"})
"""Blocks that may stand between the title and the article itself."""
REST = 48
"""A line of a header is about its date where no more code points than this stand beside it."""
OPENING = 80
"""Within so many code points from its beginning the first paragraph may have a dateline."""
DATELINE_END = re.compile(r"(?:\s*г\.)?\s*[.)]?\s*(?:\([^()\n]{2,40}\)|/[^/\n]{2,40}/|\[[^\]\n]{2,40}\])?\s*\.?\s*(?:[-–—―]|[电電讯訊])")


def from_metadata(stated: str | None) -> tuple[Published | None, Note | None]:
    """Return the published date that a source states (ISO 8601, or as in mail and feeds), or a note that says why it is not understood."""
    if not stated or not stated.strip():
        return None, None
    match = DAY.fullmatch(stated) or COMPACT.fullmatch(stated)
    try:
        when = _moment([int(part or 0) for part in match.groups()]) if match else _mailed(stated)
    except ValueError:
        when = None
    if when is None:
        return None, Note(step="published", reason=f"the stated date is not ISO 8601: {stated[:80]!r}")
    timed = match is None or match[4] is not None
    day = when.date().isoformat()
    value = f"{day}T{when:%H:%M}" if timed else day
    return Published(value=value, from_=day, to=day, precision="time" if timed else "day", basis="metadata"), None


def _mailed(stated: str) -> dt.datetime | None:
    """Return a date as in RFC 5322 (``Thu, 15 Sep 2022 10:30:00 GMT``), which feeds use."""
    parts = email.utils.parsedate(stated[:80])
    return _moment(parts) if parts else None


def _moment(parts: Sequence[int]) -> dt.datetime:
    year, month, day, hour, minute = parts[:5]
    return dt.datetime(year, month, day, hour, minute)  # noqa: DTZ001  (the time of the place, as it was written)


def stated_days(doc: Doc, full: Sequence[tuple[HasSpan, dt.date]]) -> Iterator[dt.date]:
    """Yield the days that an article states as its own, of the dates that it writes in full.

    They stand in a dateline, or alone in a line between the title and the article, or open the first paragraph and are followed by an
    agency and a dash.
    """
    first = next((block.start for block in doc.blocks if block.kind in {"body", "dateline"}), len(doc.text))
    lines = {block.start: block for block in doc.blocks}
    starts = sorted(lines)
    for item, day in full:
        begin = max((start for start in starts if start <= item.start), default=None)
        if begin is None:
            continue
        block = lines[begin]
        alone = block.kind in HEADER and begin < first and (block.end - block.start) - (item.end - item.start) <= REST
        opens = begin == first and item.start - begin <= OPENING and DATELINE_END.match(doc.text, item.end)
        if block.kind == "dateline" or alone or opens:
            yield day


def from_text(in_dateline: Iterable[dt.date], news_days: Iterable[dt.date]) -> Published:
    """Return the published date that the text gives away.

    A full date in the header or the dateline is ``stated``. Else the latest day that the article writes in a form used for its own news
    (``Kamis (15/9/2022)``) is ``inferred``: news are not printed before they happen. Else the date is unknown, and stays so.
    """
    for day in in_dateline:
        return _published(day, "stated")
    latest = max(news_days, default=None)
    return _published(latest, "inferred") if latest else Published()


def _published(day: dt.date, basis: str) -> Published:
    text = day.isoformat()
    return Published(value=text, from_=text, to=text, precision="day", basis="stated" if basis == "stated" else "inferred")
