"""From a parsed article to the rows of a snapshot: a pure function, which decides what counts as evidence.

Evidence is a sentence of the title, a dateline, a caption, a heading or the body; a byline, a link to another article and
boilerplate are none, and what is mentioned there gives no row. A sentence is *when* the dates in it say; without any it is when
the article was published; else it has no time, and stays without.
"""

from __future__ import annotations

import bisect
import datetime as dt
import functools
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from warta.gazetteer.countries import countries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from warta.article import Actor, Date, Event, Note, ParsedArticle, Place, Span, Statement

EVIDENCE = frozenset({"title", "dateline", "caption", "heading", "body"})
"""Kinds of block whose sentences are evidence."""

STATES = frozenset({"country", "metonym"})
"""Kinds of actors that are a state."""

Mention = TypeVar("Mention", "Place", "Actor", "Date", "Statement")
Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
"""Rows by table, columns in the order of :data:`warta.store.tables.TABLES`."""


class Numbers(NamedTuple):
    """The number of an article in the snapshot, and that of its first sentence."""

    article: int
    sentence: int


class Taken(NamedTuple):
    """Where the lake has an article, and when it was taken in (UTC without a zone)."""

    load: int
    number: int
    at: dt.datetime


class _Sentences:
    """Finds the number of the evidence sentence that an offset lies in."""

    def __init__(self, parsed: ParsedArticle, first: int) -> None:
        kinds = _kinds(parsed)
        self.evidence = [index for index, kind in enumerate(kinds) if kind in EVIDENCE]
        self.kinds = kinds
        self.numbers = {index: first + number for number, index in enumerate(self.evidence)}
        self._spans = parsed.sentences
        self._starts = [span.start for span in parsed.sentences]

    def at(self, start: int) -> int | None:
        """Return the number of the sentence that holds an offset, None outside of evidence."""
        index = bisect.bisect_right(self._starts, start) - 1
        return self.numbers.get(index) if index >= 0 and start < self._spans[index].end else None


def article_rows(parsed: ParsedArticle, taken: Taken, numbers: Numbers) -> Rows:
    """Return all rows of one article.

    Args:
        parsed: the article; offsets inside its text, days in ISO 8601.
        taken: where it comes from.
        numbers: where its numbers begin; sentences count up from there without a gap.
    """
    sentences = _Sentences(parsed, numbers.sentence)
    no = numbers.article
    published = (day(parsed.published.from_), day(parsed.published.to))
    return {
        "articles": [_article(parsed, taken, no, len(sentences.evidence))],
        "sentences": [_sentence(parsed, sentences, index, no, published) for index in sentences.evidence],
        "places": [(at, no, *row) for at, row in [*_places(parsed, sentences), *_states(parsed, sentences)]],
        "actors": [(at, no, *_actor(item)) for at, item in _inside(parsed.actors, sentences)],
        "dates": [(at, no, *_date(item)) for at, item in _inside(parsed.dates, sentences)],
        "times": _times(parsed, sentences, no),
        "statements": [(at, no, *_statement(item)) for at, item in _inside(parsed.statements, sentences)],
        "events": [(sentences.numbers[item.sentence], no, *_event(item)) for item in parsed.events if item.sentence in sentences.numbers],
        "notes": [(no, *_note(item, sentences)) for item in parsed.notes],
    }


@functools.lru_cache(maxsize=4096)
def day(value: str | None) -> dt.date | None:
    """Return an ISO 8601 day as a date."""
    return dt.date.fromisoformat(value) if value else None


def _kinds(parsed: ParsedArticle) -> list[str]:
    """Return the kind of block of each sentence; what no block covers is body."""
    starts = [block.start for block in parsed.blocks]
    kinds: list[str] = []
    for sentence in parsed.sentences:
        index = bisect.bisect_right(starts, sentence.start) - 1
        covered = index >= 0 and sentence.start < parsed.blocks[index].end
        kinds.append(parsed.blocks[index].kind if covered else "body")
    return kinds


