"""The map as JSON for deck.gl, and the table that says the same."""

import json

import pandas as pd
import pydeck as pdk
import pytest

from components.map import WORLD, WrittenDeck, drawn_map, place_rows
from components.map_layers import NAMED, map_json
from warta.query import Where

PLACES = pd.DataFrame({
    "place_id": ["geonames:1", "geonames:2", "geonames:3"], "name": ["Ōsaka\n%names%", "<b>Roma</b>", "Sahel"],
    "country": ["JP", "IT", None], "lat": [34.7, 41.9, 15.0], "lon": [135.5, 12.5, 0.0],
    "precision": ["city", "city", "region"], "sentences": [4, 1, 2], "articles": [3, 1, 2],
})  # fmt: skip
COUNTRIES = pd.DataFrame({"country": ["KZ", "FR"], "name": ["Kazakhstan", "France"], "sentences": [5, 0], "articles": [2, 1]})
VIEW = {"latitude": 1.0, "longitude": 2.0, "zoom": 3.0}


def drawn(*, dark=False, places=PLACES, countries=COUNTRIES):
    """Return the map, and the data of its layers by id."""
    made = json.loads(map_json(places, countries, VIEW, dark=dark))
    return made, {layer["id"]: layer["data"] for layer in made["layers"]}


def test_places_regions_and_countries_that_are_named_themselves_are_each_on_their_layer():
    made, data = drawn()
    assert made["initialViewState"] == VIEW
    assert [dot["place_id"] for dot in data["place"]] == ["geonames:1", "geonames:2"]
    assert [dot["told"] for dot in data["region"]] == ["2 sentences in 2 articles"]
    assert [(shape["country"], shape["properties"]["country"], shape["geometry"]["type"]) for shape in data["country"]] == [
        ("KZ", "KZ", "MultiPolygon")
    ]


def test_what_a_place_is_called_is_shown_as_text_and_cannot_put_anything_into_the_map():
    _, data = drawn()
    assert [dot["title"] for dot in data["place"]] == ["Ōsaka\n%names%", "&lt;b&gt;Roma&lt;/b&gt;"]
    assert {"KAZAKHSTAN", "Ōsaka\n%names%"} <= {label["name"] for label in data["names"]}


def test_the_largest_marks_carry_their_name_where_there_is_room():
    crowd = pd.DataFrame({
        "place_id": [f"geonames:{n}" for n in range(60)], "name": [f"P{n}" for n in range(60)],
        "lat": [6.0 * (n % 20) - 50 for n in range(60)],
        "lon": [40.0 * (n // 20) for n in range(60)], "precision": "city", "sentences": range(60, 0, -1), "articles": 1,
    })  # fmt: skip
    _, data = drawn(places=crowd, countries=COUNTRIES.head(0))
    assert [label["name"] for label in data["names"]] == [f"P{n}" for n in range(NAMED)]


@pytest.mark.parametrize("dark", [False, True])
def test_a_layer_reads_its_data_as_pydeck_would_have_it(dark):
    dots = next(layer for layer in drawn(dark=dark)[0]["layers"] if layer["id"] == "place")
    own = pdk.Layer("ScatterplotLayer", id="place", data=dots["data"], get_position=["lon", "lat"], get_radius="radius")
    theirs = json.loads(own.to_json())
    assert {name: dots[name] for name in theirs} == theirs


def test_a_map_that_is_kept_packed_is_drawn_as_it_was_written():
    kept = drawn_map(PLACES, COUNTRIES)
    assert kept.written() == map_json(PLACES, COUNTRIES, WORLD, dark=False)
    assert kept.dots == 3
    assert kept.told == (
        "Map of 3 places and 1 countries. Most sentences: Ōsaka\n%names% 4, <b>Roma</b> 1, Sahel 2. The table of places says the same."
    )


def test_a_map_that_was_written_before_is_sent_as_it_was():
    assert WrittenDeck('{"layers":[]}').to_json() == '{"layers":[]}'


def test_the_table_has_the_places_and_the_countries_of_the_map_and_each_row_opens_its_own():
    table = place_rows(PLACES, COUNTRIES, "articles")
    assert table.rows.column("name").to_pylist() == ["Kazakhstan", "Ōsaka\n%names%", "Sahel", "<b>Roma</b>"]
    assert table.rows.column("country").to_pylist() == ["KZ", "JP", None, "IT"]
    assert [table.where(row) for row in range(4)] == [
        Where(country="KZ", country_only=True),
        *(Where(place_id=f"geonames:{number}") for number in (1, 3, 2)),
    ]
