"""The layers of the map: shaded countries, dots, soft circles for regions, and names that do not overlap."""

from __future__ import annotations

import json
import math
import re
from functools import cache, lru_cache
from heapq import merge
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pydeck as pdk

from components.borders import ADDRESS
from components.colours import Palette, class_of, palette, steps
from components.text import plain
from warta.query import Count

if TYPE_CHECKING:
    import pandas as pd

FILE = Path(__file__).resolve().parents[1] / "data" / "borders" / "countries.json"
NAMED = 18
"""Dots that carry their name."""
APART = 5.0
"""Degrees between two names at the least, at the zoom of the world."""


class Mark(NamedTuple):
    """A place or a country that is drawn: its id or code, where it is, and what is told of it."""

    id: str
    name: str
    lat: float
    lon: float
    sentences: int
    told: str


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


def radius(sentences: int, most: int) -> float:
    """Return the radius of a dot in pixels: its area grows with the number of sentences."""
    return 4.0 + 14.0 * math.sqrt(sentences / max(1, most))


def map_json(places: pd.DataFrame, countries: pd.DataFrame, view: dict[str, float], *, dark: bool) -> str:
    """Return the map as JSON for deck.gl, without tiles: nothing of it comes from elsewhere.

    Args:
        places: ``place_id``, ``name``, ``lat``, ``lon``, ``precision``, ``sentences`` and what they are counted by.
        countries: ``country``, ``name`` and ``sentences`` that name the country itself.
        view: latitude, longitude and zoom to begin with.
        dark: whether for the dark theme.
    """
    colours = palette(dark=dark)
    regional = places["precision"] == "region"
    dots, regions, named = _marks(places[~regional]), _marks(places[regional]), _named(countries)
    data = {
        "view": _json(view),
        "land": _json(ADDRESS),
        "country": _shaded(named, colours),
        "region": _dots(regions),
        "place": _dots(dots),
        "names": _labels(dots, regions, named=named),
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


def _named(countries: pd.DataFrame) -> list[Mark]:
    """Return the countries that are named themselves and have a border."""
    rows = zip(countries["country"], countries["name"], countries["sentences"].tolist(), strict=True)
    return [
        Mark(code, name, outlines()[code].lat, outlines()[code].lon, sentences, "")
        for code, name, sentences in rows
        if sentences > 0 and code in outlines()
    ]


def _marks(places: pd.DataFrame) -> list[Mark]:
    """Return the places."""
    counts = [places[unit].tolist() if unit in places else [None] * len(places) for unit in ("articles", "stories")]
    columns = [places[name].tolist() for name in ("place_id", "name", "lat", "lon", "sentences")]
    return [
        Mark(place_id, name, lat, lon, sentences, _told(sentences, articles or 0, stories))
        for place_id, name, lat, lon, sentences, articles, stories in zip(*columns, *counts, strict=True)
    ]


@lru_cache(8_000)
def _told(sentences: int, articles: int, stories: int | None) -> str:
    return str(Count(sentences, articles, stories))


@lru_cache(20_000)
def _place(place_id: str, name: str, lat: float, lon: float) -> str:
    """Return the beginning of a dot as JSON: what is the same for a place in whatever selection."""
    return _json({"place_id": place_id, "title": plain(name), "lat": lat, "lon": lon})[:-1]


def _shaded(named: list[Mark], colours: Palette) -> str:
    bounds = steps([mark.sentences for mark in named], len(colours.shades))
    features = []
    for mark in named:
        told = f"{mark.sentences:,} {'sentence' if mark.sentences == 1 else 'sentences'} name the country itself"
        colour = _json({"country": mark.id, "colour": colours.shades[class_of(mark.sentences, bounds)]})
        shown = _json({"country": mark.id, "title": plain(mark.name), "told": told})
        features.append(f'{{"type":"Feature","geometry":{outlines()[mark.id].geometry},"properties":{colour},{shown[1:]}')
    return f"[{','.join(features)}]"


def _dots(marks: list[Mark]) -> str:
    """Return dots as JSON; what is told of them is digits and words that need no escape."""
    most = max((mark.sentences for mark in marks), default=1)
    dots = (
        f'{_place(place_id, name, lat, lon)},"told":"{told}","radius":{radius(sentences, most):.1f}}}'
        for place_id, name, lat, lon, sentences, told in marks
    )
    return f"[{','.join(dots)}]"


def _labels(*groups: list[Mark], named: list[Mark]) -> str:
    """Return the names of the largest marks, leaving out those that would lie over a larger one's."""
    sizes = [max((mark.sentences for mark in group), default=1) for group in groups]
    offers = sorted(((mark, most) for group, most in zip(groups, sizes, strict=True) for mark in group), key=_largest)
    kept: list[dict[str, Any]] = []
    for mark, most in merge(offers, sorted(((mark, 0) for mark in named), key=_largest), key=_largest):
        if all(abs(mark.lat - other["lat"]) > APART or not -32 < mark.lon - other["lon"] < 32 for other in kept):
            right = round(radius(mark.sentences, most)) if most else -4 * len(mark.name)
            kept.append({"name": mark.name if most else mark.name.upper(), "lat": mark.lat, "lon": mark.lon, "offset": [right + 4, 0]})
        if len(kept) == NAMED:
            break
    return _json(kept)


def _largest(offer: tuple[Mark, int]) -> int:
    return -offer[0].sentences
