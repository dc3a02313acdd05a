"""What the map shows: places with a point, and countries where no more is known than the country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warta.query.names import country_name
from warta.query.selection import ask, marks

if TYPE_CHECKING:
    import pandas as pd

    from warta.query.filters import Filters
    from warta.store import Snapshot

MOST = 5000
"""Marks that a browser draws at ease."""


def map_places(snapshot: Snapshot, filters: Filters, limit: int = MOST) -> pd.DataFrame:
    """Return places with a point: place_id, name, country, lat, lon, precision, sentences, articles; most sentences first.

    Countries are left out: they are shaded (:func:`map_countries`).
    """
    roles = filters.roles
    return ask(
        snapshot,
        filters,
        "SELECT p.place_id, ANY_VALUE(p.name) AS name, ANY_VALUE(p.country) AS country, ANY_VALUE(p.lat) AS lat, "
        "ANY_VALUE(p.lon) AS lon, ANY_VALUE(p.precision) AS precision, COUNT(DISTINCT p.sentence_no) AS sentences, "
        "COUNT(DISTINCT p.article_no) AS articles "
        f"FROM selected JOIN places AS p ON p.sentence_no = selected.sentence_no WHERE p.role IN ({marks(roles)}) "
        "AND p.precision <> 'country' AND p.lat IS NOT NULL GROUP BY p.place_id ORDER BY sentences DESC, place_id LIMIT ?",
        [*roles, limit],
    )


def map_countries(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return countries: country, name, sentences (that name the country itself), all_sentences (or any place in it)."""
    roles = filters.roles
    found = ask(
        snapshot,
        filters,
        "SELECT p.country, COUNT(DISTINCT CASE WHEN p.precision = 'country' THEN p.sentence_no END) AS sentences, "
        "COUNT(DISTINCT p.sentence_no) AS all_sentences, COUNT(DISTINCT p.article_no) AS articles "
        f"FROM selected JOIN places AS p ON p.sentence_no = selected.sentence_no WHERE p.role IN ({marks(roles)}) "
        "AND p.country IS NOT NULL GROUP BY p.country ORDER BY all_sentences DESC, p.country",
        list(roles),
    )
    found.insert(1, "name", [country_name(code) for code in found["country"]])
    return found
