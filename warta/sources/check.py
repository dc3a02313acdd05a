"""Checks a parsed article that somebody else made: once, at the edge; behind it every offset and day is trusted."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from warta.sources.limits import ID_LENGTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from warta.article import Actor, Block, Date, Event, ParsedArticle, Place, Span, Statement


WORDLESS = "an article without a word in its text"


def worded(text: str) -> bool:
    """Return whether there is a letter or a digit, of any script, in a text."""
    return any(map(str.isalnum, text))


def fault(parsed: ParsedArticle) -> str | None:
    """Return the first thing that is wrong with a parsed article, by the path of its field; None if all is well."""
    return next(_faults(parsed), None)


def _faults(parsed: ParsedArticle) -> Iterator[str]:
    if not parsed.id.strip() or len(parsed.id) > ID_LENGTH:
        yield f"id: must have 1 to {ID_LENGTH} characters"
    if not worded(parsed.text):
        yield f"text: {WORDLESS}; a parsed article carries the text that its offsets point into"
    if not parsed.sentences:
        yield "sentences: is empty; every mention needs a sentence, so name at least one {start, end}"
    yield from _in_order("sentences", parsed.sentences, len(parsed.text))
    yield from _in_order("blocks", parsed.blocks, len(parsed.text))
    yield from _mentions(parsed)
    yield from _days("published", parsed.published.from_, parsed.published.to)
    dated: tuple[tuple[str, Sequence[Date | Event]], ...] = (("dates", parsed.dates), ("events", parsed.events))
    for name, items in dated:
        for index, item in enumerate(items):
            yield from _days(f"{name}[{index}]", item.from_, item.to)
    for index, event in enumerate(parsed.events):
        if not 0 <= event.sentence < len(parsed.sentences):
            yield f"events[{index}].sentence: {event.sentence} is no index into the {len(parsed.sentences)} sentences"
    yield from _numbers(parsed)


def _in_order(name: str, spans: Sequence[Span | Block], length: int) -> Iterator[str]:
    before = 0
    for index, span in enumerate(spans):
        if not before <= span.start < span.end <= length:
            yield (
                f"{name}[{index}]: {span.start}..{span.end} must follow the one before it, which ends at {before}, "
                f"and lie within the text, which has {length} characters"
            )
            return
        before = span.end


def _mentions(parsed: ParsedArticle) -> Iterator[str]:
    text = parsed.text
    lists: tuple[tuple[str, Sequence[Place | Actor | Date | Statement]], ...] = (
        ("places", parsed.places),
        ("actors", parsed.actors),
        ("dates", parsed.dates),
        ("statements", parsed.statements),
    )
    for name, items in lists:
        for index, item in enumerate(items):
            if not 0 <= item.start < item.end <= len(text):
                yield f"{name}[{index}]: {item.start}..{item.end} does not lie within the text, which has {len(text)} characters"
            elif text[item.start : item.end] != item.surface:
                yield (
                    f"{name}[{index}].surface: {item.surface[:40]!r} is not what the text has at {item.start}..{item.end}: "
                    f"{text[item.start : item.end][:40]!r}; offsets count code points, not bytes"
                )
    for index, note in enumerate(parsed.notes):
        if note.start is not None and not 0 <= note.start <= (note.end or note.start) <= len(text):
            yield f"notes[{index}]: {note.start}..{note.end} does not lie within the text"


def _days(path: str, first: str | None, last: str | None) -> Iterator[str]:
    if (first is None) != (last is None):
        yield f"{path}: from and to come together or not at all"
    elif first is not None and last is not None:
        try:
            ordered = dt.date.fromisoformat(first) <= dt.date.fromisoformat(last)
        except ValueError:
            yield f"{path}: {first[:20]!r} to {last[:20]!r} are not two days such as 2022-09-15"
            return
        if not ordered:
            yield f"{path}: {first} lies after {last}"


def _numbers(parsed: ParsedArticle) -> Iterator[str]:
    for index, place in enumerate(parsed.places):
        known = place.lat is not None and place.lon is not None
        if known and not (_within(place.lat, 90) and _within(place.lon, 180)):
            yield f"places[{index}]: {place.lat}, {place.lon} is no latitude and longitude in degrees"
    scores: Iterable[tuple[str, Sequence[float]]] = (
        ("places", [item.score for item in parsed.places]),
        ("actors", [item.score for item in parsed.actors]),
    )
    for name, values in scores:
        for index, score in enumerate(values):
            if not 0 <= score <= 1:
                yield f"{name}[{index}].score: {score} does not lie in 0..1"


def _within(value: float | None, most: float) -> bool:
    return value is not None and math.isfinite(value) and abs(value) <= most
