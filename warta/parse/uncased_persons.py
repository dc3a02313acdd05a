"""Names of persons in a script without capitals, told by given names, titles, verbs of saying, and words that are none of the language.

A run of words is weighed: how sure its first and second words are names, and what stands around it. Nothing is taken for a name by one
sign alone but a given name with a surname that both are in the tables.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from warta.gazetteer.fold import MARKS, fold
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.frequency import frequency
from warta.parse.memo import Memo
from warta.parse.uncased_words import UncasedWords, uncased_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from warta.parse.doc import Doc

MOST = 4
"""Words in a name, a particle and what follows it counted as one."""
ENOUGH = 3.0
"""Weight from which a run is a name."""
RARE = 2.6
"""Zipf frequency below which a word is hardly one of the language."""
SURNAME = (4.2, 3.6, 3.0)
"""Zipf frequency below which an unknown word is a part of a name: a second word with an article, another second word, a later word."""
EVERYDAY = 4.9
"""Zipf frequency below which a word between a sure given name and the end of the clause is a surname after a title."""
BETWEEN = 6
"""Words between a title and the name at most."""
LARGE_TOWN = 300_000
"""Inhabitants from which a word is a town before it is a name."""


class Person(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) that name a person."""

    first: int
    last: int
    score: float
    method: str


def find_uncased_persons(doc: Doc, taken: Collection[int] = ()) -> list[Person]:
    """Return the names of persons in order, without overlaps; ``taken`` tokens are known to be something else."""
    words = uncased_words(doc.language)
    return list(_Finder(doc, words, taken).persons()) if words else []


