"""Statements: what was said, by whom, and who tells that it was said.

A quotation is a statement where a verb of saying, or a sentence that refers back to it, names its speaker; words in quotation marks
without either are a manner of writing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from warta.article import Statement
from warta.parse.grammar import Grammar, grammar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from warta.article import Actor, Span
    from warta.parse.doc import Doc

QUOTE = regex.compile(
    r"“([^“”]{4,600})”|\"([^\"\n]{4,600})\"|«([^«»]{4,600})»|„([^„“”]{4,600})[“”]|「([^「」]{2,400})」|『([^『』]{2,400})』"
)
SPEAKERS = frozenset({"person", "metonym", "country", "organisation", "bloc", "armed group", "company"})
LEAST_INDIRECT = 12
"""Code points in the shortest reported clause worth keeping."""


def find_statements(doc: Doc, actors: Sequence[Actor]) -> tuple[Statement, ...]:
    """Return the statements of a document in order."""
    words = grammar(doc.language)
    found: list[Statement] = []
    speakers = doc.by_sentence(actor for actor in actors if actor.kind in SPEAKERS)
    for index, sentence in enumerate(doc.sentences):
        if doc.block_at(sentence.start) in {"body", "caption", "title"}:
            found += _in_sentence(doc, index, sentence, speakers, words)
    return tuple(found)


def _in_sentence(doc: Doc, index: int, sentence: Span, actors: Mapping[int, Sequence[Actor]], words: Grammar) -> Iterator[Statement]:
    inside = actors.get(index, ())
    quotes = [_inner(match) for match in QUOTE.finditer(doc.text, sentence.start, sentence.end)]
    verbs = _verbs(doc, sentence, quotes, words)
    reporter = _reporter(doc, sentence, inside, words)
    speaker = _speaker(inside, verbs, quotes, reporter) if verbs or reporter else None
    if speaker is None and quotes:
        speaker = _from_next(doc, index, actors, words)
    if speaker is None:
        return
    told_by = reporter.name if reporter and reporter.name != speaker.name else None
    for start, end in quotes:
        yield Statement(start=start, end=end, surface=doc.text[start:end], speaker=speaker.name, reported_by=told_by, kind="direct")
    if not quotes and verbs:
        start = verbs[0][1]
        while start < sentence.end and not doc.text[start].isalnum():
            start += 1
        if sentence.end - start >= LEAST_INDIRECT and speaker.end <= verbs[0][0] + 1:
            surface = doc.text[start : sentence.end]
            yield Statement(start=start, end=sentence.end, surface=surface, speaker=speaker.name, reported_by=told_by, kind="indirect")


def _inner(match: regex.Match[str]) -> tuple[int, int]:
    group = next(number for number in range(1, 7) if match[number] is not None)
    return match.span(group)


def _verbs(doc: Doc, sentence: Span, quotes: Sequence[tuple[int, int]], words: Grammar) -> list[tuple[int, int]]:
    if words.speech_pattern is None:
        return []
    spans = (match.span() for match in words.speech_pattern.finditer(doc.text, sentence.start, sentence.end))
    return [span for span in spans if not any(start <= span[0] < end for start, end in quotes)]


def _reporter(doc: Doc, sentence: Span, inside: Sequence[Actor], words: Grammar) -> Actor | None:
    """Return who is named right after "according to"."""
    if words.according_pattern is None:
        return None
    for match in words.according_pattern.finditer(doc.text, sentence.start, sentence.end):
        after = next((actor for actor in inside if 0 <= actor.start - match.end() <= 40), None)  # noqa: PLR2004  (a title between)
        if after and not any(mark in doc.text[match.end() : after.start] for mark in ",;،，"):
            return after
    return None


def _speaker(
    inside: Sequence[Actor], verbs: Sequence[tuple[int, int]], quotes: Sequence[tuple[int, int]], reporter: Actor | None
) -> Actor | None:
    """Return the actor nearest to a verb of saying and outside of quotations: before it, else right after it."""
    outside = [actor for actor in inside if not any(start <= actor.start < end for start, end in quotes)]
    people = [actor for actor in outside if actor.role != "origin"] or outside
    for start, end in verbs:
        before = [actor for actor in people if actor.end <= start and actor is not reporter]
        if before:
            persons = [actor for actor in before if actor.kind == "person"]
            return (persons or before)[-1]
        after = [actor for actor in people if 0 <= actor.start - end <= 60]  # noqa: PLR2004  (a title between)
        if after:
            persons = [actor for actor in after if actor.kind == "person"]
            return (persons or after)[0]
    return reporter


def _from_next(doc: Doc, index: int, actors: Mapping[int, Sequence[Actor]], words: Grammar) -> Actor | None:
    """Return the person named by a following sentence such as "This was said by ..."."""
    if words.back_reference is None or index + 1 >= len(doc.sentences):
        return None
    after = doc.sentences[index + 1]
    if not words.back_reference.match(doc.text, after.start):
        return None
    named = actors.get(index + 1, ())
    return next((actor for actor in named if actor.kind == "person"), named[0] if named else None)
