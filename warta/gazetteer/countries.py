"""The countries alone, for who needs no other place: a small part of the gazetteer, read by itself."""

from __future__ import annotations

import functools
from typing import NamedTuple

import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types

from warta.gazetteer.gazetteer import FOLDER


class Country(NamedTuple):
    """A country: GeoNames id, English name, ISO 3166-1 alpha-2 code, and its point in degrees, WGS 84."""

    place_id: str
    name: str
    country: str
    lat: float | None
    lon: float | None


@functools.cache
def countries() -> dict[str, Country]:
    """Return the countries by code."""
    rows = pq.read_table(FOLDER / "places.parquet", columns=list(Country._fields), filters=[("kind", "==", "country")])
    return {row["country"]: Country(**row) for row in rows.to_pylist()}
