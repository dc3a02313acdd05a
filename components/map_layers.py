"""The layers of the map: shaded countries, dots, soft circles for regions, and names that do not overlap."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from heapq import merge
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pydeck as pdk

from components.borders import ADDRESS
from components.colours import Palette, class_of, palette, steps
from components.text import plain
from warta.query import Count

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

FILE = Path(__file__).resolve().parents[1] / "data" / "borders" / "countries.json"
NAMED = 18
"""Dots that carry their name."""
APART = 5.0
"""Degrees between two names at the least, at the zoom of the world."""


class Mark(NamedTuple):
    """A place or a country that may carry its name: the name, where it is, its sentences, and the size of its dot (0 of a country)."""

    name: str
    lat: float
    lon: float
    sentences: int
    radius: float


class Dots(NamedTuple):
    """Places that are drawn as dots, by column, those with the most sentences first: id, name, where, what is told, radius in pixels."""

    ids: list[str]
    names: list[str]
    lats: list[float]
    lons: list[float]
    sentences: list[int]
    told: list[str]
    radii: list[float]


class Outline(NamedTuple):
    """The border of a country: its geometry as JSON, and the middle of its largest part, where the name goes."""

    geometry: str
    lat: float
    lon: float


@cache
def outlines() -> dict[str, Outline]:
    """Return the border of each country code."""
    features = json.loads(FILE.read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["country"]: _outline(feature["geometry"]) for feature in features if feature["properties"]["country"]}


def _outline(geometry: dict[str, Any]) -> Outline:
    largest = max((part[0] for part in geometry["coordinates"]), key=len)
    lon, lat = (sum(axis) / len(largest) for axis in zip(*largest, strict=True))
    return Outline(_json(geometry), round(lat, 3), round(lon, 3))


def _json(value: Any) -> str:  # noqa: ANN401  (what JSON can say)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def radii(sentences: np.ndarray[Any, np.dtype[np.int64]]) -> list[float]:
    """Return the radius of each dot in pixels: its area grows with the number of sentences."""
    found: list[float] = np.round(4.0 + 14.0 * np.sqrt(sentences / max(1, sentences.max(initial=1))), 1).tolist()
    return found


def map_json(places: pd.DataFrame, countries: pd.DataFrame, view: dict[str, float], *, dark: bool) -> str:
    """Return the map as JSON for deck.gl, without tiles: nothing of it comes from elsewhere.

    Args:
        places: ``place_id``, ``name``, ``lat``, ``lon``, ``precision``, ``sentences`` and what they are counted by, those with the most
            sentences first.
        countries: ``country``, ``name`` and ``sentences`` that name the country itself.
        view: latitude, longitude and zoom to begin with.
        dark: whether for the dark theme.
    """
    colours = palette(dark=dark)
    regional = (places["precision"] == "region").to_numpy(bool)
    dots, regions, named = _dots(places, ~regional), _dots(places, regional), countries[countries["sentences"] > 0]
    data = {
        "view": _json(view),
        "land": _json(ADDRESS),
        "country": _shaded(named, colours),
        "region": _written(regions),
        "place": _written(dots),
        "names": _labels(_marks(dots), _marks(regions), _middles(named)),
    }
    return "".join(data[part] if number % 2 else part for number, part in enumerate(_frame(dark=dark)))


@cache
def _frame(*, dark: bool) -> list[str]:
    """Return the map without what it shows: text and, in every second place, the name of what belongs there."""
    views = [pdk.View(type="MapView", controller=True, repeat=False)]
    empty = pdk.Deck(layers=_layers(palette(dark=dark)), initial_view_state="%view%", map_provider=None, views=views)
    return re.split(r'"%(\w+)%"', _json(json.loads(empty.to_json())))


def _layers(colours: Palette) -> list[pdk.Layer]:
    """Return the layers from the bottom up, with names where their data belong."""
    return [
        pdk.Layer(
            "GeoJsonLayer",
            id="land",
            data="%land%",
            filled=True,
            stroked=True,
            get_fill_color=colours.land,
            get_line_color=colours.border,
            line_width_min_pixels=0.6,
            pickable=False,
        ),
        pdk.Layer(
            "GeoJsonLayer",
            id="country",
            data="%country%",
            filled=True,
            stroked=True,
            get_fill_color="properties.colour",
            get_line_color=colours.border,
            line_width_min_pixels=0.8,
            pickable=True,
            auto_highlight=True,
        ),
        pdk.Layer(
            "ScatterplotLayer",
            id="region",
            data="%region%",
            get_position=["lon", "lat"],
            get_radius=380000,
            get_fill_color=colours.region,
            stroked=True,
            get_line_color=colours.region[:3],
            line_width_min_pixels=1,
            pickable=True,
        ),
        pdk.Layer(
            "ScatterplotLayer",
            id="place",
            data="%place%",
            get_position=["lon", "lat"],
            get_radius="radius",
            radius_units=pdk.types.String("pixels"),
            get_fill_color=colours.dot,
            stroked=True,
            get_line_color=colours.halo,
            line_width_min_pixels=1,
            pickable=True,
            auto_highlight=True,
        ),
        pdk.Layer(
            "TextLayer",
            id="names",
            data="%names%",
            get_position=["lon", "lat"],
            get_text="name",
            get_size=13,
            get_color=colours.label,
            get_pixel_offset="offset",
            get_text_anchor=pdk.types.String("start"),
            get_alignment_baseline=pdk.types.String("center"),
            font_family=pdk.types.String("Inter, sans-serif"),
            font_weight=500,
            font_settings={"sdf": True},
            outline_width=3,
            outline_color=colours.halo,
            character_set=pdk.types.String("auto"),
            pickable=False,
        ),
    ]


def _dots(places: pd.DataFrame, which: np.ndarray[Any, np.dtype[np.bool_]]) -> Dots:
    """Return some of the places."""
    columns = [places[name].to_numpy()[which].tolist() for name in ("place_id", "name", "lat", "lon", "sentences")]
    counts = [places[unit].to_numpy()[which].tolist() if unit in places else [None] * len(columns[0]) for unit in ("articles", "stories")]
    told = [_told(sentences, articles or 0, stories) for sentences, articles, stories in zip(columns[-1], *counts, strict=True)]
    return Dots(*columns, told, radii(places["sentences"].to_numpy()[which]))


@lru_cache(8_000)
def _told(sentences: int, articles: int, stories: int | None) -> str:
    return str(Count(sentences, articles, stories))


@lru_cache(20_000)
def _place(place_id: str, name: str, lat: float, lon: float) -> str:
    """Return the beginning of a dot as JSON: what is the same for a place in whatever selection."""
    return _json({"place_id": place_id, "title": plain(name), "lat": lat, "lon": lon})[:-1] + ',"told":"'


def _written(dots: Dots) -> str:
    """Return dots as JSON; what is told of them is digits and words that need no escape."""
    starts = map(_place, dots.ids, dots.names, dots.lats, dots.lons)
    written = [f'{start}{told}","radius":{radius}}}' for start, told, radius in zip(starts, dots.told, dots.radii, strict=True)]
    return f"[{','.join(written)}]"


def _shaded(named: pd.DataFrame, colours: Palette) -> str:
    """Return the countries that are named themselves and have a border as JSON."""
    counted = [*zip(named["country"], named["name"], named["sentences"].tolist(), strict=True)]
    bounds = steps([sentences for code, _, sentences in counted if code in outlines()], len(colours.shades))
    shades = [_json(shade) for shade in colours.shades]
    return "[" + ",".join([
        f'{_country(code, name)}{sentences:,} {"sentence" if sentences == 1 else "sentences"} name the country itself",'
        f'"properties":{{"country":"{code}","colour":{shades[class_of(sentences, bounds)]}}}}}'
        for code, name, sentences in counted
        if code in outlines()
    ]) + "]"  # fmt: skip


@lru_cache(1_000)
def _country(code: str, name: str) -> str:
    """Return the beginning of a country as JSON, up to what is told of it; its code has a border, and is letters."""
    return f'{{"type":"Feature","geometry":{outlines()[code].geometry},{_json({"country": code, "title": plain(name)})[1:-1]},"told":"'


def _marks(dots: Dots) -> Iterator[Mark]:
    return map(Mark, dots.names, dots.lats, dots.lons, dots.sentences, dots.radii)


def _middles(named: pd.DataFrame) -> Iterator[Mark]:
    """Yield the countries that have a border, those that are named most first."""
    rows = zip(named["country"], named["name"], named["sentences"].tolist(), strict=True)
    for code, name, sentences in sorted(rows, key=lambda row: -row[2]):
        if code in outlines():
            yield Mark(name, outlines()[code].lat, outlines()[code].lon, sentences, 0)


def _labels(*groups: Iterator[Mark]) -> str:
    """Return the names of the largest marks of some groups in order, leaving out those that would lie over a larger one's."""
    kept: list[dict[str, Any]] = []
    for mark in merge(*groups, key=lambda mark: -mark.sentences):
        if all(abs(mark.lat - other["lat"]) > APART or not -32 < mark.lon - other["lon"] < 32 for other in kept):
            right = round(mark.radius) if mark.radius else -4 * len(mark.name)
            name = mark.name if mark.radius else mark.name.upper()
            kept.append({"name": name, "lat": mark.lat, "lon": mark.lon, "offset": [right + 4, 0]})
        if len(kept) == NAMED:
            break
    return _json(kept)
