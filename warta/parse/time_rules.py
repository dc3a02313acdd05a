"""The time expressions of a language, compiled from ``data/languages/<language>/time.toml``.

A rule of the table is a regular expression with named holes: ``{weekday},? {d} {month} {y}``. A hole is filled with the words of
the same table; ``{d2}`` is a second hole of the kind ``d``. What else a rule says (``shift``, ``duration`` ...) is kept for
:mod:`warta.parse.dates`, which turns a match into a value.
"""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING, Any

import regex

from warta.parse.language import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HOLE = regex.compile(r"\{([a-z]+?)(\d?)\}")
ANONYMOUS = regex.compile(r"\(\?P<\w+>")
BEFORE = regex.compile(r"\(\?<[=!][^)]*\)")
NUMERIC = {
    "d": r"(?:[0-3٠-٣۰-۳]?\d)",
    "m": r"(?:[01٠١۰۱]?\d)",
    "y": r"(?:[12١٢۱۲][0-9٠-٩۰-۹]\d\d)",
    "yy": r"\d\d",
    "clock": r"(?:[0-2]?\d)",
    "minute": r"(?:[0-5]\d)",
}


@dataclasses.dataclass(frozen=True)
class Rule:
    """A compiled rule. ``span`` is the group with the expression itself; ``traits`` is what the table says beside the pattern.

    ``opening`` is the pattern without what it asks of the words before.
    """

    pattern: regex.Pattern[str]
    opening: regex.Pattern[str]
    traits: Mapping[str, Any]

    def may_begin_with(self, word: str) -> bool:
        """Return whether an expression of this rule could go on from this word, whatever stands before it."""
        return self.opening.fullmatch(word, partial=True) is not None


@dataclasses.dataclass(frozen=True)
class TimeTable:
    """The rules of a language and the meaning of its words, in lower case."""

    rules: tuple[Rule, ...]
    opening: regex.Pattern[str] | None
    words: Mapping[str, Mapping[str, int | str]]
    future: regex.Pattern[str] | None


@functools.cache
def time_table(language: str | None) -> TimeTable:
    """Return the rules of a language, without any where it has no table."""
    source = table(language, "time")
    words: dict[str, dict[str, int | str]] = {
        "month": _numbered(source.get("months", ())),
        "weekday": _numbered(source.get("weekdays", ())),
    }
    for kind in ("relday", "n", "unit", "part", "daypart", "season"):
        words[kind] = {folded(word): value for word, value in source.get(kind, {}).items()}
    bounded = source.get("boundaries", True)
    prefix = source.get("prefix", "")
    rules = tuple(_compile(rule, words, bounded=bounded, prefix=prefix) for rule in source.get("rule", ()))
    future = source.get("future", ())
    edge = r"\b" if bounded else ""
    opening = regex.compile("|".join(ANONYMOUS.sub("(?:", rule.opening.pattern) for rule in rules), regex.IGNORECASE) if rules else None
    return TimeTable(rules, opening, words, regex.compile(f"{edge}(?:{'|'.join(future)}){edge}", regex.IGNORECASE) if future else None)


def folded(word: str) -> str:
    """Return a word in lower case, with one i for the dotted and the dotless: in capitals they cannot be told from one another."""
    return word.lower().replace("\u0307", "").replace("ı", "i")


def _numbered(groups: Iterable[Iterable[str]]) -> dict[str, int | str]:
    return {folded(word): number for number, group in enumerate(groups, start=1) for word in group}


def _compile(rule: Mapping[str, Any], words: Mapping[str, Mapping[str, Any]], *, bounded: bool, prefix: str) -> Rule:
    def fill(hole: regex.Match[str]) -> str:
        kind, number = hole.groups()
        return f"(?P<{kind}{number}>{NUMERIC[kind] if kind in NUMERIC else _any_of(words[kind])})"

    body = HOLE.sub(fill, rule["re"])
    left, right = (r"(?<![\w-])", r"(?![\w])") if bounded else (r"(?<!\d)", r"(?!\d)")
    pattern = regex.compile(f"{left}{prefix}(?P<span>{body}){right}", regex.IGNORECASE)
    opening = regex.compile(f"{prefix}(?:{BEFORE.sub('', body)}){right}", regex.IGNORECASE)
    return Rule(pattern, opening, {key: value for key, value in rule.items() if key != "re"})


@functools.lru_cache(maxsize=65536)
def rules_from(language: str | None, word: str) -> tuple[Rule, ...]:
    """Return the rules of a language that an expression beginning with this word can be of: for most words none.

    An article is looked at word by word, and few words begin a date; so this spares nearly all of the matching.
    """
    times = time_table(language)
    if times.opening is None or times.opening.fullmatch(word, partial=True) is None:
        return ()
    return tuple(rule for rule in times.rules if rule.may_begin_with(word))


def _any_of(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    written = (regex.escape(word).replace(r"\ ", r"\s+").replace(" ", r"\s+") for word in longest_first)
    return "|".join(word.replace("i", "[iı]") for word in written) or r"(?!)"
