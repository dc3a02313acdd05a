import pytest

from tests.evaluate.measures import MEASURES, Tally, add, f_score, figure, share

NAMED = {"form": "name", "role": "event"}
KYIV = {"start": 0, "end": 4, "lat": 50.45, "lon": 30.52, "geonameid": "703448", "place_id": "geonames:703448"} | NAMED
IRPIN = {"start": 0, "end": 4, "lat": 50.52, "lon": 30.25, "geonameid": "707565", "place_id": "geonames:707565"} | NAMED
LIMA = {"start": 0, "end": 4, "lat": -12.04, "lon": -77.03, "geonameid": "3936456", "place_id": "geonames:3936456"} | NAMED


def count(measure, key, out):
    return MEASURES[measure].tally(key, out)


def test_f_score_is_the_harmonic_mean_of_precision_and_recall():
    assert f_score(Tally(right=1, found=2, hit=1, wanted=1)) == pytest.approx(2 / 3)
    assert f_score(Tally()) == 0


def test_a_place_found_within_a_hundred_miles_is_right_and_one_further_is_not():
    assert share(count("places right", {"places": [KYIV]}, {"places": [IRPIN]})) == 1
    assert share(count("places right", {"places": [KYIV]}, {"places": [LIMA]})) == 0


def test_a_place_found_where_the_key_has_none_costs_precision():
    elsewhere = LIMA | {"start": 9, "end": 13}
    assert count("places found", {"places": [KYIV]}, {"places": [KYIV, elsewhere]}) == Tally(1, 2, 1, 1)


def test_a_capital_that_the_key_has_as_an_actor_counts_neither_for_nor_against_places():
    key = {"places": [], "place_or_actor": [{"start": 0, "end": 4, "country": "UA"}]}
    found = {"places": [KYIV | {"country": "UA"}], "actors": []}
    assert count("places found", key, found) == Tally(0, 0, 0, 0)
    assert share(count("states", key, found)) == 1


def test_a_place_drawn_though_nothing_happens_there_costs_precision():
    key = {"places": [KYIV, LIMA | {"start": 9, "end": 13, "role": "mentioned"}], "drawn": ["Kyiv"]}
    found = {"places": [KYIV, LIMA | {"start": 9, "end": 13}]}
    assert count("places drawn", key, found) == Tally(1, 2, 1, 1)
    assert share(count("event place right", key, found)) == 1


def test_an_actor_counts_only_under_its_canonical_name():
    key = {"actors": [{"start": 0, "end": 2, "name": "Xi Jinping"}]}
    assert count("actors", key, {"actors": [{"start": 0, "end": 2, "name": "Xi", "kind": "person"}]}).hit == 0
    assert count("actors", key, {"actors": [{"start": 0, "end": 10, "name": "Xi Jinping", "kind": "person"}]}).hit == 1


def test_a_key_with_a_day_accepts_an_answer_for_that_day_only():
    day = {"start": 0, "end": 9, "start_date": "2022-09-15", "end_date": "2022-09-15"}
    found = {"start": 0, "end": 9, "value": "2022-09-15", "from": "2022-09-15", "to": "2022-09-15"}
    assert count("dates right", {"dates": [day]}, {"dates": [found]}).hit == 1
    assert count("dates right", {"dates": [day]}, {"dates": [found | {"to": "2022-09-16"}]}).hit == 0


def test_the_interval_of_a_figure_holds_its_value_and_is_the_same_each_time():
    documents = [Tally(1, 1, 1, 2), Tally(2, 2, 2, 2), Tally(0, 1, 0, 1)]
    first = figure(documents, f_score)
    assert first == figure(documents, f_score)
    assert first.low <= first.value <= first.high
    assert first.wanted == add(documents).wanted


def test_a_place_that_the_key_has_no_point_for_is_neither_drawn_right_nor_wrong():
    key = {
        "places": [KYIV, {"name": "Maidan", "start": 9, "end": 13, "role": "event", "lat": None, "lon": None}],
        "drawn": ["Kyiv", "Maidan"],
    }
    found = {"places": [KYIV, KYIV | {"start": 9, "end": 13}]}
    assert count("places drawn", key, found) == Tally(1, 1, 1, 1)
