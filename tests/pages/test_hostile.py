"""An article that would like to be more than text is shown as text, on every page."""

import pytest
from look import bodies


@pytest.mark.parametrize("name", ["overview", "map", "timeline", "articles", "sources", "quality"])
def test_an_article_full_of_attacks_is_shown_as_text(visit, hostile_store, name):
    page = visit(hostile_store, name, evidence="country:UZ")
    assert list(page.exception) == []
    for body in bodies(page):
        assert "<script" not in body
        assert "<img" not in body
        assert "\u202e" not in body
        assert 'onload="x"' not in body


def test_the_reader_offers_no_link_that_runs_something(visit, hostile_store):
    listing = visit(hostile_store, "articles")
    address = next(link.proto for link in listing.get("page_link") if "id=" in link.proto.query_string)
    identity = address.query_string.partition("id=")[2].partition("&")[0]
    page = visit(hostile_store, "article", id=identity)
    assert list(page.exception) == []
    assert not any("javascript" in link.proto.url for link in page.get("link_button"))
    assert "x onerror" not in "".join(bodies(page))
