"""The layers of the map: shaded countries, dots, soft circles for regions, and names that do not overlap."""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pydeck as pdk

from components.borders import ADDRESS
from components.colours import Palette, class_of, steps
from components.text import plain
from warta.query import Count

if TYPE_CHECKING:
    import pandas as pd

FILE = Path(__file__).resolve().parents[1] / "data" / "borders" / "countries.json"
NAMED = 18
"""Dots that carry their name."""
APART = 5.0
"""Degrees between two names at the least, at the zoom of the world."""


@cache
def outlines() -> dict[str, dict[str, Any]]:
    """Return the border feature of each country code."""
    features = json.loads(FILE.read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["country"]: feature for feature in features if feature["properties"]["country"]}


def radius(sentences: int, most: int) -> float:
    """Return the radius of a dot in pixels: its area grows with the number of sentences."""
    return 4.0 + 14.0 * math.sqrt(sentences / max(1, most))


def layers(places: pd.DataFrame, countries: pd.DataFrame, colours: Palette, *, address: str = ADDRESS) -> list[pdk.Layer]:
    """Return the layers from the bottom up."""
    dots = _dots(places[places["precision"] != "region"], colours)
    regions = _dots(places[places["precision"] == "region"], colours)
    return [
        pdk.Layer(
            "GeoJsonLayer",
            id="land",
            data=address,
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
            data=_shaded(countries, colours),
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
            data=regions,
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
            data=dots,
            get_position=["lon", "lat"],
            get_radius="radius",
            radius_units=pdk.types.String("pixels"),
            get_fill_color="colour",
            stroked=True,
            get_line_color=colours.halo,
            line_width_min_pixels=1,
            pickable=True,
            auto_highlight=True,
        ),
        _names(_labels(dots, regions, _named_countries(countries)), colours),
    ]


def _names(labels: list[dict[str, Any]], colours: Palette) -> pdk.Layer:
    return pdk.Layer(
        "TextLayer",
        id="names",
        data=labels,
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
    )


def _shaded(countries: pd.DataFrame, colours: Palette) -> list[dict[str, Any]]:
    named = countries[countries["sentences"] > 0]
    bounds = steps(list(named["sentences"]), len(colours.shades))
    features = []
    for row in named.itertuples():
        outline = outlines().get(row.country)
        if outline:
            told = f"{row.sentences:,} {'sentence' if row.sentences == 1 else 'sentences'} name the country itself"
            properties = {
                "country": row.country,
                "title": plain(row.name),
                "told": told,
                "colour": colours.shades[class_of(row.sentences, bounds)],
            }
            features.append({"type": "Feature", "geometry": outline["geometry"], "properties": properties, **properties})
    return features


def _dots(places: pd.DataFrame, colours: Palette) -> list[dict[str, Any]]:
    most = int(places["sentences"].max()) if len(places) else 1
    return [
        {
            "place_id": row.place_id,
            "name": row.name,
            "title": plain(row.name),
            "told": str(Count(row.sentences, getattr(row, "articles", 0), getattr(row, "stories", None))),
            "lat": row.lat,
            "lon": row.lon,
            "sentences": row.sentences,
            "radius": radius(row.sentences, most),
            "colour": colours.dot,
        }
        for row in places.itertuples(index=False)
    ]


def _named_countries(countries: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the shaded countries with the middle of their largest part, where the name goes."""
    found = []
    for row in countries[countries["sentences"] > 0].itertuples():
        outline = outlines().get(row.country)
        if outline:
            largest = max((part[0] for part in outline["geometry"]["coordinates"]), key=len)
            lon, lat = (sum(axis) / len(largest) for axis in zip(*largest, strict=True))
            found.append({"name": row.name.upper(), "lat": lat, "lon": lon, "radius": -len(row.name) * 4, "sentences": row.sentences})
    return found


def _labels(*groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the names of the largest marks, leaving out those that would lie over a larger one's."""
    kept: list[dict[str, Any]] = []
    for dot in sorted((dot for group in groups for dot in group), key=lambda dot: -dot["sentences"]):
        free = all(abs(dot["lat"] - other["lat"]) > APART or not -32 < dot["lon"] - other["lon"] < 32 for other in kept)
        if free:
            kept.append(
                {"name": dot["name"], "lat": dot["lat"], "lon": dot["lon"], "offset": [round(dot["radius"]) + 4, 0]}
                | {"sentences": dot["sentences"]}
            )
        if len(kept) == NAMED:
            break
    return kept
