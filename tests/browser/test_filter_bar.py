"""The controls of the filter bar: what opens from it can be read by everybody, and an actor is found by any name."""

import pytest
from chromium import settle
from playwright.sync_api import expect
from test_access import findings


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("control", ["Country", "Actor", "Dates", "More", "Share"])
def test_what_opens_from_the_bar_has_no_serious_finding_of_axe(address, context, control, theme):
    page = context.new_page()
    page.emulate_media(color_scheme=theme)
    page.goto(address + "/articles?country=UZ&from=2022-09-01")
    settle(page)
    page.get_by_role("button", name=control).first.click()
    page.wait_for_timeout(700)
    assert findings(page) == []


def test_an_actor_is_found_by_a_name_in_another_script(visit):
    page = visit("/articles")
    page.get_by_role("button", name="Actor", exact=True).click()
    page.get_by_role("textbox", name="Find an actor").fill("Путин")
    page.keyboard.press("Enter")
    settle(page)
    page.get_by_role("combobox", name="Actor").click()
    page.get_by_role("option", name="Vladimir Putin").first.click()
    page.wait_for_url("**actor=*")
    settle(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Vladimir Putin").first).to_be_visible(timeout=20_000)
    assert not page.locator(".w-count").inner_text().startswith("0 ")
