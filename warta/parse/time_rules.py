"""The time expressions of a language, read from ``data/languages/<language>/time.toml``.

A rule of the table is a regular expression with named holes: ``{weekday},? {d} {month} {y}``. A hole is filled

* with the words of a table of that name in the same file (``weekday``, ``month``, ``unit``, ``daypart`` ...), each with its meaning;
* with figures, for the names in ``FIGURES``; ``{year}`` is a year where it is no price or count, ``{loneyear}`` one of the last
  centuries that nothing else tells, ``{years}`` two of these;
* with numbers: ``{n}`` is one in figures or in words, ``{century=roman}`` a Roman one;
* with a piece of pattern, for the names under ``[patterns]``.

``{d2}`` is a second hole of the kind ``d``, and ``{unit=long}`` a unit for which only the words of the table ``long`` stand. What
else a rule says (``shift``, ``duration`` ...) is kept for :mod:`warta.parse.time_values`, which turns a match into a value.
"""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING, Any

import regex

from warta.parse.first_words import digits, key_of, opening
from warta.parse.language import table
from warta.parse.memo import MOST, Memo
from warta.parse.number_words import number, roman
from warta.parse.quick_patterns import quick, spelled

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping, Sequence

HOLE = regex.compile(r"\{([a-z]+?)(\d?)(?:=([a-z]+))?\}")
NAMES = regex.compile(r"\(\?P<\w+>")
FIGURES = {
    "d": r"(?:[0-3٠-٣۰-۳]?\d)",
    "m": r"(?:[01٠١۰۱]?\d)",
    "y": r"(?:[12١٢۱۲][0-9٠-٩۰-۹]\d\d)",
    "yy": r"\d\d",
    "clock": r"(?:[0-2٠-٢]?\d)",
    "minute": r"(?:[0-5٠-٥]\d)",
    "hanyear": "[〇零一二三四五六七八九]{4}",
    "handay": "(?:三十一?|[一二]?十[一二三四五六七八九]?|[一二三四五六七八九])",
}
HAN = {ord(letter): str(digit) for digit, letter in enumerate("〇一二三四五六七八九")} | {ord("零"): "0"}
"""Figures of a year that is spelled out in Chinese."""
LONE_YEAR = r"(?<![$€£¥₺₽₹#№°/.,:+\d][  ]?)(?P<y>(?:1[89]|20)\d\d)(?![.,:/]\d|[%‰°–-]\d|[  ]?(?:%|‰|°|€|\$|£|₺|₽)|[  ](?:{counted})(?!\w))"
"""A year that nothing but itself tells: no price, no count, no part of a longer number."""
YEARS = LONE_YEAR.replace(r"(?!", r" ?[-–—/] ?(?P<y2>(?:1[89]|20)\d\d)(?!", 1)
"""Two such years."""
FIGURE = r"(?:\d{1,3}(?:[.,  ]\d{3})+(?!\d)|\d{1,4}(?:[.,]\d{1,2})?)"
ROMAN = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"),
    *("XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI"),
)
"""The numbers of centuries."""


@dataclasses.dataclass(frozen=True)
class Rule:
    """A rule. ``span`` is the group with the expression itself; ``traits`` is what the table says beside the pattern."""

    source: str
    traits: Mapping[str, Any]

    @functools.cached_property
    def pattern(self) -> regex.Pattern[str]:
        """The rule compiled, which takes time and is done when it is first needed."""
        return regex.compile(self.source, regex.IGNORECASE)

    @functools.cached_property
    def quick(self) -> re.Pattern[str] | regex.Pattern[str]:
        """The same, quicker where that can be had, for a plain text of common letters (:mod:`warta.parse.quick_patterns`)."""
        return quick(self.source) or self.pattern

    @functools.cached_property
    def spelled(self) -> re.Pattern[str] | regex.Pattern[str]:
        """The same for a plain text that has an i without a dot, or a capital with one."""
        return spelled(self.source) or self.pattern


@dataclasses.dataclass(frozen=True)
class Rules:
    """The rules that can begin with a word: those for each word that may follow, in order, and those that may go on with any word."""

    after: Mapping[str, tuple[Rule, ...]]
    others: tuple[Rule, ...]


