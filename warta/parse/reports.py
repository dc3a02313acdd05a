"""Reports of speech within a sentence: a verb of saying or "according to", who speaks, and which words are what is said."""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING, NamedTuple

from warta.parse.mark import SPEECH
from warta.parse.phrases import joined
from warta.parse.quotes import MARKS
from warta.parse.role_words import role_words
from warta.parse.speech_words import PREFIXES, SpeechWords, match, speech_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from warta.article import Actor
    from warta.parse.doc import Doc
    from warta.parse.quotes import Unit

NEAR = 70
"""Code points between a verb and a speaker named after it: room for a title."""
LEAST = 14
"""Code points in the shortest reported clause worth keeping; half of it in scripts without spaces."""
FEWEST = 2
"""Words in the shortest reported clause."""
FEW = 5
"""Words in a rest of a sentence that is a time or a place rather than what was said."""
PASSED = 2
"""Words of a description between a preposition and a name: "junto al agente X"."""
STOPS = ";:；：؛—–"
STOP = re.compile(rf"[{STOPS}](?!\w)")
BARRIER = re.compile(f"[{re.escape(STOPS + MARKS[:10])}]")
"""What parts a verb from a name after it that is not who speaks."""
LAST = MARKS + "%)"
"""What may close a reported clause, beside a word."""
COMMAS = ",،，、"
COMMA = re.compile(rf"[{COMMAS}](?!\d)")


class Hit(NamedTuple):
    """A verb of saying or "according to"; ``first`` and ``last`` (exclusive) are its tokens."""

    start: int
    end: int
    first: int
    last: int
    kind: str


class Report(NamedTuple):
    """Who says the words from ``start`` to ``end``; ``hit`` is what tells so."""

    speaker: Actor
    start: int
    end: int
    hit: Hit


