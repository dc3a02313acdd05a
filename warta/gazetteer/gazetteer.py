"""All places and their names, read once from ``data/gazetteer/``."""

from __future__ import annotations

import array
import bisect
import contextlib
import functools
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types

from warta.gazetteer.fold import name_key
from warta.gazetteer.openings import Openings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from warta.article import PlacePrecision

FOLDER = Path(__file__).resolve().parents[2] / "data" / "gazetteer"
PRECISION: dict[str, PlacePrecision] = {
    "city": "city",
    "admin1": "admin",
    "admin2": "admin",
    "country": "country",
    "region": "region",
}


NO_ROWS = array.array("i")
REMEMBERED = 8192
"""Names whose places are remembered: those of the news come again and again."""


class Entry(msgspec.Struct, frozen=True, gc=False, cache_hash=True):
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
    key: str
    """The key of ``name``: under it the place is known by its own name, under other keys by another spelling."""

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
        self._folder = folder
        with returning_memory():
            self._rows = Rows(folder / "places.parquet")
            self._names = Index(folder / "names.parquet")
            demonyms = pq.ParquetFile(folder / "demonyms.parquet").read(use_threads=False)
        self._countries = self._rows.countries()
        self._entry = functools.lru_cache(maxsize=50_000)(self._read)
        self.named: Callable[[str], tuple[Entry, ...]] = functools.lru_cache(maxsize=REMEMBERED)(self._places_of)
        """Return the places of a key, in the order of the file: countries, regions, divisions, cities. It has no keys of stems."""
        self.knows: Callable[[str], bool] = functools.lru_cache(maxsize=REMEMBERED)(self._names.__contains__)
        """Return whether a name is that of a place."""
        self.people_of: Callable[[str], Entry | None] = functools.lru_cache(maxsize=REMEMBERED)(self._people_of)
        """Return the country whose people or things a word means ("Russian"), None for other words."""
        self._demonyms: dict[str, int] = {}
        for key, row in zip(demonyms.column("key").to_pylist(), demonyms.column("place").to_pylist(), strict=True):
            self._demonyms.setdefault(key, row)

    def _read(self, row: int) -> Entry:
        return self._rows[row]

    def _places_of(self, key: str) -> tuple[Entry, ...]:
        rows = self._names[key]
        return tuple(map(self._entry, rows)) if rows else ()

    def _people_of(self, key: str) -> Entry | None:
        row = self._demonyms.get(key)
        return None if row is None else self._entry(row)

    def demonyms(self) -> Iterable[str]:
        """Return the keys of all words for peoples."""
        return self._demonyms

    def openings(self) -> Openings:
        """Return what two words a name of a place may begin with, for more names to be added."""
        return Openings((self._folder / "openings.bin").read_bytes())

    def country(self, code: str) -> Entry | None:
        """Return the country with an ISO 3166-1 alpha-2 code."""
        row = self._countries.get(code)
        return None if row is None else self._entry(row)


@contextlib.contextmanager
def returning_memory() -> Iterator[None]:
    """Let Arrow take memory from the system, which gets back what reading needed: Arrow's own pool would keep 40 MB of it."""
    pool = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.default_memory_pool().release_unused()
        pa.set_memory_pool(pool)


class Column:
    """A column of numbers, as Arrow has them in memory: nothing is copied."""

    def __init__(self, column: pa.Array, dtype: type[np.generic]) -> None:
        """Look at the buffers of a column: whether its rows have a value, a bit each, and the values."""
        valid, values = column.buffers()
        start = column.offset
        self.values = np.frombuffer(values, dtype)[start:]
        """The values; of rows without one whatever Arrow has there."""
        self._value = self.values.item
        self._bits = None if valid is None else np.unpackbits(np.frombuffer(valid, np.uint8), bitorder="little")[start:].item

    def at(self, row: int) -> Any:  # noqa: ANN401  (a whole number or another, as the column has them)
        """Return the value of a row, None where it has none."""
        return self._value(row) if self._bits is None or self._bits(row) else None


