"""What sentences say."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from warta.store.texts import Shown


def sentence_texts(articles: Mapping[int, Shown]) -> dict[int, str]:
    """Return the text of each sentence; given are the numbers of sentences with the article that each is in."""
    listed: dict[int, list[str]] = {}
    found = {}
    for number, (first, told) in articles.items():
        if first not in listed:
            listed[first] = [told.text[sentence.start : sentence.end] for sentence in told.sentences]
        found[number] = listed[first][number - first]
    return found
