"""Words with their places in the text, in any script, also where a web page has glued two of them together.

Text is never altered. Where a stripped link left ``tertinggiChina`` or ``rencanaperubahan``, the tokens end and begin inside
that run of letters, and carry the offsets of the source.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import regex

from warta.gazetteer.fold import has_han, is_han
from warta.parse.frequency import frequency
from warta.parse.han_lexicon import has_lexicon
from warta.parse.han_words import cut
from warta.parse.language import table
from warta.parse.memo import Memo
from warta.parse.proclitics import parted, proclitics
from warta.parse.quick_patterns import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from warta.parse.proclitics import Rest

RUN = regex.compile(r"\p{Han}+|[\p{Hiragana}\p{Katakana}]|(?:(?![\p{Han}\p{Hiragana}\p{Katakana}])[\p{L}\p{M}\p{N}])+")
WORD = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]|(?:(?![\p{Han}\p{Hiragana}\p{Katakana}])[\p{L}\p{M}\p{N}])+")
SPACED = regex.compile(r"[\p{L}\p{M}\p{N}]+")
ASCII = re.compile(r"[A-Za-z0-9]+")
PLAIN = re.compile(r"[^\W_]+")
"""The same as ``SPACED`` in a text that is plain (:func:`warta.parse.quick_patterns.is_plain`)."""
CASE_CHANGE = regex.compile(r"(?<=\p{Ll}{2})(?=\p{Lu}\p{Ll}{2})")
KNOWN = 2.0
"""Zipf frequency from which a run of letters is a word of its own and is left whole."""
FEWEST = 8
"""Words below which capitals throughout are a headline."""
CAPITALS = 0.8
"""Share of the words of a text in capitals throughout."""
LONGEST = 40
"""Longer runs are no two words glued; looking for a seam would only cost time."""


def _pattern(text: str, *, has_list: bool) -> re.Pattern[str] | regex.Pattern[str]:
    """Return the pattern of a word: a quick one where no character is Han or Kana."""
    if text.isascii():
        return ASCII
    if has_list:
        return RUN
    if has_han(text):
        return WORD
    return PLAIN if is_plain(text) else SPACED


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word: code points ``start`` to ``end`` of the text, read as ``text``.

    ``glued`` tells that it touches the token before it, ``proclitic`` that it is a word written onto the next as the language does,
    ``kind`` what a cutter of words took it for ("person", "foreign", "state"), empty for other words.
    """

    start: int
    end: int
    text: str
    glued: bool = False
    proclitic: bool = False
    kind: str = ""


def tokenise(text: str, language: str | None) -> tuple[Token, ...]:
    """Return the words of a text in order; punctuation gives none.

    Han and Kana give one token a character, but in languages that have a list of words to cut them by.

    Glued words are parted only in languages whose table says ``[glue] part = true``: where words are freely compounded, a seam
    inside a long word is no fault.
    """
    parting, clitic, has_list = _glue_settings(language), proclitics(language), has_lexicon(language)
    pattern = _pattern(text, has_list=has_list)
    if not (clitic or has_list):
        parts = _parting(pattern).split(text)
        offsets = list(itertools.accumulate(map(len, parts)))
        found = map(Token, offsets[::2], offsets[1::2], parts[1::2])
        return _without_glue(list(found), language or "") if parting else tuple(found)
    letters = clitic.all if clitic else frozenset()
    tokens: list[Token] = []
    for match in pattern.finditer(text):
        start, end = match.span()
        word = match.group()
        if has_list and is_han(word):
            tokens += _cut(text, start, end, language or "")
        elif word[0] in letters and (rests := parted(word, language or "")):
            tokens += _parts(start, word, rests)
        else:
            tokens.append(Token(start, end, word))
    return _without_glue(tokens, language or "") if parting else tuple(tokens)


def _without_glue(tokens: list[Token], language: str) -> tuple[Token, ...]:
    """Return words, those that are two glued together as two."""
    seams = _seams(language)
    for index in reversed([index for index, token in enumerate(tokens) if seams[token.text] is not None]):
        token = tokens[index]
        seam = seams[token.text] or 0
        word, at = token.text, token.start + seam
        tokens[index : index + 1] = (Token(token.start, at, word[:seam]), Token(at, token.end, word[seam:], glued=True))
    return tuple(tokens)


