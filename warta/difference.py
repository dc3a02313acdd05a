"""What changed between two versions of a text, word by word, in bounded time."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Literal, NamedTuple

import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 6000
"""Words of a version up to which words are compared; beyond, whole lines are."""
_WORD = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]|\w+|\s+|.", regex.DOTALL)


class Piece(NamedTuple):
    """A stretch of text that is in both versions, only in the later one, or only in the earlier one."""

    kind: Literal["same", "added", "removed"]
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """Return two versions as one text of pieces: those that are not ``removed`` make the later one, those not ``added`` the earlier one."""
    one, two = _parts(before, after)
    start = _common(one, two)
    pieces = [Piece("same", "".join(one[:start]))]
    changed, new = one[start:], two[start:]
    for kind, first, last, first_new, last_new in difflib.SequenceMatcher(None, changed, new).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(changed[first:last])))
        else:
            pieces += [Piece("removed", "".join(changed[first:last])), Piece("added", "".join(new[first_new:last_new]))]
    return _joined([piece for piece in pieces if piece.text])


def _parts(before: str, after: str) -> tuple[list[str], list[str]]:
    one, two = _WORD.findall(before), _WORD.findall(after)
    if len(one) <= MOST and len(two) <= MOST:
        return one, two
    one, two = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return (one, two) if len(one) <= MOST and len(two) <= MOST else ([before], [after])


def _common(one: Sequence[str], two: Sequence[str]) -> int:
    """Return how many parts are the same from the beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with a lone space between two changes drawn into them: what is said anew reads as one stretch."""
    found: list[Piece] = []
    pending: dict[str, str] = {"removed": "", "added": ""}
    for at, piece in enumerate(pieces):
        between = piece.kind == "same" and not piece.text.strip() and "\n" not in piece.text and 0 < at < len(pieces) - 1
        if piece.kind != "same":
            pending[piece.kind] += piece.text
        elif between and any(pending.values()):
            pending = {kind: text + piece.text for kind, text in pending.items()}
        else:
            found += _flushed(pending)
            pending = {"removed": "", "added": ""}
            found.append(piece)
    return found + _flushed(pending)


def _flushed(pending: dict[str, str]) -> list[Piece]:
    return [piece for piece in (Piece("removed", pending["removed"]), Piece("added", pending["added"])) if piece.text]
