"""What the map shows: places with a point, and countries where no more is known than the country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from warta.query.names import country_name, words
from warta.query.selection import mask, selected
from warta.query.tallies import strongest, tally
from warta.query.values import named, values

if TYPE_CHECKING:
    from warta.query.filters import Filters
    from warta.query.units import Unit
    from warta.store import Snapshot

DOTS = 2000
"""Places that can be told apart on a map of the world, and drawn at ease."""


def map_places(snapshot: Snapshot, filters: Filters, limit: int = DOTS, unit: Unit = "articles") -> pd.DataFrame:
    """Return places with a point: place_id, name, country, lat, lon, precision, sentences, articles (or stories); most sentences first.

    Countries are left out: they are shaded (:func:`map_countries`).
    """
    counts = tally(snapshot, selected(snapshot, filters), "place", mask(filters.roles), marked=True, unit=unit)
    shown = strongest(counts.sentences, limit)
    ids = values(snapshot, "place").ids
    names = named(snapshot, "place", shown)
    known = {"place_id": words(ids[at] for at in shown.tolist())} | {
        name: names[name] for name in ("name", "country", "lat", "lon", "precision")
    }
    return pd.DataFrame(known | {"sentences": counts.sentences[shown], unit: counts.units[shown]})


def map_countries(snapshot: Snapshot, filters: Filters, unit: Unit = "articles") -> pd.DataFrame:
    """Return countries: country, name, sentences (naming the country itself), all_sentences (or any place in it), articles (or stories)."""
    counts = tally(snapshot, selected(snapshot, filters), "country", mask(filters.roles), unit=unit)
    shown = strongest(counts.sentences, len(counts.sentences))
    ids = values(snapshot, "country").ids
    codes = [ids[at] for at in shown.tolist()]
    known = {"country": words(codes), "name": words(country_name(code) for code in codes)}
    counted = {"sentences": counts.marked[shown], "all_sentences": counts.sentences[shown], unit: counts.units[shown]}
    return pd.DataFrame(known | counted)
