"""WARC: what a crawler kept, such as the files of CC-NEWS (https://iipc.github.io/warc-specifications/). Each page in it is an article."""

from __future__ import annotations

import io
import re
from typing import IO, TYPE_CHECKING

from warta.article import Rejected
from warta.sources.limits import ARTICLE_BYTES, TOO_LARGE, URL_CHARACTERS
from warta.sources.page import read_page
from warta.sources.raw import web_address
from warta.sources.streams import Exceeded
from warta.sources.warc_frames import Broken, Frame, frames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warcio.recordloader import ArcWarcRecord

    from warta.sources.context import Context, Item

_PAGES = frozenset({"response", "resource"})
_HTML = re.compile(r"\s*(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
_OK = "200"


def read_warc(file: IO[bytes], source: str, context: Context) -> Iterator[Item]:
    """Yield the article of each page; requests, pictures and the like are passed over. A broken record costs itself only."""
    number = pages = 0
    try:
        for frame in frames(file, context.budget):
            number += 1
            where = f"record {number}{_named(frame.fields)}: "
            if isinstance(frame, Broken):
                pages += 1
                yield Rejected(source=source, reason=f"{where}{frame.reason}")
            elif frame.fields.get("warc-type", "").lower() in _PAGES:
                for item in _articles(frame, source):
                    pages += 1
                    yield Rejected(source=source, reason=where + item.reason) if isinstance(item, Rejected) else item
    except Exceeded as error:
        yield Rejected(source=source, reason=str(error))
        return
    if not pages:
        yield Rejected(source=source, reason=f"no page in its {number:,} records" if number else "empty: there is nothing to read in it")


def _named(fields: dict[str, str]) -> str:
    name, url = fields.get("warc-record-id", "")[:80], fields.get("warc-target-uri", "")[:200]
    return (f" {name}" if name else "") + (f" ({url})" if url else "")


def _articles(frame: Frame, source: str) -> Iterator[Item]:
    if frame.content is None:
        if _HTML.match(frame.fields.get("warc-identified-payload-type", "")):
            yield Rejected(source=source, reason=TOO_LARGE)
        return
    try:
        record = _parsed(frame.header + frame.content)
        kind = record.http_headers.get_header("content-type") if record.http_headers else record.content_type
        if not _HTML.match(kind or ""):
            return
        status = record.http_headers.get_statuscode() if record.http_headers else _OK
        data = _content(record) if status == _OK else b""
    except Exception as error:  # noqa: BLE001  (warcio raises whatever its parts raise)
        yield Rejected(source=source, reason=f"broken: {error or type(error).__name__}"[:300])
        return
    if status != _OK:
        yield Rejected(source=source, reason=f"not a page but an answer with the HTTP status {status[:20]}")
    elif len(data) > ARTICLE_BYTES:
        yield Rejected(source=source, reason=TOO_LARGE)
    else:
        url = web_address(frame.fields.get("warc-target-uri", "").strip("<>"))
        charset = _CHARSET.search(kind)
        yield from read_page(data, source, url if url and len(url) <= URL_CHARACTERS else None, charset[1] if charset else None)


def _parsed(record: bytes) -> ArcWarcRecord:
    from warcio.recordloader import ArcWarcRecordLoader  # noqa: PLC0415  (only for who brings a WARC)

    return ArcWarcRecordLoader(arc2warc=False).parse_record_stream(io.BytesIO(record), known_format="warc")


def _content(record: ArcWarcRecord) -> bytes:
    """Return the page without the packing that it was sent in (chunks, gzip), at most one byte more than it may have."""
    packing = (record.http_headers.get_header("content-encoding") or "").lower() if record.http_headers else ""
    if packing not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise ValueError(f"packed as {packing[:20]!r}, which is not read")
    stream = record.content_stream()
    pieces: list[bytes] = []
    size = 0
    while size <= ARTICLE_BYTES and (piece := stream.read(ARTICLE_BYTES + 1 - size)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)
