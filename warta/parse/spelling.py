"""How tables of words and the words of a text are made comparable."""

from __future__ import annotations

from warta.gazetteer.fold import fold


def spelt(word: str) -> str:
    """Return a word without case but with its accents, which part French "à" from "a"; Arabic is folded."""
    return fold(word) if "\u0600" <= word[:1] <= "\u06ff" else word.casefold()
