"""How frequent a word is in a language: what tells ordinary words from names."""

from __future__ import annotations

import functools

import wordfreq

from warta.gazetteer.fold import HAN


@functools.lru_cache(maxsize=65536)
def frequency(word: str, language: str) -> float:
    """Return the Zipf frequency of a folded word in a language, 0 where the language is not known or is written in Han."""
    if HAN.match(word) or language not in _languages():
        return 0.0
    return float(wordfreq.zipf_frequency(word, language, "small"))


@functools.cache
def _languages() -> frozenset[str]:
    return frozenset(wordfreq.available_languages("small"))
