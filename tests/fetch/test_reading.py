import gzip
import json
import time
from pathlib import Path

import pytest

from tests.factory import parsed
from tests.fetch import server
from tests.fetch.server import article_page, feed, item, page, rss, status
from warta.article import Article, Rejected, article_id, encode
from warta.cli import main
from warta.fetch import Options, fetch_article, read
from warta.fetch.sniffing import feeds_of, kind_of
from warta.store.lake import Lake

WHOLE = " ".join(f"The presidents spoke about trade route number {number} and about the railway." for number in range(12))
TITLE = "Talks in Samarkand"
SITEMAP = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
INDEX = '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'
ALTERNATE = '<link rel="alternate" type="application/rss+xml" href="/feed?a=1&amp;b=2">'


def opml(*urls):
    outlines = "".join(f"<outline text='x' xmlUrl='{url}'/>" for url in urls)
    return f'<?xml version="1.0"?><opml version="2.0"><body>{outlines}</body></opml>'


@pytest.fixture
def taken(client):
    def take(*inputs, **options):
        return list(read(inputs, client(**options)))

    return take


def only(found):
    assert len(found) == 1, found
    return found[0]


def reason(found, source):
    rejected = only(found)
    assert isinstance(rejected, Rejected)
    assert rejected.source == source
    return rejected.reason


def test_a_page_becomes_its_article(web, taken):
    url = web.put("/berita/a", page(article_page(TITLE, WHOLE)))
    article = only(taken(url))
    assert article.title == TITLE
    assert WHOLE in article.text
    assert article.url == url


def test_a_page_that_names_its_feed_stays_a_page(web, taken):
    url = web.put("/a", page(article_page(TITLE, WHOLE, extra=ALTERNATE)))
    assert isinstance(only(taken(url)), Article)
    assert web.paths() == ["/robots.txt", "/a"]


def test_a_page_without_an_article_says_where_its_feed_is(web, taken):
    url = web.put("/", page(f"<html><head>{ALTERNATE}</head><body><a href='/a'>x</a></body></html>"))
    assert f"it links to a feed: {web.url('/feed?a=1&b=2')}" in reason(taken(url), url)


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r"])
def test_the_encoding_that_the_server_states_is_believed(web, taken, charset):
    russian = "Президенты встретились в Самарканде и обсудили торговлю. " * 4
    html = article_page("Встреча", russian).replace("<meta charset='utf-8'>", "")
    assert russian.strip() in only(taken(web.put("/a", page(html.encode(charset), f"text/html; charset={charset}")))).text


def test_a_wrong_charset_does_no_harm_where_the_bytes_are_unicode(web, taken):
    url = web.put("/a", page(article_page("Rencontre à Samarcande", WHOLE), "text/html; charset=no-such-thing"))
    assert only(taken(url)).title == "Rencontre à Samarcande"


def test_a_text_keeps_its_words_and_gets_its_address(web, taken):
    url = web.put("/a.txt", page("Кыргызстан и Узбекистан".encode("cp1251"), "text/plain; charset=cp1251"))
    assert only(taken(url)) == Article(id=article_id("", url), text="Кыргызстан и Узбекистан", url=url)


def test_json_and_json_lines_are_read_as_from_a_file(web, taken):
    one = parsed("[Xi|xi] was in [Samarkand|samarkand].")
    assert taken(web.put("/a.json", page(encode(one), "application/json"))) == [one]
    lines = b'{"text": "Satu berita."}\n{"text": \n{"text": "Dua berita."}\n'
    found = taken(web.put("/b.jsonl", page(lines, "application/octet-stream")))
    assert [isinstance(item, Rejected) for item in found] == [False, True, False]


def test_whole_entries_are_taken_from_the_feed_itself(web, taken):
    url = web.put(
        "/feed", feed(rss(item(TITLE, WHOLE, web.url("/a"), whole=True), item("Second", WHOLE + " More.", web.url("/b"), whole=True)))
    )
    found = taken(url)
    assert [article.title for article in found] == [TITLE, "Second"]
    assert [article.url for article in found] == [web.url("/a"), web.url("/b")]
    assert web.paths() == ["/robots.txt", "/feed"]


