"""What the map shows: places with a point, and countries where no more is known than the country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warta.query.names import country_name, words
from warta.query.selection import ask, entries, mask
from warta.query.units import distinct

if TYPE_CHECKING:
    import pandas as pd

    from warta.query.filters import Filters
    from warta.query.units import Unit
    from warta.store import Snapshot

MOST = 5000
"""Marks that a browser draws at ease."""


def map_places(snapshot: Snapshot, filters: Filters, limit: int = MOST, unit: Unit = "articles") -> pd.DataFrame:
    """Return places with a point: place_id, name, country, lat, lon, precision, sentences, articles (or stories); most sentences first.

    Countries are left out: they are shaded (:func:`map_countries`).
    """
    many, (join,) = distinct(unit, "e")
    return ask(
        snapshot,
        filters,
        f"SELECT c.place_id, n.name, n.country, n.lat, n.lon, n.precision, c.sentences, c.{unit} FROM ("
        f"SELECT e.place_id, COUNT(*) AS sentences, {many} AS {unit} FROM selected AS e {join} "
        f"WHERE (e.drawn_here & {mask(filters.roles)}) <> 0 GROUP BY e.place_id ORDER BY sentences DESC, e.place_id LIMIT ?) AS c "
        "JOIN place_names AS n ON n.place_id = c.place_id ORDER BY c.sentences DESC, c.place_id",
        [limit],
        of=entries(filters, "place"),
    )


def map_countries(snapshot: Snapshot, filters: Filters, unit: Unit = "articles") -> pd.DataFrame:
    """Return countries: country, name, sentences (naming the country itself), all_sentences (or any place in it), articles (or stories)."""
    many, (join,) = distinct(unit, "e")
    roles = mask(filters.roles)
    found = ask(
        snapshot,
        filters,
        f"SELECT e.country, COUNT(CASE WHEN (e.itself & {roles}) <> 0 THEN 1 END) AS sentences, COUNT(*) AS all_sentences, "
        f"{many} AS {unit} FROM selected AS e {join} WHERE (e.roles & {roles}) <> 0 "
        "GROUP BY e.country ORDER BY all_sentences DESC, e.country",
        of=entries(filters, "country"),
    )
    found.insert(1, "name", words(country_name(code) for code in found["country"]))
    return found
