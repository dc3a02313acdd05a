import datetime as dt
import json

import pytest

from warta.article import Byline, article_id
from warta.sources.page import read_page

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
URL = "https://www.example.org/news/xi-in-samarkand"
BODY = """<nav><a href="/">Home</a></nav><article><h1>Xi arrives in Samarkand</h1>
<p>President Xi Jinping of China arrived in Samarkand on Wednesday for the summit of the Shanghai Cooperation Organisation.</p>
<p>It was his second stop after Kazakhstan, on the first journey abroad since the beginning of the pandemic in 2020.</p>
<p>President Vladimir Putin of Russia was due to meet him on Thursday, the Kremlin said in Moscow on Tuesday.</p></article>"""
ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Xi arrives in Samarkand",
    "author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bo Ek"}],
    "datePublished": "2022-09-14T18:05:00+05:00",
    "inLanguage": "en-GB",
    "publisher": {"@type": "Organization", "name": "Example News"},
    "mainEntityOfPage": {"@id": URL},
}


def page(head="", body=BODY, html=""):
    return f"<!doctype html><html {html}><head><title>Page</title>{head}</head><body>{body}</body></html>".encode()


def data(value):
    return f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value)}</script>'


def meta(**fields):
    return "".join(f'<meta property="{name.replace("__", ":").replace("_o_", ".")}" content="{value}">' for name, value in fields.items())


def only(content, base=None, charset=None):
    (found,) = read_page(content, "a.html", base, charset, now=NOW)
    return found


def stated(article):
    return article.title, article.byline, article.published, article.language, article.outlet, article.url


WHOLE = ("Xi arrives in Samarkand", (Byline(name="Ann Lee"), Byline(name="Bo Ek")), ARTICLE["datePublished"], "en-GB", "Example News", URL)