def test_the_page_of_a_teaser_is_fetched(web, taken):
    web.put("/a", page(article_page(TITLE, WHOLE)))
    article = only(taken(web.put("/feed", feed(rss(item(TITLE, "The presidents spoke", web.url("/a")))))))
    assert WHOLE in article.text
    assert article.id == article_id("", web.url("/a"))
    assert article.published.startswith("2022-09-15")
    assert article.notes == ()


@pytest.mark.parametrize(
    ("part", "why"),
    [
        (status(404), "no such page (404)"),
        (status(500), "has a fault (500)"),
        (server.hang(), "took too long"),
        (server.bomb(megabytes=10), "larger than"),
        (server.redirect("file:///etc/passwd"), "only http and https"),
        (page(b"%PDF-1.7"), "a PDF"),
        (page("<html><body>Log in</body></html>"), "no article was found"),
        (page(article_page(TITLE, "Subscribe to read this text, please, dear reader.")), "less text than its feed"),
    ],
    ids=["missing", "fault", "hang", "bomb", "file", "pdf", "empty", "paywall"],
)
def test_a_teaser_whose_page_fails_is_taken_with_a_note(web, taken, part, why):
    web.put("/a", part)
    hangs = "took too long" in why
    teaser = "The presidents of two countries spoke about trade and the railway on Thursday in Samarkand, Uzbekistan."
    article = only(taken(web.put("/feed", feed(rss(item(TITLE, teaser, web.url("/a"))))), total=0.5 if hangs else 10.0))
    assert teaser in article.text
    (note,) = article.notes
    assert (note.step, "only what the feed tells" in note.reason, why in note.reason) == ("fetch", True, True), note


def test_a_teaser_that_robots_txt_keeps_us_from_is_taken_with_a_note(web, taken):
    web.put("/robots.txt", server.text("User-agent: *\nDisallow: /a\n"))
    article = only(taken(web.put("/feed", feed(rss(item(TITLE, "The presidents spoke", web.url("/a")))))))
    assert "robots.txt" in article.notes[0].reason


def test_teasers_can_be_left_at_that(web, taken):
    url = web.put("/feed", feed(rss(item(TITLE, "The presidents spoke", web.url("/a")))))
    assert "not to be fetched" in only(taken(url, follow=False)).notes[0].reason
    assert "/a" not in web.paths()


def test_a_feed_that_leads_into_the_private_network_leads_nowhere(web, taken, monkeypatch):
    monkeypatch.setattr("warta.fetch.resolving.closed", lambda ip: "loopback" if ":" in ip else None)
    with server.playing("::1") as home:
        home.put("/secret", page(article_page("Secret", WHOLE)))
        url = web.put("/feed", feed(rss(item(TITLE, "The presidents spoke", home.url("/secret")))))
        article = only(taken(url, allow_private=False))
        assert home.paths() == []
    assert "not an address of the open internet" in article.notes[0].reason


def test_a_bad_entry_costs_itself_only(web, taken):
    found = taken(web.put("/feed", feed(rss(item(TITLE, WHOLE, web.url("/a"), whole=True), "<item></item>", item("B", WHOLE, whole=True)))))
    assert [isinstance(article, Rejected) for article in found] == [False, True, False]


def test_a_sitemap_gives_its_pages(web, taken):
    for path in ("/a", "/b"):
        web.put(path, page(article_page(TITLE + path, WHOLE)))
    urls = "".join(f"<url><loc>{web.url(path)}</loc></url>" for path in ("/a", "/b", "/none"))
    found = taken(web.put("/sitemap.xml", page(SITEMAP.format(urls), "application/xml")))
    assert [article.url for article in found[:2]] == [web.url("/a"), web.url("/b")]
    assert "404" in reason(found[2:], web.url("/none"))


def test_what_a_sitemap_for_news_says_of_a_page_is_kept_where_the_page_is_silent(web, taken):
    web.put("/a", page(article_page(TITLE, WHOLE)))
    news = "<news:publication_date>2022-09-15</news:publication_date><news:title>Another title</news:title>"
    space = "http://www.google.com/schemas/sitemap-news/0.9"
    url = f"<url><loc>{web.url('/a')}</loc><news:news xmlns:news='{space}'>{news}</news:news></url>"
    article = only(taken(web.put("/sitemap.xml", page(SITEMAP.format(url), "application/xml"))))
    assert (article.title, article.published) == (TITLE, "2022-09-15")


