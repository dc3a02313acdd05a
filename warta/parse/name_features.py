"""What a model of names is told of each unit of a sentence: its letters, the tables that know it, and what stands around it.

A feature is a string. Those of a word alone (:func:`word_features`) hold wherever the word stands, so that their weights can be summed once
for every word; only those of the place where it stands (:func:`place_features`) are made anew.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

import regex

from warta.gazetteer.fold import fold
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.frequency import frequency
from warta.parse.language import table
from warta.parse.memo import Memo
from warta.parse.name_openings import openings
from warta.parse.person_words import given_names, surnames
from warta.parse.words import words as known_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from warta.parse.units import Unit

REACH = (-2, -1, 1, 2)
"""Distances of the neighbours whose features a unit is given."""
CLASSES = ("organisation_heads", "organisation_words", "place_heads", "place_words", "titles", "speech", "other")
LONGEST = 4
"""Units in the longest name that is looked up."""
RUNS = [[f"run{before}.{after}" for after in range(4)] for before in range(4)]
"""How many units of a run stand before and after one, three of each at most."""
ENDS = frozenset(".?!:")
REPEATED = regex.compile(r"(.)\1+")
DIGITS = regex.compile(r"\d+")

Feature = TypeVar("Feature")
Match = tuple[int, int, str]
"""Units from first to last (exclusive), and what they are."""


class Classes(NamedTuple):
    """Classes of the words of a language: ``of`` words in lower case, organisations by their words, names of persons.

    ``same`` words before the name of an organisation leave it the same one: the party Golkar is Golkar. ``opening`` words are a part
    of a name that goes on with one of theirs: the Balinese "I" before "Made".
    """

    of: Mapping[str, tuple[str, ...]]
    organisations: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]
    same: frozenset[str]
    opening: Mapping[str, frozenset[str]]
    organisation_openings: frozenset[str]
    """The first two words of the organisations that have more than one."""


@functools.cache
def classes(language: str | None) -> Classes:
    """Return the classes of words of ``name_classes.toml``."""
    source = table(language, "name_classes")
    of: dict[str, tuple[str, ...]] = {}
    for name in CLASSES:
        for word in source.get(name, ()):
            of[word] = (*of.get(word, ()), f"@{name}")
    opening = {word: frozenset(given) for word, given in source.get("opening", {}).items()}
    organisations, given, surnames, same = (frozenset(source.get(name, ())) for name in ("organisations", "given", "surnames", "same"))
    pairs = frozenset(" ".join(name.split(" ", 2)[:2]) for name in organisations if " " in name)
    return Classes(of, organisations, given, surnames, same, opening, pairs)


def shape(word: str) -> str:
    """Return the form of a word, runs made short: ``Xx`` for Jakarta, ``X`` for DPR, ``X-x`` for PDI-p, ``0`` for digits."""
    if word.isalpha() and (word.islower() or (word[0].isupper() and word[1:].islower())):
        return f"X{'x' * min(len(word) - 1, 2)}" if word[0].isupper() else "x" * min(len(word), 2)
    letters = ("X" if c.isupper() else "x" if c.isalpha() else "0" if c.isdigit() else c for c in word[:24])
    return REPEATED.sub(r"\1\1", "".join(letters))


@functools.lru_cache(maxsize=16384)
def word_features(word: str, language: str | None) -> tuple[str, ...]:
    """Return the features of a unit that hold wherever it stands."""
    if not word[0].isalpha():
        return (f"w={DIGITS.sub('0', word[:24])}", f"s={shape(word)}")
    lower = word.lower()
    known = classes(language)
    found = [f"w={lower[:32]}", f"s={shape(word)}", *known.of.get(lower, ())]
    found += [f"p2={lower[:2]}", f"p3={lower[:3]}", f"p4={lower[:4]}", f"x2={lower[-2:]}", f"x3={lower[-3:]}", f"x4={lower[-4:]}"]
    usual = int(2 * frequency(lower, language))
    found.append(f"z={usual}")
    if word[0].isupper():
        found += [f"Z={usual}", f"e={int(frequency(lower, 'en'))}", *_person_features(word, lower, known)]
        if word.isupper():
            found.append(f"A={min(len(word), 6)}")
    return tuple(found)


def _person_features(word: str, lower: str, known: Classes) -> list[str]:
    folded = fold(word)
    given, surname = folded in given_names() or lower in known.given, folded in surnames() or lower in known.surnames
    found = ["gv"] if given else []
    found += ["sn"] if surname else []
    found += ["nn"] if not given and not surname else []
    found += ["gl"] if lower in known.given else []
    return [*found, "sl"] if lower in known.surnames else found


def seen_from(distance: int, features: Iterable[str]) -> list[str]:
    """Return what a unit is told of its neighbour at a distance: of the second one only its word, its form and its classes."""
    near = abs(distance) == 1
    return [f"{distance}{feature}" for feature in features if near or feature[0] == "@" or feature[:2] in {"w=", "s="}]


class Sentence(NamedTuple):
    """What is read: units, the words that they are to be read as, and which of them are an actor of the tables, of which kind."""

    units: Sequence[Unit]
    words: Sequence[str]
    known: Sequence[Match] = ()


class Around(Generic[Feature]):
    """What stands around a unit, as features that are written in some way, worked out once a word.

    Of what stands right before and after a run, of its first and of its last unit.
    """

    def __init__(self, language: str | None, write: Callable[[str], Feature | None]) -> None:
        """``write`` gives a feature as it is wanted, None where it is not."""
        self.classes, self.write = classes(language), write
        self.one = Memo(lambda feature: self._written([feature]))
        self.beside = Memo(lambda feature: [(each, self._written([f"{each}{feature}"])) for each in REACH])
        """What the units at each distance are told of a unit."""
        self.before = Memo(functools.partial(self._of, "L", "L="))
        self.after = Memo(functools.partial(self._of, "R", "R="))
        self.head = Memo(functools.partial(self._of, "H", "H="))
        self.tail = Memo(lambda word: self._written([f"T={word}"]))

    def _of(self, sign: str, same: str, word: str) -> list[Feature]:
        return self._written([f"{same}{word}", *(f"{sign}{each}" for each in self.classes.of.get(word, ()))])

    def _written(self, features: Iterable[str]) -> list[Feature]:
        return [written for feature in features if (written := self.write(feature)) is not None]


def place_features(sentence: Sentence, around: Around[Feature]) -> list[list[Feature]]:
    """Return for each unit of a sentence the features of the place where it stands."""
    units, words, actors = sentence
    upper = [word[0].isupper() for word in words]
    found: list[list[Feature]] = [[] for _ in units]
    if True not in upper:
        return found
    folded = list(map(known_words().folded.__getitem__, words))
    places, organisations = _matches(folded, upper, units, around.classes)
    _mark(found, organisations, "o=", around)
    _mark(found, actors, "k=", around)
    _mark(found, places, "g=", around, folded)
    _mark_runs(found, words, folded, upper, around)
    _mark_acronyms(found, words, upper, around)
    return found


def all_features(sentence: Sentence, language: str | None) -> list[list[str]]:
    """Return all features of each unit of a sentence, as a model is trained on."""
    alone = [word_features(word, language) for word in sentence.words]
    found = place_features(sentence, Around[str](language, str))
    for index, own in enumerate(alone):
        found[index] += own
        for distance in REACH:
            there = index + distance
            found[index] += seen_from(distance, alone[there]) if 0 <= there < len(alone) else [f"{distance}END"]
    return found


def _matches(folded: Sequence[str], upper: Sequence[bool], units: Sequence[Unit], known: Classes) -> tuple[list[Match], list[Match]]:
    """Return the runs of units that name a place of the gazetteer, and those that name an organisation of the table: longest first."""
    places: list[Match] = []
    organisations: list[Match] = []
    place_from = organisation_from = 0
    for index, capital in enumerate(upper):
        if not capital or (index < place_from and index < organisation_from):
            continue
        keys = _keys(folded, units, index, known)
        for length in range(len(keys), 0, -1):
            key = keys[length - 1]
            if index >= place_from and (what := _place_class(key)):
                places.append((index, index + length, what))
                place_from = index + length
            if index >= organisation_from and key in known.organisations:
                organisations.append((index, index + length, "1" if length == 1 else "2"))
                organisation_from = index + length
    return places, organisations


def _keys(folded: Sequence[str], units: Sequence[Unit], index: int, known: Classes) -> list[str]:
    """Return the keys of the runs of words that begin at a unit, as far as a name may begin so."""
    keys = [folded[index]]
    for there in range(index + 1, min(index + LONGEST, len(units))):
        if units[there].first == units[there].last:
            break
        key = f"{keys[-1]} {folded[there]}"
        if len(keys) == 1 and key not in known.organisation_openings and not _begins_place(key):
            break
        keys.append(key)
    return keys


@functools.lru_cache(maxsize=16384)
def _begins_place(key: str) -> bool:
    """Return whether two units may begin the name of a place of several words."""
    return " ".join(key.replace("-", " ").split(" ", 2)[:2]) in openings()


def _mark(
    found: list[list[Feature]], matches: Sequence[Match], sign: str, around: Around[Feature], folded: Sequence[str] | None = None
) -> None:
    """Tell the units of matches, and those beside them, of the match."""
    one, beside, count = around.one, around.beside, len(found)
    for first, last, what in matches:
        for index in range(first, last):
            part = f"{sign}{'B' if index == first else 'I'}{what}"
            found[index] += one[part]
            if folded and index and (pair := around.write(f"gb={part[2:]}{folded[index - 1]}")) is not None:
                found[index].append(pair)
            for distance, told in beside[part]:
                if told and 0 <= index - distance < count:
                    found[index - distance] += told


@functools.lru_cache(maxsize=16384)
def _place_class(key: str) -> str | None:
    """Return how large the largest place of a name is, and whether a country of the language holds it."""
    best: tuple[float, str] | None = None
    for entry in gazetteer().named(key.replace("-", " ")):
        if entry.kind == "city":
            size = 9 if entry.population > 1e6 else 5 if entry.population > 1e5 else 4 if entry.population > 15_000 else 0  # noqa: PLR2004
            rank, name = float(size), f"c{size}"
        else:
            rank, name = {"country": (9.0, "C"), "region": (8.0, "R"), "admin1": (7.0, "1")}.get(entry.kind, (4.0, "2"))
        home = entry.country == "ID" and name not in {"C", "R"}
        best = max(best or (-1.0, ""), (rank + 0.5 * home, name + ("i" if home else "f") if name not in {"C", "R"} else name))
    return best[1] if best else None


def _mark_runs(
    found: list[list[Feature]], words: Sequence[str], folded: Sequence[str], upper: Sequence[bool], around: Around[Feature]
) -> None:
    """Tell each capitalised unit where in its run it stands, how the run begins and ends, and what stands before and after the run."""
    count, index, one, write = len(words), 0, around.one, around.write
    while index < count:
        if not upper[index]:
            index += 1
            continue
        last = index
        while last + 1 < count and upper[last + 1]:
            last += 1
        beside = around.before[folded[index - 1] if index else "^"] + around.after[folded[last + 1] if last + 1 < count else "$"]
        starts = index == 0 or words[index - 1] in ENDS
        for here in range(index, last + 1):
            mine = found[here]
            mine += beside
            mine += one["first" if starts and here == index else "mid"]
            mine += one[RUNS[min(here - index, 3)][min(last - here, 3)]]
            if here > index:
                mine += around.head[folded[index]]
            if here < last:
                mine += around.tail[folded[last]]
        for here in range(max(index, 1), min(last + 2, count)):
            pair = write(f"b={folded[here - 1]} {folded[here]}")
            if pair is not None:
                found[here].append(pair)
        index = last + 1


def _mark_acronyms(found: list[list[Feature]], words: Sequence[str], upper: Sequence[bool], around: Around[Feature]) -> None:
    """Tell short forms in brackets whether they are made of the first letters of the words before: ``Komisi Pemilihan Umum (KPU)``."""
    if "(" not in words:
        return
    for index in range(2, len(words) - 1):
        if words[index - 1] != "(" or words[index + 1] != ")" or not upper[index]:
            continue
        letters = [word[0] for word in words[max(0, index - 9) : index - 1] if word[0].isupper()]
        short = words[index]
        made = short.isupper() and "".join(letters[-len(short) :]).upper() == short
        for there in (index - 1, index, index + 1):
            found[there] += around.one["abbr" if made else "brackets"]
