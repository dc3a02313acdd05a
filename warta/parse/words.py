"""What is the same of a word wherever it stands: worked out once a word, since news has few words and each of them often."""

from __future__ import annotations

import functools
from typing import NamedTuple

from warta.gazetteer.fold import fold, is_han
from warta.parse.memo import Memo
from warta.parse.spelling import spelt


class Words(NamedTuple):
    """Words without case and accents, without case but with accents, and whether they begin with a character of Han or Kana."""

    folded: Memo[str]
    spelt: Memo[str]
    han: Memo[bool]


@functools.cache
def words() -> Words:
    """Return what words of texts are looked up by (:func:`warta.gazetteer.fold`, :func:`warta.parse.spelling.spelt`)."""
    folded = Memo(fold)
    return Words(folded, Memo(lambda text: _same(spelt(text), folded[text])), Memo(_is_han))


def _same(spelling: str, folded: str) -> str:
    """Return a spelling, as the one string that its folded form is where they are equal."""
    return folded if spelling == folded else spelling


def _is_han(text: str) -> bool:
    return is_han(text)