@dataclasses.dataclass(frozen=True, eq=False)
class TimeTable:
    """The rules of a language by their first words, the meaning of its words in lower case, and what may stand between the parts of one."""

    by_word: Mapping[str, Rules]
    words: Mapping[str, Mapping[str, int | str]]
    joins: regex.Pattern[str]
    time_joins: regex.Pattern[str]
    bounded: bool
    verbs_last: bool

    @functools.cached_property
    def _rules_of(self) -> Memo[Rules | None]:
        """The rules by the words of texts."""
        return Memo(lambda word: self.by_word.get(word_key(word)))

    def begins(self, word: str) -> bool:
        """Return whether an expression may begin with a word."""
        return (word_key(word) if self.bounded else _letters(word)[0]) in self.by_word

    def rules_from(self, key: str, after: str) -> tuple[Rule, ...]:
        """Return the rules that an expression can be of which begins with a word and goes on with another: for most words none."""
        rules = self.by_word.get(key)
        return rules.after.get(after, rules.others) if rules else ()

    def rules_at(self, word: str, after: str) -> tuple[Rule, ...]:
        """Return the same for words of a text; where each letter is a word, what follows one may be in the same word of the text."""
        if self.bounded:
            rules = self._rules_of[word]
            return rules.after.get(word_key(after), rules.others) if rules else ()
        first, second = _letters(word)
        return self.rules_from(first, second or _letters(after)[0])


@functools.lru_cache(maxsize=MOST)
def meaning(times: TimeTable, hole: str, text: str) -> int | float | str | None:
    """Return what the words in a hole mean."""
    kind = hole.rstrip("0123456789")
    word = folded(" ".join(text.split()))
    if kind == "n":
        return number(word, times.words["n"], times.words.get("times", {}))
    if word in times.words.get(kind, {}):
        return times.words[kind][word]
    if word.translate(HAN).isdecimal():
        return int(word.translate(HAN))
    if kind == "d":
        return number(word, times.words.get("n", {}), times.words.get("times", {}))
    return roman(word) if kind == "century" else text


@functools.lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """Return what a word of a text is looked up by among the first words of rules."""
    return key_of(folded(word))


@functools.lru_cache(maxsize=65536)
def _letters(word: str) -> tuple[str, str]:
    """Return the first and the second letter of a word, each a number where it begins one; the second is empty where there is none."""
    length = max(1, digits(word))
    rest = word[length:]
    return key_of(word[:length].lower()), key_of(rest[: max(1, digits(rest))].lower())


@functools.cache
def time_table(language: str | None) -> TimeTable:
    """Return the rules of a language, without any where it has no table."""
    source = table(language, "time")
    words: dict[str, dict[str, int | str]] = {
        "month": _numbered(source.get("months", ())),
        "weekday": _numbered(source.get("weekdays", ())),
    }
    for kind, group in source.items():
        if isinstance(group, dict) and kind != "patterns":
            words[kind] = {folded(word): value for word, value in group.items()}
    bounded = bool(source.get("boundaries", True))
    shape = _Shape(source, words, bounded=bounded)
    by_word = shape.rules()
    meanings = {kind: dict(known) for kind, known in words.items()}
    for kind, other in shape.stand_ins:
        meanings.setdefault(kind, {}).update({**words.get(other, {}), **meanings.get(kind, {})})
    joins = source.get("joins", ",? ?|،? ")
    time_joins = source.get("time_joins", joins)
    return TimeTable(
        by_word,
        meanings,
        regex.compile(joins),
        regex.compile(time_joins),
        bounded,
        verbs_last=bool(source.get("verbs_last")),
    )


def folded(word: str) -> str:
    """Return a word in lower case, with one i for the dotted and the dotless: in capitals they cannot be told from one another."""
    return word.lower().replace("\u0307", "").replace("ı", "i")


def _numbered(groups: Iterable[Iterable[str]]) -> dict[str, int | str]:
    return {folded(word): number for number, group in enumerate(groups, start=1) for word in group}


