import datetime as dt
import gzip

import pytest

from warta.article import Rejected
from warta.sources.limits import SITEMAP_BYTES, SITEMAP_LINKS
from warta.sources.opml import Outline, outlines, read_outlines
from warta.sources.sitemap import Link, links, read_sitemap

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def opml(body):
    return f'<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body>{body}</body></opml>'.encode()


def feed(at, **more):
    attributes = {"text": f"Feed {at}", "type": "rss", "xmlUrl": f"https://example.org/{at}.xml"} | more
    return "<outline " + " ".join(f'{name}="{value}"' for name, value in attributes.items()) + "/>"


def read_list(data):
    return list(outlines(data if isinstance(data, bytes) else data.encode(), "f.opml"))


def test_feeds_are_found_in_folders_of_folders_each_once():
    found = read_list(opml(f'{feed(1)}<outline text="Asia">{feed(2)}<outline text="Central">{feed(3)}</outline></outline>{feed(1)}'))
    assert found == [Outline(f"Feed {at}", f"https://example.org/{at}.xml") for at in (1, 2, 3)]


def test_ten_thousand_folders_deep_is_no_trouble():
    assert read_list(opml('<outline text="f">' * 10_000 + feed(1) + "</outline>" * 10_000)) == [
        Outline("Feed 1", "https://example.org/1.xml")
    ]


def test_names_of_attributes_in_any_case_and_titles_with_markup_are_read():
    line = '<outline TITLE="&lt;b&gt;Satu&lt;/b&gt; &amp;amp; dua" XMLURL=" https://example.org/a "/>'
    assert read_list(opml(line)) == [Outline("Satu & dua", "https://example.org/a")]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "feed.xml", "https://example.org/" + "a" * 3000])
def test_an_address_that_is_not_of_the_web_is_rejected_and_costs_itself_only(url):
    found = read_list(opml(feed(1, xmlUrl=url) + feed(2)))
    assert "feed 1:" in found[0].reason
    assert found[1].title == "Feed 2"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no OPML"),
        (b"\0\xff", "no OPML"),
        (b"<html/>", "no OPML"),
        (opml(""), "has no feeds"),
        (opml('<outline text="folder"/>'), "has no feeds"),
        (b"<opml>" + b" " * 10_000_000, "larger than"),
    ],
)
def test_what_is_no_list_of_feeds_is_told(data, said):
    (found,) = read_list(data)
    assert said in found.reason


def test_a_list_that_breaks_off_gives_what_came_before():
    assert [
        item.title
        for item in read_list(opml(feed(1) + "<outline & broken " + feed(2)).replace(b"</body></opml>", b""))
        if isinstance(item, Outline)
    ]


def test_entities_of_a_list_are_not_resolved(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret word")
    head = f'<!DOCTYPE opml [<!ENTITY e SYSTEM "file://{secret}"><!ENTITY a "aaaaaaaaaa">]>'
    assert "secret word" not in str(read_list(head + opml(feed(1, text="&e;&a;")).decode().split("?>")[1]))


def test_a_list_of_feeds_as_an_input_says_what_to_do_with_it():
    (found,) = read_outlines(opml(feed(1) + feed(2)), "f.opml")
    assert "2 feeds" in found.reason
    assert "warta watch" in found.reason


NEWS = """<url><loc> https://example.org/a </loc><lastmod>2022-09-15</lastmod><image:image><image:loc>https://example.org/i.png</image:loc></image:image>
<news:news><news:publication><news:name>Contoh</news:name><news:language>id</news:language></news:publication>
<news:publication_date>2022-09-14T10:00:00+05:00</news:publication_date><news:title>Xi &amp; Putin</news:title></news:news></url>"""


def sitemap(body, name="urlset"):
    return (
        f'<?xml version="1.0"?><{name} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
        f"{body}</{name}>"
    ).encode()


def read_links(data, base=None):
    return list(links(data, "s.xml", base, now=NOW))


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lambda data: gzip.compress(data[:50]) + gzip.compress(data[50:])])
def test_a_sitemap_of_news_tells_page_day_title_and_outlet(pack):
    assert read_links(pack(sitemap(NEWS))) == [
        Link("https://example.org/a", "page", "2022-09-15", "Xi & Putin", "2022-09-14T10:00:00+05:00", "Contoh", "id")
    ]


def test_an_index_gives_sitemaps():
    data = sitemap("<sitemap><loc>https://example.org/1.xml.gz</loc><lastmod>2022-09-15T01:00Z</lastmod></sitemap>", "sitemapindex")
    assert read_links(data) == [Link("https://example.org/1.xml.gz", "sitemap", "2022-09-15T01:00:00+00:00")]


def test_lines_of_addresses_are_a_sitemap_too():
    assert [item.url for item in read_links(b"https://example.org/a\r\nhttps://example.org/b\n\n")] == [
        "https://example.org/a",
        "https://example.org/b",
    ]


@pytest.mark.parametrize("loc", ["", "<loc/>", "<loc>javascript:alert(1)</loc>", "<loc>/a</loc>", "<loc>http://[</loc>"])
def test_a_bad_link_costs_itself_only(loc):
    found = read_links(sitemap(f"<url>{loc}</url>{NEWS}"))
    assert found[0].reason.startswith("link 1: ")
    assert found[1].url == "https://example.org/a"


def test_relative_links_are_resolved_and_odd_days_left_out():
    data = sitemap("<url><loc>a</loc><lastmod>2099-01-01</lastmod></url><url><loc>b</loc><lastmod>soon</lastmod></url>")
    assert read_links(data, "https://example.org/s/map.xml") == [Link("https://example.org/s/a"), Link("https://example.org/s/b")]


def test_a_sitemap_that_breaks_off_gives_what_came_before():
    found = read_links(sitemap(NEWS * 3)[:-60])
    assert [item.url for item in found] == ["https://example.org/a"] * 3


def test_of_too_many_links_the_first_are_read():
    found = read_links(sitemap("<url><loc>https://example.org/a</loc></url>" * (SITEMAP_LINKS + 1)))
    assert len(found) == SITEMAP_LINKS + 1
    assert "only the first 50,000" in found[-1].reason


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no sitemap"),
        (b"hello", "no sitemap"),
        (b"<html></html>", "no sitemap"),
        (sitemap(""), "no sitemap"),
        (b"\x1f\x8b\x08broken", "broken gzip"),
        (gzip.compress(b"<urlset/>")[:-9], "cut short"),
        (gzip.compress(b" " * (SITEMAP_BYTES + 1)), "once unpacked"),
        (b"<" + b" " * SITEMAP_BYTES, "larger than the 50 MB"),
    ],
)
def test_what_is_no_sitemap_is_told(data, said):
    (found,) = read_links(data)
    assert isinstance(found, Rejected)
    assert said in found.reason


def test_a_sitemap_as_an_input_says_what_to_do_with_it():
    (found,) = read_sitemap(sitemap(NEWS), "s.xml")
    assert "a sitemap of 1 links" in found.reason


@pytest.mark.parametrize("reference", ["&#xD800;", "&#55296;", "&#0;", "&#x110000;", "&#999999999;", "&#xFFFE;"])
def test_a_reference_to_what_is_no_character_is_replaced(reference):
    assert read_list(opml(feed(1, text=f"a{reference}b"))) == [Outline("a\ufffdb", "https://example.org/1.xml")]
