"""How much a selection holds, in whole and by value of a filter."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from warta.query.names import country_name, language_name, words
from warta.query.selection import ENTRY, Kind, ask, ask_articles, entries, mask, whole_articles
from warta.query.totals import size, stories, totals
from warta.store.tables import BITS

if TYPE_CHECKING:
    from warta.query.filters import Filters
    from warta.query.units import Unit
    from warta.store import Snapshot


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


MOST = 400
"""Values of a filter that are counted at once: a shorter list is the head of it, and need not be counted again."""


def facet(snapshot: Snapshot, filters: Filters, key: str, limit: int = 200) -> pd.DataFrame:
    """Return the values of a filter under the other filters: value, label, sentences; most frequent first.

    Actors must all be there, so that further ones are counted under those chosen already.
    """
    others = filters if key == "actor" else filters.without(key)
    if key == "role":
        others = dataclasses.replace(others, country=(), place=())
    if limit > MOST:
        return _facet(snapshot, others, key, limit)
    found: pd.DataFrame = snapshot.kept.get(("facet", others, key), lambda: _facet(snapshot, others, key, MOST), _bytes)
    return found.head(limit)


def _bytes(found: pd.DataFrame) -> int:
    return int(found.memory_usage(deep=True).sum())


def _facet(snapshot: Snapshot, others: Filters, key: str, limit: int) -> pd.DataFrame:
    if key == "role":
        return _roles(snapshot, others, limit)
    if key in {"source", "language"}:
        found = _of_articles(snapshot, others, "outlet" if key == "source" else key, limit)
        found.insert(1, "label", words(language_name(value) if key == "language" else value for value in found["value"]))
        return found
    found = _of_entries(snapshot, others, key, limit)  # type: ignore[arg-type]  # country, place or actor
    if key == "country":
        found["label"] = words(country_name(code) for code in found["value"])
    return found


def _of_entries(snapshot: Snapshot, filters: Filters, kind: Kind, limit: int) -> pd.DataFrame:
    """Count sentences by country, place or actor: each sentence has one row for each of its own."""
    value = ENTRY[kind][0]
    where = "" if kind == "actor" else f"WHERE (e.roles & {mask(filters.roles)}) <> 0 "
    label = "c.value" if kind == "country" else "n.name"
    names = "" if kind == "country" else f"LEFT JOIN {kind}_names AS n ON n.{value} = c.value "
    return ask(
        snapshot,
        filters,
        f"SELECT c.value, {label} AS label, c.sentences FROM (SELECT e.{value} AS value, COUNT(*) AS sentences FROM selected AS e {where}"
        f"GROUP BY e.{value} ORDER BY sentences DESC, value LIMIT ?) AS c {names}ORDER BY c.sentences DESC, c.value",
        [limit],
        of=entries(filters, kind),
    )


def _of_articles(snapshot: Snapshot, filters: Filters, column: str, limit: int) -> pd.DataFrame:
    asked, number = (ask_articles, "SUM(r.sentences)") if whole_articles(filters) else (ask, "COUNT(*)")
    return asked(
        snapshot,
        filters,
        f"SELECT r.{column} AS value, CAST({number} AS BIGINT) AS sentences FROM selected AS r WHERE r.{column} IS NOT NULL "
        f"GROUP BY r.{column} ORDER BY sentences DESC, value LIMIT ?",
        [limit],
    )


def _roles(snapshot: Snapshot, filters: Filters, limit: int) -> pd.DataFrame:
    counted = ", ".join(f"COUNT(CASE WHEN (r.named & {bit}) <> 0 THEN 1 END) AS {role}" for role, bit in BITS.items())
    row = ask(snapshot, filters, f"SELECT {counted} FROM selected AS r").iloc[0]
    found = pd.DataFrame({"value": list(BITS), "label": list(BITS), "sentences": [int(row[role]) for role in BITS]})
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
