"""English names of bodies that are plainly called after a place: "ambassade de France" is the Embassy of France."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from warta.gazetteer.fold import name_key
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.language import table
from warta.parse.name_words import name_words

if TYPE_CHECKING:
    from warta.parse.doc import Doc

LONGEST = 4
"""Words in the longest word for a body."""


@functools.cache
def _bodies(language: str | None) -> dict[str, str]:
    """Return {word for a body: the beginning of its English name}."""
    return {name_key(word): english for word, english in table(language, "names").get("english", {}).items()}


def english_name(doc: Doc, first: int, last: int) -> str | None:
    """Return the English name of a body and its place, None where the name is more, or less, than that."""
    bodies, words = _bodies(doc.language), name_words(doc.language)
    for length in range(min(LONGEST, last - first - 1), 0, -1):
        english = bodies.get(" ".join(doc.folded[first : first + length]))
        if english is None:
            continue
        start = first + length
        while start < last - 1 and (doc.folded[start] in words.of or doc.folded[start] in words.articles):
            start += 1
        if not doc.tokens[start].text[0].isupper():
            return None
        entries = gazetteer().named(" ".join(doc.folded[start:last]))
        return f"{english} {entries[0].name}" if entries else None
    return None
