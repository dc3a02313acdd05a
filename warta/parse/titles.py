"""Titles and offices beside a name: "President", "secrétaire d'État"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warta.parse.name_words import NameWords, traits

if TYPE_CHECKING:
    from warta.parse.doc import Doc

LONGEST_TITLE = 5
"""Words in a title."""


def title_at(doc: Doc, index: int, words: NameWords) -> int:
    """Return how many words the title has that begins at a token; 0 for none."""
    if doc.folded[index] not in words.title_openings:
        return 0
    most = min(LONGEST_TITLE, len(doc.folded) - index)
    return next((n for n in range(most, 0, -1) if " ".join(doc.folded[index : index + n]) in words.titles), 0)


def rest_of_title(doc: Doc, index: int, words: NameWords) -> tuple[int, int]:
    """Return how many words from a token on end a title that begins before it ("secrétaire d'État"), and how many it has."""
    for back in range(1, min(LONGEST_TITLE, index + 1)):
        if not doc.joins[index - back]:
            break
        if doc.folded[index - back] not in words.title_openings:
            continue
        length = title_at(doc, index - back, words)
        if length > back:
            return length - back, length
    return 0, 0


def title_before(doc: Doc, index: int, words: NameWords) -> int:
    """Return how many words the title has that stands right before a token, a word for a people between them or not; 0 for none."""
    if index == 0 or not doc.joins[index - 1]:
        return 0
    if doc.folded[index - 1] not in words.title_words:
        if index < 2 or not doc.joins[index - 2] or not traits(doc.tokens[index - 1].text, doc.language).people:  # noqa: PLR2004
            return 0
        index -= 1
        if doc.folded[index - 1] not in words.title_words:
            return 0
    most = min(LONGEST_TITLE, index)
    return next((n for n in range(most, 0, -1) if " ".join(doc.folded[index - n : index]) in words.titles), 0)
