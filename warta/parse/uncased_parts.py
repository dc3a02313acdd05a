"""The last part of a person's name alone, in a script without capitals: after Kais Saied, Saied is he."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from warta.parse.uncased_words import uncased_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from warta.parse.doc import Doc

LEAST = 3
"""Letters in the shortest part that stands for the whole."""


class Part(NamedTuple):
    """Code points ``start`` to ``end`` that stand for the person numbered ``person``."""

    start: int
    end: int
    person: int


def find_parts(doc: Doc, people: Iterable[tuple[int, int]]) -> Iterator[Part]:
    """Yield the last parts, alone, of the names of persons that stand at these code points; of two with one last part the first."""
    words = uncased_words(doc.language)
    if words is None:
        return
    whole: dict[tuple[str, ...], int] = {}
    for number, (start, end) in enumerate(people):
        first, last = doc.token_at(start), doc.token_at(end)
        cut = last - 1
        while cut > first and (doc.folded[cut - 1] in words.particles or doc.folded[cut] in words.compound_ends):
            cut -= 1
        ordinal = doc.folded[last - 1] in words.ordinals
        if first < cut and not ordinal and len(doc.tokens[cut].text) >= LEAST:
            whole.setdefault(doc.folded[cut:last], number)
    by_first: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for part, number in whole.items():
        by_first.setdefault(part[0], []).append((part, number))
    for index, word in enumerate(doc.folded):
        for part, number in by_first.get(word, ()):
            last = index + len(part)
            if doc.folded[index:last] == part and all(doc.joins[index : last - 1]) and doc.tokens[index].text not in words.stops:
                yield Part(doc.tokens[index].start, doc.tokens[last - 1].end, number)
                break
