"""How much a selection holds, in whole and by value of a filter."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

from warta.query.names import country_name, language_name
from warta.query.selection import ask, marks

if TYPE_CHECKING:
    import pandas as pd

    from warta.query.filters import Filters
    from warta.store import Snapshot


class Count(NamedTuple):
    """The line above every page: so many sentences in so many articles."""

    sentences: int
    articles: int

    def __str__(self) -> str:
        """Return the line as people read it."""
        sentences = f"{self.sentences:,} {'sentence' if self.sentences == 1 else 'sentences'}"
        return f"{sentences} in {self.articles:,} {'article' if self.articles == 1 else 'articles'}"


def count(snapshot: Snapshot, filters: Filters) -> Count:
    """Return how many sentences and articles are selected."""
    row = ask(snapshot, filters, "SELECT COUNT(*) AS s, COUNT(DISTINCT article_no) AS a FROM selected").iloc[0]
    return Count(int(row["s"]), int(row["a"]))


_FACETS = {
    "country": ("places", "x.country", "x.country"),
    "place": ("places", "x.place_id", "x.name"),
    "actor": ("actors", "x.actor_id", "x.name"),
    "source": ("sentences", "x.outlet", "x.outlet"),
    "language": ("sentences", "x.language", "x.language"),
    "role": ("places", "x.role", "x.role"),
}


def facet(snapshot: Snapshot, filters: Filters, key: str, limit: int = 200) -> pd.DataFrame:
    """Return the values of a filter under the other filters: value, label, sentences; most frequent first.

    Actors must all be there, so that further ones are counted under those chosen already.
    """
    table, value, label = _FACETS[key]
    others = filters if key == "actor" else filters.without(key)
    if key == "role":
        others = dataclasses.replace(others, country=(), place=())
    roles = filters.roles if key in {"country", "place"} else ()
    limited = f" AND x.role IN ({marks(roles)})" if roles else ""
    found = ask(
        snapshot,
        others,
        f"SELECT {value} AS value, ANY_VALUE({label}) AS label, COUNT(DISTINCT x.sentence_no) AS sentences "
        f"FROM selected JOIN {table} AS x ON x.sentence_no = selected.sentence_no WHERE {value} IS NOT NULL{limited} "
        f"GROUP BY {value} ORDER BY sentences DESC, value LIMIT ?",
        [*roles, limit],
    )
    if key == "country":
        found["label"] = [country_name(code) for code in found["value"]]
    if key == "language":
        found["label"] = [language_name(code) for code in found["value"]]
    return found


NO_PLACE, OTHER_ROLE, UNRESOLVED, NO_POINT = (
    "names no place",
    "names places only in other roles",
    "names a place that could not be told apart",
    "names a place without a point on the map",
)
"""Reasons for which a sentence is not on the map."""


def not_placed(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return why selected sentences are not on the map: reason, sentences; most frequent first."""
    sql, values = reasons(filters)
    return ask(
        snapshot,
        filters,
        f"SELECT reason, COUNT(*) AS sentences FROM ({sql}) AS r WHERE reason IS NOT NULL GROUP BY reason ORDER BY sentences DESC, reason",
        values,
    )


def placed(snapshot: Snapshot, filters: Filters) -> int:
    """Return how many selected sentences are on the map."""
    sql, values = reasons(filters)
    found = ask(snapshot, filters, f"SELECT COUNT(*) AS n FROM ({sql}) AS r WHERE reason IS NULL", values)
    return int(found.iloc[0, 0])


def reasons(filters: Filters) -> tuple[str, list[str]]:
    """Return a query of each selected sentence with the reason why it is not on the map, NULL where it is."""
    roles = filters.roles
    sql = (
        "SELECT selected.sentence_no, selected.article_no, CASE "
        f"WHEN MAX(CASE WHEN p.role IN ({marks(roles)}) AND {DRAWN} THEN 1 ELSE 0 END) = 1 THEN NULL "
        f"WHEN MAX(CASE WHEN p.role IN ({marks(roles)}) THEN 1 ELSE 0 END) = 1 THEN '{NO_POINT}' "
        f"WHEN COUNT(p.sentence_no) > 0 THEN '{OTHER_ROLE}' "
        f"WHEN MAX(n.sentence_no) IS NOT NULL THEN '{UNRESOLVED}' ELSE '{NO_PLACE}' END AS reason "
        "FROM selected LEFT JOIN places AS p ON p.sentence_no = selected.sentence_no "
        "LEFT JOIN (SELECT DISTINCT sentence_no FROM notes WHERE step = 'places' AND sentence_no IS NOT NULL) AS n "
        "ON n.sentence_no = selected.sentence_no GROUP BY selected.sentence_no, selected.article_no"
    )
    return sql, [*roles, *roles]


DRAWN = "(p.lat IS NOT NULL OR (p.precision = 'country' AND p.country IS NOT NULL))"
"""Condition on a mention p: it can be drawn, as a dot or as a shaded country."""
