"""Where a document names the people and organisations of the tables."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from warta.gazetteer.fold import is_han, key, words_of
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.known import Found, aliases, keys_of, stem_aliases, written_as
from warta.parse.mark import KNOWN
from warta.parse.namesakes import of_another, settled
from warta.parse.phrases import LONGEST, phrases_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from warta.parse.doc import Doc
    from warta.parse.known import Alias
    from warta.parse.phrases import Phrase

LONGEST_ALIAS = 16
"""Words (Chinese characters) in the longest alias that is looked for."""


@functools.cache
def _openings_of_long() -> frozenset[str]:
    """Return the first words of the aliases that have more words than the runs that every step looks up."""
    perhaps = (each for each in aliases() if len(each) > LONGEST and (each.count(" ") >= LONGEST or not each.isascii()))
    long = (words for each in perhaps if not each.startswith("~") and len(words := words_of(each)) > LONGEST)
    return frozenset(opening for words in long for opening in keys_of(key(words[:LONGEST])))


def find_known(doc: Doc, starts: Iterable[int]) -> tuple[Found, ...]:
    """Return the people and organisations of the tables in a document, the longest at each place, without overlaps.

    ``starts`` are the tokens that a name may begin with (:func:`warta.parse.name_starts.name_starts`).
    """
    table, marks, found = aliases(), doc.marks, []
    others: set[str] = set()
    last = 0
    for index in starts:
        match = _match(doc, index, table) if index >= last and marks[index] & KNOWN else None
        if match and of_another(doc, match.phrase, match.actor):
            others.add(match.phrase.key)
        elif match:
            found.append(match)
            last = match.phrase.last
    return settled(found, others)


def _match(doc: Doc, index: int, table: dict[str, tuple[Alias, ...]]) -> Found | None:
    """Return the longest name that begins at a token, None where none does."""
    for phrase in _phrases(doc, index):
        meant = table.get(phrase.key) or (stem_aliases().get(phrase.key) if phrase.key.startswith("~") else None)
        if meant and not _begins_place(doc, phrase):
            surface = doc.text[phrase.start : phrase.end]
            fitting = [alias for alias in meant if alias.language in {None, doc.language} and written_as(surface, alias, phrase.key)]
            actors = [alias.actor for alias in sorted(fitting, key=lambda alias: alias.language is None)]
            if actors:
                return Found(phrase, actors[0], tuple(actors[1:]))
    return None


def _phrases(doc: Doc, index: int) -> Sequence[Phrase]:
    """Return the runs of words that begin at a token, first those that are longer than usual where some alias begins so."""
    usual = doc.phrases(index)
    if usual[0].last - index < LONGEST or not any(
        phrase.key in _openings_of_long() for phrase in usual if phrase.last - phrase.first == LONGEST
    ):
        return usual
    return (*(phrase for phrase in phrases_at(doc, index, LONGEST_ALIAS) if phrase.last - phrase.first > LONGEST), *usual)


def _begins_place(doc: Doc, found: Phrase) -> bool:
    """Return whether one word is only the first of the name of a place: "West" in "West Virginia", 胡志明 in 胡志明市."""
    if is_han(doc.text[found.start]):
        return any(phrase.last > found.last and gazetteer().knows(phrase.key) for phrase in doc.phrases(found.first))
    if found.last - found.first > 1:
        return False
    longer = (phrase for phrase in doc.phrases(found.first) if found.last < phrase.last <= found.first + 3)
    return any(doc.text[doc.tokens[phrase.last - 1].start].isupper() and gazetteer().knows(phrase.key) for phrase in longer)
