import datetime as dt
import json

import pytest

from warta.article import Article, Byline, Rejected, article_id
from warta.parse import parse
from warta.sources import read
from warta.sources.feed import Entry, entries
from warta.sources.limits import ENTRY_CHARACTERS, FEED_BYTES, NAME_CHARACTERS

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
BASE = "https://example.org/news/feed.xml"
BODY = "Presiden Xi Jinping tiba di Samarkand pada Rabu untuk menghadiri pertemuan puncak Organisasi Kerja Sama Shanghai."
LONG = " ".join([BODY] * 5)


def rss(*items, head="", channel="<title>Contoh</title><link>https://example.org/</link><language>id</language>"):
    return f'<?xml version="1.0"?>{head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>{channel}{"".join(items)}</channel></rss>'


def item(title="Judul", body=BODY, link="/a", **more):
    fields = {"title": title, "description": body, "link": link} | more
    return (
        "<item>"
        + "".join(f"<{name.replace('_', ':')}>{value}</{name.replace('_', ':')}>" for name, value in fields.items() if value)
        + "</item>"
    )


def took(feed, base=BASE):
    data = feed if isinstance(feed, bytes) else feed.encode()
    return list(entries(data, "f.xml", base, now=NOW))


def only(feed, base=BASE):
    (found,) = took(feed, base)
    assert isinstance(found, Entry), found
    return found


