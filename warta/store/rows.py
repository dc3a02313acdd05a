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

from warta.article import Place
from warta.gazetteer.countries import countries
from warta.stories import story_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from warta.article import Actor, Date, Event, Note, ParsedArticle, Statement

EVIDENCE = frozenset({"title", "dateline", "caption", "heading", "body"})
"""Kinds of block whose sentences are evidence."""

STATES = frozenset({"country", "metonym"})
"""Kinds of actors that are a state."""

Mention = TypeVar("Mention", "Place", "Actor", "Date", "Statement")
Row = tuple[Any, ...]
Days = tuple[str, str]
"""Two days in ISO 8601, both included."""
Rows = dict[str, list[Row]]
"""Rows by table, columns in the order of :data:`warta.store.tables.TABLES`."""


class Numbers(NamedTuple):
    """The number of an article in the snapshot, and that of its first sentence."""

    article: int
    sentence: int


class Taken(NamedTuple):
    """Where the lake has an article, when it was taken in (UTC without a zone), and its story, None where none was told."""

    load: int
    number: int
    at: dt.datetime
    story: str | None = None


class _Sentences:
    """Finds the number of the evidence sentence that an offset lies in."""

    def __init__(self, parsed: ParsedArticle, first: int) -> None:
        self.kinds = kinds(parsed)
        self.evidence = [index for index, kind in enumerate(self.kinds) if kind in EVIDENCE]
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
    actors, dates = _inside(parsed.actors, sentences), _inside(parsed.dates, sentences)
    times = _times(dates)
    places = [*_inside(parsed.places, sentences), *_states(parsed, actors)]
    return {
        "articles": [_article(parsed, taken, no, len(sentences.evidence))],
        "sentences": [
            (number, no, *when) for number, when in zip(sentences.numbers.values(), _when(parsed, sentences, times), strict=True)
        ],
        "places": [(at, no, *_place(item)) for at, item in places],
        "actors": [(at, no, *_actor(item)) for at, item in actors],
        "dates": [(at, no, *_date(item)) for at, item in dates],
        "ranges": [
            (at, no, day(first), day(last), precision, "event")
            for at, found in times.items()
            if len(found) > 1
            for (first, last), precision in found.items()
        ],
        "statements": [(at, no, *_statement(item)) for at, item in _inside(parsed.statements, sentences)],
        "events": [(sentences.numbers[item.sentence], no, *_event(item)) for item in parsed.events if item.sentence in sentences.numbers],
        "notes": [(no, *_note(item, sentences)) for item in parsed.notes],
    }


@functools.lru_cache(maxsize=4096)
def day(value: str | None) -> dt.date | None:
    """Return an ISO 8601 day as a date."""
    return dt.date.fromisoformat(value) if value else None


def kinds(parsed: ParsedArticle) -> list[str]:
    """Return the kind of block of each sentence; what no block covers is body."""
    found: list[str] = []
    blocks = iter(parsed.blocks)
    block = next(blocks, None)
    for sentence in parsed.sentences:  # both are in order
        while block and block.end <= sentence.start:
            block = next(blocks, None)
        found.append(block.kind if block and block.start <= sentence.start else "body")
    return found


def _inside(mentions: Iterable[Mention], sentences: _Sentences) -> list[tuple[int, Mention]]:
    at = sentences.at
    return [(number, mention) for mention in mentions if (number := at(mention.start)) is not None]


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
        story_number(taken.story or parsed.id),
        taken.story if taken.story != parsed.id else None,
    )


def _when(parsed: ParsedArticle, sentences: _Sentences, times: Mapping[int, Mapping[Days, str | None]]) -> Iterator[Row]:
    """Yield when each evidence sentence is, in the order of the columns behind its numbers."""
    published = parsed.published
    undated = _days({(published.from_, published.to): published.precision} if published.from_ and published.to else {}, "published")
    for number in sentences.numbers.values():
        yield _days(times[number], "event") if number in times else undated


def _days(ranges: Mapping[Days, str | None], basis: str) -> Row:
    if not ranges:
        return (None, None, 0, None, None)
    first, last = min(first for first, _ in ranges), max(last for _, last in ranges)
    return (day(first), day(last), len(ranges), next(iter(ranges.values())) if len(ranges) == 1 else None, basis)


def _states(parsed: ParsedArticle, actors: Iterable[tuple[int, Actor]]) -> Iterator[tuple[int, Place]]:
    """Yield the states that are recorded as actors alone, also under another name ("Kremlin"), as places of role actor or origin.

    So they are found by their country too.

    A country is drawn as a whole, so that a row needs no point.
    """
    placed = {place.start for place in parsed.places}
    for at, item in actors:
        if item.kind not in STATES or item.start in placed:
            continue
        if state := countries().get(item.country or ""):
            yield (
                at,
                Place(
                    start=item.start,
                    end=item.end,
                    surface=item.surface,
                    place_id=state.place_id,
                    name=state.name,
                    country=state.country,
                    lat=state.lat,
                    lon=state.lon,
                    precision="country",
                    role="origin" if item.role == "origin" else "actor",
                    form="demonym" if item.method == "demonym" else "name",
                    score=item.score,
                    method=item.method,
                ),
            )


def _place(item: Place) -> Row:
    return (
        *(item.start, item.end, item.surface, item.place_id, item.name, item.country, item.admin1, item.lat, item.lon),
        *(item.precision, item.role, item.form, item.score, item.method),
    )


def _actor(item: Actor) -> Row:
    return (
        *(item.start, item.end, item.surface, item.actor_id, item.name, item.subkind or item.kind, item.country),
        *(item.role, item.score, item.method),
    )


def _date(item: Date) -> Row:
    return (item.start, item.end, item.surface, item.value, day(item.from_), day(item.to), item.precision, item.basis, item.tense)


def _statement(item: Statement) -> Row:
    return (item.start, item.end, item.speaker, item.reported_by, item.kind)


def _event(item: Event) -> Row:
    return (item.kind, list(item.actors), item.place, day(item.from_), day(item.to), item.basis)


def _note(item: Note, sentences: _Sentences) -> Row:
    number = None if item.start is None else sentences.at(item.start)
    return (number, item.step, item.reason, item.start, item.end, item.surface)


def _times(dates: Iterable[tuple[int, Date]]) -> dict[int, dict[Days, str | None]]:
    """Return the days that each sentence names, each range once, with its precision; nothing for sentences that name none."""
    found: dict[int, dict[Days, str | None]] = {}
    for number, item in dates:
        if item.from_ and item.to:
            found.setdefault(number, {}).setdefault((item.from_, item.to), item.precision)
    return found
