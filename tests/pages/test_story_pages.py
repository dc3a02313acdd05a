import pytest

from tests.pages.look import bodies, labelled, total
from tests.stories.wire import fill, printed
from warta.query import versions
from warta.store import load, open_snapshot


@pytest.fixture(scope="module")
def wire(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wire") / "store"
    fill(folder)
    return folder


def links(page):
    return [link.proto.label for link in page.get("page_link")]


def test_a_switch_in_the_state_line_counts_stories_and_back(visit, wire):
    page = visit(wire)
    assert total(page) == "11 sentences in 4 articles"
    labelled(page, "count stories").click().run()
    assert total(page) == "11 sentences in 2 stories"
    assert page.query_params["unit"] == "stories"
    labelled(page, "count articles").click().run()
    assert total(page) == "11 sentences in 4 articles"
    assert "unit" not in page.query_params


@pytest.mark.parametrize("name", ["overview", "map", "timeline", "articles"])
def test_every_page_counts_stories_where_the_link_says_so(visit, wire, name):
    page = visit(wire, name, unit="stories")
    assert not page.exception
    assert total(page) == "11 sentences in 2 stories"


def test_the_overview_shows_how_many_stories_there_are(visit, wire):
    figures = next(body for body in bodies(visit(wire, unit="stories")) if "w-kpis" in body)
    assert "<span>Stories</span><strong>2</strong>" in figures


def test_what_cannot_be_counted_by_is_told_and_can_be_dropped(visit, wire):
    page = visit(wire, unit="paragraphs")
    assert "paragraphs" in page.warning[0].value
    labelled(page, "Drop it").click().run()
    assert not page.warning
    assert total(page) == "11 sentences in 4 articles"


def test_a_store_without_a_story_told_twice_has_no_switch(visit, tmp_path):
    load([printed("a")], tmp_path)
    assert not [button for button in visit(tmp_path).button if button.label.startswith("count")]


def test_a_list_of_stories_opens_the_others_of_each(visit, wire):
    page = visit(wire, "articles", unit="stories")
    assert [toggle.label for toggle in page.toggle] == ["and 2 more articles, in 2 languages"]
    page.toggle[0].set_value(True).run()
    assert "Talks, says second" in links(page)
    assert "without a title" in links(page)


def test_a_list_says_where_others_of_a_story_lie_outside_of_the_selection(visit, wire):
    page = visit(wire, "articles", unit="stories", source=["Example First", "Example Second"])
    assert [toggle.label for toggle in page.toggle] == ["and 1 more article, in one language"]
    page.toggle[0].set_value(True).run()
    assert "All 2 others of the story, also those outside of the selection:" in [caption.value for caption in page.caption]


def test_the_reader_lists_who_else_tells_the_story(visit, wire):
    page = visit(wire, "article", id="first")
    assert "The same story" in [heading.value for heading in page.subheader]
    assert "2 more articles, in 2 languages in all" in [caption.value for caption in page.caption]
    assert "Talks, says second" in links(page)
    assert "The same story" not in [heading.value for heading in visit(wire, "article", id="other").subheader]


def test_the_reader_shows_what_changed_since_an_earlier_version(visit, wire):
    page = visit(wire, "article", id="second")
    assert "Earlier versions · 1" in [expander.label for expander in page.expander]
    earlier = versions(open_snapshot(wire), "second")[1]
    page = visit(wire, "article", id="second", version=f"{earlier.load}.{earlier.number}")
    assert page.title[0].value == "What changed"
    changes = next(body for body in bodies(page) if "w-changes" in body)
    assert '<ins class="w-added">early </ins>' in changes
    assert "<del" not in changes
    assert "Read the article as it is now" in links(page)


@pytest.mark.parametrize("wanted", ["9.9", "<b>", "1", ""])
def test_a_version_that_is_not_there_is_told_and_the_article_shown(visit, wire, wanted):
    page = visit(wire, "article", id="second", version=wanted)
    assert not page.exception
    assert "version" in page.warning[0].value
    assert [expander.label for expander in page.expander if expander.label.startswith("Earlier")]


def test_a_hostile_version_is_shown_as_text(visit, tmp_path):
    attack = '<script>alert(1)</script> <img src=x onerror=alert(2)> "quoted" \u202eabc and more words to compare them by in the end.'
    load([printed("a", (attack,), title=attack)], tmp_path)
    load([printed("a", (attack, "<b>bold</b>"), title=attack, language='en" onload="x'), printed("b", (attack,), title=attack)], tmp_path)
    earlier = versions(open_snapshot(tmp_path), "a")[1]
    for page in (visit(tmp_path, "article", id="a", version=f"{earlier.load}.{earlier.number}"), visit(tmp_path, "article", id="a")):
        assert not page.exception
        for body in bodies(page):
            assert "<script" not in body
            assert "<img" not in body
            assert "<b>" not in body
            assert ' onload="' not in body
            assert "\u202e" not in body
