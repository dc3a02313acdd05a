"""Whether the words around a time expression look back or ahead: tense and verbs such as "is expected", nearest first."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

import regex

from warta.parse.time_rules import time_table

if TYPE_CHECKING:
    from warta.article import Tense
    from warta.parse.doc import Doc

CLAUSE_END = regex.compile(r"[,;:.!?،؛，；：。()«»“”\"—–\n]")
CLAUSE = 60
"""A cue beyond the end of a clause counts as so many code points farther away."""
BEHIND = 20
"""So does one on the other side than that on which verbs stand in the language: behind, in most."""
WEAK = 150
"""So does "until", which looks ahead where nothing else tells the tense."""


class Cue(NamedTuple):
    """A word that tells a tense; ``weight`` makes it count as farther away."""

    start: int
    end: int
    tense: Tense
    weight: int


class Cues:
    """The cues of an article, sentence by sentence, looked for where they are asked for."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        times = time_table(doc.language)
        self.pattern = times.cues
        self.verbs_last = times.verbs_last
        self.of_sentence = functools.cache(self._of_sentence)

    def _of_sentence(self, index: int) -> tuple[Cue, ...]:
        if self.pattern is None:
            return ()
        sentence = self.doc.sentences[index]
        found = self.pattern.finditer(self.doc.text, sentence.start, sentence.end)
        return tuple(_cue(match) for match in found)

    def tense(self, start: int, end: int) -> Tense | None:
        """Return the tense that the nearest cue of the sentence tells, None where there is none."""
        index = self.doc.sentence_at(start)
        cues = self._outside(index, start, end) if index is not None else []
        return min(cues)[1] if cues else None

    def _outside(self, index: int, start: int, end: int) -> list[tuple[int, Tense]]:
        return [(self._distance(cue, start, end), cue.tense) for cue in self.of_sentence(index) if cue.end <= start or cue.start >= end]

    def _distance(self, cue: Cue, start: int, end: int) -> int:
        before = cue.end <= start
        first, last = (cue.end, start) if before else (end, cue.start)
        behind = BEHIND if before == self.verbs_last else 0
        return cue.weight + behind + last - first + CLAUSE * len(CLAUSE_END.findall(self.doc.text, first, last))


def _cue(match: regex.Match[str]) -> Cue:
    kind = match.lastgroup
    return Cue(match.start(), match.end(), "past" if kind == "past" else "future", WEAK if kind == "until" else 0)
