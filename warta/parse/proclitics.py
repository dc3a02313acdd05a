"""One-letter words that are written onto the next word, as Arabic writes "and", "so", "in", "to" and "like".

Nothing in the spelling tells ``وموسكو`` ("and Moscow") from ``وهران`` (Oran). A word is parted where what is left is a name or a more
usual word than the whole, and left whole where the whole is a name or is listed as a word.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from warta.gazetteer.fold import fold
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.frequency import frequency
from warta.parse.known import alias_openings
from warta.parse.language import table
from warta.parse.person_words import given_names, surnames

TOWN = 30_000
"""Inhabitants from which a town's name is believed to be one, not a word with a letter before it."""
ANYWORD = 2.0
"""Zipf frequency from which what is left of a parted word is taken for a word."""
ORDINARY = 3.8
"""Zipf frequency above which what is left of a word is so usual that ..."""
MUCH = 0.5
"""... being more usual by this makes it a word even where folding makes a name of the whole (led = valley)."""
LEAST_UNKNOWN = 6
"""Letters left, article and all, of a word that no table knows but that begins with the article."""
LEFT = 3
"""Letters left of a word that is parted from any proclitic but a conjunction, after which two do."""
LONGEST = 24
"""Letters of the longest word that is looked at."""


class Proclitics(NamedTuple):
    """One-letter words of a language.

    Conjunctions come first of several. Of a word that no table knows, those ``before_article`` are parted where the article follows.
    ``merged`` is how one of them and the article are written together.
    """

    conjunctions: frozenset[str]
    prepositions: frozenset[str]
    before_article: frozenset[str]
    article: str
    merged: dict[str, str]
    whole: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """All letters that may be a word of their own."""
        return self.conjunctions | self.prepositions


@functools.cache
def proclitics(language: str | None) -> Proclitics | None:
    """Return the proclitics of a language, None where it writes none."""
    words = table(language, "grammar").get("proclitics")
    if not words:
        return None
    return Proclitics(
        frozenset(words["conjunctions"]),
        frozenset(words["prepositions"]),
        frozenset(words["before_article"]),
        words["article"],
        dict(words.get("merged", {})),
        frozenset(words.get("whole", ())),
    )


class Rest(NamedTuple):
    """What follows the proclitics of a word: ``start`` letters in, and how it is read (with its article written out)."""

    start: int
    text: str


@functools.lru_cache(maxsize=65536)
def parted(word: str, language: str) -> tuple[Rest, ...]:
    """Return where a word parts, one item for each part after the first; none for a word that is whole."""
    letters = proclitics(language)
    if letters is None or len(word) > LONGEST or word[0] not in letters.all or _is_whole(word, language, letters):
        return ()
    if word[0] in letters.conjunctions and len(word) > 2:  # noqa: PLR2004  (a word of two letters is left)
        rest = word[1:].lstrip("ـ")
        further = _after_preposition(rest, language, letters)
        if further and max(frequency(rest, language), frequency(word, language)) < frequency(further.text, language):
            start = len(word) - len(rest)
            return Rest(start, rest), Rest(start + further.start, further.text)
        if _is_better(rest, word, language, letters, certain=True):
            return (Rest(len(word) - len(rest), rest),)
    found = _after_preposition(word, language, letters)
    return (found,) if found else ()


def _is_whole(word: str, language: str, letters: Proclitics) -> bool:
    if word in letters.whole:
        return True
    folded = fold(word)
    usual = frequency(word, language)
    if frequency(word[1:], language) > max(ORDINARY, usual + MUCH):
        return False
    return _is_name(folded) or (gazetteer().knows(folded) and not usual)


def _after_preposition(word: str, language: str, letters: Proclitics) -> Rest | None:
    if len(word) <= LEFT or word[0] not in letters.prepositions or _is_whole(word, language, letters):
        return None
    for merged, article in letters.merged.items():
        rest = article + word[len(merged) :]
        if (
            word.startswith(merged)
            and len(word) > len(merged) + 1
            and (_is_name(fold(rest)) or _is_usual(rest, word, language) or (len(rest) >= LEAST_UNKNOWN and not frequency(word, language)))
        ):
            return Rest(1, rest)
    rest = word[1:].lstrip("ـ")
    if (len(rest) >= LEFT or rest.isdigit()) and _is_better(rest, word, language, letters, certain=word[0] in letters.before_article):
        return Rest(len(word) - len(rest), rest)
    return None


def _is_better(rest: str, word: str, language: str, letters: Proclitics, *, certain: bool) -> bool:
    """Return whether what is left is a name, a more usual word than the whole or, where that is ``certain``, has the article."""
    if not rest or rest[0].isdigit() or word[1] == "ـ":
        return True
    if _is_usual(rest, word, language):
        return True
    known = frequency(word, language)
    if _is_name(fold(rest)):
        return known <= max(ANYWORD, frequency(rest, language))
    return certain and not known and ((rest.startswith(letters.article) and len(rest) >= LEAST_UNKNOWN) or gazetteer().knows(fold(rest)))


def _is_usual(rest: str, word: str, language: str) -> bool:
    return frequency(rest, language) > max(ANYWORD, frequency(word, language))


def _is_name(folded: str) -> bool:
    return folded in given_names() or folded in surnames() or folded in alias_openings() or _is_place(folded)


def _is_place(folded: str) -> bool:
    return any(entry.kind in {"country", "region", "admin1"} or entry.population >= TOWN for entry in gazetteer().named(folded))
