"""Adding articles in the browser, and the quiet note that tells an open page of new ones."""

import contextlib
import subprocess
import sys

import pytest
from chromium import settle
from playwright.sync_api import expect
from server import ROOT, load_samples, serving
from test_access import findings

from tests.fetch.server import article_page, playing
from tests.fetch.server import page as page_of

TEXT = """SAMARKAND, Uzbekistan — Vladimir Putin and Xi Jinping met on Thursday at the summit of the Shanghai Cooperation Organisation.

Putin said Russia valued the position of China on Ukraine."""


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A server of its own that allows adding, and its store."""
    folder = tmp_path_factory.mktemp("adding")
    load_samples(folder / "store")
    with contextlib.ExitStack() as running:
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("WARTA_ALLOW_ADD", "1")
            environment.setenv("WARTA_ALLOW_PRIVATE", "1")
            url, _process = running.enter_context(serving(folder / "store", folder / "log.txt"))
        yield url, folder / "store"


@pytest.fixture
def open_page(own, context):
    def visit(path):
        page = context.new_page()
        page.goto(own[0] + path)
        settle(page)
        return page

    return visit


def test_a_pasted_text_is_looked_at_and_then_kept(open_page):
    page = open_page("/add")
    page.get_by_label("Text of the article").fill(TEXT)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Keep").wait_for(timeout=90_000)
    expect(page.get_by_text("Nothing is kept yet.")).to_be_visible()
    expect(page.get_by_role("link", name="Xi Jinping").first).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("Kept: 1 new.")).to_be_visible(timeout=30_000)
    page.goto(page.url.replace("/add", "/articles?q=%22valued+the+position%22"))
    settle(page)
    expect(page.locator(".w-count")).to_contain_text("in 1 article")


def test_a_dropped_file_of_several_articles_is_shown_as_a_list_with_what_was_refused(open_page):
    page = open_page("/add")
    page.get_by_text("Files", exact=True).first.click()
    rows = [
        '{"text": "Ministers of ASEAN met in Jakarta on 5 September 2023."}',
        '{"text": ""}',
        '{"text": "Leaders met in Hanoi on Sunday."}',
    ]
    page.locator("input[type=file]").set_input_files(
        [{"name": "news.jsonl", "mimeType": "application/jsonl", "buffer": "\n".join(rows).encode()}]
    )
    page.get_by_role("button", name="Read them").click()
    page.get_by_role("button", name="Keep all 2").wait_for(timeout=90_000)
    expect(page.get_by_text("news.jsonl, line 2: an article without a word")).to_be_visible()
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_role("button", name="Keep all 2")).to_be_hidden(timeout=20_000)


def test_an_article_is_fetched_by_its_address_and_a_missing_one_is_told(open_page):
    with playing() as web:
        words = "The presidents of Kazakhstan and Uzbekistan met in Astana on Monday and agreed on water for the dry season."
        address = web.put("/news", page_of(article_page("Presidents meet in Astana", f"{words} {words}")))
        page = open_page("/add")
        page.get_by_text("Web address", exact=True).first.click()
        page.get_by_label("Address of an article or a feed").fill(address)
        page.get_by_role("button", name="Fetch and read it").click()
        page.get_by_role("button", name="Keep").wait_for(timeout=90_000)
        expect(page.get_by_role("link", name="Astana").first).to_be_visible(timeout=30_000)
        page.get_by_label("Address of an article or a feed").fill(web.url("/gone"))
        page.get_by_role("button", name="Fetch and read it").click()
        expect(page.get_by_text("404").first).to_be_visible(timeout=60_000)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_has_no_serious_finding_of_axe(open_page, theme):
    page = open_page("/add")
    page.emulate_media(color_scheme=theme)
    page.reload()
    settle(page)
    page.wait_for_timeout(700)
    assert findings(page) == []


def test_the_page_fits_a_phone(own, phone):
    page = phone.new_page()
    page.goto(own[0] + "/add")
    settle(page)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 375


def test_an_open_page_takes_up_new_articles_by_itself_and_says_so_quietly(own, open_page, tmp_path):
    page = open_page("/articles?language=id")
    before = page.locator(".w-count").inner_text()
    file = tmp_path / "fresh.txt"
    file.write_text("Para menteri luar negeri ASEAN bertemu di Jakarta pada 11 Juli 2023.", encoding="utf-8")
    command = [sys.executable, "-m", "warta", "load", str(file), "--store", str(own[1])]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603  (our own command)
    expect(page.get_by_role("status").filter(has_text="1 new article")).to_be_visible(timeout=15_000)
    settle(page)
    assert page.locator(".w-count").inner_text() != before
    assert "language=id" in page.url
    page.get_by_role("button", name="Put the note away").click()
    expect(page.get_by_text("1 new article")).to_be_hidden(timeout=15_000)


def test_adding_is_off_on_a_server_that_was_not_told_to_allow_it(visit):
    page = visit("/add")
    expect(page.get_by_text("Adding is off on this server.")).to_be_visible()
    assert page.locator("textarea").count() == 0
    assert page.get_by_role("link", name="Add", exact=True).count() == 0
