"""Readers may add articles only where the server is told to allow it, and see what was found before anything is kept."""

import pytest
from look import labelled, total

from tests.factory import demo, parsed
from warta.store import load, open_snapshot

TEXT = "Samarkand, 15 September 2022. Vladimir Putin and Xi Jinping met in Samarkand on Thursday at the summit of the SCO."


@pytest.fixture
def store(tmp_path):
    load(demo(), tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def open_add(visit, monkeypatch):
    """Open the page on a server that allows adding."""

    def open_page(store):
        monkeypatch.setenv("WARTA_ALLOW_ADD", "1")
        return visit(store, "add")

    return open_page


def test_adding_is_off_unless_the_server_is_told_to_allow_it(visit, store):
    page = visit(store, "add")
    assert "Adding is off" in page.info[0].value
    assert list(page.text_area) == []


def articles(store):
    snapshot = open_snapshot(store)
    try:
        return snapshot.meta.counts["articles"]
    finally:
        snapshot.close()


def pasted(page, text):
    page.text_area[0].input(text)
    labelled(page, "Read it").click()
    return page.run(timeout=120)


def test_a_pasted_text_is_shown_as_it_was_read_and_only_kept_on_request(open_add, store):
    page = pasted(open_add(store), TEXT)
    assert list(page.exception) == []
    assert "One article was read. Nothing is kept yet." in [line.value for line in page.markdown]
    before = articles(store)
    labelled(page, "Keep").click().run()
    assert "1 new" in page.success[0].value
    assert articles(store) == before + 1


def test_what_is_discarded_leaves_no_trace(open_add, store):
    page = pasted(open_add(store), TEXT)
    before = articles(store)
    labelled(page, "Discard").click().run()
    assert articles(store) == before
    assert all(button.label != "Keep" for button in page.button)


def test_a_text_without_a_word_is_refused_with_the_reason(open_add, store):
    page = pasted(open_add(store), "… !!!")
    assert "without a word" in page.warning[0].value


def test_articles_can_be_added_where_there_is_no_store_yet(open_add, tmp_path):
    page = pasted(open_add(tmp_path / "store"), TEXT)
    labelled(page, "Keep").click().run()
    assert list(page.exception) == []
    assert "1 new" in page.success[0].value


def test_an_open_page_tells_how_many_articles_came_in(visit, store):
    page = visit(store)
    old = total(page)
    load([parsed("Ministers met in [Astana|astana] on [Monday|2022-09-19].", published="2022-09-19")], store)
    page.run()
    assert total(page) != old
    assert any("1 new article<" in body.proto.body for body in page.main.get("html"))
    labelled(page, "Put the note away").click().run()
    assert not any("new article" in body.proto.body for body in page.main.get("html"))


def test_an_address_of_the_servers_own_network_is_refused_in_clear_words(open_add, store):
    page = open_add(store)
    page.segmented_control[0].set_value("address").run()
    page.text_input[0].input("http://127.0.0.1:8501/")
    labelled(page, "Fetch and read it").click()
    page.run(timeout=120)
    assert "private" in page.warning[0].value
