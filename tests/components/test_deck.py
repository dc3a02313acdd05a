import json

import pydeck as pdk

from components.map import CompactDeck, WrittenDeck

LAYER = pdk.Layer("ScatterplotLayer", id="place", data=[{"lat": 1.5, "lon": 2.5, "name": "Ōsaka\n"}], get_position=["lon", "lat"])


def test_the_map_is_written_without_line_breaks_and_says_what_pydeck_would():
    compact, own = (made(layers=[LAYER], map_provider=None).to_json() for made in (CompactDeck, pdk.Deck))
    assert "\n" not in compact
    assert json.loads(compact) == json.loads(own)


def test_a_map_that_was_written_before_is_sent_as_it_was():
    assert WrittenDeck('{"layers":[]}').to_json() == '{"layers":[]}'