def _inside(mentions: Iterable[Mention], sentences: _Sentences) -> list[tuple[int, Mention]]:
    found = ((sentences.at(mention.start), mention) for mention in mentions)
    return [(number, mention) for number, mention in found if number is not None]


def _article(parsed: ParsedArticle, taken: Taken, no: int, sentences: int) -> Row:
    published = parsed.published
    return (
        no,
        parsed.id,
        parsed.title,
        parsed.outlet,
        parsed.url,
        parsed.language,
        published.value,
        day(published.from_),
        day(published.to),
        published.basis,
        parsed.sample,
        parsed.licence,
        taken.at,
        parsed.parser,
        sentences,
        taken.load,
        taken.number,
    )


def _sentence(parsed: ParsedArticle, sentences: _Sentences, index: int, no: int, published: tuple[dt.date | None, dt.date | None]) -> Row:
    span: Span = parsed.sentences[index]
    text = parsed.text[span.start : span.end]
    return (
        *(sentences.numbers[index], no, index, span.start, span.end, text),
        *(sentences.kinds[index], parsed.language, parsed.outlet, *published),
    )


def _places(parsed: ParsedArticle, sentences: _Sentences) -> Iterator[tuple[int, Row]]:
    return ((at, _place(item)) for at, item in _inside(parsed.places, sentences))


def _states(parsed: ParsedArticle, sentences: _Sentences) -> Iterator[tuple[int, Row]]:
    """Yield the states that are recorded as actors alone, also under another name ("Kremlin"), as places of role actor or origin.

    So they are found by their country too.

    A country is drawn as a whole, so that a row needs no point.
    """
    placed = {place.start for place in parsed.places}
    for at, item in _inside(parsed.actors, sentences):
        state = countries().get(item.country or "")
        if item.kind in STATES and state and item.start not in placed:
            yield (
                at,
                (
                    *(item.start, item.end, item.surface, state.place_id, state.name, state.country, None, state.lat, state.lon),
                    *("country", "origin" if item.role == "origin" else "actor"),
                    *("demonym" if item.method == "demonym" else "name", item.score, item.method),
                ),
            )


def _place(item: Place) -> Row:
    return (
        *(item.start, item.end, item.surface, item.place_id, item.name, item.country, item.admin1, item.lat, item.lon),
        *(item.precision, item.role, item.form, item.score, item.method),
    )


def _actor(item: Actor) -> Row:
    return (
        *(item.start, item.end, item.surface, item.actor_id, item.name, item.kind, item.country),
        *(item.role, item.score, item.method),
    )


def _date(item: Date) -> Row:
    return (item.start, item.end, item.surface, item.value, day(item.from_), day(item.to), item.precision, item.basis, item.tense)


def _statement(item: Statement) -> Row:
    return (item.start, item.end, item.surface, item.speaker, item.reported_by, item.kind)


def _event(item: Event) -> Row:
    return (item.kind, list(item.actors), item.place, day(item.from_), day(item.to), item.basis)


def _note(item: Note, sentences: _Sentences) -> Row:
    number = None if item.start is None else sentences.at(item.start)
    return (number, item.step, item.reason, item.start, item.end, item.surface)


def _times(parsed: ParsedArticle, sentences: _Sentences, no: int) -> list[Row]:
    """Return when each sentence is: the days that its own dates name, each range once, else those of publication."""
    own: dict[int, dict[tuple[str, str], str | None]] = {}
    for number, item in _inside(parsed.dates, sentences):
        if item.from_ and item.to:
            own.setdefault(number, {}).setdefault((item.from_, item.to), item.precision)
    published = parsed.published
    fallback = {(published.from_, published.to): published.precision} if published.from_ and published.to else {}
    rows: list[Row] = []
    for number in sentences.numbers.values():
        ranges, basis = (own[number], "event") if number in own else (fallback, "published")
        rows += [(number, no, day(start), day(end), precision, basis) for (start, end), precision in ranges.items()]
    return rows
