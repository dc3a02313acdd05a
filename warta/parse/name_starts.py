"""Where a name of any table may begin: most words of most scripts are in lower case and begin none."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from warta.gazetteer.fold import HAN, stem_key
from warta.parse.han_lexicon import has_lexicon, may_name
from warta.parse.known import aliases, stem_aliases
from warta.parse.phrases import writing
from warta.parse.place_words import lower_demonyms
from warta.parse.uncased_words import uncased_words
from warta.parse.words import MOST, word_of

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
    language = doc.language
    cut = has_lexicon(language)
    return tuple(
        [
            index
            for index, token in enumerate(doc.tokens)
            if _may_begin(token.text, language)[token.proclitic] and not (cut and _is_word(doc, token))
        ]
    )


def _is_word(doc: Doc, token: Token) -> bool:
    """Return whether a token of a text that is cut into words is a word and no name."""
    if token.kind or not HAN.match(token.text) or doc.text.startswith("·", token.end):
        return False
    return not may_name(doc.language or "", token.text)


@functools.lru_cache(maxsize=MOST)
def _may_begin(word: str, language: str | None) -> tuple[bool, bool]:
    """Return whether a name may begin with a word, and whether it may with one that is written onto the next word."""
    words = uncased_words(language)
    if words and word in words.stops:
        return False, False
    folded, stemmer = word_of(word).folded, writing(language).stemmer
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
