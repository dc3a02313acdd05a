"""Spelling that does not tell names apart: case, accents, Arabic vowel signs, forms of alif, traditional characters are folded away."""

from __future__ import annotations

import functools
import re
import unicodedata
from pathlib import Path

import regex
import snowballstemmer

MARKS = regex.compile(r"[\p{Mn}ـ]+")
ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "گ": "ك", "ک": "ك", "ی": "ي"})
WORD = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]|(?:(?![\p{Han}\p{Hiragana}\p{Katakana}])[\p{L}\p{M}\p{N}])+")
PLAIN = re.compile(r"[A-Za-z0-9]+")
"""The same of a name in ASCII."""
TABLE = Path(__file__).resolve().parents[2] / "data" / "han" / "simplified.tsv"
SHORT_AFTER = frozenset("аеоуыюяэи")
"""Cyrillic vowels after which a last и was й."""
HAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
FIRST = "\u2e80"
"""No character of them comes before this one."""
FAR = re.compile("[\u2e80-\U0010ffff]")
"""Where all of these are, and not much else that a text in another script has."""


def fold(text: str) -> str:
    """Return a name without case, accents and marks. ``fold("São Paulo") == "sao paulo"``."""
    if text.isascii():
        return text.lower()
    folded = MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold().translate(ARABIC)
    return folded.translate(simplified()) if HAN.match(folded) else folded


def is_han(text: str) -> bool:
    """Return whether a text begins with a character of Han or Kana."""
    return text >= FIRST and HAN.match(text) is not None


def has_han(text: str) -> bool:
    """Return whether a text has a character of Han or Kana."""
    return FAR.search(text) is not None and HAN.search(text) is not None


@functools.cache
def simplified() -> dict[int, str]:
    """Return the simplified character of each traditional one, for :meth:`str.translate`; both are one in keys."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return {ord(line[0]): line[2] for line in lines}


def key(words: list[str]) -> str:
    """Return the key under which a gazetteer keeps a name of these words: folded, with spaces but between Han and Kana."""
    joined = ""
    for word in words:
        folded = fold(word)
        joined += folded if not joined or (HAN.match(joined[-1]) and HAN.match(word)) else f" {folded}"
    return joined


def name_key(name: str) -> str:
    """Return the key of a whole name."""
    return " ".join(PLAIN.findall(name)).lower() if name.isascii() else key(words_of(name))


def words_of(name: str) -> list[str]:
    """Return the words of a name; in Chinese and Japanese each character is one."""
    return PLAIN.findall(name) if name.isascii() else WORD.findall(MARKS.sub("", unicodedata.normalize("NFKC", name)))


@functools.cache
def _stemmer(algorithm: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(algorithm)


@functools.lru_cache(maxsize=200_000)
def stem(word: str, algorithm: str) -> str:
    """Return the stem of a folded word by a Snowball algorithm such as ``russian``, which must see the й that folding made и."""
    whole = f"{word[:-1]}й" if word[-1:] == "и" and word[-2:-1] in SHORT_AFTER else word
    return str(_stemmer(algorithm).stemWord(whole))


def stem_key(folded: str, algorithm: str) -> str:
    """Return the key under which a name is kept whatever the case of its words: ``~`` and their stems."""
    if " " not in folded:
        return f"~{stem(folded, algorithm)}"
    return "~" + " ".join([stem(word, algorithm) for word in folded.split(" ")])
