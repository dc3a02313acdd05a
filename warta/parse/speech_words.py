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
    from collections.abc import Iterable, Mapping


Entries = dict[str, tuple[tuple[str, tuple[str, ...]], ...]]
"""{first word: (kind, words) of the entries that begin with it}: kinds in the order of ``KINDS``, and of each the longest first."""
KINDS = ("none", "verb", "according", "after", "view")
"""What an entry may be: no verb of saying though it looks like one, a verb of saying, "according to" before or after a name, "for"."""
PREFIXES = ("و", "ف")
"""Letters that Arabic writes onto a verb: "and"."""


@dataclasses.dataclass(frozen=True)
class SpeechWords:
    """Words as :func:`warta.parse.spelling.spelt` spells them."""

    entries: Entries
    that: frozenset[str]
    addressing: frozenset[str]
    auxiliaries: frozenset[str]
    pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    helpers: frozenset[str]
    """All that may stand between a subject and its verb: auxiliaries and pronouns."""
    back: Mapping[str, tuple[tuple[str, ...], ...]]
    """By their first word."""
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
        entries=_entries(
            {
                "none": source.get("other", ()),
                "verb": verbs if spaced else (),
                "according": according if spaced else (),
                "after": source.get("according_after", ()),
                "view": source.get("view", ()),
            }
        ),
        that=keys("that"),
        addressing=keys("addressing"),
        auxiliaries=keys("auxiliaries"),
        pronouns=keys("pronouns"),
        plural_pronouns=keys("plural_pronouns"),
        helpers=keys("auxiliaries") | keys("pronouns") | keys("plural_pronouns"),
        back=_by_first(tuple(spelt(part) for part in WORD.findall(entry)) for entry in source.get("back", ())),
        back_reference=_pattern(grammar.get("back_reference", ()), spaced=True),
        unspaced=None if spaced else _pattern(verbs, spaced=False),
        unspaced_according=None if spaced else _pattern(according, spaced=False),
        verb_first=source.get("verb_first", False),
        content_before=source.get("content_before", False),
        dropped_subjects=source.get("dropped_subjects", False),
    )


def _by_first(entries: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for entry in entries:
        found[entry[0]] = (*found.get(entry[0], ()), entry)
    return found


def _entries(words: Mapping[str, Iterable[str]]) -> Entries:
    found: dict[str, set[tuple[str, tuple[str, ...]]]] = {}
    for kind in KINDS:
        for entry in words[kind]:
            parts = tuple(spelt(part) for part in WORD.findall(entry))
            if parts:
                found.setdefault(parts[0], set()).add((kind, parts))
    return {first: tuple(sorted(rows, key=lambda row: (KINDS.index(row[0]), -len(row[1]), row[1]))) for first, rows in found.items()}


def _pattern(words: Iterable[str], *, spaced: bool) -> regex.Pattern[str] | None:
    alternatives = "|".join(regex.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
    if not alternatives:
        return None
    return regex.compile(rf"(?<!\w)(?:{alternatives})(?!\w)" if spaced else alternatives, regex.IGNORECASE)


def begins_speech(word: str, language: str | None) -> bool:
    """Return whether an entry may begin with a word, as it is spelt."""
    return word in speech_words(language).entries or word.startswith(PREFIXES)


def match(entries: Entries, words: tuple[str, ...], index: int) -> tuple[str, int]:
    """Return the kind of the entry that begins at a word, and how many words it has, ("", 1) where none does.

    Arabic "and" may be written onto the first word.
    """
    first = words[index]
    candidates = entries.get(first) or (entries.get(first[1:]) if first[:1] in PREFIXES else None)
    for kind, parts in candidates or ():
        if parts[1:] == words[index + 1 : index + len(parts)]:
            return kind, len(parts)
    return "", 1
