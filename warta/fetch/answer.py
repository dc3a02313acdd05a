"""What a server answered, and the errors that its status stands for."""

from __future__ import annotations

import datetime as dt
import email.utils
import re

import msgspec

from warta.fetch.errors import FetchError
from warta.sources.inflate import Unpackable, gunzip, is_gzip

LONGEST_PAUSE = 24 * 3600.0
"""Seconds that a Retry-After is believed at most."""
UNPACKED_BYTES = 50_000_000
"""A sitemap has up to that many (https://www.sitemaps.org/protocol.html)."""
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:+-]{1,40})""", re.IGNORECASE)
_MISSING, _GONE, _TOO_MANY = 404, 410, 429
_SERVER_FAULTS = 500


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A document of the web.

    Attributes:
        url: where it was found in the end.
        media_type: as the server says, in lower case; empty if it does not.
        charset: the encoding that the server states.
        etag, modified: what to show when asking again.
        moved: where it has gone for good, if every redirect on the way said so.
        unchanged: it is what it was when asked last (304); then there is no body.
    """

    url: str
    media_type: str = ""
    charset: str | None = None
    body: bytes = b""
    etag: str | None = None
    modified: str | None = None
    moved: str | None = None
    unchanged: bool = False


def media_type(content_type: str) -> tuple[str, str | None]:
    """Return the media type and the charset of a header ``Content-Type``."""
    match = _CHARSET.search(content_type)
    return content_type.partition(";")[0].strip().lower()[:100], match[1] if match else None


def retry_after(value: str | None, now: float) -> float | None:
    """Return the seconds that a header ``Retry-After`` asks for (RFC 9110, 10.2.3), within bounds; None if it says nothing.

    Args:
        value: seconds, or a date.
        now: seconds since 1970.
    """
    text = (value or "").strip()
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return min(float(text[:10]), LONGEST_PAUSE)
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return min(max(moment.timestamp() - now, 0.0), LONGEST_PAUSE)


def fault(status: int, site: str, pause: float | None) -> FetchError:
    """Return the error that a status stands for."""
    if status == _MISSING:
        return FetchError("missing", f"{site} has no such page (404): look for a mistake in the address", status=status)
    if status == _GONE:
        return FetchError("gone", f"{site} says that this is gone for good (410)", status=status)
    if status == _TOO_MANY or status >= _SERVER_FAULTS:
        told = "is asked too often" if status == _TOO_MANY else "has a fault"
        later = f"; it asks to come back in {pause:.0f} seconds" if pause is not None else ""
        return FetchError("not now", f"{site} {told} ({status}){later}", status=status, retry_after=pause)
    if status in {401, 402, 403, 407, 451}:
        return FetchError("refused", f"{site} does not give this page to programs, or only to those who sign in ({status})", status=status)
    return FetchError("refused", f"{site} answered with status {status} and no document", status=status)


def unpacked(answer: Answer) -> Answer:
    """Return an answer whose body is itself a packed file, such as ``sitemap.xml.gz``, without its packing.

    Raises:
        FetchError: it is broken, or too large once unpacked.
    """
    if not is_gzip(answer.body):
        return answer
    try:
        return msgspec.structs.replace(answer, body=gunzip(answer.body, UNPACKED_BYTES))
    except Unpackable as error:
        raise FetchError("too large", str(error)) from error