class Texts:
    """A column of few different texts: for each row the number of its text, and the texts."""

    def __init__(self, column: pa.DictionaryArray) -> None:
        """Take a column of Arrow apart."""
        self._codes = Column(column.indices, np.int32)
        self._texts: list[str] = column.dictionary.to_pylist()

    def at(self, row: int) -> str | None:
        """Return the text of a row, None where it has none."""
        code = self._codes.at(row)
        return None if code is None else self._texts[code]

    def rows_of(self, text: str) -> list[int]:
        """Return the rows that have a text."""
        same = np.flatnonzero(self._codes.values == self._texts.index(text))
        return [row for row in same.tolist() if self.at(row) == text]


class Rows:
    """The rows of ``places.parquet``, made an :class:`Entry` when they are asked for: by Arrow alone it would take twice as long."""

    def __init__(self, file: Path) -> None:
        """Read the columns."""
        coded = ["country", "admin1", "admin2", "kind"]
        places = pq.ParquetFile(file, read_dictionary=coded).read(use_threads=False).combine_chunks()
        column = {name: places.column(name).chunk(0) for name in places.column_names}
        self._ids, self._names = column["place_id"], column["name"]
        self._country, self._admin1, self._admin2, self._kind = (Texts(column[name]) for name in coded)
        self._lat, self._lon = Column(column["lat"], np.float64), Column(column["lon"], np.float64)
        self._population = Column(column["population"], np.int64)

    def countries(self) -> dict[str | None, int]:
        """Return the row of each country by its code."""
        return {self._country.at(row): row for row in self._kind.rows_of("country")}

    def __getitem__(self, row: int) -> Entry:
        """Return the place of a row."""
        name = self._names[row].as_py()
        return Entry(
            self._ids[row].as_py(),
            name,
            self._country.at(row),
            self._admin1.at(row),
            self._admin2.at(row),
            self._lat.at(row),
            self._lon.at(row),
            self._kind.at(row) or "",
            self._population.at(row),
            name_key(name),
        )


class Index:
    """Keys to the rows of places, as two arrays sorted by the hashes of the keys: a tenth of the memory of a dict.

    The first bits of a hash say where to look, so that a look-up reads one or two entries. Two of a million keys share a 64-bit hash
    once in thirty million gazetteers, so that the keys themselves are not kept.
    """

    def __init__(self, file: Path) -> None:
        """Read the pairs of a file; the rows of a key keep their order."""
        pairs = pq.ParquetFile(file)
        read, numbers = array.array("q"), array.array("i")
        for batch in pairs.iter_batches(batch_size=20_000):
            read.extend(map(hash, batch.column("key").to_pylist()))
            numbers.extend(batch.column("place").to_pylist())
        hashes = np.frombuffer(read, dtype=np.int64)
        order = np.argsort(hashes, kind="stable")
        bits = max(1, len(hashes).bit_length())
        self._shift, self._half = 64 - bits, 1 << (bits - 1)
        firsts = np.arange(-self._half, self._half, dtype=np.int64) << self._shift
        self._starts = array.array("i", np.searchsorted(hashes[order], firsts).astype(np.int32).tobytes())
        self._starts.append(len(hashes))
        self._hashes = array.array("q", hashes[order].tobytes())
        self._rows = array.array("i", np.frombuffer(numbers, dtype=np.int32)[order].tobytes())
        self._hashes.append(2**63 - 1)

    def _first(self, wanted: int) -> int:
        """Return where a hash is or would be."""
        slot = (wanted >> self._shift) + self._half
        return bisect.bisect_left(self._hashes, wanted, self._starts[slot], self._starts[slot + 1])

    def __getitem__(self, key: str) -> array.array[int]:
        """Return the rows of a key, none for an unknown one."""
        wanted = hash(key)
        hashes = self._hashes
        first = self._first(wanted)
        if hashes[first] != wanted:
            return NO_ROWS
        last = first + 1
        while last < len(self._rows) and hashes[last] == wanted:
            last += 1
        return self._rows[first:last]

    def __contains__(self, key: str) -> bool:
        """Return whether a key has rows."""
        wanted = hash(key)
        return self._hashes[self._first(wanted)] == wanted


@functools.cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, read at the first call (a second or two) and shared."""
    return Gazetteer()
