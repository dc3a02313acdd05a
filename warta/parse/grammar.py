"""The words around names in a language: titles, prepositions of place, verbs of saying and doing. From ``grammar.toml``."""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING

import regex

from warta.gazetteer.fold import name_key
from warta.parse.language import table

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclasses.dataclass(frozen=True)
class Grammar:
    """Words as folded keys (:func:`warta.gazetteer.name_key`)."""

    locative: frozenset[str]
    locative_suffixes: frozenset[str]
    titles: frozenset[str]
    offices: tuple[tuple[str, frozenset[str]], ...]
    offices_have_capitals: bool
    according: frozenset[str]
    speech: frozenset[str]
    pronouns: frozenset[str]
    subject: frozenset[str]
    speech_pattern: regex.Pattern[str] | None
    according_pattern: regex.Pattern[str] | None
    back_reference: regex.Pattern[str] | None


@functools.cache
def grammar(language: str | None) -> Grammar:
    """Return the grammar of a language; empty where it has no table."""
    source = table(language, "grammar")
    spaced = table(language, "time").get("boundaries", True)

    def keys(name: str) -> frozenset[str]:
        return frozenset(name_key(word) for word in source.get(name, ()))

    return Grammar(
        locative=keys("locative"),
        locative_suffixes=keys("locative_suffixes"),
        titles=keys("titles"),
        offices=tuple(
            (office, keys(name))
            for office, name in (
                ("foreign minister", "foreign_minister"),
                ("secretary of state", "secretary_of_state"),
                ("head of government", "head_of_government"),
                ("head of state", "head_of_state"),
            )
        ),
        offices_have_capitals=bool(source.get("offices_have_capitals", False)),
        according=keys("according"),
        speech=keys("speech"),
        pronouns=keys("pronouns"),
        subject=keys("present_subject"),
        speech_pattern=_pattern(source.get("speech", ()), spaced=spaced, whole=True),
        according_pattern=_pattern(source.get("according", ()), spaced=spaced, whole=True),
        back_reference=_pattern(source.get("back_reference", ()), spaced=spaced, whole=True),
    )


def _pattern(words: Iterable[str], *, spaced: bool, whole: bool = False) -> regex.Pattern[str] | None:
    """Return a pattern for any of the words: whole words, or words that begin so (inflections follow)."""
    alternatives = "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True))
    if not alternatives:
        return None
    left, right = (r"(?<!\w)(?:[وفلب])?", r"(?!\w)" if whole else r"\w{0,5}(?!\w)") if spaced else ("", "")
    return regex.compile(f"{left}(?:{alternatives}){right}", regex.IGNORECASE)
