"""What people do with the dashboard, in a real browser on a real server."""

import io
import json
import math
import re
import urllib.request

import pyarrow.parquet as pq
import pytest
from chromium import settle, watch
from playwright.sync_api import expect
from server import serving

LINK = "country=KZ&from=2022-09-01&to=2022-09-30"
PAGES = ("/", "/map", "/timeline", "/articles")
COUNT = re.compile(r"([\d,]+) sentences? in ([\d,]+) articles?")


def count(page):
    """Return the line above the page as (sentences, articles)."""
    found = COUNT.search(page.locator(".w-count").inner_text())
    return tuple(int(number.replace(",", "")) for number in found.groups())


def fetch(url):
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310  (our own server)
        return answer.read()


def test_a_deep_link_is_the_first_request_of_a_fresh_server_and_one_count_follows(store, tmp_path, browser):
    with serving(store, tmp_path / "log.txt") as (address, _process):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        left = watch(context)
        page = context.new_page()
        page.goto(f"{address}/timeline?{LINK}")
        settle(page)
        expect(page.get_by_role("heading", name="Timeline")).to_be_visible(timeout=20_000)
        expect(page.get_by_role("button", name="in Kazakhstan")).to_be_visible(timeout=20_000)
        expect(page.get_by_role("button", name="1–30 Sep 2022")).to_be_visible(timeout=20_000)
        total = count(page)
        assert total[0] > 0
        for path in PAGES:
            page.goto(f"{address}{path}?{LINK}")
            settle(page)
            assert count(page) == total, path
        for form, rows in (("csv", csv_rows), ("jsonl", jsonl_rows), ("geojson", geojson_rows), ("parquet", parquet_rows)):
            for what, wanted in (("sentences", total[0]), ("articles", total[1])):
                assert rows(fetch(f"{address}/api/export?what={what}&format={form}&{LINK}")) == wanted, (what, form)
        context.close()
        assert not left


def csv_rows(body):
    import csv  # noqa: PLC0415  (beside the others)

    return len(list(csv.reader(io.StringIO(body.decode())))) - 1


def jsonl_rows(body):
    return len(body.splitlines())


def geojson_rows(body):
    return len(json.loads(body)["features"])


def parquet_rows(body):
    return pq.read_table(io.BytesIO(body)).num_rows


def test_a_filter_set_on_one_page_holds_on_the_next_and_back_brings_the_old_one(visit):
    page = visit("/map")
    everything = count(page)
    page.get_by_role("button", name="Country").first.click()
    page.get_by_role("combobox", name="Country").click()
    page.get_by_role("option", name=re.compile("^Kazakhstan")).click()
    page.wait_for_url("**country=KZ**")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="in Kazakhstan").wait_for()
    settle(page)
    assert "country=KZ" in page.url
    narrowed = count(page)
    assert narrowed[0] < everything[0]
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Articles").first.click()
    page.get_by_role("heading", name="Articles").wait_for()
    settle(page)
    assert count(page) == narrowed
    assert "country=KZ" in page.url
    page.go_back()
    page.get_by_role("heading", name="Map", exact=True).wait_for()
    settle(page)
    assert count(page) == narrowed


def test_removing_a_chip_widens_the_selection(visit):
    page = visit(f"/articles?{LINK}")
    narrowed = count(page)
    page.get_by_role("button", name="1–30 Sep 2022").click()
    page.get_by_role("button", name="1–30 Sep 2022").wait_for(state="detached")
    settle(page)
    assert "from=" not in page.url
    assert count(page)[0] >= narrowed[0]


def on_canvas(box, lat, lon, *, centre=(30.0, 30.0), zoom=1.0):
    """Return where a place lies on the canvas of the map, in the Web Mercator projection that deck.gl draws."""
    size = 512 * 2**zoom

    def projected(latitude, longitude):
        y = math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) / math.pi / 2
        return longitude / 360 * size, -y * size

    (x, y), (middle_x, middle_y) = projected(lat, lon), projected(*centre)
    return box["x"] + box["width"] / 2 + x - middle_x, box["y"] + box["height"] / 2 + y - middle_y


