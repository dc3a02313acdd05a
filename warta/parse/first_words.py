r"""The words that a pattern can begin with, and the words after them, read off the pattern itself.

Nearly all words of an article begin no date. To know which do, the patterns of a language are read once: a pattern is tried only
where one of its first words stands and one of its second words follows. ``#`` stands for a digit: ``q#`` is any of ``Q1``, ``Q2`` ...,
``####`` a year, so that no pattern with a day of the month is tried on it.

Only what the tables of time words use of the syntax of regular expressions is understood; a pattern that may begin with any word at
all (``\w+``) is an error of the table, since it would be tried everywhere.
"""

from __future__ import annotations

import functools
import itertools
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

NUMBER = "#"
MOST_DIGITS = 5
"""Digits that are told apart: longer numbers are as this long."""
ANY = "*"
"""Whatever word it is."""
MANY = 64
"""A class of more characters than this is a wildcard."""
PLAIN = regex.compile(r"[\p{L}\p{M}]+(?![?*+{])")


class State(NamedTuple):
    """Where a match has come to: the letters of the word it is in, and ``after`` which point of the pattern the second word began.

    It is 0 in the first word. What comes after a number, or after any letter at all, is ``cut`` off.
    """

    after: int
    letters: str = ""
    cut: bool = False


BEGIN = State(0)
Atom = frozenset[str]
"""What an atom of a pattern matches: letters, a number, a wildcard, or a space for what is of no word."""


class Opening(NamedTuple):
    """The first words of a pattern, and the second ones of each: None where it may end with the first or go on with any word."""

    first: frozenset[str]
    second: Mapping[str, frozenset[str] | None]


def opening(pattern: str, *, letters: bool = False) -> Opening:
    """Return the first and the second words of all that a pattern matches, in lower case.

    With ``letters`` each letter is a word, as in scripts without spaces; a number is still one.
    """
    return _Reader(pattern, letters=letters).opening()


def key_of(word: str) -> str:
    """Return what a word, in lower case, is looked up by: itself, up to its first number, of which each digit is a ``#``."""
    for index, letter in enumerate(word):
        if letter.isdecimal():
            return word[:index] + NUMBER * min(MOST_DIGITS, digits(word[index:]))
    return word


def digits(word: str) -> int:
    """Return how many digits a word begins with."""
    return next((index for index, letter in enumerate(word) if not letter.isdecimal()), len(word))


