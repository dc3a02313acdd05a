"""Names of persons in the nominative and in Latin letters, so that Виктора Гроховского and Viktor Grokhovsky are one person.

The given name tells gender and case: where it stands in another case than the nominative, so does the surname.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from warta.gazetteer.fold import fold
from warta.parse.language import table
from warta.parse.person_words import given_names

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORTEST = 3
"""Letters that are left of a name without its ending."""
LONGEST_GROUP = 2
"""Letters that are written together in Latin ones."""

Endings = tuple[tuple[str, str], ...]


class Latin(NamedTuple):
    """How a language writes names in Latin letters: ``starts`` and ``ends`` count at the edges of a word only.

    ``given`` are given names that English writes in a way of its own. ``cases`` and ``surnames`` are by gender the endings of other
    cases of given names and surnames with that of the nominative; ``women`` are endings of women's surnames in the nominative.
    """

    letters: dict[str, str]
    starts: dict[str, str]
    ends: dict[str, str]
    given: dict[str, str]
    cases: dict[str, Endings]
    surnames: dict[str, Endings]
    women: tuple[str, ...]


@functools.cache
def latin(language: str | None) -> Latin | None:
    """Return how a language writes names in Latin letters, None where it has no table of it."""
    rows = table(language, "latin")
    if not rows:
        return None
    cases, surnames = (
        {gender: tuple(sorted(((old, new) for old, new in pairs), key=lambda pair: -len(pair[0]))) for gender, pairs in rows[field].items()}
        for field in ("cases", "surnames")
    )
    return Latin(rows["letters"], rows["starts"], rows["ends"], rows["given"], cases, surnames, tuple(rows["women"]))


def latin_name(words: Sequence[str], language: str | None) -> str | None:
    """Return the name of a person in the nominative and in Latin letters, None for one that is not in the letters of the language."""
    ways = latin(language)
    if ways is None or not all(letter in ways.letters for word in words for letter in word.lower() if letter.isalpha()):
        return None
    return " ".join(_written(word, ways) for word in _nominative([word.lower() for word in words], ways))


def _nominative(words: list[str], ways: Latin) -> list[str]:
    """Return the words of a name in the nominative. The given names of the table are tried before those that any language has.

    A woman's name may be a case of a man's: Александра is one of Александр unless the surname is a woman's or has no case.
    """
    if len(words) < 2:  # noqa: PLR2004  (a given name and a surname)
        return words
    for known in (ways.given.keys(), given_names()):
        is_woman = words[-1].endswith(ways.women) or _restored(words[-1], ways.surnames["m"]) == words[-1]
        as_it_is = words[0] in known or fold(words[0]) in known
        if as_it_is and is_woman:
            return words
        for gender, endings in ways.cases.items() if not as_it_is else (("m", ways.cases["m"]),):
            for old, new in endings:
                given = words[0].removesuffix(old) + new
                if words[0].endswith(old) and (given in known or fold(given) in known):
                    return [given, *(_restored(word, ways.surnames[gender]) for word in words[1:])]
        if as_it_is:
            return words
    return words


def _restored(word: str, endings: Endings) -> str:
    fits = (word.removesuffix(old) + new for old, new in endings if word.endswith(old) and len(word) - len(old) >= SHORTEST)
    return next(fits, word)


def _written(word: str, ways: Latin) -> str:
    """Return a word of a name in Latin letters, each part of it with a capital."""
    return "-".join(ways.given.get(part) or _spelt(part, ways) for part in word.split("-"))


def _spelt(word: str, ways: Latin) -> str:
    start = next((old for old in ways.starts if word.startswith(old)), "")
    end = next((old for old in ways.ends if len(word) > len(old) and word.endswith(old)), "")
    middle, spelt = word[len(start) : len(word) - len(end)], ways.starts.get(start, "")
    index = 0
    while index < len(middle):
        group = middle[index : index + LONGEST_GROUP]
        size = len(group) if group in ways.letters else 1
        spelt += ways.letters.get(middle[index : index + size], middle[index : index + size])
        index += size
    spelt += ways.ends.get(end, "")
    return spelt[:1].upper() + spelt[1:]
