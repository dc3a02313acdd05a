"""Words of a language that is written without spaces, with how likely each is, and the characters of its names.

Likelihoods are whole numbers: ten times the decimal logarithm of occurrences in a thousand million words (Zipf), and for the characters
of names minus ten times the logarithm of their share.
"""

from __future__ import annotations

import csv
import functools
from typing import TYPE_CHECKING, NamedTuple

from warta.gazetteer.fold import HAN, name_key
from warta.gazetteer.han import han_names
from warta.parse.language import LANGUAGES, table

if TYPE_CHECKING:
    from collections.abc import Collection

ACTOR = (0, 0, 42, 47, 50, 52)
"""Zipf, times ten, that an alias of an actor is taken to have, by its characters."""
PLACE, OTHER = "s", "x"
"""Tags of places that the dictionary does not have, and of words without one."""
ACTORS = {"actors/people.csv": "P", "actors/organisations.csv": "A", "actors/metonyms.csv": None, "places/demonyms.csv": None}
"""Tables of names beside the gazetteer, and the tags of their names."""


class Word(NamedTuple):
    """A run of characters: ``zipf`` times ten, 0 where it only begins words; its tag; the length of the longest word that begins so.

    ``name`` tells that some table has it as the name of a place, an actor or a government.
    """

    zipf: int
    tag: str
    longest: int
    name: bool = False


class Letters(NamedTuple):
    """How likely characters are in names: as surname, first and second of two given, only given, in foreign names; their readings."""

    surname: dict[str, int]
    first: dict[str, int]
    second: dict[str, int]
    only: dict[str, int]
    foreign: dict[str, int]
    reading: dict[str, str]


@functools.cache
def has_lexicon(language: str | None) -> bool:
    """Return whether a language has a list of words to cut its text by."""
    return (LANGUAGES / (language or "-") / "words.tsv").is_file()


@functools.cache
def lexicon(language: str) -> dict[str, Word]:
    """Return the words of a language with the names of places and actors; those of two characters tell how long others may be."""
    found: dict[str, tuple[int, str]] = {}
    for line in (LANGUAGES / language / "words.tsv").read_text(encoding="utf-8").splitlines():
        word, likely, tag = line.split("\t")
        found[word] = (int(likely), tag)
    names = han_names()
    for name, zipf in names.items():
        known = found.get(name, (0, OTHER))
        found[name] = (max(zipf, known[0]), PLACE if known[1] == OTHER else known[1])
    actors: set[str] = set()
    for file, kind in ACTORS.items():
        for name in _names_in(file):
            actors.add(name)
            known = found.get(name, (0, OTHER))
            found[name] = (max(ACTOR[min(len(name), len(ACTOR) - 1)], known[0]), kind or known[1])
    return _with_lengths(found, actors | names.keys())


def _names_in(file: str) -> set[str]:
    """Return the keys of the names in a table that are all in Han characters, two or more."""
    with (LANGUAGES.parent / file).open(encoding="utf-8", newline="") as lines:
        names = (name for row in csv.DictReader(lines) for name in row["aliases" if "aliases" in row else "names"].split("|"))
        plain = (name[3:] if name[2:3] == ":" else name for name in names)
        return {name_key(name) for name in plain if len(name) > 1 and all(map(HAN.match, name))}


def _with_lengths(found: dict[str, tuple[int, str]], names: Collection[str]) -> dict[str, Word]:
    longest: dict[str, int] = {}
    for word in found:
        if len(word) > 1:
            longest[word[:2]] = max(len(word), longest.get(word[:2], 0))
    same: dict[Word, Word] = {}
    words = {word: Word(zipf, tag, longest.get(word, 0), word in names) for word, (zipf, tag) in found.items()}
    words.update({pair: Word(0, OTHER, length) for pair, length in longest.items() if pair not in words})
    return {text: same.setdefault(word, word) for text, word in words.items()}


@functools.cache
def letters(language: str) -> Letters:
    """Return how likely the characters of a language are in names."""
    surname: dict[str, int] = {}
    first: dict[str, int] = {}
    second: dict[str, int] = {}
    only: dict[str, int] = {}
    foreign: dict[str, int] = {}
    readings: dict[str, str] = {}
    for line in (LANGUAGES / language / "characters.tsv").read_text(encoding="utf-8").splitlines():
        character, *shares, reading = line.split("\t")
        readings[character] = reading
        for column, share in zip((surname, first, second, only, foreign), shares, strict=True):
            if share:
                column[character] = int(share)
    return Letters(surname, first, second, only, foreign, readings)


class Kin(NamedTuple):
    """A nation whose names are written as Chinese ones and read otherwise: words that tell of it, its surnames."""

    words: tuple[str, ...]
    surnames: frozenset[str]


class NameWords(NamedTuple):
    """What stands within and around names, from ``names.toml``."""

    surnames_of_two: frozenset[str]
    surnames_of_japan: frozenset[str]
    states: dict[str, str]
    major: frozenset[str]
    after_states: frozenset[str]
    to_states: frozenset[str]
    guests: frozenset[str]
    state_titles: frozenset[str]
    role_ends: frozenset[str]
    after_person: frozenset[str]
    units: frozenset[str]
    place_ends: frozenset[str]
    body_ends: frozenset[str]
    name_ends: frozenset[str]
    inside: frozenset[str]
    not_inside: frozenset[str]
    common_bodies: frozenset[str]
    standing: frozenset[str]
    of_states: frozenset[str]
    of_offices: frozenset[str]
    natural: frozenset[str]
    sites: frozenset[str]
    divisions: frozenset[str]
    ordinary: frozenset[str]
    around: frozenset[str]
    named_after: frozenset[str]
    readings: dict[str, str]
    kin: tuple[Kin, ...]


@functools.cache
def name_words(language: str) -> NameWords:
    """Return the words around names of a language."""
    source = table(language, "names")

    def words(name: str) -> frozenset[str]:
        return frozenset(source.get(name, ()))

    return NameWords(
        surnames_of_two=words("surnames_of_two"),
        surnames_of_japan=words("surnames_of_japan"),
        states=source.get("states", {}),
        major=words("major_states"),
        after_states=words("after_states"),
        to_states=words("to_states"),
        guests=words("guests_of_verbs"),
        state_titles=words("state_titles"),
        role_ends=words("role_ends"),
        after_person=words("after_person"),
        units=words("units"),
        place_ends=words("place_ends"),
        body_ends=words("body_ends"),
        name_ends=words("name_ends"),
        inside=words("inside"),
        not_inside=words("not_inside"),
        common_bodies=words("common_bodies"),
        standing=words("standing"),
        of_states=words("of_states"),
        of_offices=words("of_offices"),
        natural=words("natural"),
        sites=words("sites"),
        divisions=words("divisions"),
        named_after=words("named_after"),
        around=words("around"),
        ordinary=frozenset(source.get("ordinary", "").split()),
        readings=source.get("readings", {}),
        kin=tuple(Kin(tuple(row["words"]), frozenset(row["surnames"])) for row in source.get("kin", ())),
    )


def may_name(language: str, word: str) -> bool:
    """Return whether a word may be, or begin, a name of a table: the cutter keeps such names whole."""
    known = lexicon(language).get(word)
    return known is None or not known.zipf or known.name
