"""Whether the words around a time expression look back or ahead: tense and verbs such as "is expected", nearest first.

The table of a language lists them under ``future`` and ``past``, and under ``until`` what looks ahead where nothing else tells.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import TYPE_CHECKING, NamedTuple

import regex

from warta.parse.first_words import opening
from warta.parse.language import table
from warta.parse.memo import Memo
from warta.parse.time_rules import time_table, word_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warta.article import Tense
    from warta.parse.doc import Doc
    from warta.parse.text import Token

CLAUSE_END = re.compile(r"[,;:.!?،؛，；：。()«»“”\"—–\n]")
CLAUSE = 90
"""A cue beyond the end of a clause counts as so many code points farther away."""
BEHIND = 20
"""So does one on the other side than that on which verbs stand in the language: behind, in most."""
WEAK = 150
"""So does "until", which looks ahead where nothing else tells the tense."""
NEAR, FAR = 200, 110
"""Cues farther away than this, in code points and with what counts as such, are not looked for, or not heard."""
KINDS = ("future", "past", "until")


class Cue(NamedTuple):
    """A word that tells a tense; ``kind`` is one of ``KINDS``."""

    start: int
    end: int
    kind: str


@dataclasses.dataclass(frozen=True)
class CueTable:
    """What tells a tense in a language: single words, phrases by their first words, or for languages without spaces just a pattern."""

    words: regex.Pattern[str] | None
    phrases: dict[str, regex.Pattern[str]]
    anywhere: regex.Pattern[str] | None


@functools.cache
def cue_table(language: str | None) -> CueTable:
    """Return the cues of a language."""
    source = table(language, "time")
    cues = [(kind, pattern) for kind in KINDS for pattern in source.get(kind, ())]
    if not source.get("boundaries", True):
        return CueTable(None, {}, _any(cues) if cues else None)
    words = [(kind, pattern) for kind, pattern in cues if " " not in pattern]
    begun: dict[str, list[tuple[str, str]]] = {}
    for kind, pattern in cues:
        if " " in pattern:
            for word in opening(pattern.replace("ı", "i")).first:
                begun.setdefault(word, []).append((kind, pattern))
    return CueTable(_any(words) if words else None, {word: _any(group) for word, group in begun.items()}, None)


def _any(cues: list[tuple[str, str]]) -> regex.Pattern[str]:
    """Return the pattern of any of some cues, with a group named by the kind."""
    groups = (f"(?P<{kind}>{'|'.join(pattern for each, pattern in cues if each == kind)})" for kind in KINDS)
    return regex.compile(f"(?:{'|'.join(group for group in groups if not group.endswith('>)'))})", regex.IGNORECASE)


Told = tuple[regex.Pattern[str] | None, str | None]
"""The phrases that begin with a word and tell a tense, and the kind of the word alone."""


@functools.cache
def _told(language: str | None) -> Memo[Told | None]:
    """Return {word: what tells a tense with it} of the words of texts in a language, None of most."""
    return Memo(functools.partial(_told_by, cue_table(language)))


def _told_by(cues: CueTable, word: str) -> Told | None:
    match, phrases = cues.words.fullmatch(word) if cues.words else None, cues.phrases.get(word_key(word))
    return (phrases, match.lastgroup if match else None) if match or phrases else None


class Cues:
    """The cues of an article, looked for around the expressions that they are asked about."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.table = cue_table(doc.language)
        self.told = _told(doc.language)
        self.verbs_last = time_table(doc.language).verbs_last

    def tense(self, start: int, end: int) -> Tense | None:
        """Return the tense that the nearest cue of the sentence tells, None where there is none."""
        index = self.doc.sentence_at(start)
        if index is None:
            return None
        sentence = self.doc.sentences[index]
        within = (max(sentence.start, start - NEAR), min(sentence.end, end + NEAR))
        cues = [(self._distance(cue, start, end), cue) for cue in self._cues(*within) if cue.end <= start or cue.start >= end]
        heard = [(distance + (WEAK if cue.kind == "until" else 0), cue) for distance, cue in cues if distance <= FAR]
        if not heard:
            return None
        return "past" if min(heard)[1].kind == "past" else "future"

    def _cues(self, start: int, end: int) -> Iterator[Cue]:
        text = self.doc.text
        if self.table.anywhere:
            yield from (Cue(*match.span(), str(match.lastgroup)) for match in self.table.anywhere.finditer(text, start, end))
            return
        last, first = start, self.doc.token_at(start)
        for index, told in enumerate(map(self.told.__getitem__, self.doc.texts[first : self.doc.token_at(end)]), first):
            if told is None:
                continue
            token = self.doc.tokens[index]
            if token.start >= last and (cue := self._cue_at(token, *told)):
                last = cue.end
                yield cue

    def _cue_at(self, token: Token, phrases: regex.Pattern[str] | None, kind: str | None) -> Cue | None:
        """Return the cue that begins with a word: a phrase before the word alone."""
        match = phrases.match(self.doc.text, token.start, token.start + NEAR) if phrases else None
        if match and not self.doc.text[match.end() : match.end() + 1].isalnum():
            return Cue(match.start(), match.end(), str(match.lastgroup))
        return Cue(token.start, token.end, kind) if kind else None

    def _distance(self, cue: Cue, start: int, end: int) -> int:
        before = cue.end <= start
        first, last = (cue.end, start) if before else (end, cue.start)
        near = (BEHIND if before == self.verbs_last else 0) + last - first
        return near if near > FAR else near + CLAUSE * len(CLAUSE_END.findall(self.doc.text, first, last))
