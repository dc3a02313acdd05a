"""Which reader is for which bytes: told by the ending of a name, else by how the bytes begin."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import IO, TYPE_CHECKING

from warta.article import Rejected
from warta.sources.archive_tar import read_tar
from warta.sources.archive_zip import read_zip
from warta.sources.document import read_document
from warta.sources.feed import read_feed
from warta.sources.limits import ARTICLE_BYTES, FEED_BYTES, FEED_TOO_LARGE, SITEMAP_BYTES, SITEMAP_TOO_LARGE, TOO_LARGE
from warta.sources.lines import read_lines
from warta.sources.opml import read_outlines
from warta.sources.packed import read_bzip2, read_gzip, read_xz
from warta.sources.page import read_page
from warta.sources.plain import read_plain
from warta.sources.sitemap import read_sitemap
from warta.sources.streams import PIECE, buffered
from warta.sources.table_csv import read_csv
from warta.sources.table_parquet import read_parquet
from warta.sources.warc import read_warc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from warta.sources.context import Context, Item, Reader

KINDS_SAID = "text, HTML, JSON, CSV, Parquet, feeds, WARC, and archives of these are"
"""What is read, for a message about what is not."""

_PEEK = 4096
_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?(rss|rdf|feed|opml|urlset|sitemapindex)[\s>/]", re.IGNORECASE)
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|\?xml|!--)", re.IGNORECASE)
_XHTML = re.compile(rb"<html[\s>]", re.IGNORECASE)
_BEGINNINGS = (
    (b"PK\x03\x04", read_zip),
    (b"PK\x05\x06", read_zip),
    (b"PAR1", read_parquet),
    (b"WARC/", read_warc),
    (b"BZh", read_bzip2),
    (b"\xfd7zXZ\0", read_xz),
    (b"\x1f\x8b\x08", read_gzip),
)
_TAR, _TAR_AT = b"ustar", 257


def _whole(read: Callable[[bytes, str], Iterable[Item]], limit: int = ARTICLE_BYTES, too_large: str = TOO_LARGE) -> Reader:
    """Return a reader for what is held in memory as a whole."""

    def reader(file: IO[bytes], source: str, _context: Context) -> Iterable[Item]:
        data = file.read(limit + 1)
        return [Rejected(source=source, reason=too_large)] if len(data) > limit else read(data, source)

    return reader


_page, _plain, _document = map(_whole, (read_page, read_plain, read_document))
_feed = _whole(read_feed, FEED_BYTES, FEED_TOO_LARGE)
_outlines = _whole(read_outlines, FEED_BYTES, FEED_TOO_LARGE)
_sitemap = _whole(read_sitemap, SITEMAP_BYTES, SITEMAP_TOO_LARGE)
_ROOTS = {"rss": _feed, "rdf": _feed, "feed": _feed, "opml": _outlines, "urlset": _sitemap, "sitemapindex": _sitemap}


def _root(head: bytes) -> Reader | None:
    """Return the reader for XML by the name of its first elements."""
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff", b"\0")):
        return None
    root = _ROOT.search(head[:_PEEK].replace(b"\0", b""))
    return _ROOTS[root[1].decode().lower()] if root else None


def _xml(file: IO[bytes], source: str, context: Context) -> Iterable[Item]:
    stream = buffered(file)
    head = stream.peek(_PEEK)
    return (_root(head) or (_page if _XHTML.search(head[:_PEEK]) else _feed))(stream, source, context)


def _lines(file: IO[bytes], source: str, context: Context) -> Iterable[Item]:
    stream = buffered(file)
    return _document(stream, source, context) if stream.peek(_PEEK).lstrip().startswith(b"[") else read_lines(stream, source)


def _gzip(file: IO[bytes], source: str, context: Context) -> Iterable[Item]:
    """Read a WARC record by record, so that a broken member costs one, and anything else as what is packed in it."""
    return (read_warc if source.lower().endswith(".warc.gz") else read_gzip)(file, source, context)


ENDINGS: dict[str, Reader] = {
    ".txt": _plain,
    **dict.fromkeys((".html", ".htm", ".xhtml"), _page),
    **dict.fromkeys((".xml", ".rss", ".atom", ".rdf"), _xml),
    ".opml": _outlines,
    ".json": _document,
    **dict.fromkeys((".jsonl", ".ndjson"), _lines),
    **dict.fromkeys((".csv", ".tsv", ".tab"), read_csv),
    **dict.fromkeys((".parquet", ".pq"), read_parquet),
    ".warc": read_warc,
    ".zip": read_zip,
    ".tar": read_tar,
    **dict.fromkeys((".gz", ".tgz"), _gzip),
    **dict.fromkeys((".bz2", ".tbz", ".tbz2"), read_bzip2),
    **dict.fromkeys((".xz", ".txz"), read_xz),
}


def read_member(file: IO[bytes], name: str, source: str, context: Context) -> Iterable[Item]:
    """Return what a file among others holds, in a folder or an archive: only files of known kinds are read.

    Args:
        file: its bytes.
        name: its own name, whose ending tells its kind.
        source: what it is called in messages.
        context: what the readers are told.
    """
    if _ending(name) not in ENDINGS and not (context.depth and not _ending(name)):
        return [Rejected(source=source, reason=f"a kind of file that is not read: {KINDS_SAID}")]
    return read_named(file, name, source, context)


def read_named(file: IO[bytes], name: str, source: str, context: Context) -> Iterable[Item]:
    """Return what a file holds: by its ending, else by how it begins."""
    return (ENDINGS.get(_ending(name)) or sniffed)(file, source, context)


def _ending(name: str) -> str:
    return PurePath(name.replace("\\", "/")).suffix.lower()


def sniffed(file: IO[bytes], source: str, context: Context) -> Iterable[Item]:
    """Return what bytes without a telling name hold: by how they begin."""
    stream = buffered(file)
    head = stream.peek(PIECE)
    if found := next((reader for beginning, reader in _BEGINNINGS if head.startswith(beginning)), None):
        return found(stream, source, context)
    if head[_TAR_AT:].startswith(_TAR):
        return read_tar(stream, source, context)
    if context.columns:
        return read_csv(stream, source, context)
    return _text_kind(head.removeprefix(b"\xef\xbb\xbf").lstrip())(stream, source, context)


def _text_kind(start: bytes) -> Reader:
    line, _, more = start.partition(b"\n")
    if start.startswith(b"{"):
        return _lines if line.rstrip().endswith(b"}") or not more else _document
    if start.startswith((b"[{", b"[\n", b"[\r")) or line.strip() == b"[":
        return _document
    return (_root(start) or (_page if _HTML.match(start) else _plain)) if start.startswith(b"<") else _plain
