"""Where a name of any table may begin: most words of most scripts are in lower case and begin none."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from warta.gazetteer.fold import stem_key
from warta.parse.han_lexicon import has_lexicon
from warta.parse.known import aliases, stem_aliases
from warta.parse.mark import NAME, NAME_WRITTEN_ON, WORD
from warta.parse.phrases import writing
from warta.parse.place_words import lower_demonyms
from warta.parse.proclitics import proclitics
from warta.parse.uncased_words import uncased_words
from warta.parse.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from warta.parse.doc import Doc
    from warta.parse.known import Alias
    from warta.parse.text import Token


def name_starts(doc: Doc) -> tuple[int, ...]:
    """Return the indexes of the tokens that a name may begin with.

    Those are words with a capital first, words of scripts without capitals but for those
    that never are in a name, and the few lower-case words that begin a name of a
    table. Looking up only these is most of the speed of the parser.
    """
    found = doc.marked(NAME | NAME_WRITTEN_ON)
    marks, tokens = doc.marks, doc.tokens
    if proclitics(doc.language):
        return tuple([index for index in found if marks[index] & (NAME_WRITTEN_ON if tokens[index].proclitic else NAME)])
    if has_lexicon(doc.language):
        return tuple([index for index in found if not (marks[index] & WORD and _is_word(doc, tokens[index]))])
    return tuple(found)


def _is_word(doc: Doc, token: Token) -> bool:
    """Return whether a word of the list in a text that is cut into words is one here: the cutter may have taken it for a name."""
    return not token.kind and not doc.text.startswith("·", token.end)


def may_begin(word: str, language: str | None) -> tuple[bool, bool]:
    """Return whether a name may begin with a word, and whether it may with one that is written onto the next word."""
    uncased = uncased_words(language)
    if uncased and word in uncased.stops:
        return False, False
    folded, stemmer = words().folded[word], writing(language).stemmer
    small = folded in _lower_openings() or (stemmer is not None and stem_key(folded, stemmer) in _lower_stems())
    return small or not (word[0].islower() or word[0].isdigit()), small


@functools.cache
def _lower_openings() -> frozenset[str]:
    """Return the first words of the keys of names that the tables write in lower case or with a digit first."""
    return _openings(aliases())


@functools.cache
def _lower_stems() -> frozenset[str]:
    """Return the same of the keys of stems."""
    return _openings(stem_aliases())


def _openings(table: Mapping[str, Sequence[Alias]]) -> frozenset[str]:
    small = [key for key, found in table.items() if any(alias.letters == "any" for alias in found)]
    return frozenset(key.split(" ")[0] for key in (*small, *lower_demonyms()))
