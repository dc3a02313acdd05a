"""Sentences: the unit of evidence. None crosses a block, none is blank, and together they cover all that is not white space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import sentencex

from warta.article import Block, Span
from warta.parse.language import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST = 1500
"""Code points after which a run without a full stop is cut at white space, so that evidence stays readable."""
INITIAL = re.compile(r"(?:^|\s)[^\W\d_]\.$")
CUT = re.compile(rf".{{1,{LONGEST}}}(?:\s|$)|.{{{LONGEST}}}", re.DOTALL)


def split(text: str, blocks: Iterable[Block], language: str | None) -> tuple[Span, ...]:
    """Return the sentences of all blocks in order.

    Boundaries are sentencex's; those after an abbreviation of the language's table or after a single initial are taken back.
    """
    abbreviations = tuple(table(language, "blocks").get("abbreviations", ()))
    spans: list[Span] = []
    for block in blocks:
        spans += _split_block(text, block, language or "en", abbreviations)
    return tuple(spans)


def _split_block(text: str, block: Block, language: str, abbreviations: tuple[str, ...]) -> Iterator[Span]:
    body = text[block.start : block.end]
    if block.kind == "title":
        boundaries: list[dict[str, Any]] = [{"start_index": 0, "end_index": len(body)}]
    else:
        boundaries = sentencex.get_sentence_boundaries(language, body)
    start = None
    for boundary in boundaries:
        start = boundary["start_index"] if start is None else start
        end = boundary["end_index"]
        piece = body[start:end].rstrip()
        if end < len(body) and (INITIAL.search(piece) or piece.lower().endswith(abbreviations)):
            continue
        yield from _trimmed(body, block.start, start, end)
        start = None
    if start is not None:
        yield from _trimmed(body, block.start, start, len(body))


def _trimmed(body: str, offset: int, start: int, end: int) -> Iterator[Span]:
    for match in CUT.finditer(body, start, end) if end - start > LONGEST else [None]:
        low, high = match.span() if match else (start, end)
        piece = body[low:high]
        if piece.strip():
            yield Span(start=offset + low + len(piece) - len(piece.lstrip()), end=offset + low + len(piece.rstrip()))