def reasons(feed):
    return [found.reason for found in took(feed) if isinstance(found, Rejected)]


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id"><title>Contoh</title>
<entry><title>Judul</title><id>urn:x:1</id><link href="/a"/><author><name>Rina</name></author><author><name>Budi</name></author>
<published>2022-09-14T10:30:00+05:00</published><content type="html">&lt;p&gt;{LONG}&lt;/p&gt;</content></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Contoh</title><link>https://example.org/</link><dc:language>id</dc:language></channel>
<item><title>Judul</title><link>/a</link><dc:creator>Rina</dc:creator><dc:creator>Budi</dc:creator>
<dc:date>2022-09-14T10:30:00+05:00</dc:date><content:encoded>&lt;p&gt;{LONG}&lt;/p&gt;</content:encoded></item></rdf:RDF>"""
RSS = rss(item(body="", content_encoded=f"<![CDATA[<p>{LONG}</p>]]>", dc_creator="Rina</dc:creator><dc:creator>Budi", pubDate="Wed, 14 Sep 2022 10:30:00 +0500"))  # fmt: skip  # noqa: E501
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Contoh",
        "language": "id",
        "items": [
            {
                "id": 1,
                "title": "Judul",
                "url": "/a",
                "authors": [{"name": "Rina"}, {"name": "Budi"}],
                "date_published": "2022-09-14T10:30:00+05:00",
                "content_html": f"<p>{LONG}</p>",
            }
        ],
    }
)


@pytest.mark.parametrize("feed", [RSS, RDF, ATOM, JSON_FEED], ids=["rss", "rdf", "atom", "json"])
def test_an_entry_keeps_its_text_outlet_authors_language_day_and_address(feed):
    entry = only(feed)
    assert entry.article == Article(
        id=article_id("", "https://example.org/a"),
        text=f"Judul\n{LONG}",
        title="Judul",
        language="id",
        published="2022-09-14T10:30:00+05:00",
        url="https://example.org/a",
        outlet="Contoh",
        byline=(Byline(name="Rina"), Byline(name="Budi")),
    )
    assert (entry.link, entry.whole) == ("https://example.org/a", True)


@pytest.mark.parametrize("version", ["0.91", "0.92", "2.0", "3.7"])
def test_any_version_of_rss_is_read(version):
    assert only(rss(item()).replace('version="2.0"', f'version="{version}"')).article.title == "Judul"


@pytest.mark.parametrize(
    ("more", "whole"),
    [
        ({"body": BODY}, False),
        ({"body": LONG * 3}, True),
        ({"body": LONG * 3 + " […]"}, False),
        ({"body": LONG * 3 + " [&amp;#8230;]&lt;p>The post Judul appeared first on Contoh.&lt;/p>"}, False),
        ({"body": "", "content_encoded": LONG + "..."}, False),
        ({"body": "", "content_encoded": BODY}, False),
        ({"body": BODY, "content_encoded": LONG}, True),
        ({"body": ""}, False),
    ],
)
def test_a_teaser_is_told_from_the_whole_text(more, whole):
    assert only(rss(item(**more))).whole is whole


def test_html_becomes_lines_of_text():
    body = "<![CDATA[<p>Satu &nbsp; <b>dua</b>\n tiga.</p>"
    body += "<ul><li>Empat</li><li>Lima</li></ul><script>alert(1)</script>Enam<br>tujuh<!-- x -->]]>"
    assert only(rss(item(body=body))).article.text == "Judul\nSatu dua tiga.\nEmpat\nLima\nEnam\ntujuh"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("&lt;b>Xi&lt;/b> tiba", "Xi tiba"),
        ("<![CDATA[<a href='x'>Xi</a> tiba]]>", "Xi tiba"),
        ("Q&amp;amp;A: 5 &lt; 6", "Q&A: 5 < 6"),
        ("Xi &amp;mdash; Putin", "Xi — Putin"),
        ("\n Xi\n tiba ", "Xi tiba"),
    ],
)
def test_a_title_is_shown_without_markup(title, shown):
    assert only(rss(item(title=title))).article.title == shown


@pytest.mark.parametrize(
    ("stated", "value"),
    [
        ("Wed, 14 Sep 2022 10:30:00 +0700", "2022-09-14T10:30:00+07:00"),
        ("14 Sep 2022 10:30 GMT", "2022-09-14T10:30:00+00:00"),
        ("2022-09-14", "2022-09-14"),
        ("20220914T103000Z", "2022-09-14T10:30:00+00:00"),
        ("2022-09-14 10:30:00 UTC", "2022-09-14T10:30:00+00:00"),
    ],
)
def test_a_day_keeps_the_time_of_the_place(stated, value):
    assert only(rss(item(pubDate=stated))).article.published == value


@pytest.mark.parametrize(
    ("stated", "doubt"),
    [
        ("Wed, 14 Sep 2099 10:30:00 +0700", "lies in the future"),
        ("2026-01-03T00:00:00Z", "lies in the future"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", "cannot be meant"),
        ("0001-01-01T00:00:00Z", "cannot be meant"),
        ("yesterday", "not understood"),
        ("9999-12-31T23:59:59-12:00", "lies in the future"),
    ],
)
def test_an_odd_day_costs_the_day_not_the_entry_and_is_noted_by_the_parser(stated, doubt):
    article = only(rss(item(pubDate=stated))).article
    assert article.published is None
    assert BODY in article.text
    (note,) = [note for note in parse(article).notes if note.step == "published"]
    assert doubt in note.reason


def test_no_day_stays_unknown():
    article = only(rss(item())).article
    assert (article.published, article.notes) == (None, ())


def test_relative_links_are_resolved_against_the_feed_else_against_its_home():
    assert only(rss(item(link="b?c=1&amp;d=2"))).link == "https://example.org/news/b?c=1&d=2"
    assert only(rss(item(link="b")), base=None).link == "https://example.org/b"
    assert only(rss(item(link="b"), channel="<title>Contoh</title>"), base=None).link is None


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://[", "ftp://example.org/a", "mailto:a@example.org", "/" + "a" * 3000])
def test_a_link_that_is_no_address_is_dropped(link):
    entry = only(rss(item(link=link)))
    assert (entry.link, entry.article.url) == (None, None)


def test_entries_without_link_and_id_are_told_apart_by_their_text():
    found = took(rss(item(link="", body="Satu."), item(link="", body="Dua.")))
    assert len({entry.article.id for entry in found}) == 2


def test_an_id_without_a_link_outlasts_a_change_of_the_text():
    before, after = (only(rss(item(link="", body=body, guid="tag:1"))) for body in ("Satu.", "Dua."))
    assert before.article.id == after.article.id


def test_entries_that_share_an_id_are_all_kept_and_an_exact_repeat_is_told():
    found = took(json.dumps({"version": "1", "items": [{"id": 1, "content_text": text} for text in ("Satu.", "Dua.", "Satu.")]}))
    assert len({entry.article.id for entry in found[:2]}) == 2
    assert found[2] == Rejected(source="f.xml", reason="entry 3: repeats entry 1")


def test_entries_that_all_link_to_the_front_page_are_told_apart():
    feed = [item(title=name, body=f"{name} {BODY}", link="https://example.org/") for name in ("Satu", "Dua")]
    ids = [entry.article.id for entry in took(rss(*feed))]
    assert len(set(ids)) == 2
    assert ids[::-1] == [entry.article.id for entry in took(rss(*feed[::-1]))]


def test_an_entry_that_is_too_long_or_empty_costs_itself_only():
    found = took(rss(item(body="kata " * ENTRY_CHARACTERS, link="/long"), "<item/>", item(body="...", title="!"), item()))
    assert [isinstance(entry, Entry) for entry in found] == [False, False, False, True]
    assert "entry 1: has 5,000,005 characters" in found[0].reason
    assert "neither a text nor a title" in found[1].reason


def test_long_names_are_cut_off():
    article = only(rss(item(title="j" * 5000, author="a" * 5000))).article
    assert (len(article.title), len(article.byline[0].name)) == (NAME_CHARACTERS, NAME_CHARACTERS)


def test_broken_bytes_cost_the_entry_that_has_them():
    found = took(rss(item(body="Caf? ditutup.", link="/b"), item()).encode().replace(b"Caf?", b"Caf\xe9"))
    assert [type(entry).__name__ for entry in found] == ["Rejected", "Entry"]
    assert "no characters in the encoding" in found[0].reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1", "windows-1251"])
def test_a_feed_is_read_in_the_encoding_that_it_states(encoding):
    said = "Си Цзиньпин в Самарканде" if encoding == "windows-1251" else "Café à Samarcande"
    feed = rss(item(body=said)).replace('"1.0"?', f'"1.0" encoding="{encoding}"?')
    assert said in only(feed.encode(encoding)).article.text


def test_what_the_server_says_of_the_encoding_goes_before_what_the_feed_says():
    data = rss(item(body="Café")).replace('"1.0"?', '"1.0" encoding="utf-8"?').encode("iso-8859-1")
    (entry,) = entries(data, "f.xml", charset="iso-8859-1")
    assert "Café" in entry.article.text


@pytest.mark.parametrize("charset", ["none-such", "\0", "", "hex"])
def test_an_unknown_encoding_is_passed_over(charset):
    (entry,) = entries(rss(item()).encode(), "f.xml", charset=charset)
    assert BODY in entry.article.text


@pytest.mark.parametrize(
    "feed",
    [
        rss(item(), "<item><title>Buka"),
        rss(item()).replace("</channel>", "<br></channel>"),
        rss(item(title="A & B &nbsp; C")),
        rss(item(title="a\x08b\x0bc")),
        "  \n" + rss(item()),
        rss(item()).replace("</rss>", ""),
        rss(item()).replace('xmlns:dc="http://purl.org/dc/elements/1.1/"', "").replace("<link>", "<dc:x>y</dc:x><link>"),
    ],
)
def test_broken_xml_is_read_as_far_as_it_goes(feed):
    found = took(feed)
    assert BODY in found[0].article.text


BOMB = "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(20))


@pytest.mark.parametrize("head", [f'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">{BOMB}]>', f'<!DOCTYPE r [<!ENTITY a "{"a" * 100_000}">]>'])
def test_entities_that_a_feed_declares_are_never_resolved(head):
    found = took(rss(item(title="Xi &u;", body="&u; &a;" * 1000), head=head))
    assert all("aaaaaaaaaa" not in entry.article.text for entry in found if isinstance(entry, Entry))


def test_a_feed_cannot_pull_in_another_file(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret word")
    for head in (f'<!DOCTYPE r [<!ENTITY e SYSTEM "file://{secret}">]>', f'<!DOCTYPE r SYSTEM "file://{secret}">'):
        for entry in took(rss(item(body=f"{BODY} &e;"), head=head)):
            assert "secret word" not in str(entry)


@pytest.mark.parametrize(
    ("feed", "said"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\0\0\0", "no feed"),
        (rss(), "the feed has no entries"),
        (rss("<broken>"), "no entries before it breaks off"),
        ("<html><body><p>404</p></body></html>", "no feed"),
        ("plain words", "no feed"),
        ('{"items": ', "broken JSON"),
        ('{"items": [], "version": "1"}', "the feed has no entries"),
        ('{"things": []}', "no JSON feed"),
        ("[1]", "no JSON feed"),
        ("[" * 100_000, "broken JSON"),
        (b"<rss>" + b" " * FEED_BYTES, "larger than 10 MB"),
        ("http://127.0.0.1:9/feed.xml", "no feed"),
        ("/etc/passwd", "no feed"),
    ],
)
def test_what_is_no_feed_is_told(feed, said):
    (reason,) = reasons(feed)
    assert said in reason


def test_odd_values_in_a_json_feed_cost_only_themselves():
    odd = [
        7,
        None,
        [],
        {},
        {"id": {}, "title": 7, "content_text": "a < b & c", "authors": ["x", {"name": []}], "date_published": 5, "url": []},
    ]
    found = took(json.dumps({"version": "1", "title": None, "items": odd}))
    assert [isinstance(entry, Entry) for entry in found] == [False, False, False, False, True]
    assert found[4].article.text == "7\na < b & c"


@pytest.mark.parametrize(("name", "feed"), [("a.xml", RSS), ("a.rss", RSS), ("a.atom", ATOM), ("a.json", JSON_FEED)])
def test_a_saved_feed_is_read_like_any_file(tmp_path, name, feed):
    path = tmp_path / name
    path.write_text(feed)
    (article,) = read([str(path)])
    assert article.text == f"Judul\n{LONG}"