@pytest.mark.parametrize(
    "value",
    [
        ARTICLE,
        [{"@type": "WebSite", "name": "Other"}, ARTICLE],
        {"@graph": [{"@type": "BreadcrumbList"}, {**ARTICLE, "@type": ["Thing", "ReportageNewsArticle"]}]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {
            "@graph": [
                {**ARTICLE, "author": [{"@id": "#ann"}, {"@id": "#bo"}], "publisher": {"@id": "#org"}},
                {"@id": "#ann", "name": "Ann Lee"},
                {"@id": "#bo", "name": ["Bo Ek", "B. Ek"]},
                {"@id": "#org", "@type": "Organization", "name": "Example News"},
            ]
        },
        "<!--" + json.dumps(ARTICLE) + "-->",
        "//<![CDATA[\n" + json.dumps(ARTICLE) + ";\n//]]>",
        json.dumps(ARTICLE)[:-1] + ",}",
        json.dumps(ARTICLE).replace("arrives in", "arrives\n in"),
    ],
)
def test_json_ld_tells_title_authors_day_language_outlet_and_address(value):
    assert stated(only(page(data(value)))) == WHOLE


def test_meta_elements_tell_what_json_ld_does_not():
    head = meta(
        og__title="Xi arrives in Samarkand | Example News",
        og__site_name="Example News",
        og__url=URL,
        article__published_time=ARTICLE["datePublished"],
        author="Ann Lee",
        og__locale="en_GB",
    )
    title, _, published, language, outlet, url = WHOLE
    assert stated(only(page(head))) == (title, (Byline(name="Ann Lee"),), published, language, outlet, url)


def test_dublin_core_is_read():
    head = "".join(
        f'<meta name="DC.{name}" content="{value}">'
        for name, value in {
            "title": "Xi arrives",
            "creator": "Ann Lee",
            "date.issued": "2022-09-14",
            "publisher": "Example",
            "language": "en",
        }.items()
    )
    assert stated(only(page(head))) == ("Xi arrives", (Byline(name="Ann Lee"),), "2022-09-14", "en", "Example", None)


@pytest.mark.parametrize(
    "broken", ['{"@type": "NewsArticle", ', "[" * 100_000, "null", "7", '"x"', "", '{"@type": 7, "headline": []}', "{" * 10]
)
def test_broken_json_ld_costs_itself_only(broken):
    article = only(page(data(broken) + data(ARTICLE)))
    assert stated(article) == WHOLE


@pytest.mark.parametrize(
    "odd",
    [
        {"headline": 7, "author": 7, "datePublished": ["x"], "publisher": [], "inLanguage": {}, "mainEntityOfPage": 1},
        {"headline": {}, "author": [[{"name": "x"}]], "datePublished": {"@value": []}, "publisher": {"name": {"a": 1}}},
        {"author": {"name": {"name": {"name": "x"}}}, "@id": {"@id": "@id"}, "headline": "\0\x01"},
    ],
)
def test_odd_values_in_json_ld_never_lose_the_article(odd):
    assert "Shanghai Cooperation" in only(page(data({"@type": "NewsArticle", **odd}))).text


def test_of_several_articles_the_one_of_the_page_is_meant():
    other = {**ARTICLE, "headline": "Something else", "mainEntityOfPage": URL + "-2"}
    assert only(page(data([other, ARTICLE]) + f'<link rel="canonical" href="{URL}">')).title == "Xi arrives in Samarkand"


def test_a_headline_that_was_cut_off_gives_way_to_a_whole_one():
    head = data({**ARTICLE, "headline": "Xi arrives in …"}) + meta(og__title="Xi arrives in Samarkand")
    assert only(page(head)).title == "Xi arrives in Samarkand"


def test_the_address_of_a_profile_is_no_author():
    assert only(page(meta(article__author="https://social.example.org/ann", author="Ann Lee"))).byline == (Byline(name="Ann Lee"),)


def test_the_outlet_is_spelt_as_it_spells_itself_best():
    assert only(page(meta(og__site_name="examplenews") + data(ARTICLE))).outlet == "Example News"


def test_without_a_name_the_outlet_is_the_host():
    assert only(page(), base=URL).outlet == "example.org"


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("/news/xi", "https://www.example.org/news/xi"),
        ("https://amp.example.org/news/xi", "https://amp.example.org/news/xi"),
        ("https://victim.example/news/xi", URL),
        ("https://www.example.org/", URL),
        ("javascript:alert(1)", URL),
        ("http://[", URL),
        ("https://www.example.org/" + "x" * 3000, URL),
        ("", URL),
    ],
)
def test_a_page_that_was_fetched_can_only_claim_an_address_of_its_own_site(canonical, url):
    article = only(page(f'<link rel="canonical" href="{canonical}">'), base=URL)
    assert (article.url, article.id) == (url, article_id("", url))


@pytest.mark.parametrize("when", ["2099-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "soon"])
def test_a_day_that_cannot_be_is_unknown_and_noted(when):
    article = only(page(data({**ARTICLE, "datePublished": when})))
    assert article.published is None
    assert "stated date" in article.notes[0].reason


def test_a_day_that_can_be_goes_before_one_that_cannot():
    article = only(page(data({**ARTICLE, "datePublished": "soon"}) + meta(article__published_time="2022-09-14")))
    assert (article.published, article.notes) == ("2022-09-14", ())


def test_the_body_in_json_ld_is_used_where_the_page_shows_none():
    text = "President Xi Jinping of China arrived in Samarkand on Wednesday for a summit."
    article = only(page(data({**ARTICLE, "articleBody": text}), body="<div></div>"))
    assert article.text == f"Xi arrives in Samarkand\n{text}"


def test_what_the_server_says_of_the_encoding_is_believed_where_it_decodes():
    content = page(body=BODY.replace("Samarkand", "Samarcandé")).decode()
    assert "Samarcandé" in only(content.encode("iso-8859-1"), charset="iso-8859-1").text
    assert "Samarcandé" in only(content.encode(), charset="us-ascii").text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"<html>", "no article"),
        (b"<!--", "no article"),
        (b"<html><body><nav>Menu</nav>", "no article"),
        (b"<a " * 10_000, "no article"),
        (b"&" * 1000 + b"<p", "no article"),
        (b"<div>" * 5000, "no article"),
        (b"<p>" * 50_001, "has 50,001 tags"),
    ],
)
def test_a_page_without_an_article_is_told(content, said):
    assert said in only(content).reason
