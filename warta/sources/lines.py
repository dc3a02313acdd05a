"""JSON Lines: an article a line, raw or parsed; a bad line costs itself only."""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING

from warta.article import Article, ParsedArticle, Rejected
from warta.sources.decoding import SAVE
from warta.sources.limits import ARTICLE_BYTES, TOO_LARGE
from warta.sources.raw import read_object

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Item = Article | ParsedArticle | Rejected
ENDINGS = frozenset({".jsonl", ".ndjson"})
_PEEK = 4096
_BOM = b"\xef\xbb\xbf"


def read_lines(file: IO[bytes], source: str) -> Iterator[Item]:
    """Yield what each line holds; empty lines are passed over. Only one line is in memory at a time."""
    empty = True
    for item in Lines(file, source).items():
        empty = False
        yield item
    if empty:
        yield Rejected(source=source, reason="empty: there is nothing to read in it")


class Lines:
    """The lines of a file from where it stands up to the byte ``end``, if given, numbered from 1.

    ``lines`` counts those read, ``stopped`` says that the rest of the file is not worth reading.
    """

    def __init__(self, file: IO[bytes], source: str, *, begins: bool = True, end: int | None = None) -> None:
        self._file, self._source, self._begins, self._end = file, source, begins, end
        self.lines = 0
        self.stopped = False

    def items(self) -> Iterator[Item]:
        """Yield what each line holds."""
        while (
            not self.stopped and (self._end is None or self._file.tell() < self._end) and (line := self._file.readline(ARTICLE_BYTES + 1))
        ):
            self.lines += 1
            if len(line) > ARTICLE_BYTES:
                _skip_line(self._file, line)
                yield Rejected(source=self._source, line=self.lines, reason=TOO_LARGE)
            elif bare := line.removeprefix(_BOM).strip() if self._begins and self.lines == 1 else line.strip():
                yield self._item(bare)

    def _item(self, bare: bytes) -> Item:
        if b"\0" in bare:
            self.stopped = True
            reason = f"binary, or not UTF-8, from this line on: {SAVE}"
            return Rejected(source=self._source, line=self.lines, reason=reason)
        return read_object(bare, self._source, self.lines)


def pieces(path: Path, size: int) -> list[int]:
    """Return where to cut a file so that each piece has whole lines and about so many bytes: its first byte, and the end of each piece.

    Return nothing for what only seems to be JSON Lines: a file that holds a list.
    """
    with path.open("rb") as file:
        if file.read(_PEEK).lstrip().startswith(b"["):
            return []
        end = file.seek(0, io.SEEK_END)
        ends = [0]
        while ends[-1] + size < end:
            file.seek(ends[-1] + size)
            line = file.readline(ARTICLE_BYTES)
            _skip_line(file, line)
            ends.append(file.tell())
    return [*ends, end] if ends[-1] < end else ends


def _skip_line(file: IO[bytes], line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = file.readline(ARTICLE_BYTES)