def pointed_at(page, lat, lon):
    """Point at a place of the map until it is drawn and says what it is; return where it lies."""
    canvas = page.locator("canvas").first
    canvas.wait_for()
    for aside in range(120):
        box = canvas.bounding_box()
        if box is not None:
            x, y = on_canvas(box, lat, lon)
            page.mouse.move(x + aside % 2, y)  # what is drawn under a mouse that rests says nothing
        page.wait_for_timeout(250)
        if page.locator(".deck-tooltip").first.is_visible():
            return x, y
    raise AssertionError("nothing is drawn there")


def test_a_dot_opens_its_sentences_a_sentence_its_article_and_the_article_is_a_link(visit, context, address):
    page = visit("/map?country=UZ")
    dot = pointed_at(page, 39.65, 66.96)
    page.screenshot()  # without a screen, Chromium paints the canvas, and what can be picked on it, only when asked
    page.mouse.click(*dot)
    page.get_by_role("button", name="Only this place").wait_for()
    settle(page)
    assert page.locator(".w-sentence mark").first.inner_text()
    sentence = page.locator(".w-sentence").first.inner_text()
    assert "evidence=" in page.url
    page.get_by_role("link", name="Read in the article").first.click()
    page.locator(".sentence.chosen").wait_for()
    chosen = page.locator(".sentence.chosen").inner_text()
    assert chosen.strip() == sentence.strip()
    link = page.url
    again = context.new_page()
    again.goto(link)
    settle(again)
    assert again.locator(".sentence.chosen").inner_text().strip() == sentence.strip()
    assert address in link


def test_a_row_of_the_table_opens_the_same_evidence_as_its_dot(visit):
    page = visit("/map?country=UZ")
    page.wait_for_timeout(800)
    table = page.get_by_role("grid").or_(page.locator("canvas[data-testid=data-grid-canvas]")).first
    table.scroll_into_view_if_needed()
    box = page.locator("canvas[data-testid=data-grid-canvas]").first.bounding_box()
    page.mouse.click(box["x"] + 16, box["y"] + 52)
    page.get_by_role("button", name="Only this country").wait_for()
    settle(page)
    assert page.locator(".w-sentence").count() > 0


def test_a_box_over_the_timeline_sets_the_days(visit):
    page = visit("/timeline?from=2022-09-01&to=2022-09-30")
    page.locator(".js-plotly-plot .nsewdrag").nth(1).wait_for()
    page.wait_for_timeout(800)
    page.locator(".js-plotly-plot").last.scroll_into_view_if_needed()
    box = page.locator(".js-plotly-plot .nsewdrag").last.bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.3, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.45, y, steps=6)
    page.mouse.move(box["x"] + box["width"] * 0.6, y, steps=6)
    page.mouse.up()
    page.wait_for_function("!location.search.includes('from=2022-09-01&')", timeout=15_000)
    settle(page)
    first = re.search(r"from=(\d{4}-\d\d-\d\d)", page.url)[1]
    last = re.search(r"to=(\d{4}-\d\d-\d\d)", page.url)[1]
    assert "2022-09-01" < first < last < "2022-09-30"


def test_a_mark_of_the_timeline_opens_its_sentences(visit):
    page = visit("/timeline?country=UZ&from=2022-09-01&to=2022-09-30")
    point = page.locator(".js-plotly-plot .scatterlayer .point").first
    point.wait_for()
    page.wait_for_timeout(800)
    box = point.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.locator(".w-sentence").first.wait_for()
    settle(page)
    assert "evidence=" in page.url


@pytest.mark.parametrize(
    ("text", "hit"), [('"Xi Jinping" summit', "Xi Jinping"), ("习近平", "习近平"), ("غوتيريش", "غوتيريش"), ("Modi OR Raisi", "Modi")]
)
def test_a_search_shows_where_it_was_found_in_any_script(visit, text, hit):
    page = visit("/articles")
    box = page.get_by_role("textbox", name="Search the text")
    box.fill(text)
    box.press("Enter")
    page.locator(".w-sentence mark").first.wait_for()
    settle(page)
    assert any(hit in mark for mark in page.locator(".w-sentence mark").all_inner_texts())
    assert "q=" in page.url


