"""A sentence as a sequence of units, as a model of sequences reads it: words with what is written onto them, and marks between."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warta.parse.doc import Doc

LINKS = frozenset("-.'’/&@")
"""Marks that make one unit of the words on both sides: ``PDI-P``, ``Kompas.com``, ``Ja'far``."""
INITIALS = 3
"""Letters in the longest word before a full stop without a space that is read as initials ("H.M.Prasetyo"), not as a sentence's end."""
MARKS = 4
"""Marks in one gap that are read; more tell nothing."""


class Unit(msgspec.Struct, frozen=True, gc=False):
    """Tokens ``first`` to ``last`` (exclusive), code points ``start`` to ``end``; a mark has no tokens, ``first == last``."""

    first: int
    last: int
    start: int
    end: int
    text: str

    @property
    def is_word(self) -> bool:
        """Whether this is a word, not a mark."""
        return self.first < self.last


def units_in(doc: Doc, start: int, end: int) -> list[Unit]:
    """Return the units of a stretch of the text, in order."""
    tokens, text = doc.tokens, doc.text
    units: list[Unit] = []
    index, stop, position = doc.token_at(start), doc.token_at(end), start
    while index < stop:
        first, token = index, tokens[index]
        low = token.start
        if text[position:low] != " ":
            units += _marks(text, position, low, first)
        index, position = index + 1, token.end
        while index < stop and tokens[index].start - position == 1 and text[position] in LINKS and _linked(doc, index):
            position = tokens[index].end
            index += 1
        units.append(Unit(first, index, low, position, token.text if index == first + 1 else text[low:position]))
    units += _marks(text, position, end, index)
    return units


def _linked(doc: Doc, index: int) -> bool:
    """Return whether a token is of one unit with the token before it, after one of the marks that make it so."""
    before, token = doc.tokens[index - 1], doc.tokens[index]
    if doc.text[before.end] == "/" and before.text.istitle() and token.text.istitle():
        return False
    stop = doc.text[before.end] == "."
    return not stop or token.text[0].islower() or token.text[0].isdigit() or (before.text[0].isupper() and len(before.text) <= INITIALS)


def _marks(text: str, start: int, end: int, index: int) -> Iterator[Unit]:
    for offset, mark in _marks_of(text[start : min(end, start + 4 * MARKS)]):
        yield Unit(index, index, start + offset, start + offset + 1, mark)


@functools.lru_cache(maxsize=1024)
def _marks_of(gap: str) -> tuple[tuple[int, str], ...]:
    """Return the first marks of a gap, and where in it they stand."""
    return tuple([(offset, mark) for offset, mark in enumerate(gap) if not mark.isspace()][:MARKS])
