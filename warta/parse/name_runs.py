"""Runs of capitalised words: where names stand in scripts that have capitals."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from warta.parse.doc import Doc
    from warta.parse.name_words import NameWords

LOUD = 0.6
"""Share of capitalised words from which a sentence is a headline whose capitals say little."""
LONG = 5
"""Letters from which a word is long."""
FEWEST_LOUD = 4
"""Words in the shortest sentence that may be such a headline."""
SHORT = 3
"""Letters in the longest word after which a full stop does not end a name: an initial, or "Gov."."""
OPENING = frozenset('"“«‘„(:—–[•')
"""What stands before a word that is written with a capital because something begins."""


class Run(NamedTuple):
    """Capitalised words side by side: tokens ``first`` to ``last`` (exclusive).

    ``initial`` tells that the first would have a capital anyway, ``loud`` that most words of the sentence have one.
    """

    first: int
    last: int
    initial: bool
    loud: bool


def find_runs(doc: Doc, starts: Sequence[int], words: NameWords, barred: Collection[int] = ()) -> list[Run]:
    """Return the runs of a document in order. ``barred`` tokens are known to be something else, such as dates."""
    runs: list[Run] = []
    texts, position = doc.texts, 0
    for sentence in doc.sentences:
        opening = doc.token_at(sentence.start)
        end = doc.token_at(sentence.end)
        begin = bisect.bisect_left(starts, opening, position)
        position = bisect.bisect_left(starts, end, begin)
        capitals = [index for index in starts[begin:position] if texts[index][0].isupper()]
        if capitals:
            runs += _in_sentence(doc, capitals, opening, words, barred, loud=_is_loud(doc, len(capitals), opening, end, words))
    return runs


def _is_loud(doc: Doc, capitals: int, first: int, last: int, words: NameWords) -> bool:
    """Return whether words are a headline whose words have capitals: most of them, and all the long ones that mean something."""
    if (
        last - first < FEWEST_LOUD
        or capitals <= LOUD * (last - first)
        or doc.text[doc.tokens[last - 1].end : doc.tokens[last - 1].end + 1] == "."
    ):
        return False
    return not any(
        len(doc.tokens[index].text) >= LONG and doc.tokens[index].text[0].islower() and doc.folded[index] not in words.openers
        for index in range(first, last)
    )


def _in_sentence(
    doc: Doc, capitals: Sequence[int], opening: int, words: NameWords, barred: Collection[int], *, loud: bool
) -> Iterator[Run]:
    first = last = -1
    initial = False
    all_folded, joins, text, tokens = doc.folded, doc.joins, doc.text, doc.tokens
    for index in capitals:
        spaced = index and joins[index - 1] and text[tokens[index].start - 1] == " "
        begins = index == opening or (not spaced and _opens(doc, index))
        folded = all_folded[index]
        if index in barred or folded in words.never or ((begins or loud) and folded in words.openers):
            continue
        if index == last and not begins and _continues(doc, last - 1):
            last += 1
            continue
        if first >= 0:
            yield Run(first, last, initial, loud)
        first, last, initial = index, index + 1, begins
    if first >= 0:
        yield Run(first, last, initial, loud)


def _opens(doc: Doc, index: int) -> bool:
    """Return whether something that is written with a capital begins at a word without a space before: a quotation, after a colon."""
    before = doc.text[max(0, doc.tokens[index].start - 2) : doc.tokens[index].start].strip()
    return before[-1:] in OPENING if before else False


def _continues(doc: Doc, index: int) -> bool:
    """Return whether a name may go on after a word: no dash between, and a full stop only after an initial or a short form."""
    if not doc.joins[index]:
        return False
    mark = doc.text[doc.tokens[index].end]
    return mark == " " or (mark != "–" and (mark != "." or len(doc.tokens[index].text) <= SHORT))
