"""Names of places in all their cases, for languages that decline them: the gazetteer is built with them, so that finding one is a look-up.

A form made for a name that is never declined is met by nobody, so that the tables may be generous: the genders of nouns are not known.
"""

from __future__ import annotations

import functools
import itertools
import tomllib
from pathlib import Path
from typing import NamedTuple

import regex

LANGUAGES = Path(__file__).resolve().parents[2] / "data" / "languages"
SHORTEST = 3
"""Letters in the shortest word that is declined."""
PIECES = regex.compile(r"([ \-–—]+)")
ALL = 5
"""Forms of a word whose nominative is followed by each of the other cases, so that two such words agree."""
MOST = 60
"""Forms of one name that are kept."""


class Declension(NamedTuple):
    """How a language declines names of places.

    ``whole`` are nouns after which the rest of the name stays as it is ("Республика Коми"), ``both`` join two names that are both
    declined, ``inner`` stand before the part of a name with hyphens that stays ("Ростов-на-Дону").
    """

    letters: frozenset[str]
    whole: frozenset[str]
    both: frozenset[str]
    inner: frozenset[str]
    adjectives: dict[str, tuple[str, ...]]
    nouns: dict[str, tuple[str, ...]]


@functools.cache
def declension(language: str) -> Declension:
    """Return how a language declines names of places."""
    rows = tomllib.loads((LANGUAGES / language / "declension.toml").read_text(encoding="utf-8"))
    letters, whole, both, inner = (frozenset(rows[field]) for field in ("letters", "whole", "both", "inner"))
    adjectives, nouns = ({ending: tuple(forms) for ending, forms in rows[field].items()} for field in ("adjectives", "nouns"))
    return Declension(letters, whole, both, inner, adjectives, nouns)


def declined(name: str, language: str) -> frozenset[str]:
    """Return a name in the cases other than the nominative, none for one in the letters of another language."""
    ways = declension(language)
    if not all(letter in ways.letters or not letter.isalpha() for letter in name.lower()):
        return frozenset()
    pieces = PIECES.split(name)
    bends = _bending(pieces[::2], pieces[1::2], ways)
    if not bends:
        return frozenset()
    forms = [_forms(pieces[2 * at], ways) for at in sorted(bends)]
    together = zip(*forms, strict=True) if {len(each) for each in forms} == {ALL} else itertools.product(*forms)
    return frozenset(form for words in itertools.islice(together, MOST) if (form := _with(pieces, bends, words)) != name)


def _with(pieces: list[str], bends: set[int], words: tuple[str, ...]) -> str:
    """Return a name with some of its words in other forms."""
    changed = dict(zip(sorted(bends), words, strict=True))
    return "".join(changed.get(index // 2, piece) if index % 2 == 0 else piece for index, piece in enumerate(pieces))


def _bending(words: list[str], gaps: list[str], ways: Declension) -> set[int]:
    """Return which words of a name are declined."""
    lower = [word.lower() for word in words]
    for joint in ways.both.intersection(lower[1:-1]):
        at = lower.index(joint)
        return {at - 1, at + 1}
    found, index = set(), 0
    while index < len(words) - 1 and gaps[index] == " " and _is_adjective(lower[index], ways):
        found.add(index)
        index += 1
    if lower[index] in ways.whole:
        return found | {index}
    rest = range(index, len(words))
    hyphens = all(gap != " " for gap in gaps[index:])
    if len(rest) > 1 and hyphens:
        if lower[index + 1] in ways.inner:
            return found | {index}
        if _is_adjective(lower[-1], ways):
            return found | {index, len(words) - 1}
    if found and len(rest) > 1 and not hyphens:
        return found | {index}
    return found | {len(words) - 1}


def _is_adjective(word: str, ways: Declension) -> bool:
    return len(word) > SHORTEST + 1 and _ending(word, ways.adjectives) is not None


def _ending(word: str, table: dict[str, tuple[str, ...]]) -> str | None:
    """Return the longest ending of a table that a word has."""
    return next((word[start:] for start in range(len(word)) if word[start:] in table), None)


def _forms(word: str, ways: Declension) -> tuple[str, ...]:
    """Return a word in all cases, the nominative among them."""
    lower = word.lower()
    if len(word) < SHORTEST or (word.isupper() and len(word) > 1):
        return (word,)
    for table in (ways.adjectives, ways.nouns):
        ending = _ending(lower, table) if table is ways.nouns or _is_adjective(lower, ways) else None
        if ending is not None:
            return (word, *(word[: len(word) - len(ending)] + case for case in table[ending]))
    return (word,)
