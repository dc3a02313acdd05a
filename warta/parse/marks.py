"""The marks of the words of a language (:mod:`warta.parse.mark`), worked out once a word from the tables of all steps."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

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
    return Memo(functools.partial(_marks_of, language, _openings(language)))


class Openings(NamedTuple):
    """What keys of some kind begin with, by the mark of the kind: words, stems of words, characters of Han; None where any word may."""

    bit: int
    words: Container[str]
    stems: Container[str]
    han: Container[str] | None


@functools.cache
def _openings(language: str | None) -> tuple[Openings, ...]:
    stemmed, institutions = writing(language).stemmer is not None, institution_words(language)
    found = (
        Openings(mark.KNOWN, alias_openings(), stem_alias_openings() if stemmed else frozenset(), han_alias_openings()),
        Openings(mark.METONYM, metonym_openings(), metonym_openings(), han_metonym_openings()),
    )
    return (*found, Openings(mark.INSTITUTION, institutions.openings, institutions.openings, None)) if institutions else found


def _marks_of(language: str | None, openings: tuple[Openings, ...], text: str) -> int:
    known, ways = words(), writing(language)
    folded, spelt, han = known.folded[text], known.spelt[text], known.han[text]
    stem = stem_key(folded, ways.stemmer) if ways.stemmer and not han else None
    free, written_on = may_begin(text, language)
    bits = (mark.NAME if free else 0) | (mark.NAME_WRITTEN_ON if written_on else 0)
    for bit, keys, stems, in_han in openings:
        if (in_han is None or folded[:HAN_OPENING] in in_han) if han else (not ways.is_plain or folded in keys or stem in stems):
            bits |= bit
    if han and has_lexicon(language) and not may_name(language or "", text):
        bits |= mark.WORD
    return bits | sum(
        (
            mark.SHORT * (text in short_forms(language)),
            mark.PLACE * _names_place(folded, ways),
            mark.ACT * begins_act(spelt, language),
            mark.SPEECH * begins_speech(spelt, language),
            mark.FEATURE * (folded in heads(language)[1]),
            mark.OFFICE * (folded in heads_of_offices(language)),
            mark.TIME * time_table(language).begins(text),
        )
    )


def _names_place(folded: str, ways: Writing) -> bool:
    """Return whether a word by itself may be the name of a place or of a people."""
    if not ways.is_plain or gazetteer().knows(folded) or gazetteer().people_of(folded):
        return True
    return ways.stemmer is not None and gazetteer().people_of(stem_key(folded, ways.stemmer)) is not None
