"""Sentences: the unit of evidence. None crosses a block, none is blank, and together they cover all that is not white space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import sentencex

from warta.article import Block, Span
from warta.parse.language import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST = 1500
"""Code points after which a run without a full stop is cut at white space, so that evidence stays readable."""
PIECE = 8000
"""Code points of a block that are cut into sentences at a time."""
PIECE_END = re.compile(r"[.!?]\s+(?=[^\W\d_a-z])|[。！？]")
LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Half a character of UTF-16, which no UTF-8 can hold, nor sentencex take."""
SPACE = re.compile(r"\s+")
INITIAL = re.compile(r"(?:^|\s)[^\W\d_]\.$")
SHORT = 5
"""Code points in the longest of either."""
ORDINAL = re.compile(r"(?:^|\s)(?:[^\W\d_]|\d{1,3})\.$")
"""An initial, or a number that means "fifth" in a language whose sentences end in a verb."""
CUT = re.compile(rf".{{1,{LONGEST}}}(?:\s|$)|.{{{LONGEST}}}", re.DOTALL)


def split(text: str, blocks: Iterable[Block], language: str | None) -> tuple[Span, ...]:
    """Return the sentences of all blocks in order.

    Boundaries are sentencex's; those after an abbreviation of the language's table or after a single initial are taken back.
    """
    words = table(language, "blocks")
    abbreviations = tuple(words.get("abbreviations", ()))
    longest = max(map(len, abbreviations), default=0)
    short = ORDINAL if words.get("ordinals_have_stops", False) else INITIAL
    spans: list[Span] = []
    for block in blocks:
        spans += _split_block(text, block, language or "en", Short(short, abbreviations, longest))
    return tuple(spans)


class Short(NamedTuple):
    """What ends with a full stop and no sentence: a pattern of short forms, and those that a table lists, of so many code points."""

    pattern: re.Pattern[str]
    listed: tuple[str, ...]
    longest: int

    def ends(self, piece: str) -> bool:
        """Return whether a piece of text ends with one."""
        if piece.endswith(".") and self.pattern.search(piece, max(0, len(piece) - SHORT)):
            return True
        return bool(self.listed) and piece[-self.longest :].lower().endswith(self.listed)


def _split_block(text: str, block: Block, language: str, short: Short) -> Iterator[Span]:
    body = text[block.start : block.end]
    if block.kind == "title":
        boundaries: list[dict[str, Any]] = [{"start_index": 0, "end_index": len(body)}]
    else:
        boundaries = list(_boundaries(body, language))
    start = None
    for boundary in boundaries:
        start = boundary["start_index"] if start is None else start
        end = boundary["end_index"]
        piece = body[start:end].rstrip()
        if end < len(body) and short.ends(piece):
            continue
        yield from _trimmed(body, block.start, start, end)
        start = None
    if start is not None:
        yield from _trimmed(body, block.start, start, len(body))


def _boundaries(body: str, language: str) -> Iterator[dict[str, Any]]:
    """Yield the boundaries of sentencex, which takes long over a long run of quotation marks: of a long block piece by piece."""
    try:
        body.encode()
    except UnicodeEncodeError:
        body = LONE_SURROGATE.sub(" ", body)
    low = 0
    while low < len(body):
        high = len(body) if len(body) - low <= PIECE else _piece_end(body, low)
        for boundary in sentencex.get_sentence_boundaries(language, body[low:high]):
            yield {"start_index": low + boundary["start_index"], "end_index": low + boundary["end_index"]}
        low = high


def _piece_end(body: str, low: int) -> int:
    """Return where a piece of a long block ends: after a sentence if it has one, else after a word, else anywhere."""
    piece = body[low : low + PIECE]
    for pattern in (PIECE_END, SPACE):
        last = next(pattern.finditer(piece[PIECE // 2 :]), None)
        if last:
            return low + PIECE // 2 + last.end()
    return low + PIECE


def _trimmed(body: str, offset: int, start: int, end: int) -> Iterator[Span]:
    for match in CUT.finditer(body, start, end) if end - start > LONGEST else [None]:
        low, high = match.span() if match else (start, end)
        piece = body[low:high]
        if piece.strip():
            yield Span(start=offset + low + len(piece) - len(piece.lstrip()), end=offset + low + len(piece.rstrip()))
