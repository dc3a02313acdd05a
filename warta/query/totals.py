"""What a page says of its selection as a whole: how much there is, what the map shows, which days it covers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from warta.query.selection import mask, selected, whole_articles
from warta.query.text_hits import Size, text_size
from warta.query.times import day, has
from warta.store.columns import EVER, NEVER
from warta.store.traits import DATED, TRAITS, UNRESOLVED, drawn_roles, named_roles

if TYPE_CHECKING:
    import datetime as dt

    from warta.query.filters import Filters
    from warta.store import Snapshot
    from warta.store.columns import Array


class Totals(NamedTuple):
    """Sentences by what is true of them, and the ends of all their ranges of days."""

    drawn: int
    no_point: int
    other_role: int
    unresolved: int
    no_place: int
    undated: int
    first: dt.date | None
    last: dt.date | None


def totals(snapshot: Snapshot, filters: Filters) -> Totals:
    """Return the totals of a selection."""
    return snapshot.kept.get(("totals", filters), lambda: _totals(snapshot, filters))


def size(snapshot: Snapshot, filters: Filters) -> Size:
    """Return how much is selected: from the index alone where a search text chooses whole articles."""
    return snapshot.kept.get(("size", filters), lambda: _size(snapshot, filters))


def stories(snapshot: Snapshot, filters: Filters) -> int:
    """Return how many stories the selected articles tell."""
    return snapshot.kept.get(("stories", filters), lambda: _stories(snapshot, filters))


def conditions(filters: Filters, traits: Array) -> dict[str, Array]:
    """Return by name of which traits of sentences it is true: it is on the map, or why it is not; or it has no time."""
    roles = mask(filters.roles)
    shown, meant, any_role = (drawn_roles(traits) & roles) != 0, (named_roles(traits) & roles) != 0, named_roles(traits) != 0
    return {
        "drawn": shown,
        "no_point": ~shown & meant,
        "other_role": ~meant & any_role,
        "unresolved": ~any_role & has(traits, UNRESOLVED),
        "no_place": ~any_role & ~has(traits, UNRESOLVED),
        "undated": ~has(traits, DATED),
    }


def by_traits(snapshot: Snapshot, filters: Filters) -> Array:
    """Return how many selected sentences have each of all possible traits, precision aside."""
    counted = np.zeros(1 << 16, np.int64)
    for each in selected(snapshot, filters):
        for piece in each.pieces():
            counted += np.bincount(piece.of(piece.columns.traits), minlength=len(counted))
    found: Array = counted.reshape(-1, TRAITS).sum(axis=0)
    return found


def _totals(snapshot: Snapshot, filters: Filters) -> Totals:
    counted = by_traits(snapshot, filters)
    found = {name: int(counted[true].sum()) for name, true in conditions(filters, np.arange(TRAITS)).items()}
    first, last = EVER, NEVER
    for each in selected(snapshot, filters):
        if len(each):
            days = each.columns.days
            first = min(first, int(days[each.of(each.columns.first_day).min()]))
            last = max(last, int(days[each.of(each.columns.last_day).max()]))
    return Totals(**found, first=day(first), last=day(last))


def _size(snapshot: Snapshot, filters: Filters) -> Size:
    if whole_articles(filters) and filters.q:
        return text_size(snapshot, filters)
    sentences = articles = 0
    last = NEVER
    for each in selected(snapshot, filters):
        found, _counts = each.articles()
        sentences, articles = sentences + len(each), articles + len(found)
        last = max(last, int(each.columns.published_to[found].max(initial=NEVER)))
    return Size(sentences, articles, day(last))


def _stories(snapshot: Snapshot, filters: Filters) -> int:
    told = [each.columns.story_no[each.articles()[0]] for each in selected(snapshot, filters)]
    return len(np.unique(np.concatenate(told)))
