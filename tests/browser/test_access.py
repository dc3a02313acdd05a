"""Every page for everyone: no serious finding of axe-core, no page wider than a phone, nothing fetched from elsewhere."""

import re
from pathlib import Path

import pytest
from chromium import settle
from playwright.sync_api import expect

AXE = Path(__file__).resolve().parent / "axe" / "axe.min.js"
PAGES = (
    "/",
    "/map",
    "/timeline",
    "/articles",
    "/sources",
    "/quality",
    "/quality?in=ar",
    "/article?id=sample-en-01&sentence=2",
    "/articles?q=zzzz",
    "/map?country=ZZ",
)
OPEN = "/map?evidence=place_id%3Ageonames%253A1216265"


def findings(page):
    page.evaluate(AXE.read_text(encoding="utf-8") + "; window.axeReady = true")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(result => result.violations)")
    return [
        (rule["id"], rule["impact"], [node["html"][:200] for node in rule["nodes"]][:3])
        for rule in found
        if rule["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("path", [*PAGES, OPEN])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_has_a_serious_finding_of_axe(address, context, path, theme):
    page = context.new_page()
    page.emulate_media(color_scheme=theme)
    page.goto(address + path)
    settle(page)
    page.wait_for_timeout(300)
    assert findings(page) == []


def test_no_role_is_hidden_beside_the_map_of_a_phone(phone, address):
    page = phone.new_page()
    page.goto(address + "/map")
    roles = page.get_by_role("button", name=re.compile("something happens|reported from|^mentioned|somebody is from|stands for"))
    expect(roles).to_have_count(5, timeout=60_000)  # drawn by the browser a while after the server has sent them
    settle(page)
    boxes = [roles.nth(number).bounding_box() for number in range(5)]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 375 for box in boxes)


@pytest.mark.parametrize("path", [*PAGES, OPEN])
def test_no_page_is_wider_than_a_phone(phone, address, path):
    page = phone.new_page()
    page.goto(address + path)
    settle(page)
    page.wait_for_timeout(250)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 375
    expect(page.locator("h1, h2").first).to_be_visible(timeout=20_000)