def test_a_packed_index_of_sitemaps_is_followed(web, taken):
    web.put("/a", page(article_page(TITLE, WHOLE)))
    inner = gzip.compress(SITEMAP.format(f"<url><loc>{web.url('/a')}</loc></url>").encode())
    web.put("/inner.xml.gz", page(inner, "application/x-gzip"))
    index = INDEX.format(f"<sitemap><loc>{web.url('/inner.xml.gz')}</loc></sitemap>")
    assert only(taken(web.put("/sitemap.xml", page(index, "text/xml")))).title == TITLE


def test_a_sitemap_that_is_its_own_index_ends(web, taken):
    url = web.url("/sitemap.xml")
    web.put(
        "/sitemap.xml", page(INDEX.format(f"<sitemap><loc>{url}?again</loc></sitemap><sitemap><loc>{url}?more</loc></sitemap>"), "text/xml")
    )
    assert "leads to no article" in reason(taken(url), url)
    assert len(web.paths()) < 10


def test_a_packed_bomb_is_no_sitemap(web, taken):
    url = web.put("/sitemap.xml.gz", page(gzip.compress(bytes(60_000_000)), "application/gzip"))
    assert "more than 50 MB once unpacked" in reason(taken(url), url)


def test_a_list_of_feeds_gives_the_articles_of_all_that_answer(web, taken):
    web.put("/one", feed(rss(item("One", WHOLE, web.url("/a"), whole=True))))
    web.put("/two", feed(rss(item("Two", WHOLE, web.url("/b"), whole=True), item("One", WHOLE, web.url("/a"), whole=True))))
    url = web.put("/feeds.opml", page(opml(web.url("/one"), web.url("/gone"), web.url("/two")), "text/x-opml"))
    found = taken(url)
    assert [article.title for article in found if isinstance(article, Article)] == ["One", "Two"]
    assert "404" in reason([item for item in found if isinstance(item, Rejected)], web.url("/gone"))


def test_a_list_leads_to_so_many_pages_and_no_more(web, taken):
    teasers = [item(f"Title {number}", "The presidents spoke", web.url(f"/{number}")) for number in range(5)]
    found = taken(web.put("/feed", feed(rss(*teasers))), most=2)
    assert [isinstance(article, Rejected) for article in found] == [False, False, True]
    assert "more than 2 documents" in found[-1].reason


def test_files_and_addresses_can_be_given_together(web, taken, tmp_path):
    (tmp_path / "a.txt").write_text("Satu berita.")
    web.put("/b", server.text("Dua berita."))
    found = taken(str(tmp_path / "a.txt"), web.url("/b"), web.url("/none"), "ftp://example.org/x")
    assert [article.text for article in found[:2]] == ["Satu berita.", "Dua berita."]
    assert "404" in found[2].reason
    assert "only http and https" in found[3].reason


