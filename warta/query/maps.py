"""What the map shows: places with a point, and countries where no more is known than the country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warta.query.names import country_name
from warta.query.selection import ask, entries, mask

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
    return ask(
        snapshot,
        filters,
        "SELECT c.place_id, n.name, n.country, n.lat, n.lon, n.precision, c.sentences, c.articles FROM ("
        "SELECT e.place_id, COUNT(*) AS sentences, COUNT(DISTINCT e.article_no) AS articles FROM selected AS e "
        f"WHERE (e.drawn_here & {mask(filters.roles)}) <> 0 GROUP BY e.place_id ORDER BY sentences DESC, e.place_id LIMIT ?) AS c "
        "JOIN place_names AS n ON n.place_id = c.place_id ORDER BY c.sentences DESC, c.place_id",
        [limit],
        of=entries(filters, "place"),
    )


def map_countries(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return countries: country, name, sentences (that name the country itself), all_sentences (or any place in it), articles."""
    roles = mask(filters.roles)
    found = ask(
        snapshot,
        filters,
        f"SELECT e.country, COUNT(CASE WHEN (e.itself & {roles}) <> 0 THEN 1 END) AS sentences, COUNT(*) AS all_sentences, "
        f"COUNT(DISTINCT e.article_no) AS articles FROM selected AS e WHERE (e.roles & {roles}) <> 0 "
        "GROUP BY e.country ORDER BY all_sentences DESC, e.country",
        of=entries(filters, "country"),
    )
    found.insert(1, "name", [country_name(code) for code in found["country"]])
    return found
