"""How frequent a word is in a language: what tells ordinary words from names, and glued words from long ones."""

from __future__ import annotations

import functools
import math

import wordfreq


@functools.lru_cache(maxsize=131072)
def frequency(word: str, language: str | None) -> float:
    """Return the Zipf frequency (log10 of occurrences in a thousand million words) of a word in lower case.

    0 where the word, or the language, is not known. Looked up as it is: wordfreq's own look-up would cut it into words first, and
    needs another package to do so for Chinese and Japanese.
    """
    share = _frequencies(language or "").get(word.replace("i\u0307", "i"), 0.0)  # İ in lower case
    return math.log10(share) + 9 if share else 0.0


@functools.cache
def _frequencies(language: str) -> dict[str, float]:
    return wordfreq.get_frequency_dict(language, "small") if language in wordfreq.available_languages("small") else {}
