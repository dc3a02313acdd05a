import csv
import io

import pytest

from tests.stories.wire import CORRECTED, WIRE, fill, printed
from warta.query import (
    Count,
    Filters,
    count,
    export,
    has_stories,
    map_countries,
    map_places,
    same_story,
    search,
    unit_from_query,
    version,
    versions,
)
from warta.store import load, open_snapshot


@pytest.fixture(scope="module")
def wire(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wire") / "store"
    fill(folder)
    return open_snapshot(folder)


def test_a_selection_is_counted_as_articles_or_as_stories(wire):
    assert str(count(wire, Filters())) == "11 sentences in 4 articles"
    assert str(count(wire, Filters(), "stories")) == "11 sentences in 2 stories"
    assert str(count(wire, Filters(actor=("warta:xi-jinping",)), "stories")) == "3 sentences in 1 story"
    assert str(count(wire, Filters(q="Engineers"), "stories")) == "3 sentences in 1 story"
    assert str(Count(1, 1)) == "1 sentence in 1 article"


def test_counting_stories_does_not_change_what_is_selected(wire):
    for filters in (Filters(), Filters(country=("UZ",)), Filters(language=("id",)), Filters(q="trade")):
        assert count(wire, filters, "stories")[:2] == count(wire, filters)[:2]


def test_a_list_of_stories_shows_each_once_by_the_article_that_told_it_first(wire):
    page = search(wire, Filters(), unit="stories")
    assert page.total == 2
    assert list(page.rows["id"]) == ["first", "other"]
    assert list(page.rows["articles"]) == [3, 1]
    assert list(page.rows["languages"]) == [2, 1]
    assert int(page.rows["sentences"].sum()) == count(wire, Filters()).sentences


def test_a_story_whose_first_article_is_not_selected_is_shown_by_the_most_complete_of_the_others(wire):
    page = search(wire, Filters(source=("Example Second", "Example Third")), unit="stories")
    assert list(page.rows["id"]) == ["second"]
    assert list(page.rows["articles"]) == [2]


def test_a_search_finds_stories_by_their_best_article(wire):
    page = search(wire, Filters(q="early February"), "relevance", unit="stories")
    assert (page.total, list(page.rows["id"])) == (1, ["second"])
    assert search(wire, Filters(q="bread OR trade"), "relevance", unit="stories").total == 2
    assert search(wire, Filters(q="nowhere"), unit="stories").rows.empty


def test_pages_of_stories_hold_each_story_once(wire):
    pages = [search(wire, Filters(), page=number, size=1, unit="stories").rows["id"].item() for number in (1, 2)]
    assert sorted(pages) == ["first", "other"]


def test_places_are_counted_by_stories_too(wire):
    places = map_places(wire, Filters(), unit="stories").set_index("name")
    assert (places.loc["Samarkand", "sentences"], places.loc["Samarkand", "stories"]) == (3, 1)
    assert map_countries(wire, Filters(), unit="stories").set_index("country").loc["UZ", "stories"] == 1


def test_the_other_articles_of_a_story_are_listed_the_first_published_first(wire):
    story = same_story(wire, "first")
    assert (story.articles, story.languages, list(story.rows["id"])) == (2, 2, ["third", "second"])
    assert same_story(wire, "other").articles == 0
    assert same_story(wire, "nobody").articles == 0


def test_every_row_of_a_download_names_its_story(wire):
    text = b"".join(export(wire, Filters(), "articles", "csv")).decode()
    assert {row["article_id"]: row["story"] for row in csv.DictReader(io.StringIO(text))} == {
        "first": "first",
        "second": "first",
        "third": "first",
        "other": "other",
    }


def test_earlier_versions_can_be_read(wire):
    found = versions(wire, "second")
    assert len(found) == 2
    texts = [version(wire, "second", each.load, each.number).text for each in found]
    assert "early" in texts[0]
    assert "early" not in texts[1]
    assert len(versions(wire, "first")) == 1
    assert versions(wire, "nobody") == []


def test_a_version_of_another_article_is_none_of_this(wire):
    other = versions(wire, "other")[0]
    assert version(wire, "second", other.load, other.number) is None
    assert version(wire, "second", 10**30, -1) is None


def test_an_article_that_is_only_parsed_anew_has_no_earlier_version(tmp_path):
    load([printed("a", parser="1.0.0")], tmp_path)
    load([printed("a", parser="1.0.1")], tmp_path)
    load([printed("a", CORRECTED, parser="1.0.1")], tmp_path)
    load([printed("a", WIRE, parser="1.0.1")], tmp_path)
    assert len(versions(open_snapshot(tmp_path), "a")) == 3


def test_a_store_without_a_story_told_twice_says_so(tmp_path, wire):
    load([printed("a")], tmp_path)
    assert not has_stories(open_snapshot(tmp_path))
    assert has_stories(wire)


def test_what_is_counted_by_is_read_from_a_link():
    assert unit_from_query({}) == ("articles", ())
    assert unit_from_query({"unit": ["stories"]}) == ("stories", ())
    unit, problems = unit_from_query({"unit": ["<b>"]})
    assert unit == "articles"
    assert [(each.key, each.value) for each in problems] == [("unit", "<b>")]