class _Shape:
    """How the rules of a language are compiled."""

    def __init__(self, source: Mapping[str, Any], words: Mapping[str, Mapping[str, int | str]], *, bounded: bool) -> None:
        self.source = source
        self.words = words
        self.letters = not bounded
        self.left, self.right = (r"(?<![-_]|\d[.,:/])", r"(?!\w)") if bounded else (r"(?<!\d|\d[.,:/-])", r"(?!\d)")
        self.prefix = source.get("prefix", "")
        self.stand_ins: set[tuple[str, str]] = set()

    def rules(self) -> dict[str, Rules]:
        """Return the rules by the words that they can begin with."""
        begun: dict[str, list[tuple[Rule, frozenset[str] | None]]] = {}
        for row in self.source.get("rule", ()):
            body = self.prefix + self._filled(row["re"])
            traits = {key: value for key, value in row.items() if key != "re"}
            rule = Rule(f"{self.left}{self.prefix}(?P<span>{body[len(self.prefix) :]}){self.right}", traits)
            first, second = opening(NAMES.sub("(?:", body).replace("[iı]", "i").replace("ı", "i"), letters=self.letters)
            for word in first:
                begun.setdefault(word, []).append((rule, second[word]))
        alike: dict[tuple[tuple[int, frozenset[str] | None], ...], Rules] = {}
        return {word: _shared(group, alike) for word, group in begun.items()}

    def _filled(self, pattern: str) -> str:
        return HOLE.sub(lambda hole: self._hole(*hole.groups()), pattern)

    def _hole(self, kind: str, which: str, other: str | None) -> str:
        if other:
            self.stand_ins.add((kind, other))
            return f"(?P<{kind}{which}>{self._words(other)})"
        if kind in self.source.get("patterns", {}):
            return f"(?:{self._filled(self.source['patterns'][kind])})"
        if kind in {"year", "loneyear", "years"}:
            known = {"year": LONE_YEAR.replace("1[89]", r"1\d"), "loneyear": LONE_YEAR, "years": YEARS}[kind]
            return known.replace("{counted}", "|".join(self.source.get("counted", ["(?!)"])))
        return f"(?P<{kind}{which}>{FIGURES.get(kind) or self._words(kind)})"

    def _words(self, kind: str) -> str:
        words = self.words.get(kind, {})
        if kind in FIGURES:
            return FIGURES[kind]
        if kind == "n":
            return self._numbers()
        if kind == "roman":
            return f"(?-i:{any_of(ROMAN)})"
        if kind == "century":
            return rf"{any_of(words)}|\d\d?" if words else r"\d\d?"
        if not words:
            raise ValueError(f"a rule has a hole {kind!r}, for which its table has no words")
        return any_of(words)

    def _numbers(self) -> str:
        words = self.words.get("n", {})
        single = any_of([*(word for word, value in words.items() if isinstance(value, int)), *self.words.get("times", {})])
        vague = any_of(word for word, value in words.items() if not isinstance(value, int))
        joint = self.source.get("number_join")
        joined = "" if joint is None else f"(?:(?:{joint})(?:{single})){{0,4}}"
        times = self.words.get("times")
        thousands = f"(?:(?:{joint})(?:{any_of(times)}))?" if times and joint is not None else ""
        return f"(?:{vague})|(?:{single}){joined}|{FIGURE}{thousands}"


def _shared(
    group: Sequence[tuple[Rule, frozenset[str] | None]], alike: dict[tuple[tuple[int, frozenset[str] | None], ...], Rules]
) -> Rules:
    """Return the rules of a first word; words with the same rules share them, of which Arabic, with words written onto words, has many."""
    key = tuple((id(rule), second) for rule, second in group)
    found = alike.get(key)
    if found is None:
        found = alike[key] = _by_second(group)
    return found


def _by_second(group: Sequence[tuple[Rule, frozenset[str] | None]]) -> Rules:
    """Return rules with the same first word by their second ones; those that may go on with any word are among all of them."""
    seconds = frozenset().union(*(second for _, second in group if second is not None))
    alike: dict[tuple[int, ...], tuple[Rule, ...]] = {}
    after = {}
    for word in seconds:
        rules = tuple(rule for rule, second in group if second is None or word in second)
        after[word] = alike.setdefault(tuple(map(id, rules)), rules)
    return Rules(after, tuple(rule for rule, second in group if second is None))


def any_of(words: Iterable[str]) -> str:
    """Return the pattern of any of some words, the longest first, whatever space parts them and whatever i they are written with."""
    longest_first = sorted(words, key=len, reverse=True)
    written = (regex.escape(word).replace(r"\ ", r"\s+").replace(" ", r"\s+") for word in longest_first)
    return "|".join(word.replace("i", "[iı]") for word in written) or r"(?!)"
