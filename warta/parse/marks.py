"""The marks of the words of a language (:mod:`warta.parse.mark`), worked out once a word from the tables of all steps."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from warta.gazetteer.fold import stem_key
from warta.gazetteer.gazetteer import gazetteer
from warta.parse import mark
from warta.parse.act_words import begins_act
from warta.parse.han_lexicon import has_lexicon, may_name
from warta.parse.institution_words import institution_words
from warta.parse.known import (
    HAN_OPENING,
    alias_openings,
    han_alias_openings,
    han_metonym_openings,
    metonym_openings,
    stem_alias_openings,
)
from warta.parse.memo import Memo
from warta.parse.name_starts import may_begin
from warta.parse.office_holders import heads_of_offices
from warta.parse.phrases import writing
from warta.parse.place_features import heads
from warta.parse.place_words import short_forms
from warta.parse.speech_words import begins_speech
from warta.parse.time_rules import time_table
from warta.parse.words import words

if TYPE_CHECKING:
    from collections.abc import Container

    from warta.parse.phrases import Writing


@functools.cache
def marks(language: str | None) -> Memo[int]:
    """Return {word: its marks} of the words of texts in a language."""
    return Memo(functools.partial(_marks_of, language))


def _marks_of(language: str | None, text: str) -> int:
    known = words()
    folded, spelt, han = known.folded[text], known.spelt[text], known.han[text]
    ways, institutions = writing(language), institution_words(language)

    def opens(openings: Container[str], stems: Container[str], in_han: Container[str] | None = None) -> bool:
        """Return whether a key may begin with the word: any may where a language writes onto words."""
        if han:
            return in_han is None or folded[:HAN_OPENING] in in_han
        if not ways.is_plain or folded in openings:
            return True
        return ways.stemmer is not None and stem_key(folded, ways.stemmer) in stems

    free, written_on = may_begin(text, language)
    told = {
        mark.NAME: free,
        mark.NAME_WRITTEN_ON: written_on,
        mark.WORD: han and has_lexicon(language) and not may_name(language or "", text),
        mark.KNOWN: opens(alias_openings(), stem_alias_openings() if ways.stemmer else (), han_alias_openings()),
        mark.METONYM: opens(metonym_openings(), metonym_openings(), han_metonym_openings()),
        mark.SHORT: text in short_forms(language),
        mark.PLACE: _names_place(folded, ways),
        mark.ACT: begins_act(spelt, language),
        mark.SPEECH: begins_speech(spelt, language),
        mark.FEATURE: folded in heads(language)[1],
        mark.OFFICE: folded in heads_of_offices(language),
        mark.INSTITUTION: institutions is not None and opens(institutions.openings, institutions.openings),
        mark.TIME: time_table(language).begins(text),
    }
    return sum(bit for bit, is_so in told.items() if is_so)


def _names_place(folded: str, ways: Writing) -> bool:
    """Return whether a word by itself may be the name of a place or of a people."""
    if not ways.is_plain or gazetteer().knows(folded) or gazetteer().people_of(folded):
        return True
    return ways.stemmer is not None and gazetteer().people_of(stem_key(folded, ways.stemmer)) is not None
