"""CSV and TSV: an article a row, by the names in the first row (RFC 4180); a bad row costs itself only."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import IO, TYPE_CHECKING

from warta.article import Rejected
from warta.sources.columns import fields, mapping
from warta.sources.decoding import BOMS, Undecodable, encoding_of
from warta.sources.limits import ARTICLE_BYTES, COLUMNS, TOO_LARGE
from warta.sources.raw import read_fields
from warta.sources.streams import buffered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from warta.sources.context import Context, Item

_SAMPLE = 1 << 16
_DELIMITERS = ",;\t|"
_BROKEN = re.compile("[\0\udc80-\udcff]")
_REPLACED = re.compile("[\0\ufffd]")
_QUOTES = "a quote in it is not closed, or not doubled"


def read_csv(file: IO[bytes], source: str, context: Context) -> Iterator[Item]:
    """Yield the article in each row.

    The delimiter is told from the first row. A row whose quotes are wrong is rejected and reading goes on at the line behind its first.
    """
    stream = buffered(file)
    head = stream.peek(_SAMPLE)[:_SAMPLE]
    if not head.strip(b"\0 \t\r\n"):
        yield Rejected(source=source, reason="empty: there is nothing to read in it")
        return
    encoding = _encoding(head)
    # What is no character shows in the rows as half a surrogate pair, or where a codec has no such way out as U+FFFD.
    text = io.TextIOWrapper(stream, encoding, errors="surrogateescape" if encoding.startswith("utf-8") else "replace", newline="")
    try:
        yield from _rows(_Lines(text), source, context.columns, _BROKEN if encoding.startswith("utf-8") else _REPLACED)
    finally:
        if not text.closed:
            text.detach()


def _rows(lines: _Lines, source: str, given: Mapping[str, str], broken: re.Pattern[str]) -> Iterator[Item]:
    first = lines.peek()
    delimiter = _delimiter(first, given)
    # The limit of the csv module is one for the whole process, and lower than long articles.
    csv.field_size_limit(max(ARTICLE_BYTES, csv.field_size_limit()))
    columns: dict[str, int] | None = None
    found = False
    while not lines.ended():
        line = lines.number + 1
        row = _row(lines, delimiter)
        if isinstance(row, str):
            found = True
            yield Rejected(source=source, line=line, reason=row)
        elif not any(cell.strip() for cell in row):
            continue
        elif columns is None:
            try:
                columns = mapping(row[:COLUMNS], given)
            except ValueError as error:
                yield Rejected(source=source, line=line, reason=str(error))
                return
        else:
            found = True
            yield _article(row, columns, source, line, broken)
    if not found:
        yield Rejected(source=source, reason="a table without a row beneath the names of its columns")


def _article(row: list[str], columns: Mapping[str, int], source: str, line: int, broken: re.Pattern[str]) -> Item:
    if any(broken.search(cell) for cell in row):
        return Rejected(source=source, line=line, reason="has bytes that are no characters: save it as UTF-8 and load it again")
    return read_fields(fields(row, columns), source, line)


def _row(lines: _Lines, delimiter: str) -> list[str] | str:
    """Return the next row, or why it is none; then its first line is passed over, and those behind it are there again."""
    lines.begin()
    try:
        row = next(csv.reader(lines, delimiter=delimiter, strict=True), [])
    except csv.Error:
        reason = TOO_LARGE if lines.too_long else _QUOTES
        lines.back_to_second()
        return reason
    return row


class _Lines:
    """The lines of a text, of which those of the row that is being read can be taken back."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._ahead: list[str] = []
        self._taken: list[str] = []
        self._size = 0
        self.number = 0
        self.too_long = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._ahead.pop() if self._ahead else self._text.readline(ARTICLE_BYTES + 1)
        if not line:
            raise StopIteration
        self._taken.append(line)
        self._size += len(line)
        self.number += 1
        if self._size > ARTICLE_BYTES:
            self.too_long = len(self._taken) == 1
            raise csv.Error(TOO_LARGE)
        return line

    def peek(self) -> str:
        if not self._ahead:
            self._ahead.append(self._text.readline(ARTICLE_BYTES + 1))
        return self._ahead[-1]

    def ended(self) -> bool:
        return not self.peek()

    def begin(self) -> None:
        """Take it that a row begins here."""
        self._taken, self._size, self.too_long = [], 0, False

    def back_to_second(self) -> None:
        """Go back to behind the first line of the row; to its end, if it was too long to be held."""
        while self.too_long and self._taken[0] and not self._taken[0].endswith(("\n", "\r")):
            self._taken[0] = self._text.readline(ARTICLE_BYTES)
        self._ahead.extend(reversed(self._taken[1:]))
        self.number -= len(self._taken) - 1


def _encoding(head: bytes) -> str:
    """Return the encoding of a table; UTF-8 where it cannot be told: then the rows that are none are rejected, and only those."""
    if bom := next((name for mark, name in BOMS if head.startswith(mark)), None):
        return bom
    whole = head[: head.rfind(b"\n") + 1] or head
    try:
        found = encoding_of(whole.replace(b"\0", b""))
    except Undecodable:
        return "utf-8"
    return "utf-8" if codecs.lookup(found).name == "ascii" else found


def _delimiter(first: str, given: Mapping[str, str]) -> str:
    """Return what parts the names of the columns: what gives a column for the text, else what gives most columns."""

    def fits(delimiter: str) -> tuple[bool, int]:
        names = next(csv.reader([first], delimiter=delimiter), [])[:COLUMNS]
        try:
            return "text" in mapping(names, given), len(names)
        except ValueError:
            return False, len(names)

    try:
        return max(_DELIMITERS, key=fits)
    except csv.Error:
        return ","
