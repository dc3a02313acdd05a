"""Words of reported speech: verbs of saying, "according to", "that", from ``speech.toml`` of a language."""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING

import regex

from warta.gazetteer.fold import WORD
from warta.parse.language import table
from warta.parse.spelling import spelt

if TYPE_CHECKING:
    from collections.abc import Iterable


Entries = dict[str, tuple[tuple[str, ...], ...]]
"""{first word: the entries that begin with it, longest first}."""
PREFIXES = ("و", "ف")
"""Letters that Arabic writes onto a verb: "and"."""


@dataclasses.dataclass(frozen=True)
class SpeechWords:
    """Words as :func:`warta.parse.spelling.spelt` spells them."""

    verbs: Entries
    other: Entries
    according: Entries
    according_after: Entries
    view: Entries
    that: frozenset[str]
    addressing: frozenset[str]
    auxiliaries: frozenset[str]
    pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    back_reference: regex.Pattern[str] | None
    unspaced: regex.Pattern[str] | None
    unspaced_according: regex.Pattern[str] | None
    verb_first: bool
    content_before: bool
    dropped_subjects: bool


@functools.cache
def speech_words(language: str | None) -> SpeechWords:
    """Return the words of a language; without such a table, the verbs of its grammar alone."""
    source, grammar = table(language, "speech"), table(language, "grammar")
    verbs = [*source.get("verbs", ()), *grammar.get("speech", ())]
    according = [*source.get("according", ()), *(() if source else grammar.get("according", ()))]
    spaced = table(language, "time").get("boundaries", True)

    def keys(name: str) -> frozenset[str]:
        return frozenset(spelt(word) for word in source.get(name, ()))

    return SpeechWords(
        verbs=_entries(verbs if spaced else ()),
        other=_entries(source.get("other", ())),
        according=_entries(according if spaced else ()),
        according_after=_entries(source.get("according_after", ())),
        view=_entries(source.get("view", ())),
        that=keys("that"),
        addressing=keys("addressing"),
        auxiliaries=keys("auxiliaries"),
        pronouns=keys("pronouns"),
        plural_pronouns=keys("plural_pronouns"),
        back_reference=_pattern(grammar.get("back_reference", ()), spaced=True),
        unspaced=None if spaced else _pattern(verbs, spaced=False),
        unspaced_according=None if spaced else _pattern(according, spaced=False),
        verb_first=source.get("verb_first", False),
        content_before=source.get("content_before", False),
        dropped_subjects=source.get("dropped_subjects", False),
    )


def _entries(words: Iterable[str]) -> Entries:
    found: dict[str, set[tuple[str, ...]]] = {}
    for entry in words:
        parts = tuple(spelt(part) for part in WORD.findall(entry))
        if parts:
            found.setdefault(parts[0], set()).add(parts)
    return {first: tuple(sorted(entries, key=lambda parts: (-len(parts), parts))) for first, entries in found.items()}


def _pattern(words: Iterable[str], *, spaced: bool) -> regex.Pattern[str] | None:
    alternatives = "|".join(regex.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
    if not alternatives:
        return None
    return regex.compile(rf"(?<!\w)(?:{alternatives})(?!\w)" if spaced else alternatives, regex.IGNORECASE)


def match(entries: Entries, words: tuple[str, ...], index: int) -> int:
    """Return how many words an entry that begins at a word has, 0 where none does; Arabic "and" may be written onto it."""
    first = words[index]
    candidates = entries.get(first) or (entries.get(first[1:]) if first.startswith(PREFIXES) else None)
    for parts in candidates or ():
        if parts[1:] == words[index + 1 : index + len(parts)]:
            return len(parts)
    return 0
