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
    stemmer = writing(doc.language).stemmer
    openings = _lower_openings()
    words = uncased_words(doc.language)
    stops = words.stops if words else frozenset()

    def begins_small(folded: str) -> bool:
        return folded in openings or (stemmer is not None and stem_key(folded, stemmer) in _lower_stems())

    language = doc.language or "" if has_lexicon(doc.language) else None

    def is_word(token: Token) -> bool:
        """Return whether a token of a text that is cut into words is a word and no name."""
        if language is None or token.kind or not HAN.match(token.text) or doc.text.startswith("·", token.end):
            return False
        return not may_name(language, token.text)

    return tuple(
        index
        for index, (token, folded) in enumerate(zip(doc.tokens, doc.folded, strict=True))
        if token.text not in stops
        and (not (token.proclitic or token.text[0].islower() or token.text[0].isdigit()) or begins_small(folded))
        and not is_word(token)
    )


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
