"""Where a name of any table may begin: most words of most scripts are in lower case and begin none."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from warta.parse.han_lexicon import has_lexicon
from warta.parse.known import aliases, stem_aliases
from warta.parse.mark import NAME, NAME_WRITTEN_ON, WORD
from warta.parse.place_words import lower_demonyms
from warta.parse.proclitics import proclitics
from warta.parse.uncased_words import uncased_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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


def starter(language: str | None) -> Callable[[str, str, str | None], tuple[bool, bool]]:
    """Return what tells of a word whether a name may begin with it, and whether it may with one that is written onto the next word.

    It is asked with the word, its folded form, and the key of its stem, None in a language that has no stems.
    """
    uncased, openings = uncased_words(language), _lower_openings()
    stops = uncased.stops if uncased else frozenset()

    def may_begin(word: str, folded: str, stem: str | None) -> tuple[bool, bool]:
        if word in stops:
            return False, False
        small = folded in openings or (stem is not None and stem in _lower_stems())
        return small or not (word[0].islower() or word[0].isdigit()), small

    return may_begin


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
