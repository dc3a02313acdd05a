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
from warta.parse.name_starts import starter
from warta.parse.office_holders import heads_of_offices
from warta.parse.phrases import writing
from warta.parse.place_features import heads
from warta.parse.place_words import short_forms
from warta.parse.speech_words import begins_speech
from warta.parse.time_rules import time_table
from warta.parse.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from warta.parse.phrases import Writing


@functools.cache
def marks(language: str | None) -> Memo[int]:
    """Return {word: its marks} of the words of texts in a language."""
    return Memo(_marker(language))


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


def _marker(language: str | None) -> Callable[[str], int]:
    """Return what marks a word: all tables of a language are asked for once, not once a word."""
    ways, openings, known = writing(language), _openings(language), words()
    folded_of, spelt_of, is_han = known.folded, known.spelt, known.han
    begins_name, begins_time = starter(language), time_table(language).begins
    short, begun = short_forms(language), ((mark.FEATURE, heads(language)[1]), (mark.OFFICE, heads_of_offices(language)))
    cut_into_words, stemmer = has_lexicon(language), ways.stemmer

    def marks_of(text: str) -> int:
        folded, spelt, han = folded_of[text], spelt_of[text], is_han[text]
        stem = stem_key(folded, stemmer) if stemmer and not han else None
        free, written_on = begins_name(text, folded, stem)
        bits = mark.NAME * free | mark.NAME_WRITTEN_ON * written_on | mark.SHORT * (text in short)
        for bit, keys, stems, in_han in openings:
            if (in_han is None or folded[:HAN_OPENING] in in_han) if han else (not ways.is_plain or folded in keys or stem in stems):
                bits |= bit
        if han and cut_into_words and not may_name(language or "", text):
            bits |= mark.WORD
        if _names_place(folded, stem, ways):
            bits |= mark.PLACE
        for bit, begins in ((mark.ACT, begins_act), (mark.SPEECH, begins_speech)):
            if begins(spelt, language):
                bits |= bit
        for bit, first_words in begun:
            if folded in first_words:
                bits |= bit
        return bits | mark.TIME * begins_time(text)

    return marks_of


def _names_place(folded: str, stem: str | None, ways: Writing) -> bool:
    """Return whether a word by itself may be the name of a place or of a people."""
    if not ways.is_plain or gazetteer().knows(folded) or gazetteer().people_of(folded):
        return True
    return stem is not None and gazetteer().people_of(stem) is not None
