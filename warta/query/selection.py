"""The sentences that filters choose. Every question of this package starts from them, so that no two counts can differ.

A sentence is known by where it comes in its segment (:class:`warta.store.columns.Columns`). Those of a country, a place or an actor are
listed there, in order, so that a selection is what several lists have in common.
"""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from warta.query.text_hits import text_hits
from warta.store.columns import DATED, PUBLISHED, SEVERAL, Array, Kind
from warta.store.tables import BITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from warta.query.filters import Filters
    from warta.store import Snapshot
    from warta.store.columns import Columns

WIDE = 500
"""Of two lists, the longer is looked up in where the shorter has less than this part of all sentences; else both are marked."""
PIECE = 1_000_000
"""Sentences that are looked at at once."""
_EPOCH = dt.date(1970, 1, 1)


class Chosen(NamedTuple):
    """The selected sentences of a segment, in order; None stands for all of them."""

    columns: Columns
    sentences: Array | None

    def of(self, column: Array) -> Array:
        """Return a column of sentences for those that are selected."""
        return column if self.sentences is None else column[self.sentences]

    def among(self, kept: Array) -> Chosen:
        """Return those of which a condition is true."""
        if kept.all():
            return self
        return Chosen(self.columns, np.flatnonzero(kept).astype(np.int32) if self.sentences is None else self.sentences[kept])

    def common(self, sentences: Array) -> Chosen:
        """Return those that are among other sentences of the segment, in order."""
        return next(self.commons([sentences]))

    def commons(self, lists: Sequence[Array]) -> Iterator[Chosen]:
        """Yield for each list of sentences those that are in it too."""
        own, count = self.sentences, self.columns.sentences
        there = None
        for sentences in lists:
            if own is None:
                yield Chosen(self.columns, sentences)
            elif min(len(own), len(sentences)) * WIDE < count:
                yield Chosen(self.columns, _looked_up(own, sentences))
            else:
                there = marked(own, count) if there is None else there
                yield Chosen(self.columns, sentences[there[sentences]])

    def __len__(self) -> int:
        """Return how many sentences are selected."""
        return self.columns.sentences if self.sentences is None else len(self.sentences)

    def pieces(self) -> Iterator[Chosen]:
        """Yield them some at a time, whole articles together, so that what is worked out about them stays small."""
        columns = self.columns
        if len(self) <= PIECE:
            yield self
            return
        step = max(1, PIECE * len(columns.article_no) // columns.sentences)
        ends = [*columns.article_starts[step:-1:step].tolist(), columns.sentences]
        if self.sentences is None:
            for start, end in itertools.pairwise([0, *ends]):
                yield Chosen(columns, np.arange(start, end, dtype=np.int32))
            return
        for start, end in itertools.pairwise([0, *np.searchsorted(self.sentences, ends).tolist()]):
            if start < end:
                yield Chosen(columns, self.sentences[start:end])

    def within(self, article: int) -> Chosen:
        """Return those of one article."""
        start, end = self.columns.article_starts[article : article + 2]
        if self.sentences is None:
            return Chosen(self.columns, np.arange(start, end, dtype=np.int32))
        low, high = np.searchsorted(self.sentences, (start, end))
        return Chosen(self.columns, self.sentences[low:high])

    def articles(self) -> tuple[Array, Array]:
        """Return their articles, in order, and how many of the selected sentences each has."""
        if self.sentences is None:
            sizes = np.diff(self.columns.article_starts)
            articles = np.flatnonzero(sizes)
            return articles, sizes[articles]
        articles = self.columns.article[self.sentences]
        starts = np.flatnonzero(np.diff(articles, prepend=-1))
        return articles[starts], np.diff(starts, append=len(articles))

    def numbers(self) -> Array:
        """Return their numbers in the snapshot."""
        columns, articles = self.columns, self.of(self.columns.article)
        places = np.arange(columns.sentences) if self.sentences is None else self.sentences
        return columns.first_sentence_no[articles] + (places - columns.article_starts[articles])


class Named(NamedTuple):
    """A condition that one sentence must meet: it names one of some countries, places or actors.

    ``roles`` are bits of the roles in which it does, 0 for any; with ``marked`` those that name the country itself, or are drawn.
    """

    kind: Kind
    ids: tuple[str, ...]
    roles: int = 0
    marked: bool = False

    def sentences(self, columns: Columns) -> Array:
        """Return the sentences of a segment that meet it, in order."""
        entries = columns.entries(self.kind)
        found = []
        for code in codes(entries.ids, self.ids):
            posted = slice(entries.posts[code], entries.posts[code + 1])
            sentences = entries.posted[posted]
            if self.roles:
                roles = (entries.posted_marked if self.marked else entries.posted_roles)[posted]
                sentences = sentences[(roles & self.roles) != 0]
            found.append(sentences)
        if len(found) == 1:
            return found[0]
        return np.unique(np.concatenate(found)) if found else np.empty(0, np.int32)


def codes(ids: list[str], wanted: Sequence[str]) -> list[int]:
    """Return where some of the ids are in a sorted list of all; those that are not in it are left out."""
    places = {each: bisect.bisect_left(ids, each) for each in wanted}
    return sorted(at for each, at in places.items() if at < len(ids) and ids[at] == each)


def _looked_up(some: Array, others: Array) -> Array:
    """Return the numbers that two lists in order have in common, by looking for each of the shorter in the longer."""
    few, many = (some, others) if len(some) <= len(others) else (others, some)
    if not len(few):
        return few
    found: Array = few[many[np.minimum(np.searchsorted(many, few), len(many) - 1)] == few]
    return found


def marked(numbers: Array, count: int) -> Array:
    """Return which of all numbers below ``count`` are in a list."""
    there = np.zeros(count, bool)
    there[numbers] = True
    return there


def mask(roles: Sequence[str]) -> int:
    """Return roles as bits."""
    return sum(BITS[role] for role in roles)


def day_number(day: dt.date) -> int:
    """Return a day as columns have it."""
    return (day - _EPOCH).days


def has(traits: Array, trait: int) -> Array:
    """Return which sentences have a trait."""
    found: Array = (traits & (1 << trait)) != 0
    return found


def within_sentence(filters: Filters) -> list[Named]:
    """Return the conditions that hold within one sentence, but for the event date."""
    roles = mask(filters.roles)
    found = [Named("place", filters.place, roles)] if filters.place else []
    found += [Named("actor", (actor,)) for actor in filters.actor]
    return [*found, Named("country", filters.country, roles)] if filters.country else found


def whole_articles(filters: Filters) -> bool:
    """Return whether every sentence of a selected article is selected."""
    return not within_sentence(filters) and not _by_event(filters)


def selected(snapshot: Snapshot, filters: Filters) -> list[Chosen]:
    """Return the selected sentences, segment by segment."""
    return snapshot.kept.get(("selected", filters), lambda: _selected(snapshot, filters), _bytes)


def _bytes(found: list[Chosen]) -> int:
    return sum(each.sentences.nbytes for each in found if each.sentences is not None)


def _selected(snapshot: Snapshot, filters: Filters) -> list[Chosen]:
    hits = text_hits(snapshot, filters.q).articles.to_numpy() if filters.q else None
    inner = within_sentence(filters)
    choose = _anywhere if filters.scope == "article" and inner else _together
    return [choose(columns, filters, inner, _articles(columns, filters, hits)) for columns in snapshot.columns]


def _together(columns: Columns, filters: Filters, inner: Sequence[Named], articles: Array | None) -> Chosen:
    """Return the sentences of some articles that meet all conditions at once."""
    chosen = Chosen(columns, None)
    for sentences in sorted((each.sentences(columns) for each in inner), key=len):
        chosen = chosen.common(sentences)
    if _by_event(filters):
        chosen = on_days(chosen, filters)
    return _in_articles(chosen, articles)


def _anywhere(columns: Columns, filters: Filters, inner: Sequence[Named], articles: Array | None) -> Chosen:
    """Return the sentences that meet any condition, of articles in which each is met somewhere."""
    conditions = [Chosen(columns, each.sentences(columns)) for each in inner]
    if _by_event(filters):
        conditions.append(on_days(Chosen(columns, None), filters))
    either = np.zeros(columns.sentences, bool)
    for met in conditions:
        there = np.zeros(len(columns.article_no), bool)
        there[met.of(columns.article)] = True
        articles = there if articles is None else articles & there
        either[slice(None) if met.sentences is None else met.sentences] = True
    return _in_articles(Chosen(columns, None).among(either), articles)


def _in_articles(chosen: Chosen, articles: Array | None) -> Chosen:
    if articles is None:
        return chosen
    if chosen.sentences is not None:
        return chosen.among(articles[chosen.of(chosen.columns.article)])
    if articles.all():
        return chosen
    kept = np.flatnonzero(articles)
    starts = chosen.columns.article_starts[kept]
    return Chosen(chosen.columns, stretches(starts, chosen.columns.article_starts[kept + 1] - starts).astype(np.int32))


def _articles(columns: Columns, filters: Filters, hits: Array | None) -> Array | None:
    """Return which articles are served and meet the filters of articles; None where all do."""
    kept = columns.alive
    for found in _article_conditions(columns, filters, hits):
        kept = found if kept is None else kept & found
    return kept


def has_article(columns: Columns, filters: Filters) -> bool:
    """Return whether an article of a segment is served and meets the filters of articles."""
    kept = _articles(columns, filters, None)
    return kept is None or bool(kept.any())


def _article_conditions(columns: Columns, filters: Filters, hits: Array | None) -> Iterator[Array]:
    for column, names, values in (
        (columns.outlet, columns.outlets, filters.source),
        (columns.language, columns.languages, filters.language),
    ):
        if values:
            yield np.isin(column, codes(names, values))
    if filters.date == "published":
        if filters.from_:
            yield columns.published_to >= day_number(filters.from_)
        if filters.to:
            yield columns.published_from <= day_number(filters.to)
    if hits is not None:
        yield np.isin(columns.article_no, hits)


def _by_event(filters: Filters) -> bool:
    return filters.date == "event" and bool(filters.from_ or filters.to)


def on_days(chosen: Chosen, filters: Filters) -> Chosen:
    """Return the sentences of which a range of days meets the event dates asked for, if any are."""
    if not _by_event(filters):
        return chosen
    columns = chosen.columns
    first, last = (day_number(day) if day else None for day in (filters.from_, filters.to))
    limits = []
    if first is not None:
        limits.append(chosen.of(columns.last_day) >= int(np.searchsorted(columns.days, first)))
    if last is not None:
        limits.append(chosen.of(columns.first_day) < int(np.searchsorted(columns.days, last, "right")))
    chosen = chosen.among(limits[0] & limits[-1])
    several = has(chosen.of(columns.traits), SEVERAL)
    if first is None or last is None or not several.any():
        return chosen
    # Between the ends of all ranges of a sentence there may be days that none of them covers.
    meeting = columns.range_sentence[(columns.range_to >= first) & (columns.range_from <= last)]
    return chosen.among(~several | chosen.of(marked(meeting, columns.sentences)))


class Times(NamedTuple):
    """The ranges of days of some sentences, a row each.

    ``sentence`` says which of them it is, counted from 0; ``published`` whether it is only the day of publication; ``several`` whether the
    sentence has more ranges.
    """

    sentence: Array
    first: Array
    last: Array
    precision: Array
    published: Array
    several: Array


def times(chosen: Chosen, filters: Filters) -> Times:
    """Return the ranges of days of the selected sentences, within the event dates asked for: a sentence may have others beside."""
    columns, traits = chosen.columns, chosen.of(chosen.columns.traits)
    one = has(traits, DATED) & ~has(traits, SEVERAL)
    at = np.flatnonzero(one)
    sentences = at if chosen.sentences is None else chosen.sentences[at]
    parts = [
        (
            at,
            columns.days[columns.first_day[sentences]],
            columns.days[columns.last_day[sentences]],
            columns.precision[sentences],
            np.zeros(len(at), bool),
        )
    ]
    more = np.flatnonzero(has(traits, SEVERAL))
    if len(more):
        sentences = more if chosen.sentences is None else chosen.sentences[more]
        starts, ends = (np.searchsorted(columns.range_sentence, sentences, side) for side in ("left", "right"))
        rows = stretches(starts, ends - starts)
        ranges = (columns.range_from[rows], columns.range_to[rows], columns.range_precision[rows])
        parts.append((np.repeat(more, ends - starts), *ranges, np.ones(len(rows), bool)))
    at, first, last, precision, several = (np.concatenate(part) for part in zip(*parts, strict=True))
    found = Times(at, first, last, precision, has(traits[at], PUBLISHED), several)
    kept = np.ones(len(at), bool)
    if filters.date == "event" and filters.from_:
        kept &= last >= day_number(filters.from_)
    if filters.date == "event" and filters.to:
        kept &= first <= day_number(filters.to)
    return found if kept.all() else Times(*(column[kept] for column in found))


def stretches(starts: Array, sizes: Array) -> Array:
    """Return the rows of stretches of rows, one stretch after the other."""
    ends = np.cumsum(sizes)
    shift = starts - (ends - sizes)
    return np.repeat(shift, sizes) + np.arange(ends[-1] if len(ends) else 0)
