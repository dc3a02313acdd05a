"""Which names of places are plainly something else, and which are as likely something else."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import regex

from warta.gazetteer.fold import name_key
from warta.parse.han_lexicon import has_lexicon
from warta.parse.han_places import is_han_word, is_inside_run
from warta.parse.language import table
from warta.parse.person_words import given_names, surnames
from warta.parse.place_surroundings import is_before_noun
from warta.parse.place_words import METROPOLIS, TOWN, is_ordinary, is_part_of_other, shouts, written_on
from warta.parse.role_words import role_words
from warta.parse.uncased_places import is_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warta.gazetteer.gazetteer import Entry
    from warta.parse.doc import Doc
    from warta.parse.phrases import Phrase

LATIN = regex.compile(r"\p{Latin}")
"""Letters of the names in the gazetteer: in others no name is a place's own, though its metropolises are known by it."""
SYLLABLES = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
"""Letters that are whole syllables, two of which name a town."""


def is_believable(entry: Entry, surface: str, least: int, *, uncased: bool) -> bool:
    """Return whether words as short as these name a place, and one of so many inhabitants where letters have no case."""
    if entry.kind in {"country", "region"}:
        return len(surface) > 2 or not surface.isascii()  # noqa: PLR2004  (two letters are an abbreviation)
    if uncased:
        syllables = SYLLABLES.match(surface) is not None
        short = not syllables and entry.kind == "admin2" and len(surface) < 4  # noqa: PLR2004  (as short as a word)
        return len(surface) > (1 if syllables else 2) and entry.population >= least and not short
    return len(surface) > 2  # noqa: PLR2004  (same)


def is_refused(doc: Doc, phrase: Phrase, entries: Sequence[Entry], surface: str) -> bool:
    """Return whether a name is plainly something else: a part of another name, an acronym, a word."""
    large = any(entry.kind in {"country", "region"} for entry in entries)
    if is_part_of_other(doc, phrase, large=large or is_before_noun(doc, phrase)):
        return True
    if surface.isupper() and len(surface) <= 4 and surface.isascii() and not shouts(doc, phrase):  # noqa: PLR2004  (an acronym)
        return not large
    if not large and is_inside_run(doc, phrase):
        return True
    single = phrase.last - phrase.first == 1
    return single and (bool(is_word(doc, phrase)) or (not large and is_han_word(doc, phrase)))


def is_doubtful(doc: Doc, phrase: Phrase, entries: Sequence[Entry]) -> bool:
    """Return whether one word is as likely a person's name or an everyday word as the name of a place."""
    if phrase.last - phrase.first > 1 or has_lexicon(doc.language) or any(entry.kind in {"country", "region"} for entry in entries):
        return False
    surface = doc.text[phrase.start : phrase.end].casefold()
    own = [entry.population for entry in entries if entry.name.casefold() == surface]
    population = max(own, default=0) or max(entry.population for entry in entries)
    if population >= METROPOLIS and SYLLABLES.match(surface):
        return False
    if population < TOWN and (phrase.key in given_names() or phrase.key in surnames() or phrase.key in _everyday(doc.language)):
        return True
    if phrase.key in _certain(doc.language) or (role_words(doc.language).suffixes and written_on(doc, phrase)):
        return False
    in_other_script = population >= METROPOLIS and not LATIN.search(surface)
    return is_ordinary(doc, phrase, population, own=bool(own) or in_other_script)


@functools.cache
def _everyday(language: str | None) -> frozenset[str]:
    """Return the everyday words of a language that also name a town."""
    return frozenset(name_key(word) for word in table(language, "places").get("ordinary", "").split())


@functools.cache
def _certain(language: str | None) -> frozenset[str]:
    """Return the towns that a language speaks of so often that they only look like everyday words."""
    return frozenset(name_key(word) for word in table(language, "places").get("certain", "").split())
