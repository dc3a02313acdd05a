"""What is the same of a word wherever it stands: worked out once a word, since news has few words and each of them often."""

from __future__ import annotations

import functools
from typing import NamedTuple

from warta.gazetteer.fold import HAN, fold
from warta.parse.spelling import spelt

MOST = 16_384
"""Words that are remembered: more than a day of news has in several languages, some 5 MB."""


class Word(NamedTuple):
    """A word without case and accents, without case but with accents, and whether it begins with a character of Han or Kana."""

    folded: str
    spelt: str
    han: bool


@functools.lru_cache(maxsize=MOST)
def word_of(text: str) -> Word:
    """Return what a word of a text is looked up by (:func:`warta.gazetteer.fold`, :func:`warta.parse.spelling.spelt`)."""
    folded, spelling = fold(text), spelt(text)
    return Word(folded, folded if spelling == folded else spelling, not text.isascii() and HAN.match(text) is not None)