class _Reader:
    """Reads a pattern from left to right, with all the states that a match may be in."""

    def __init__(self, pattern: str, *, letters: bool) -> None:
        self.pattern = pattern
        self.letters = letters
        self.at = 0
        self.first: dict[str, set[int]] = {}
        """The first words, and the points of the pattern after which a second one follows them; 0 where none does."""
        self.second: dict[int, set[str]] = {}
        """The second words by these points."""

    def opening(self) -> Opening:
        ends = self.alternatives(frozenset([BEGIN]))
        if self.at != len(self.pattern):
            raise ValueError(f"a bracket too many in {self.pattern!r}")
        for state in ends:
            self.word_ends(state, 0)
        if "" in self.first or any(ANY in word for word in self.first):
            raise ValueError(f"a pattern may begin with anything: {self.pattern!r}")
        alike: dict[frozenset[int], frozenset[str] | None] = {}
        for points in map(frozenset, self.first.values()):
            if points not in alike:
                alike[points] = self.following(points)
        return Opening(frozenset(self.first), {word: alike[frozenset(points)] for word, points in self.first.items()})

    def following(self, points: Iterable[int]) -> frozenset[str] | None:
        """Return the second words that follow after some points, None where none or any word may."""
        found = frozenset().union(*(self.second.get(point, ()) for point in points))
        return None if 0 in points or "" in found or ANY in found else found

    def word_ends(self, state: State, point: int) -> State | None:
        """Take a word that a match has come to the end of; return the state in the second word, None after that."""
        if state.after:
            self.second.setdefault(state.after, set()).add(state.letters)
            return None
        self.first.setdefault(state.letters, set()).add(point)
        return State(point)

    def alternatives(self, states: frozenset[State]) -> frozenset[State]:
        ends = self.sequence(states)
        while self.pattern[self.at : self.at + 1] == "|":
            self.at += 1
            ends |= self.sequence(states)
        return ends

    def sequence(self, states: frozenset[State]) -> frozenset[State]:
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            begin = self.at
            after = self.atom(states)
            end = self.at
            most, optional, endless = self.times()
            resume = self.at
            total = after | states if optional else after
            for _ in range(most - 1):
                self.at = begin
                after = self.atom(after)
                if after <= total:
                    break
                total |= after
            if endless:
                total |= frozenset(longer for state in after for longer in _with_more_digits(state))
            assert end <= resume  # noqa: S101  (a quantifier stands behind its atom)
            self.at = resume
            states = total
        return states

    def times(self) -> tuple[int, bool, bool]:
        """Return how often the atom before is looked at, whether it may be left out, and whether it may come any number of times."""
        mark = self.pattern[self.at : self.at + 1]
        if mark in {"?", "*", "+"}:
            self.at += 1
            return (1 if mark == "?" else 3), mark != "+", mark != "?"
        if mark == "{":
            end = self.pattern.index("}", self.at)
            least, _, most = self.pattern[self.at + 1 : end].partition(",")
            self.at = end + 1
            return int(most or least), int(least) == 0, False
        return 1, False, False

    def atom(self, states: frozenset[State]) -> frozenset[State]:
        letter = self.pattern[self.at]
        if letter == "(":
            return self.group(states)
        if letter in {"^", "$"}:
            self.at += 1
            return states
        if plain := PLAIN.match(self.pattern, self.at):
            self.at = plain.end()
            return self.moved(states, frozenset([plain.group().lower()]))
        parts = self.character_class() if letter == "[" else self.character()
        return self.moved(states, parts) if parts else states

    def group(self, states: frozenset[State]) -> frozenset[State]:
        at = self.at
        if self.pattern.startswith(("(?=", "(?!", "(?<=", "(?<!"), at):
            self.at = _closing(self.pattern, at) + 1
            return states
        if self.pattern.startswith("(?P<", at):
            self.at = self.pattern.index(">", at) + 1
        elif self.pattern.startswith("(?", at):
            self.at = self.pattern.index(":", at) + 1
        else:
            self.at += 1
        ends = self.alternatives(states)
        if self.pattern[self.at : self.at + 1] != ")":
            raise ValueError(f"a bracket is not closed in {self.pattern!r}")
        self.at += 1
        return ends

    def character_class(self) -> Atom:
        self.at += 1
        if self.pattern[self.at] == "^":
            self.at = self.pattern.index("]", self.at) + 1
            return frozenset([ANY])
        letters: set[str] = set()
        while self.pattern[self.at] != "]":
            letter = self.pattern[self.at]
            after = self.pattern[self.at + 1 : self.at + 3]
            if letter != "\\" and after[0] == "-" and after[1] != "]":
                letters |= {_kind(chr(code)) for code in range(ord(letter), ord(after[1]) + 1)}
                self.at += 3
            else:
                letters |= self.character()
        self.at += 1
        return frozenset([ANY]) if len(letters) > MANY else frozenset(letters)

    def character(self) -> Atom:
        """Read one character, plain or escaped; none where it is no character but an edge."""
        letter = self.pattern[self.at]
        self.at += 1
        if letter == ".":
            return frozenset([ANY])
        if letter != "\\":
            return frozenset([_kind(letter)])
        escaped = self.pattern[self.at]
        self.at += 1
        if escaped in {"b", "B"}:
            return frozenset()
        known = {"d": NUMBER, "s": " ", "w": ANY}.get(escaped)
        return frozenset([known or (ANY if escaped.isalnum() else _kind(escaped))])

    def moved(self, states: frozenset[State], parts: Atom) -> frozenset[State]:
        moved = (self.step(state, part) for state, part in itertools.product(states, parts))
        return frozenset(state for state in moved if state)

    def step(self, state: State, part: str) -> State | None:
        """Return the state after one more part; None where nothing more is to be learnt."""
        if part == " ":
            return self.word_ends(state, self.at) if state.letters else state
        if self.letters:
            return self.letter_by_letter(state, part)
        if state.cut:
            return state
        if state.letters.endswith(NUMBER):
            return _with_digit(state) if part == NUMBER else State(state.after, state.letters, cut=True)
        return State(state.after, state.letters + part, cut=part == ANY)

    def letter_by_letter(self, state: State, part: str) -> State | None:
        for letter in part:
            if letter == NUMBER and state.letters.endswith(NUMBER):
                state = _with_digit(state)
                continue
            if state.letters:
                second = self.word_ends(state, self.at)
                if second is None:
                    return None
                state = second
            state = State(state.after, letter)
        return state


def _with_digit(state: State) -> State:
    return state if state.letters.endswith(NUMBER * MOST_DIGITS) else State(state.after, state.letters + NUMBER)


def _with_more_digits(state: State) -> Iterator[State]:
    """Yield the states of a number that goes on and on."""
    while state.letters.endswith(NUMBER) and not state.cut and not state.letters.endswith(NUMBER * MOST_DIGITS):
        state = _with_digit(state)
        yield state


@functools.cache
def _kind(letter: str) -> str:
    """Return a character as a part of a word: a letter or a mark on one, a number, or a space for what is of no word."""
    if letter.isdecimal():
        return NUMBER
    return letter.lower() if unicodedata.category(letter)[0] in "LMN" else " "


def _closing(pattern: str, at: int) -> int:
    """Return where the bracket that opens at ``at`` closes."""
    depth = 0
    inside_class = False
    while at < len(pattern):
        letter = pattern[at]
        if letter == "\\":
            at += 1
        elif inside_class:
            inside_class = letter != "]"
        elif letter == "[":
            inside_class = True
        else:
            depth += (letter == "(") - (letter == ")")
            if depth == 0:
                return at
        at += 1
    raise ValueError(f"a bracket is not closed in {pattern!r}")