@functools.cache
def _parting(pattern: re.Pattern[str] | regex.Pattern[str]) -> re.Pattern[str] | regex.Pattern[str]:
    """Return a pattern that splits a text into what lies between words and the words, in turn."""
    source = f"({pattern.pattern})"
    return re.compile(source) if isinstance(pattern, re.Pattern) else regex.compile(source)


@functools.cache
def _seams(language: str) -> Memo[int | None]:
    """Return {run of letters: where two words that are glued together part in it} of texts in a language, None of most."""

    def seam(word: str) -> int | None:
        return seam_in(word, language) if 6 <= len(word) <= LONGEST else None  # noqa: PLR2004  (a seam needs two words of three letters)

    return Memo(seam)


def _parts(start: int, word: str, parts: Sequence[Rest]) -> Iterator[Token]:
    """Yield a word with words written onto it as so many tokens; only the last is no proclitic."""
    cuts = [0, *(part.start for part in parts), len(word)]
    texts = [*(word[low:high] for low, high in itertools.pairwise(cuts[:-1])), parts[-1].text]
    for index, text in enumerate(texts):
        low, high = start + cuts[index], start + cuts[index + 1]
        yield Token(low, high, text, glued=index > 0, proclitic=index < len(parts))


def _cut(text: str, start: int, end: int, language: str) -> list[Token]:
    found = []
    for length, kind in cut(text[start:end], text[start - 1 : start], text[end : end + 1], language):
        stop = start + length
        found.append(Token(start, stop, text[start:stop], kind=kind))
        start = stop
    return found


class Glue(NamedTuple):
    """Least Zipf frequencies of the parts of a glued word, for a word that begins with a capital too, and endings of one word."""

    left: float
    right: float
    capital_left: float
    capital_right: float
    endings: frozenset[str]


@functools.cache
def _glue_settings(language: str | None) -> Glue | None:
    settings = table(language, "blocks").get("glue", {})
    if not settings.get("part"):
        return None
    return Glue(
        settings["left"], settings["right"], settings["capital_left"], settings["capital_right"], frozenset(settings.get("endings", ()))
    )


@functools.lru_cache(maxsize=65536)
def seam_in(word: str, language: str) -> int | None:
    """Return where two glued words part, None where the run is one word.

    A change of case is a seam where one side is a word of the language; otherwise both sides must be frequent, and of several
    seams the likeliest pair of words wins. A run that is itself a word stays whole, and so does one that begins with a capital
    unless a very frequent word follows the seam: most such runs are names.
    """
    lower, glue = word.lower(), _glue_settings(language)
    if glue is None or frequency(lower, language) >= KNOWN or not word.isalpha():
        return None
    change = CASE_CHANGE.search(word)
    if change:
        seam = change.start()
        return seam if max(frequency(lower[:seam], language), frequency(lower[seam:], language)) >= glue.left else None
    if not (word.islower() or word.istitle()):
        return None
    left, right = (glue.left, glue.right) if word.islower() else (glue.capital_left, glue.capital_right)
    best: tuple[float, int] | None = None
    for seam in range(3, len(word) - 2):
        ahead, behind = frequency(lower[:seam], language), frequency(lower[seam:], language)
        if ahead >= left and behind >= right and lower[seam:] not in glue.endings:
            best = max(best or (-math.inf, 0), (ahead + behind, seam))
    return best[1] if best else None


def in_capitals(words: Sequence[str]) -> bool:
    """Return whether nearly all words of a text are in capitals, in a script that has them."""
    if sum(map(str.isupper, words)) < FEWEST:
        return False
    allowed = (1 - CAPITALS) * len(words)
    capitals = small = 0
    for word in words:
        if word.isupper():
            capitals += 1
        elif word.lower() != word.upper():
            small += 1
            if small > allowed:
                return False
    return capitals > CAPITALS * (capitals + small)
