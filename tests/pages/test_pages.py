import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as strategy
from look import bodies, labelled, total

PAGES = ("overview", "map", "timeline", "articles")
QUERIES = (
    {},
    {"country": ["KZ", "UZ"]},
    {"from_": "2022-09-15", "to": "2022-09-16"},
    {"q": "summit"},
    {"language": "ar", "scope": "article"},
)


@pytest.mark.parametrize("query", QUERIES)
def test_every_page_counts_the_same_sentences(visit, demo_store, query):
    pages = [visit(demo_store, name, **query) for name in PAGES]
    assert [list(page.exception) for page in pages] == [[]] * len(PAGES)
    assert len({total(page) for page in pages}) == 1


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("country", "XX"),
        ("actor", "nobody"),
        ("place", "geonames:0"),
        ("source", "No such paper"),
        ("language", "tlh"),
        ("role", "x"),
        ("from", "2022-99-01"),
        ("to", "soon"),
        ("date", "x"),
        ("scope", "x"),
    ],
)
def test_a_value_that_this_store_does_not_know_is_named_and_dropped_on_a_click(visit, demo_store, key, value):
    page = visit(demo_store, "map", **{key: value, "country": ["UZ", value] if key == "country" else "UZ"})
    assert len(page.warning) == 1
    assert value in page.warning[0].value.replace("\\", "")
    narrow = total(page)
    labelled(page, "Drop it").click().run()
    assert list(page.warning) == []
    assert total(page) == narrow
    assert page.query_params == {"country": "UZ"}


def test_a_filter_that_leaves_nothing_names_the_part_that_takes_everything_away(visit, demo_store):
    page = visit(demo_store, "map", country="UZ", q="zzzqqq")
    assert "Nothing fits this filter" in [heading.value for heading in page.subheader]
    labelled(page, "Without “text: zzzqqq”").click().run()
    assert page.query_params == {"country": "UZ"}
    assert not total(page).startswith("0 ")


def test_what_is_typed_into_the_search_goes_into_the_address(visit, demo_store):
    page = visit(demo_store, "articles")
    before = total(page)
    page.text_input(key="filter-q").set_value("Samarkand").run()
    assert page.query_params == {"q": "Samarkand"}
    assert total(page) != before
    labelled(page, "Reset").click().run()
    assert total(page) == before


def opened(page, panel):
    """Return a page with a group of the filter bar open."""
    page.session_state[f"open-{panel}"] = True
    return page.run()


def test_a_closed_group_of_the_filter_bar_asks_nothing(visit, demo_store):
    page = visit(demo_store)
    assert not list(page.multiselect)
    assert opened(page, "country").multiselect(key="filter-country").options


def test_a_country_chosen_goes_into_the_address_by_its_code(visit, demo_store):
    page = opened(visit(demo_store), "country")
    page.multiselect(key="filter-country").select("UZ").run()
    assert page.query_params == {"country": "UZ"}
    assert not list(page.warning)


def test_a_value_dropped_from_a_list_leaves_those_that_the_list_does_not_show(visit, demo_store):
    every = ["ar", "en", "es", "fr", "id", "ru", "tr", "zh"]
    page = visit(demo_store, "articles", language=every)
    listed = page.pills(key="facets-language")
    shown = listed.value
    assert 0 < len(shown) < len(every)
    listed.unselect(shown[0]).run()
    assert sorted(page.query_params["language"]) == [value for value in every if value != shown[0]]
    assert page.pills(key="facets-language").value == shown[1:]


def test_an_actor_is_found_by_any_name_in_any_script(visit, demo_store):
    for name in ("Путин", "普京", "بوتين", "putin"):
        page = opened(visit(demo_store), "actor")
        page.text_input(key="find-actor").set_value(name).run()
        assert "Vladimir Putin" in page.multiselect(key="filter-actor").options[0]


def test_a_preset_counts_from_the_last_day_of_the_store_and_not_from_today(visit, demo_store):
    page = opened(visit(demo_store), "dates")
    labelled(page, "Last 7 days of publication").click().run()
    assert "2022" <= page.query_params["to"] < "2023"
    assert not total(page).startswith("0 ")


def test_samples_are_called_samples(visit, demo_store):
    assert any("w-sample" in body for body in bodies(visit(demo_store, "articles")))


def test_a_page_past_the_end_is_named_and_the_nearest_shown(visit, demo_store):
    page = visit(demo_store, "articles", page="999")
    assert "999" in page.warning[0].value
    assert any("w-title" in body for body in bodies(page))


def test_an_article_that_is_not_there_is_named(visit, demo_store):
    page = visit(demo_store, "article", id="no-such")
    assert page.title[0].value == "No such article"
    assert "no-such" in page.warning[0].value.replace("\\", "")


TEXTS = strategy.text(max_size=40)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=strategy.sampled_from((*PAGES, "article", "sources", "quality")),
    key=strategy.sampled_from(("q", "country", "actor", "from", "evidence", "page", "id", "sentence", "scope", "embed")),
    value=TEXTS,
)
def test_no_address_ends_in_a_trace(visit, demo_store, name, key, value):
    page = visit(demo_store, name, **{key: value})
    assert list(page.exception) == []