@pytest.mark.parametrize(
    ("body", "media_type", "kind"),
    [
        (rss(), "text/html", "feed"),
        ("\n<?xml version='1.0'?><!-- a > b --><?style x?><!DOCTYPE rss [ <!ENTITY x 'y'> ]><rss>", "", "feed"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'>", "application/xml", "feed"),
        ("<rdf:RDF xmlns:rdf='x'>", "application/rdf+xml", "feed"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "application/json", "feed"),
        (rss().encode("utf-16"), "application/rss+xml", "feed"),
        (SITEMAP, "application/xml", "sitemap"),
        ("https://example.org/a\nhttps://example.org/b\n", "text/plain", "sitemap"),
        (opml(), "text/plain", "opml"),
        ("<!doctype html><html>", "application/xml", "page"),
        ("<article>words</article>", "text/html", "page"),
        ("words and words", "text/html", "page"),
        ("words < words", "text/plain", "plain"),
        ("https://example.org/ was down", "text/plain", "plain"),
        ("words", "", "plain"),
        ("", "", "plain"),
        ('{"text": "a"}', "application/json", "json"),
        ('[{"text": "a"}]', "application/octet-stream", "json"),
        ('{"text": "a"}\n{"text": "b"}\n', "text/plain", "lines"),
        ('{"text": "a"}', "application/x-ndjson", "lines"),
        ("<!--" * 2000, "text/html", "page"),
    ],
)
def test_a_document_is_known_by_its_beginning_and_its_type(body, media_type, kind):
    assert kind_of(body if isinstance(body, bytes) else body.encode(), media_type) == kind


def test_the_feeds_of_a_page_are_addresses_of_the_web():
    html = "<link href='javascript:x' rel='alternate' type='application/atom+xml'><link rel=alternate><link rel='stylesheet' href='/x'>"
    assert feeds_of(f"{html}{ALTERNATE}".encode(), "https://example.org/a/") == ["https://example.org/feed?a=1&b=2"]
    assert feeds_of(b"<link " * 30_000, "https://example.org/") == []


@pytest.mark.parametrize("url", ["https://user:secret@example.org/a", "http:secret@x/", "HTTP://a@secret@127.0.0.1/", "ftp://:secret@x"])
def test_a_password_in_an_address_is_neither_used_nor_shown_nor_kept(taken, client, url):
    for found in (taken(url) if "://" in url else [], fetch_article(url, client=client())):
        for rejected in found:
            assert "secret" not in f"{rejected.source} {rejected.reason}"


# ---- for the page that adds one article


def test_one_article_can_be_fetched(web, client):
    article = only(fetch_article(web.put("/a", page(article_page(TITLE, WHOLE))), client=client()))
    assert article.title == TITLE


def test_a_feed_gives_its_entries_without_their_pages(web, client):
    url = web.put("/feed", feed(rss(item("One", "The presidents spoke", web.url("/a")), item("Two", WHOLE, whole=True))))
    assert [article.title for article in fetch_article(url, client=client())] == ["One", "Two"]
    assert web.paths() == ["/robots.txt", "/feed"]


def test_what_is_private_is_never_fetched_for_a_reader(web):
    url = web.put("/a", page(article_page(TITLE, WHOLE)))
    assert "loopback" in reason(fetch_article(url), url)
    assert web.paths() == []


def test_readers_who_ask_at_once_are_one_client_to_a_host(web):
    url = web.put("/a", page(article_page(TITLE, WHOLE)))
    options = Options(allow_private=True, delay=0.3)
    for _ in range(2):
        assert only(fetch_article(url, options)).title == TITLE
    assert web.paths() == ["/robots.txt", "/a", "/a"]
    assert web.asked[2].at - web.asked[1].at >= 0.3


def test_one_article_is_given_up_in_time(web, client, monkeypatch):
    monkeypatch.setattr("warta.fetch.reading.ARTICLE_SECONDS", 0.3)
    url = web.put("/a", server.drip())
    begun = time.monotonic()
    assert "too long" in reason(fetch_article(url, client=client(total=20.0, retries=5)), url)
    assert time.monotonic() - begun < 3


def test_other_lists_are_not_for_a_reader_to_add(web, client):
    url = web.put("/feeds.opml", page(opml(web.url("/one")), "text/x-opml"))
    assert "python -m warta load" in reason(fetch_article(url, client=client()), url)


# ---- the command line


def test_an_address_can_be_parsed_and_loaded(web, tmp_path, capsys):
    url = web.put(
        "/a", page(article_page(TITLE, "Vladimir Putin met Xi Jinping in Samarkand on 15 September 2022. They spoke about trade."))
    )
    assert main(["parse", url, "--allow-private"]) == 0
    assert json.loads(capsys.readouterr().out)["url"] == url
    store = str(tmp_path / "store")
    assert main(["load", url, "--allow-private", "--store", store]) == 0
    assert "1 new" in capsys.readouterr().out
    assert main(["load", "https://user:secret@example.org/", "--store", store]) == 3
    loads = Lake(Path(store)).connect().execute("SELECT inputs FROM loads").fetchall()
    assert "secret" not in str(loads)
    assert "secret" not in capsys.readouterr().err


def test_an_address_that_cannot_be_had_is_told_on_standard_error(web, capsys):
    url = web.url("/a")
    assert main(["parse", url]) == 3
    assert f"{url}: 127.0.0.1 is not an address of the open internet but loopback" in capsys.readouterr().err
