"""Words of what happens, by kind, from ``events.toml`` of a language, and where a document has them."""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from warta.gazetteer.fold import WORD
from warta.parse.language import table
from warta.parse.mark import ACT
from warta.parse.memo import MOST
from warta.parse.phrases import writing
from warta.parse.spelling import spelt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from warta.parse.doc import Doc

HEAD = 3
"""Letters of a word by which entries are looked up."""
GROWTH = 7
"""Letters that an inflected word may have beyond its beginning."""


class Act(NamedTuple):
    """A word of doing at a code point."""

    start: int
    kind: str


class Entry(NamedTuple):
    """Words that tell of a kind; those with a True in ``grows`` are beginnings."""

    words: tuple[str, ...]
    grows: tuple[bool, ...]
    kind: str


@dataclasses.dataclass(frozen=True)
class ActWords:
    """Entries by the first letters of their first word; or one pattern and kinds by word in a script without spaces."""

    by_head: dict[str, tuple[Entry, ...]]
    unspaced: re.Pattern[str] | None
    kind_of: dict[str, str]


@functools.cache
def act_words(language: str | None) -> ActWords:
    """Return the words of a language; none where it has no such table."""
    kinds = table(language, "events").get("kinds", {})
    if not table(language, "time").get("boundaries", True):
        plain = {word.rstrip("*"): kind for kind, words in reversed(kinds.items()) for word in words}
        alternatives = "|".join(re.escape(word) for word in sorted(plain, key=lambda word: (-len(word), word)))
        return ActWords({}, re.compile(alternatives) if alternatives else None, plain)
    found: dict[str, list[Entry]] = {}
    for kind, words in kinds.items():
        for word in words:
            parts = word.split()
            pieces = [(spelt(piece), "*" in part and last) for part in parts for piece, last in _pieces(part)]
            entry = Entry(tuple(piece for piece, _ in pieces), tuple(grows for _, grows in pieces), kind)
            found.setdefault(entry.words[0][:HEAD], []).append(entry)
    return ActWords({head: tuple(sorted(entries, key=lambda entry: -len(entry.words))) for head, entries in found.items()}, None, {})


def _pieces(part: str) -> Iterator[tuple[str, bool]]:
    pieces = WORD.findall(part)
    yield from ((piece, piece is pieces[-1]) for piece in pieces)


def find_acts(doc: Doc) -> list[Act]:
    """Return the words of doing of a document in order."""
    words = act_words(doc.language)
    if words.unspaced:
        return [Act(match.start(), words.kind_of[match.group()]) for match in words.unspaced.finditer(doc.text)]
    if not words.by_head:
        return []
    language, spelling = doc.language, doc.spelt
    found = []
    for index in doc.marked(ACT):
        kind = _kind(_begun(spelling[index], language), spelling, index)
        if kind:
            found.append(Act(doc.tokens[index].start, kind))
    return found


def kind_at(doc: Doc, index: int) -> str | None:
    """Return the kind of what the words that begin at a token tell, None where they tell nothing."""
    return _kind(_begun(doc.spelt[index], doc.language), doc.spelt, index) if doc.marks[index] & ACT else None


def begins_act(word: str, language: str | None) -> bool:
    """Return whether words that tell of something may begin with a word, as it is spelt."""
    return bool(_begun(word, language))


@functools.lru_cache(maxsize=MOST)
def _begun(word: str, language: str | None) -> tuple[Entry, ...]:
    """Return the entries whose first word a word is, whole or without a letter written onto it: for most words none."""
    by_head = act_words(language).by_head
    rests = [word[len(prefix) :] for prefix in writing(language).prefixes if word.startswith(prefix) and len(word) - len(prefix) >= HEAD]
    return tuple(entry for each in (word, *rests) for entry in by_head.get(each[:HEAD], ()) if _fits(each, entry.words[0], entry.grows[0]))


def _kind(entries: Sequence[Entry], spelling: Sequence[str], index: int) -> str | None:
    for entry in entries:
        rest = entry.words[1:]
        if not rest:
            return entry.kind
        here = spelling[index + 1 : index + 1 + len(rest)]
        if len(here) == len(rest) and all(map(_fits, here, rest, entry.grows[1:])):
            return entry.kind
    return None


def _fits(word: str, entry: str, grows: bool) -> bool:  # noqa: FBT001  (mapped over columns)
    return word == entry or (grows and word.startswith(entry) and len(word) - len(entry) <= GROWTH)