class _Finder:
    """The search in one document."""

    def __init__(self, doc: Doc, words: UncasedWords, taken: Collection[int]) -> None:
        self.doc, self.words, self.taken = doc, words, taken
        self.folded, self.tokens = doc.folded, doc.tokens
        self.speech = doc.grammar.speech

    def persons(self) -> Iterator[Person]:
        index, titled = 0, -1.0
        may_open, texts = openers(self.doc.language), self.doc.texts
        while index < len(self.tokens):
            length = self._title(index)
            if not length and not may_open[texts[index]]:
                index += 1
                continue
            if length:
                first = self._after_title(index + length)
                found = self._name_at(first, 3.0 if first == index + length else 2.0) if first is not None else None
                if found:
                    yield found
                    index = found.last
                    continue
                if length > 1 or not self._first_strength(index):
                    index += length
                    continue
            found = self._name_at(index, titled)
            if found:
                yield found
            index = found.last if found else index + 1

    def _title(self, index: int) -> int:
        """Return how many words of a title begin at a token."""
        if self.folded[index] not in self.words.title_openings:
            return 0
        run = self.folded[index : index + 3]
        return next((n for n in (3, 2, 1) if len(run) >= n and " ".join(run[:n]) in self.words.titles), 0)

    def _after_title(self, first: int) -> int | None:
        """Return where the name after a title begins: words of the office may stand between. None where a clause ends before."""
        for index in range(first, min(len(self.tokens), first + BETWEEN)):
            if index in self.taken or not (self.doc.joins[index - 1] or self.tokens[index].proclitic or self.tokens[index].glued):
                return None
            word = self.folded[index]
            if self._first_strength(index) or word in self.words.particles or (self._is_rare(index) and not self._has_article(index)):
                return index
            office = self._has_article(index) or word in self.words.between or self.tokens[index].proclitic
            office = office or word in self.words.heads or word in self.words.inner
            if self._is_stop(index) or not (office or is_large_place(word) or self._title(index)):
                return index if index == first else None
        return None

    def _name_at(self, first: int, titled: float) -> Person | None:
        """Return the name that begins at a token; ``titled`` is the weight of a title before it, negative without one."""
        start = self._start(first, titled)
        if start is None:
            return None
        last, units = self._extent(first, strong=start >= 2, titled=titled > 0 or self._is_spoken(first))  # noqa: PLR2004  (a given name)
        if units == 1:
            sure = titled >= 3 and start >= 0.5 and self.folded[first] not in self.words.doubtful  # noqa: PLR2004  (right after the title)
            return Person(first, last, 0.6, "title") if sure and not self._next_runs_on(last) else None
        second = self._unit_strength(self._unit_end(first), last)
        weight = start + second + max(titled, 0.0) + self._surroundings(first, last)
        if weight < ENOUGH or (titled < 0 and gazetteer().knows(" ".join(self.folded[first:last]))):
            return None
        return Person(first, last, 0.85 if titled > 0 else 0.75, "title" if titled > 0 else "given name")

    def _start(self, first: int, titled: float) -> float | None:
        """Return how sure a word begins a name, None where it does not."""
        token, word = self.tokens[first], self.folded[first]
        if token.proclitic or first in self.taken or self._is_stop(first) or not token.text[0].isalpha():
            return None
        if titled < 0 and first and self.doc.joins[first - 1] and self.folded[first - 1] in self.words.things:
            return None
        if word in self.words.particles or self._is_compound(first):
            return 1.5 if self._unit_end(first) > first + 1 else None
        known = self._first_strength(first)
        if known:
            return known
        if self._has_article(first) or is_large_place(word) or gazetteer().people_of(word):
            return None
        if self._is_rare(first):
            return 0.5
        return 0.5 if titled >= 3 and self._frequency(first) < SURNAME[1] else None  # noqa: PLR2004  (right after the title)

    def _extent(self, first: int, *, strong: bool, titled: bool) -> tuple[int, int]:
        """Return where the name that begins at a token ends (exclusive), and of how many units it is."""
        last, units = self._unit_end(first), 1
        while (
            units < MOST
            and last < len(self.tokens)
            and self.doc.joins[last - 1]
            and self._continues(last, units, strong=strong, titled=titled)
        ):
            end = self._unit_end(last)
            if end == last + 1 and self.folded[last] in self.words.particles:
                break
            last, units = end, units + 1
        return last, units

    def _unit_end(self, first: int) -> int:
        """Return where a word, or particles with the word after them, ends (exclusive)."""
        last = first
        while (
            last + 1 < len(self.tokens) and self.doc.joins[last] and (self.folded[last] in self.words.particles or self._is_compound(last))
        ):
            servant = self.folded[last] in self.words.servant
            if servant and not self._has_article(last + 1):
                break
            if last + 1 in self.taken or self._is_stop(last + 1):
                break
            if self._is_compound(last) or servant:
                last += 1
                break
            last += 1
        return last + 1

    def _is_compound(self, index: int) -> bool:
        """Return whether a word and the next are one name of two words: ``نور الدين``."""
        following = index + 1 < len(self.tokens) and self.doc.joins[index]
        return bool(following and self.folded[index] in self.words.compound and self.folded[index + 1] in self.words.compound_ends)

    def _continues(self, index: int, units: int, *, strong: bool, titled: bool) -> bool:
        """Return whether a word is a later part of a name; ``strong`` tells of a sure given name, ``titled`` of a title before it."""
        token, word = self.tokens[index], self.folded[index]
        if token.proclitic or index in self.taken or self._is_stop(index) or not token.text.isalpha():
            return False
        if word in self.words.particles or self._is_compound(index) or self._later_strength(index):
            return True
        if titled and units == 1 and word in self.words.ordinals:
            return True
        if self._title(index) or word in self.speech or word in self.words.heads:
            return False
        article = self._has_article(index)
        if gazetteer().people_of(word):
            return units == 1 and article and not self._next_runs_on(index + 1)
        if _is_country(word):
            return False
        if strong and titled and units == 1 and self._ends_clause(index):
            return self._frequency(index) < EVERYDAY
        limit = SURNAME[0] if units == 1 and article else SURNAME[1] if units == 1 or (titled and strong) else SURNAME[2]
        return self._frequency(index) < limit

    def _ends_clause(self, index: int) -> bool:
        """Return whether a comma or a word that never is in a name follows."""
        return index + 1 >= len(self.tokens) or not self.doc.joins[index] or self._is_stop(index + 1)

    def _unit_strength(self, first: int, last: int) -> float:
        """Return how sure the second word of a name is one."""
        word = self.folded[first]
        if word in self.words.particles or self._is_compound(first):
            return 2.0 if self._unit_end(first) > first + 1 and last > first else 0.0
        known = self._later_strength(first)
        if known:
            return known
        usual = self._frequency(first)
        if self._has_article(first):
            return 1.5 if usual < SURNAME[1] + 0.2 else 1.0
        return 1.5 if usual < SURNAME[2] else 1.0 if usual < SURNAME[1] else 0.5

    def _surroundings(self, first: int, last: int) -> float:
        """Return what a verb of saying before, and a title or a conjunction after, add."""
        weight = 0.0
        if self._is_spoken(first):
            weight += 1.5
        if last < len(self.tokens):
            gap = self.doc.text[self.tokens[last - 1].end : self.tokens[last].start]
            if self._title(last) and gap in {"، ", ", ", " "}:
                weight += 1.5
            elif self.folded[last] in self.speech or self.folded[last] in self.words.after:
                weight += 1.0
        return weight

    def _is_spoken(self, first: int) -> bool:
        """Return whether a verb of saying stands right before."""
        return first > 0 and self.folded[first - 1] in self.speech and self.doc.joins[first - 1]

    def _next_runs_on(self, last: int) -> bool:
        """Return whether the word after a name would be a part of it too, had it been known."""
        if last >= len(self.tokens) or not self.doc.joins[last - 1]:
            return False
        return self._later_strength(last) > 0 or (self._is_rare(last) and not self._has_article(last))

    def _first_strength(self, index: int) -> float:
        return self.words.first_strength(self.folded[index], self._frequency(index))

    def _later_strength(self, index: int) -> float:
        return self.words.later_strength(self.folded[index], self._frequency(index))

    def _is_stop(self, index: int) -> bool:
        return self.tokens[index].text in self.words.stops

    def _frequency(self, index: int) -> float:
        return frequency(bare(self.tokens[index].text), self.doc.language)

    def _is_rare(self, index: int) -> bool:
        return self._frequency(index) < RARE

    def _has_article(self, index: int) -> bool:
        return self.words.has_article(self.folded[index])


@functools.cache
def openers(language: str | None) -> Memo[bool]:
    """Return {word: whether it may begin a name that no title stands before}."""
    return Memo(functools.partial(_may_open, language))


def _may_open(language: str | None, text: str) -> bool:
    words, word = uncased_words(language), fold(text)
    if words is None or text in words.stops or not text[0].isalpha():
        return False
    usual = frequency(bare(text), language)
    if word in words.particles or word in words.compound or words.first_strength(word, usual):
        return True
    return usual < RARE and not (words.has_article(word) or is_large_place(word) or gazetteer().people_of(word))


@functools.lru_cache(maxsize=65536)
def bare(word: str) -> str:
    """Return a word without the marks of its vowels, which frequencies are not kept with."""
    return MARKS.sub("", word)


@functools.lru_cache(maxsize=65536)
def _is_country(word: str) -> bool:
    return any(entry.kind in {"country", "region", "admin1"} for entry in gazetteer().named(word))


@functools.lru_cache(maxsize=65536)
def is_large_place(word: str) -> bool:
    """Return whether a folded word is a country, region, division or large town."""
    return any(entry.kind in {"country", "region", "admin1"} or entry.population >= LARGE_TOWN for entry in gazetteer().named(word))
