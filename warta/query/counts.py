"""How much a selection holds, in whole and by value of a filter."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import pandas as pd

from warta.query.names import country_name, language_name, words
from warta.query.selection import mask, selected
from warta.query.tallies import strongest, tally
from warta.query.totals import by_traits, size, stories, totals
from warta.query.values import named, values
from warta.store.tables import BITS
from warta.store.traits import TRAITS, named_roles

if TYPE_CHECKING:
    from warta.query.filters import Filters
    from warta.query.units import Unit
    from warta.store import Snapshot
    from warta.store.columns import Kind


class Count(NamedTuple):
    """The line above every page: so many sentences in so many articles."""

    sentences: int
    articles: int
    stories: int | None = None
    """Where stories are counted."""

    def __str__(self) -> str:
        """Return the line as people read it."""
        sentences = f"{self.sentences:,} {'sentence' if self.sentences == 1 else 'sentences'}"
        if self.stories is not None:
            return f"{sentences} in {self.stories:,} {'story' if self.stories == 1 else 'stories'}"
        return f"{sentences} in {self.articles:,} {'article' if self.articles == 1 else 'articles'}"


def count(snapshot: Snapshot, filters: Filters, unit: Unit = "articles") -> Count:
    """Return how many sentences and articles are selected, and how many stories they tell where stories are counted."""
    found = size(snapshot, filters)
    return Count(found.sentences, found.articles, stories(snapshot, filters) if unit == "stories" else None)


LENGTHS = (12, 400)
"""Values of a filter that are counted at once: a shorter list is the head of one of these, and need not be counted again."""


def facet(snapshot: Snapshot, filters: Filters, key: str, limit: int = 200) -> pd.DataFrame:
    """Return the values of a filter under the other filters: value, label, sentences; most frequent first.

    Actors must all be there, so that further ones are counted under those chosen already.
    """
    others = filters if key == "actor" else filters.without(key)
    if key == "role":
        others = dataclasses.replace(others, country=(), place=())
    most = next((length for length in LENGTHS if limit <= length), None)
    if most is None:
        return _facet(snapshot, others, key, limit)
    found: pd.DataFrame = snapshot.kept.get(("facet", others, key, most), lambda: _facet(snapshot, others, key, most), _bytes)
    return found.head(limit)


def _bytes(found: pd.DataFrame) -> int:
    return 64 * int(found.size)  # about: pandas' own count takes longer than the answer


def _facet(snapshot: Snapshot, others: Filters, key: str, limit: int) -> pd.DataFrame:
    if key == "role":
        return _roles(snapshot, others, limit)
    if key in {"source", "language"}:
        found = _of_articles(snapshot, others, "outlet" if key == "source" else "language", limit)
        found.insert(1, "label", words(language_name(value) if key == "language" else value for value in found["value"]))
        return found
    return _of_entries(snapshot, others, key, limit)  # type: ignore[arg-type]  # country, place or actor


def _of_entries(snapshot: Snapshot, filters: Filters, kind: Kind, limit: int) -> pd.DataFrame:
    """Count sentences by country, place or actor: each sentence has one entry for each of its own."""
    roles = 0 if kind == "actor" else mask(filters.roles)
    counted = tally(snapshot, selected(snapshot, filters), kind, roles).sentences
    shown = strongest(counted, limit)
    known = values(snapshot, kind).ids
    ids = [known[at] for at in shown.tolist()]
    labels = words(country_name(code) for code in ids) if kind == "country" else named(snapshot, kind, shown)["name"]
    return pd.DataFrame({"value": words(ids), "label": labels, "sentences": counted[shown]})


def _of_articles(snapshot: Snapshot, filters: Filters, column: Literal["outlet", "language"], limit: int) -> pd.DataFrame:
    counted: Counter[str] = Counter()
    for each in selected(snapshot, filters):
        articles, sentences = each.articles()
        codes, names = (
            (each.columns.outlet, each.columns.outlets) if column == "outlet" else (each.columns.language, each.columns.languages)
        )
        known = codes[articles] >= 0
        found = np.bincount(codes[articles[known]], weights=sentences[known], minlength=len(names))
        counted.update({names[at]: int(found[at]) for at in np.flatnonzero(found)})
    rows = sorted(counted.items(), key=lambda row: (-row[1], row[0]))[:limit]
    return pd.DataFrame({"value": words(value for value, _ in rows), "sentences": [sentences for _, sentences in rows]})


def _roles(snapshot: Snapshot, filters: Filters, limit: int) -> pd.DataFrame:
    counted = by_traits(snapshot, filters)
    named_in = named_roles(np.arange(TRAITS))
    found = pd.DataFrame(
        {"value": list(BITS), "label": list(BITS), "sentences": [int(counted[(named_in & bit) != 0].sum()) for bit in BITS.values()]}
    )
    found = found[found["sentences"] > 0].sort_values(["sentences", "value"], ascending=[False, True], ignore_index=True)
    return found.head(limit)


REASONS = {
    "names no place": "no_place",
    "names places only in other roles": "other_role",
    "names a place that could not be told apart": "unresolved",
    "names a place without a point on the map": "no_point",
}
"""Reasons for which a sentence is not on the map, with what :mod:`warta.query.totals` calls them."""


def not_placed(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return why selected sentences are not on the map: reason, sentences; most frequent first."""
    found = totals(snapshot, filters)._asdict()
    rows = sorted(((reason, found[name]) for reason, name in REASONS.items() if found[name]), key=lambda row: (-row[1], row[0]))
    return pd.DataFrame(rows, columns=["reason", "sentences"])


def placed(snapshot: Snapshot, filters: Filters) -> int:
    """Return how many selected sentences are on the map."""
    return totals(snapshot, filters).drawn
