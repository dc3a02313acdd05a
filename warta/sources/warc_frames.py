"""The records of a WARC file one by one, packed or not, and on to the next one where a record is broken.

warcio, which reads what is in a record, gives up the file at the first broken one.
"""

from __future__ import annotations

import re
import zlib
from typing import IO, TYPE_CHECKING, NamedTuple

from warta.sources.limits import ARTICLE_BYTES, WARC_HEADER_BYTES
from warta.sources.streams import PIECE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from warta.sources.streams import Budget

_MAGIC = b"\x1f\x8b\x08"
_BEHIND = b"\r\n\r\n"
_NEXT = re.compile(rb"(?=WARC/\d\.\d{1,3}\r?\n(?:WARC|Content)-)")
RECORD_BYTES = ARTICLE_BYTES + WARC_HEADER_BYTES
"""Bytes of the largest record that is held; larger ones are passed over."""


class Frame(NamedTuple):
    """A record: its header as it stands, the fields in it (names in lower case), its content; None where that is too large to be held."""

    header: bytes
    fields: dict[str, str]
    content: bytes | None


class Broken(NamedTuple):
    """Where a record is broken: the fields of its header, as far as they could be read, and why."""

    fields: dict[str, str]
    reason: str


class _BreakError(Exception):
    """A packed stream is broken here; reading goes on at the next sound place."""


def frames(file: IO[bytes], budget: Budget) -> Iterator[Frame | Broken]:
    """Yield the records of a WARC file.

    Args:
        file: the file, packed by gzip (as a whole or record by record) or not.
        budget: what may still be unpacked.
    """
    head = file.read(len(_MAGIC))
    source = _Source(_Members(head, file, budget).read) if head == _MAGIC else _Source(file.read, head)
    astray = False
    while True:
        fields: dict[str, str] = {}
        try:
            line = source.line()
            if not line:
                return
            if not line.strip():
                continue
            if not line.startswith(b"WARC/"):
                if not astray:
                    yield Broken({}, "no record begins where one should; what stands there is passed over")
                astray = True
                continue
            header = _header(line, source, fields)
            found = _record(header, fields, source)
        except _BreakError as error:
            found = Broken(fields, str(error))
        astray = isinstance(found, Broken)
        yield found


def _header(line: bytes, source: _Source, fields: dict[str, str]) -> bytes:
    lines = [line]
    size = 0
    while (line := source.line()).strip() and size < WARC_HEADER_BYTES:
        lines.append(line)
        size += len(line)
        name, _, value = line.decode("utf-8", "replace").partition(":")
        fields[name.strip().lower()] = value.strip()
    return b"".join([*lines, b"\r\n"])


def _record(header: bytes, fields: dict[str, str], source: _Source) -> Frame | Broken:
    stated = fields.get("content-length", "")
    if not stated.isdecimal() or len(stated) > 15:  # noqa: PLR2004  (a petabyte)
        return Broken(fields, "its header has no “Content-Length”")
    length = int(stated)
    if length > RECORD_BYTES:
        left = source.skip(length)
        return Broken(fields, "it is cut short") if left else Frame(header, fields, None)
    content = source.take(length)
    behind = source.take(len(_BEHIND))
    if len(content) == length and (behind == _BEHIND or not behind.strip()):
        return Frame(header, fields, content)
    # The length is wrong, or the file has lost a piece. If it was too long, the records behind this one are in what was taken.
    whole = content + behind
    inner = _NEXT.search(whole)
    source.back(whole[inner.end() :] if inner else behind)
    return Broken(fields, "it is not as long as its header says" if behind or inner else "it is cut short")


class _Source:
    """A stream that can be put back."""

    def __init__(self, read: Callable[[int], bytes], ahead: bytes = b"") -> None:
        self._read = read
        self._ahead = bytearray(ahead)

    def take(self, size: int) -> bytes:
        """Return so many bytes; fewer at the end."""
        while len(self._ahead) < size and self._more():
            pass
        taken = bytes(self._ahead[:size])
        del self._ahead[:size]
        return taken

    def line(self) -> bytes:
        """Return a line; a part of one, if it is longer than a header."""
        start = 0
        while (at := self._ahead.find(b"\n", start)) < 0:
            start = len(self._ahead)
            if start > WARC_HEADER_BYTES or not self._more():
                break
        return self.take(at + 1 if at >= 0 else len(self._ahead))

    def skip(self, size: int) -> int:
        """Pass over so many bytes, and return how many of them are missing."""
        while size and (piece := self.take(min(size, PIECE))):
            size -= len(piece)
        return size

    def back(self, data: bytes) -> None:
        """Put bytes back."""
        self._ahead[:0] = data

    def _more(self) -> bool:
        try:
            piece = self._read(PIECE)
        except _BreakError:
            self._ahead.clear()
            raise
        self._ahead += piece
        return bool(piece)


class _Members:
    """What the members of a gzip stream hold; where one is broken it says so once and goes on at the next."""

    def __init__(self, head: bytes, file: IO[bytes], budget: Budget) -> None:
        self._file = file
        self._data = head
        self._budget = budget
        self._member = zlib.decompressobj(wbits=31)
        self._begun = False

    def read(self, size: int) -> bytes:
        """Return some bytes; none at the end."""
        while True:
            if not self._data:
                self._data = self._file.read(PIECE)
                if not self._data:
                    return self._end()
            if not self._begun and not self._begin():
                continue
            try:
                piece = self._member.decompress(self._data, size)
            except zlib.error as error:
                self._to_next()
                raise _BreakError(f"broken gzip: {error}") from error
            self._data = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
            self._begun = not self._member.eof
            if piece:
                self._budget.spend(len(piece))
                return piece

    def _begin(self) -> bool:
        """Go to where the next member begins, and return whether it was found in what has been read."""
        at = self._data.find(_MAGIC)
        if at < 0:
            more = self._file.read(PIECE)
            # The mark of a member may lie across two pieces.
            self._data = self._data[-len(_MAGIC) + 1 :] + more if more else b""
            return False
        self._data = self._data[at:]
        self._member = zlib.decompressobj(wbits=31)
        self._begun = True
        return True

    def _to_next(self) -> None:
        at = self._data.find(_MAGIC, 1)
        self._data = self._data[at:] if at >= 0 else b""
        self._begun = False

    def _end(self) -> bytes:
        if self._begun:
            self._begun = False
            raise _BreakError("it is cut short")
        return b""
