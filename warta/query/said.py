"""What sentences say, and where in their article they say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warta.store import Snapshot
    from warta.store.block import Sentence, Told


class Said(NamedTuple):
    """A sentence with its text, and its article."""

    sentence: Sentence
    text: str
    article: Told


def said(snapshot: Snapshot, numbers: Sequence[int]) -> dict[int, Said]:
    """Return the sentences of these numbers."""
    listed: dict[int, list[Said]] = {}
    found = {}
    for number, (first, told) in snapshot.texts.sentences(numbers).items():
        if first not in listed:
            listed[first] = [Said(each, told.text[each.start : each.end], told) for each in told.sentences]
        found[number] = listed[first][number - first]
    return found
