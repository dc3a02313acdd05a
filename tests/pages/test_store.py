"""A store that is not there, empty or broken is told apart, and each page says what to type."""

import json

import duckdb
import pytest
from look import bodies, labelled, total

import warta.query
from tests.factory import demo
from warta.article import Rejected
from warta.store import load, open_snapshot


def test_without_a_store_a_page_says_so_and_what_to_type(visit, tmp_path):
    page = visit(tmp_path / "store")
    assert page.title[0].value == "There is no store yet"
    assert "python -m warta load" in page.code[0].value


def test_an_empty_store_is_told_from_none(visit, tmp_path):
    load([Rejected(source="notes.txt", reason="no text")], tmp_path / "store")
    page = visit(tmp_path / "store", "map")
    assert page.title[0].value == "The store is empty"
    assert "python -m warta load" in page.code[0].value


def test_the_sample_articles_can_be_loaded_from_the_page_that_misses_them(visit, tmp_path):
    page = visit(tmp_path / "store")
    labelled(page, "Load the sample articles").click().run()
    assert list(page.exception) == []
    assert not total(page).startswith("0 ")


@pytest.fixture
def store(tmp_path):
    load(demo(), tmp_path / "store")
    return tmp_path / "store"


def test_a_damaged_snapshot_is_built_anew_without_a_word(visit, store):
    before = total(visit(store))
    database = next((store / "snapshot").glob("generation-*/warta.duckdb"))
    database.write_bytes(b"not a database")
    assert total(visit(store)) == before


def test_a_snapshot_of_another_schema_is_built_anew(visit, store):
    before = total(visit(store))
    meta = next((store / "snapshot").glob("generation-*/meta.json"))
    meta.write_text(json.dumps(json.loads(meta.read_text()) | {"snapshot": 999}))
    assert total(visit(store)) == before


def test_a_store_whose_lake_is_gone_too_ends_in_a_message_and_no_trace(visit, store):
    next((store / "snapshot").glob("generation-*/warta.duckdb")).write_bytes(b"")
    for part in (store / "lake" / "articles").glob("*.parquet"):
        part.unlink()
    page = visit(store)
    assert list(page.exception) == []
    assert bodies(page) is not None
    assert page.title[0].value == "The store cannot be read"


def test_a_file_that_is_damaged_while_it_is_served_is_built_anew_under_the_page(visit, store, monkeypatch):
    page = visit(store)
    before = total(page)
    database = next((store / "snapshot" / "segments").glob("*/warta.duckdb"))
    database.write_bytes(database.read_bytes()[:-4096])
    honest, broken = warta.query.count, [duckdb.IOException("a block is not what was written")]

    def count(*values):
        if broken:
            raise broken.pop()
        return honest(*values)

    monkeypatch.setattr(warta.query, "count", count)
    page.query_params["language"] = "en"
    page.run()
    assert list(page.exception) == []
    assert total(page) != before
    assert not broken
    assert open_snapshot(store).meta.counts["articles"] == len([*demo()])