class Reader:
    """Finds reports in the units of one document."""

    def __init__(self, doc: Doc) -> None:
        """Spell the words of the document once."""
        self.doc = doc
        self.words: SpeechWords = speech_words(doc.language)
        self.titles = doc.grammar.titles
        self.roles = role_words(doc.language)
        self.spelt = doc.spelt
        self.openings = doc.marked(SPEECH)

    def hits(self, unit: Unit) -> list[Hit]:
        """Return the verbs of saying, "according to" and the like of a unit, outside of its quotations."""
        found = list(self._unspaced(unit) if self.words.unspaced else self._spaced(unit))
        if not unit.quotes:
            return found
        return [hit for hit in found if not any(quote.start <= hit.start < quote.end for quote in unit.quotes)]

    def _spaced(self, unit: Unit) -> Iterator[Hit]:
        tokens, entries, openings = self.doc.tokens, self.words.entries, self.openings
        last, stop = self.doc.token_at(unit.start), self.doc.token_at(unit.end)
        for index in openings[bisect.bisect_left(openings, last) : bisect.bisect_left(openings, stop)]:
            if index < last:
                continue
            kind, length = match(entries, self.spelt, index)
            last = min(index + length, stop)
            if kind and kind != "none" and not self._is_name(index, unit):
                yield Hit(tokens[index].start, tokens[last - 1].end, index, last, kind)

    def _is_name(self, index: int, unit: Unit) -> bool:
        """Return whether a capital within running text makes a name of a word: "States"."""
        token = self.doc.tokens[index]
        return (
            token.text[0].isupper()
            and token.start > unit.start
            and self.doc.block_at(token.start) == "body"
            and joined(self.doc, index - 1)
        )

    def _unspaced(self, unit: Unit) -> Iterator[Hit]:
        text, tokens = self.doc.text, self.doc.tokens
        for kind, pattern in (("verb", self.words.unspaced), ("according", self.words.unspaced_according)):
            for found in pattern.finditer(text, unit.start, unit.end) if pattern else ():
                first, last = self.doc.token_at(found.start()), self.doc.token_at(found.end())
                if first < last and tokens[first].start == found.start() and tokens[last - 1].end == found.end():
                    yield Hit(found.start(), found.end(), first, last, kind)

    def is_oblique(self, actor: Actor) -> bool:
        """Return whether a preposition governs a name, so that it is not what the sentence is about."""
        return self._governing(actor) is not None

    def _governing(self, actor: Actor) -> str | None:
        """Return the relation of the preposition that governs a name, over articles and a description of two words.

        Words after "in" are a time or a place of their own: "said on Monday X".
        """
        index, passed = self.doc.token_at(actor.start) - 1, 0
        while index >= 0 and passed < PASSED and not self._parted(index) and self.spelt[index] not in self.roles.relations:
            passed += self.spelt[index] not in self.roles.articles
            index -= 1
        found = self.roles.relations.get(self.spelt[index]) if index >= 0 and not self._parted(index) else None
        return None if passed and found in {"in", "object"} else found

    def _parted(self, index: int) -> bool:
        """Return whether punctuation parts a word from the next."""
        gap = self.doc.text[self.doc.tokens[index].end : self.doc.tokens[index + 1].start]
        return bool(gap.strip(" \u00a0'\u2019-"))

    def before(self, hit: Hit, low: int, people: Sequence[Actor]) -> Actor | None:
        """Return who is named before a verb in its clause: the nearest person that no preposition governs, else the nearest of all."""
        named = [actor for actor in people if low <= actor.start and actor.end <= hit.start]
        persons = [actor for actor in named if actor.kind == "person"]
        free = [actor for actor in persons if not self.is_oblique(actor)] or [actor for actor in named if not self.is_oblique(actor)]
        order = free or persons or named
        return (order[0] if self.words.content_before else order[-1]) if order else None

    def after(self, hit: Hit, people: Sequence[Actor]) -> Actor | None:
        """Return who is named right after a verb: "said X", "a précisé la ministre, X"."""
        if hit.kind == "verb" and self.spelt[hit.first] in self.words.addressing:
            return None
        for actor in people[bisect.bisect_left([actor.start for actor in people], hit.end) :]:
            gap = self.doc.text[hit.end : actor.start]
            between = range(hit.last, self.doc.token_at(actor.start))
            titled = any(self._is_title(index) for index in between)
            if len(gap) > (2 * NEAR if titled else NEAR) or BARRIER.search(gap):
                return None
            if any(self.spelt[index] in self.words.that for index in between):
                return None
            if not titled and any(comma in gap for comma in COMMAS):
                return None
            if self._is_addressed(hit, actor):
                continue
            if actor.kind == "person" or not titled:
                return actor
        return None

    def _is_title(self, index: int) -> bool:
        return self.doc.folded[index] in self.titles or self.spelt[index] in self.roles.belonging

    def _is_addressed(self, hit: Hit, actor: Actor) -> bool:
        """Return whether a preposition after a verb governs a name, so that it is not who speaks; "by" is none of them."""
        return self.doc.token_at(actor.start) > hit.last and self._governing(actor) not in {None, "against"}

    def run_start(self, hit: Hit) -> int:
        """Return the first token of a verb with its helpers: "a-t-il affirmé" begins at "a"."""
        first = hit.first
        while first > 0 and hit.first - first < 4 and self.spelt[first - 1] in self.words.helpers:  # noqa: PLR2004  ("s'en est pris")
            first -= 1
        return first

    def has_pronoun(self, hit: Hit, low: int, *, plural: bool = False) -> bool:
        """Return whether a pronoun (for several, with ``plural``) is the subject of a verb: right before it, or first in its clause."""
        pronouns = self.words.plural_pronouns if plural else self.words.pronouns
        if self.words.unspaced:
            return any(word in self.doc.text[max(low, hit.start - 8) : hit.start] for word in pronouns)
        opening = self.doc.token_at(low)
        return any(self.spelt[index] in pronouns for index in {opening, *range(self.run_start(hit), hit.first)})

    def has_title(self, hit: Hit) -> bool:
        """Return whether the subject of a verb is an office: "the president said"."""
        first = self.run_start(hit)
        return first > 0 and any(" ".join(self.doc.folded[max(0, first - n) : first]) in self.titles for n in (1, 2, 3))

    def is_inverted(self, hit: Hit, after: Actor | None = None) -> bool:
        """Return whether what is said stands before a verb, which a closing quotation mark or a comma parts from it.

        After a comma the clause must end with who speaks ("..., said X."), or a pronoun must stand within the verb.
        """
        if self.words.unspaced:
            return False
        first = self.run_start(hit)
        start = self.doc.tokens[first].start
        ahead = self.doc.text[max(0, start - NEAR) : start].rstrip(" \u00a0\u202f-–—")[-1:]
        if ahead and ahead in MARKS:
            return True
        if not ahead or ahead not in COMMAS:
            return False
        closing = self.doc.text[after.end : after.end + 1] if after else ""
        within = any(self.spelt[index] in self.words.pronouns for index in range(first, hit.first))
        return within or (after is not None and closing in {"", ".", ",", ";", "!", "?", "\n", "،", "…"})

    def stops(self, unit: Unit) -> list[int]:
        """Return where clauses begin: at the unit, its sentences, and after each semicolon, colon and dash outside of quotations."""
        found = [match.end() for match in STOP.finditer(self.doc.text, unit.start, unit.end)]
        found += [sentence.start for sentence in self.doc.sentences[unit.first : unit.last]]
        if unit.quotes:
            found = [at for at in found if not any(q.start <= at < q.end for q in unit.quotes)]
        return sorted({unit.start, *found})

    def refers_back(self, unit: Unit) -> bool:
        """Return whether a unit begins with words for what the sentence before has said: "Об этом сообщил X"."""
        if not self.words.back:
            return False
        first = self.doc.token_at(unit.start)
        if first == len(self.spelt):
            return False
        return any(self.spelt[first : first + len(words)] == words for words in self.words.back.get(self.spelt[first], ()))

    def is_joined(self, hit: Hit) -> bool:
        """Return whether "and" stands right before a verb, or is written onto it, so that it shares the subject of the verb before."""
        first = self.run_start(hit)
        ahead = self.spelt[first - 1] if first else ""
        return ahead in self.roles.conjunctions or (self.words.verb_first and self.spelt[hit.first].startswith(PREFIXES))

    def is_small(self, start: int, end: int) -> bool:
        """Return whether nothing but titles and little words stands in a stretch, as between a comma and who speaks."""
        between = range(self.doc.token_at(start), self.doc.token_at(end))
        return all(self._is_title(i) or self.spelt[i] in self.roles.articles or self.spelt[i] in self.roles.relations for i in between)

    def is_clause(self, report: Report) -> bool:
        """Return whether what is said is long enough to be worth keeping."""
        if self.words.unspaced:
            return report.end - report.start >= LEAST // 2
        return report.end - report.start >= LEAST and self.doc.token_at(report.end) - self.doc.token_at(report.start) >= FEWEST

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Return a stretch without the "that" near its start, the punctuation and the space at its ends."""
        index = self.doc.token_at(start)
        for ahead in range(index, min(index + 7, len(self.doc.tokens))):
            if self.doc.tokens[ahead].end + LEAST < end and self.spelt[ahead] in self.words.that:
                start = self.doc.tokens[ahead].end
                break
        last = self.doc.token_at(end) - 1
        if last > index and self.spelt[last] in self.roles.conjunctions:
            end = self.doc.tokens[last].start
        text = self.doc.text
        while start < end and not (text[start].isalnum() or text[start] in MARKS):
            start += 1
        while end > start and not (text[end - 1].isalnum() or text[end - 1] in LAST):
            end -= 1
        return start, end
