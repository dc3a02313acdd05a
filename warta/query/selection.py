"""The sentences that filters choose. Every question of this package starts from them, so that no two counts can differ.

A sentence is known by where it comes in its segment (:class:`warta.store.columns.Columns`). Those of a country, a place or an actor are
listed there, in order, so that a selection is what several lists have in common.
"""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from warta.query.chosen import Chosen, differing, stretches
from warta.query.text_hits import having
from warta.query.times import by_event, day_number, on_days
from warta.store.tables import BITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from warta.query.filters import Filters
    from warta.store import Snapshot
    from warta.store.columns import Array, Columns, Kind


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
        bits = entries.marked if self.marked else entries.roles
        found = [
            entries.posted[term]
            for code in codes(entries.ids, self.ids)
            for term in entries.terms(code)
            if not self.roles or bits[term] & self.roles
        ]
        if len(found) < 2:  # noqa: PLR2004  (one list is in order already)
            return found[0] if found else np.empty(0, np.int32)
        sentences = np.sort(np.concatenate(found), kind="stable")  # joins lists that are in order
        return sentences if len(self.ids) == 1 else sentences[differing(sentences)]


def codes(ids: list[str], wanted: Sequence[str]) -> list[int]:
    """Return where some of the ids are in a sorted list of all; those that are not in it are left out."""
    places = {each: bisect.bisect_left(ids, each) for each in wanted}
    return sorted(at for each, at in places.items() if at < len(ids) and ids[at] == each)


def mask(roles: Sequence[str]) -> int:
    """Return roles as bits."""
    return sum(BITS[role] for role in roles)


def within_sentence(filters: Filters) -> list[Named]:
    """Return the conditions that hold within one sentence, but for the event date."""
    roles = mask(filters.roles)
    found = [Named("place", filters.place, roles)] if filters.place else []
    found += [Named("actor", (actor,)) for actor in filters.actor]
    return [*found, Named("country", filters.country, roles)] if filters.country else found


def whole_articles(filters: Filters) -> bool:
    """Return whether every sentence of a selected article is selected."""
    return not within_sentence(filters) and not by_event(filters)


def selected(snapshot: Snapshot, filters: Filters) -> list[Chosen]:
    """Return the selected sentences, segment by segment."""
    return snapshot.kept.get(("selected", filters), lambda: _selected(snapshot, filters), _bytes)


def _bytes(found: list[Chosen]) -> int:
    return sum(each.sentences.nbytes for each in found if each.sentences is not None)


def _selected(snapshot: Snapshot, filters: Filters) -> list[Chosen]:
    inner = within_sentence(filters)
    choose = _anywhere if filters.scope == "article" and inner else _together
    hits = having(snapshot, filters.q) if filters.q else [None] * len(snapshot.columns)
    return [choose(columns, filters, inner, _articles(columns, filters, own)) for columns, own in zip(snapshot.columns, hits, strict=True)]


def _together(columns: Columns, filters: Filters, inner: Sequence[Named], articles: Array | None) -> Chosen:
    """Return the sentences of some articles that meet all conditions at once."""
    chosen = Chosen(columns, None)
    for sentences in sorted((each.sentences(columns) for each in inner), key=len):
        chosen = chosen.common(sentences)
    if by_event(filters):
        chosen = on_days(chosen, filters)
    return _in_articles(chosen, articles)


def _anywhere(columns: Columns, filters: Filters, inner: Sequence[Named], articles: Array | None) -> Chosen:
    """Return the sentences that meet any condition, of articles in which each is met somewhere."""
    conditions = [Chosen(columns, each.sentences(columns)) for each in inner]
    if by_event(filters):
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
        yield hits
