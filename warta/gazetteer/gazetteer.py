"""All places and their names, read once from ``data/gazetteer/``."""

from __future__ import annotations

import functools
import math
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types

if TYPE_CHECKING:
    import pyarrow as pa

    from warta.article import PlacePrecision

FOLDER = Path(__file__).resolve().parents[2] / "data" / "gazetteer"
PRECISION: dict[str, PlacePrecision] = {
    "city": "city",
    "admin1": "admin",
    "admin2": "admin",
    "country": "country",
    "region": "region",
}


class Entry(NamedTuple):
    """A place of the gazetteer. ``kind`` is city, admin1, admin2, country or region; ``lat``/``lon`` are degrees, WGS 84."""

    place_id: str
    name: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    kind: str
    population: int

    @property
    def precision(self) -> PlacePrecision:
        """How large the place is, as the records call it."""
        return PRECISION[self.kind]

    def distance_km(self, other: Entry) -> float:
        """Return the great-circle distance to another place, infinite where either has no point."""
        if self.lat is None or self.lon is None or other.lat is None or other.lon is None:
            return math.inf
        lat1, lat2 = math.radians(self.lat), math.radians(other.lat)
        half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(other.lon - self.lon) / 2) ** 2
        return 6371 * 2 * math.asin(min(1.0, math.sqrt(half)))


class Gazetteer:
    """Names to places. Lookups take folded keys (:mod:`warta.gazetteer.fold`)."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Read the files that ``scripts/build-gazetteer`` wrote."""
        self._columns: dict[str, pa.ChunkedArray] = _columns(folder)
        self._names = _index(folder / "names.parquet")
        self._demonyms = _index(folder / "demonyms.parquet")
        kinds = self._columns["kind"].to_pylist()
        codes = self._columns["country"].to_pylist()
        self._countries = {codes[row]: row for row, kind in enumerate(kinds) if kind == "country"}
        self._entry = functools.lru_cache(maxsize=50_000)(self._read)

    def _read(self, row: int) -> Entry:
        return Entry(*(self._columns[field][row].as_py() for field in Entry._fields))

    def named(self, key: str) -> tuple[Entry, ...]:
        """Return the places of a name, in the order of the file: countries, regions, divisions, cities."""
        rows = self._names.get(key)
        if rows is None:
            return ()
        return tuple(self._entry(row) for row in ((rows,) if isinstance(rows, int) else rows))

    def knows(self, key: str) -> bool:
        """Return whether a name is that of a place."""
        return key in self._names

    def people_of(self, key: str) -> Entry | None:
        """Return the country whose people or things a word means ("Russian"), None for other words."""
        rows = self._demonyms.get(key)
        if rows is None:
            return None
        return self._entry(rows if isinstance(rows, int) else rows[0])

    def country(self, code: str) -> Entry | None:
        """Return the country with an ISO 3166-1 alpha-2 code."""
        row = self._countries.get(code)
        return None if row is None else self._entry(row)


def _columns(folder: Path) -> dict[str, pa.ChunkedArray]:
    places = pq.read_table(folder / "places.parquet").combine_chunks()
    return {name: places.column(name).chunk(0) for name in places.column_names}


def _index(file: Path) -> dict[str, int | tuple[int, ...]]:
    pairs = pq.read_table(file)
    index: dict[str, int | tuple[int, ...]] = {}
    for key, place in zip(pairs.column("key").to_pylist(), pairs.column("place").to_pylist(), strict=True):
        known = index.get(key)
        index[key] = place if known is None else (known, place) if isinstance(known, int) else (*known, place)
    return index


@functools.cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, read at the first call (a second or two) and shared."""
    return Gazetteer()
