"""What generated articles are made of, by language: words by frequency, and the real places, actors and days of the tables in ``data/``."""

from __future__ import annotations

import csv
import functools
import itertools
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow.parquet as pq
import wordfreq
from babel.dates import format_date

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

DATA = Path(__file__).resolve().parents[1] / "data"
LANGUAGES = ("en", "es", "ru", "ar", "zh", "fr", "id", "tr")
SHARES = (0.3, 0.14, 0.12, 0.1, 0.1, 0.09, 0.09, 0.06)
"""Languages of the articles and their shares."""
OUTLETS = 60
"""Outlets of a language."""
WORDS = 60_000
"""Words of a language, the most frequent ones."""
CITIES = 30_000
"""Cities that are named, the most populous of the gazetteer."""
SCRIPTS = {"ru": "CYRILLIC", "ar": "ARABIC", "zh": "CJK"}
PAPERS = {
    "en": "{} Courier",
    "es": "Diario de {}",
    "ru": "{} сегодня",
    "ar": "صحيفة {}",
    "zh": "{}日报",
    "fr": "Le Journal de {}",
    "id": "Kabar {}",
    "tr": "{} Postası",
}
BODIES = {
    "en": "{} City Council",
    "es": "Ayuntamiento de {}",
    "ru": "администрация города {}",
    "ar": "بلدية {}",
    "zh": "{}市政府",
    "fr": "Mairie de {}",
    "id": "Pemerintah Kota {}",
    "tr": "{} Belediyesi",
}
"""How a language names the administration of a city: the long tail of actors, which no table knows."""
PLACE_FIELDS = ("place_id", "name", "country", "admin1", "lat", "lon", "precision")


class Pool(NamedTuple):
    """What articles of a language draw from; ``*_at`` are cumulative chances, so that ``searchsorted`` draws."""

    words: np.ndarray[Any, Any]
    words_at: np.ndarray[Any, Any]
    surfaces: Sequence[str]
    """The name of each place of :func:`places`, in the language."""
    actors: Sequence[tuple[str, dict[str, Any]]]
    """The name of each actor in the language, and its fields."""
    actors_at: np.ndarray[Any, Any]
    outlets: Sequence[str]


def zipf(count: int, exponent: float = 1.0, shift: float = 2.7) -> np.ndarray[Any, Any]:
    """Return the cumulative chances of ``count`` things whose frequency falls with their rank (Zipf-Mandelbrot)."""
    chances = 1.0 / (np.arange(count) + shift) ** exponent
    return np.cumsum(chances / chances.sum())


@functools.cache
def places() -> Sequence[dict[str, Any]]:
    """Return the places that are named, the most named first: countries, regions and divisions among the largest cities."""
    rows = pq.read_table(DATA / "gazetteer" / "places.parquet").to_pylist()
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: (-row["population"], row["place_id"])):
        row["precision"] = "admin" if row["kind"].startswith("admin") else row["kind"]
        by_kind.setdefault(row["kind"], []).append({field: row[field] for field in PLACE_FIELDS})
    cities = iter(by_kind["city"][:CITIES])
    others = iter([*by_kind["country"], *by_kind["region"], *by_kind["admin1"]])
    mixed = [row for pair in zip(cities, others, strict=False) for row in pair]
    return [*mixed, *cities]


@functools.cache
def places_at() -> np.ndarray[Any, Any]:
    """Return the cumulative chances of :func:`places`."""
    return zipf(len(places()), 0.95)


@functools.cache
def pool(language: str) -> Pool:
    """Return the pool of a language."""
    words, chances = _words(language)
    surfaces = [_names(language).get(place["place_id"], place["name"]) for place in places()]
    known = list(_actors(language))
    cities = [(surface, place) for surface, place in zip(surfaces, places(), strict=True) if place["precision"] == "city"]
    actors = [*known, *(_administration(language, surface, place) for surface, place in cities)]
    papers = [PAPERS[language].format(surface) for surface, _place in cities[: OUTLETS * 3 : 3]]
    return Pool(words, np.cumsum(chances), surfaces, actors, zipf(len(actors), 1.05), papers)


@functools.cache
def day_written(language: str, day: dt.date) -> str:
    """Return a day as the language writes it."""
    return str(format_date(day, "d MMMM y" if language != "zh" else "y年M月d日", locale=language))


@functools.cache
def month_written(language: str, day: dt.date) -> str:
    """Return the month of a day as the language writes it."""
    return str(format_date(day, "LLLL y" if language != "zh" else "y年M月", locale=language))


def _words(language: str) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    alphabetic = ((word, chance) for word, chance in wordfreq.get_frequency_dict(language).items() if word.isalpha())
    listed = list(itertools.islice(alphabetic, WORDS))
    chances = np.array([chance for _word, chance in listed])
    return np.array([word for word, _chance in listed], dtype=object), chances / chances.sum()


def _in_script(name: str, language: str) -> bool:
    wanted = SCRIPTS.get(language, "LATIN")
    return all(unicodedata.name(letter, "").startswith(wanted) for letter in name if letter.isalpha()) and any(map(str.isalpha, name))


@functools.cache
def _names(language: str) -> dict[str, str]:
    """Return the name of a place in the script of a language; Latin ones write the canonical name, countries but in their own words."""
    found: dict[str, str] = {}
    if language in SCRIPTS:
        rows = pq.read_table(DATA / "gazetteer" / "places.parquet", columns=["place_id"])["place_id"].to_pylist()
        names = pq.read_table(DATA / "gazetteer" / "names.parquet")
        for key, row in zip(names["key"].to_pylist(), names["place"].to_pylist(), strict=True):
            if not key.isascii() and rows[row] not in found and len(key) > 1 and _in_script(key, language):
                found[rows[row]] = key.title()
    return found


def _actors(language: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for place in places():
        if place["precision"] == "country":
            fields = {"actor_id": f"country:{place['country']}", "name": place["name"], "kind": "country", "country": place["country"]}
            yield _names(language).get(place["place_id"], place["name"]), fields
    for name in ("people.csv", "organisations.csv"):
        with (DATA / "actors" / name).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                aliases = [alias for alias in row["aliases"].split("|") if ":" not in alias and _in_script(alias, language)]
                surface = row["name"] if language not in SCRIPTS or not aliases else aliases[0]
                kind = row.get("kind") or "person"
                yield (
                    surface,
                    {"actor_id": f"warta:{row['slug']}", "name": row["name"], "kind": kind, "country": row["country"] or None},
                )


def _administration(language: str, surface: str, place: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    name = BODIES[language].format(surface)
    fields = {"actor_id": f"name:{name.lower()}", "name": name, "kind": "organisation", "country": place["country"]}
    return name, fields
