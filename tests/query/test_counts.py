"""One selection, one count: whatever is asked of it, the same sentences answer."""

import dataclasses
import datetime as dt
import json

import pytest
import sqlglot
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from warta import query
from warta.query import DEFAULT_ROLES, ROLES, Filters, Where
from warta.query.clause import clause

COUNTRIES, ACTORS = ("KZ", "UZ", "UA", "CN", "IR"), ("warta:xi-jinping", "warta:vladimir-putin", "warta:recep-tayyip-erdogan")
FILTERS = st.builds(
    Filters,
    country=st.lists(st.sampled_from(COUNTRIES), max_size=2, unique=True).map(tuple),
    actor=st.lists(st.sampled_from(ACTORS), max_size=2, unique=True).map(tuple),
    language=st.lists(st.sampled_from(["en", "id", "zh", "ar"]), max_size=2, unique=True).map(tuple),
    role=st.lists(st.sampled_from(ROLES), unique=True).map(tuple).filter(lambda roles: set(roles) != set(DEFAULT_ROLES)),
    from_=st.none() | st.dates(dt.date(2022, 7, 1), dt.date(2022, 9, 30)),
    date=st.sampled_from(["event", "published"]),
    q=st.sampled_from(["", "Xi", "Samarkand OR Путин", "习近平", "-Xi", "zzzz"]),
    scope=st.sampled_from(["sentence", "article"]),
)
slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@slow
@given(FILTERS)
def test_map_timeline_articles_and_exports_show_the_selection_that_is_counted(snapshot, filters):
    total = query.count(snapshot, filters)
    reasons = query.not_placed(snapshot, filters)
    assert query.placed(snapshot, filters) + int(reasons["sentences"].sum()) == total.sentences
    assert len(rows(snapshot, filters, "sentences")) == total.sentences
    assert len(rows(snapshot, filters, "articles")) == total.articles
    page = query.search(snapshot, filters, "relevance", 1, 1000)
    assert (page.total, len(page.rows), int(page.rows["sentences"].sum())) == (total.articles, total.articles, total.sentences)
    assert query.evidence_count(snapshot, filters, Where(undated=True)) == query.undated(snapshot, filters)
    for reason, sentences in zip(reasons["reason"], reasons["sentences"], strict=True):
        assert query.evidence_count(snapshot, filters, Where(not_placed=reason)) == sentences


def rows(snapshot, filters, what):
    return [json.loads(line) for line in b"".join(query.export(snapshot, filters, what, "jsonl")).splitlines()]


@slow
@given(FILTERS)
def test_a_dot_opens_as_many_sentences_as_it_says(snapshot, filters):
    for row in query.map_places(snapshot, filters).head(3).itertuples():
        assert query.evidence_count(snapshot, filters, Where(place_id=row.place_id)) == row.sentences
    for row in query.timeline(snapshot, filters).head(3).itertuples(index=False):
        where = Where(actor_id=row[0], from_=row[3].date(), to=row[4].date(), basis=row[6])
        assert query.evidence_count(snapshot, filters, where) == row[7]


@slow
@given(FILTERS)
def test_what_holds_in_one_sentence_holds_in_its_article(snapshot, filters):
    narrow, wide = (query.count(snapshot, dataclasses.replace(filters, scope=scope)) for scope in ("sentence", "article"))
    assert narrow.articles <= wide.articles
    assert narrow.sentences <= wide.sentences


@slow
@given(FILTERS)
def test_the_selection_is_written_in_sql_that_other_engines_read(filters):
    for dialect in ("postgres", "spark", "bigquery"):
        assert sqlglot.transpile(clause(filters).sql, read="duckdb", write=dialect)


def test_the_evidence_of_a_place_highlights_the_name_in_its_sentence(snapshot):
    found = query.evidence(snapshot, Filters(), Where(country="KZ", country_only=True), limit=50)
    assert len(found)
    for row in found.itertuples(index=False):
        assert row.sentence[int(row.start) : int(row.end)] == row.surface


def test_evidence_is_listed_as_its_articles_are_newest_first(snapshot):
    found = query.evidence(snapshot, Filters(), Where(), limit=1000)
    listed = query.search(snapshot, Filters(), size=1000).rows
    assert list(dict.fromkeys(found["article_id"])) == list(listed["id"])
    told = found.drop_duplicates("article_id")
    for name in ("article_no", "title", "outlet", "language", "published", "published_basis", "sample"):
        assert list(told[name].fillna("")) == list(listed[name].fillna(""))


def test_a_facet_counts_under_the_other_filters_only(snapshot):
    filters = Filters(country=("KZ",), language=("en",))
    countries = query.facet(snapshot, filters, "country")
    assert len(countries) > 1
    assert dict(zip(countries["value"], countries["sentences"], strict=True))["KZ"] == query.count(snapshot, filters).sentences


def test_an_actor_is_found_by_a_name_in_another_script(snapshot):
    for name in ("Putin", "путин", "普京", "بوتين"):
        assert "warta:vladimir-putin" in set(query.suggest_actors(snapshot, name)["actor_id"])


@pytest.mark.parametrize("form", query.FORMATS)
@pytest.mark.parametrize("what", query.WHATS)
def test_every_export_of_nothing_is_a_file_all_the_same(snapshot, what, form):
    assert b"".join(query.export(snapshot, Filters(q="zzzz"), what, form)) or form == "jsonl"


def test_cells_that_a_spreadsheet_would_run_are_made_safe(hostile):
    text = b"".join(query.export(hostile, Filters(), "sentences", "csv")).decode()
    assert "'=HYPERLINK" in text
    assert "'=1+1" in text
    assert "'@evil" in text


def test_geojson_keeps_rows_without_a_point(snapshot):
    features = json.loads(b"".join(query.export(snapshot, Filters(), "sentences", "geojson")))["features"]
    assert len(features) == query.count(snapshot, Filters()).sentences
