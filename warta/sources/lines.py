"""JSON Lines: an article a line, raw or parsed; a bad line costs itself only."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from warta.article import Article, ParsedArticle, Rejected
from warta.sources.decoding import SAVE
from warta.sources.limits import ARTICLE_BYTES, TOO_LARGE
from warta.sources.raw import read_object

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOM = b"\xef\xbb\xbf"


def read_lines(file: IO[bytes], source: str) -> Iterator[Article | ParsedArticle | Rejected]:
    """Yield what each line holds; empty lines are passed over. Only one line is in memory at a time."""
    number = found = 0
    while line := file.readline(ARTICLE_BYTES + 1):
        number += 1
        if len(line) > ARTICLE_BYTES:
            _skip_line(file, line)
            item: Article | ParsedArticle | Rejected = Rejected(source=source, line=number, reason=TOO_LARGE)
        elif not (bare := line.removeprefix(_BOM).strip() if number == 1 else line.strip()):
            continue
        elif b"\0" in bare:
            reason = f"binary, or not UTF-8, from this line on: {SAVE}"
            yield Rejected(source=source, line=number, reason=reason)
            return
        else:
            item = read_object(bare, source, number)
        found += 1
        yield item
    if not found:
        yield Rejected(source=source, reason="empty: there is nothing to read in it")


def _skip_line(file: IO[bytes], line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = file.readline(ARTICLE_BYTES)
