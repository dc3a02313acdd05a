"""Counting stories, opening who else tells one, and reading what changed, in a real browser."""

import re

import pytest
from chromium import settle
from playwright.sync_api import expect
from server import serving

from tests.stories.wire import fill


@pytest.fixture(scope="module")
def wire(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wire")
    fill(folder / "store")
    with serving(folder / "store", folder / "log.txt") as (address, _process):
        yield address


def count(page):
    return page.locator(".w-count")


def test_a_reader_counts_stories_opens_who_else_tells_one_and_reads_what_changed(context, wire):
    page = context.new_page()
    page.goto(f"{wire}/articles")
    settle(page)
    expect(count(page)).to_have_text("11 sentences in 4 articles")
    page.get_by_role("button", name="count stories").click()
    expect(count(page)).to_have_text("11 sentences in 2 stories")
    assert "unit=stories" in page.url
    settle(page)

    page.get_by_text("and 2 more articles, in 2 languages").click()
    page.get_by_role("link", name="Talks, says second").click()
    expect(page.get_by_role("heading", name="The same story")).to_be_visible()
    assert "unit=stories" in page.url
    settle(page)
    expect(page.get_by_role("link", name="Talks, says first")).to_be_visible()

    page.get_by_text("Earlier versions · 1").click()
    page.get_by_role("link", name=re.compile("As taken in on")).click()
    expect(page.get_by_role("heading", name="What changed")).to_be_visible()
    expect(page.locator("ins.w-added").last).to_have_text(re.compile("early"))
    page.get_by_role("link", name="Read the article as it is now").click()
    settle(page)
    expect(page.get_by_role("heading", name="The same story")).to_be_visible()


def test_a_link_that_counts_stories_opens_so_on_every_page_and_on_a_phone(phone, wire):
    page = phone.new_page()
    for path in ("/", "/map", "/timeline", "/articles"):
        page.goto(f"{wire}{path}?unit=stories")
        settle(page)
        expect(count(page)).to_have_text("11 sentences in 2 stories")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