@pytest.mark.parametrize("text", ['AND AND "', "!!!", "zzzzqqq"])
def test_a_search_without_an_answer_says_why(visit, text):
    page = visit("/articles")
    box = page.get_by_role("textbox", name="Search the text")
    box.fill(text)
    box.press("Enter")
    page.get_by_role("heading", name="Nothing fits this filter").wait_for()
    assert "because" in page.get_by_text("Nothing found, because").inner_text()


def test_what_a_link_asks_for_in_vain_is_named_and_dropped_on_a_click(visit):
    page = visit("/map?country=ZZ&country=KZ&from=soon&actor=warta:nobody")
    for value in ("ZZ", "soon", "warta:nobody"):
        expect(page.get_by_role("alert").filter(has_text=value)).to_be_visible(timeout=20_000)
    expect(page.get_by_role("button", name="in Kazakhstan")).to_be_visible(timeout=20_000)
    total = count(page)
    for _ in range(3):
        page.get_by_role("button", name="Drop it").first.click()
        page.wait_for_timeout(600)
        settle(page)
    expect(page.get_by_role("alert")).to_have_count(0, timeout=20_000)
    assert count(page) == total
    assert "ZZ" not in page.url


def test_an_article_or_sentence_that_is_not_there_is_told(visit):
    expect(visit("/article?id=nothing").get_by_role("heading", name="No such article")).to_be_visible(timeout=20_000)
    page = visit("/article?id=sample-en-01&sentence=999")
    expect(page.get_by_role("alert").filter(has_text="999")).to_be_visible(timeout=20_000)


def test_a_page_past_the_end_shows_the_last_and_says_so(visit):
    page = visit("/articles?page=99")
    expect(page.get_by_role("alert").filter(has_text="99")).to_be_visible(timeout=20_000)
    assert page.locator(".w-title").count() > 0


def test_share_gives_the_link_of_this_view_and_its_rows(visit, context):
    page = visit(f"/map?{LINK}")
    total = count(page)
    page.get_by_role("button", name="Share").click()
    link = page.locator("code").filter(has_text="/map?").first.inner_text()
    expect(page.get_by_text("Download the")).to_be_visible(timeout=20_000)
    with page.expect_download() as started:
        page.get_by_role("link", name="JSON Lines").click()
    assert jsonl_rows(started.value.path().read_bytes()) == total[0]
    other = context.new_page()
    other.goto(link)
    settle(other)
    assert count(other) == total


def test_an_embedded_view_keeps_its_filter_and_its_count(visit):
    page = visit(f"/map?{LINK}&embed=true")
    assert count(page)[0] > 0
    expect(page.get_by_role("button", name="in Kazakhstan")).to_be_visible(timeout=20_000)
    assert page.locator(".w-brand").count() == 0


def test_the_reader_turns_with_the_language(visit):
    page = visit("/article?id=sample-ar-01")
    page.locator("article#root").wait_for()
    assert page.locator("article#root").get_attribute("dir") == "rtl"
    assert page.locator("a.mark.place").count() > 0


def test_the_dashboard_can_be_used_with_the_keyboard_alone(visit):
    page = visit("/")
    for _ in range(60):  # what is drawn meanwhile may take the focus away
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == "Map":
            break
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Map", exact=True).wait_for()
    settle(page)
    page.get_by_role("textbox", name="Search the text").focus()
    page.keyboard.type("Samarkand")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="text: Samarkand").wait_for()
    settle(page)
    chip = page.get_by_role("button", name="text: Samarkand")
    chip.focus()
    page.keyboard.press("Enter")
    chip.wait_for(state="detached")
    assert "q=" not in page.url


def test_the_roles_switch_of_the_map_changes_its_dots_and_not_the_count(visit):
    page = visit("/map")
    total = count(page)
    page.get_by_role("button", name="mentioned").click()
    page.wait_for_url("**role=**")
    settle(page)
    assert count(page) == total
    assert "role=mentioned" in page.url
