"""Sound inputs of every kind, spoilt at random: nothing raises, and what comes out is an article or a reason.

``WARTA_FUZZ`` sets how many inputs a source are tried (``scripts/soak`` takes 2,000).
"""

import bz2
import gzip
import io
import json
import lzma
import os

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sources.test_archives import as_tar, as_zip
from tests.sources.test_feed import ATOM, JSON_FEED, RDF, RSS
from tests.sources.test_lists import NEWS, feed, opml, sitemap
from tests.sources.test_page import ARTICLE, data, meta, page
from tests.sources.test_tables import as_parquet
from tests.sources.test_warc import good, http, record
from warta.article import Article, ParsedArticle, Rejected, encode
from warta.sources.check import fault, worded
from warta.sources.context import Context
from warta.sources.feed import Entry, entries
from warta.sources.kinds import read_member, read_named
from warta.sources.limits import ID_LENGTH
from warta.sources.opml import Outline, outlines
from warta.sources.raw import web_address
from warta.sources.sitemap import Link, links
from warta.sources.streams import Budget

EXAMPLES = int(os.environ.get("WARTA_FUZZ", "25"))
ROW = {"id": "a1", "text": "Xi Jinping tiba di Samarkand.", "title": "Judul", "published": "2022-09-14", "url": "https://example.org/a"}
PAGE = page(data(ARTICLE) + meta(og__title="Xi arrives", article__published_time="2022-09-14T10:00:00Z"))
CSV = b'id,title,text,date\n1,"Judul, satu","Isi ""satu"".",2022-09-14\n2,Dua,"Isi\ndua.",2022-09-15\n3,Tiga,Isi tiga.,\n'
LINES = b"".join(json.dumps(ROW | {"id": str(at)}).encode() + b"\n" for at in range(4))
TXT = "Samarkand, 14 September 2022. Presiden Xi Jinping tiba. 两国领导人。".encode()
FILES = [("a.txt", TXT), ("b/c.jsonl", LINES), ("d.csv", CSV), ("e.xml", RSS.encode())]
SEEDS = {
    "rss.xml": RSS.encode(),
    "rdf.xml": RDF.encode(),
    "atom.atom": ATOM.encode(),
    "feed.json": JSON_FEED.encode(),
    "list.opml": opml(f'{feed(1)}<outline text="f">{feed(2)}</outline>'),
    "sitemap.xml": sitemap(NEWS * 2),
    "sitemap.xml.gz": gzip.compress(sitemap(NEWS * 2)),
    "page.html": PAGE,
    "crawl.warc": good(1) + record(http(status="404 Not Found"), 2) + good(3),
    "crawl.warc.gz": gzip.compress(good(1)) + gzip.compress(good(2)),
    "table.csv": CSV,
    "table.tsv": CSV.replace(b",", b"\t"),
    "table.parquet": as_parquet(
        {"text": [f"Isi {at}." for at in range(20)], "title": ["Judul"] * 20, "date": [None] * 20}, row_group_size=7
    ),
    "kinds.parquet": as_parquet({"text": pa.array(["Isi", "dua"]).dictionary_encode(), "authors": [["a"], None]}, compression="gzip"),
    "files.zip": as_zip(FILES),
    "files.tar": as_tar(FILES),
    "files.tar.gz": gzip.compress(as_tar(FILES)),
    "files.tar.bz2": bz2.compress(as_tar(FILES)),
    "files.tar.xz": lzma.compress(as_tar(FILES)),
    "rows.jsonl": LINES,
    "rows.json": b"[" + LINES.strip().replace(b"\n", b",\n") + b"]",
    "text.txt": TXT,
    "none": LINES,
}
TOKENS = [
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\n", b'"', b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--",
    b"<item>", b"</item>", b"<entry/>", b"<!DOCTYPE x [", b'<!ENTITY a "b">', b"&a;", b"&#0;", b"&#xD800;", b"&#x110000;",
    b"&amp;amp;", b"\\ud800", b"{", b"}", b"[", b"[" * 3000, b"<p>" * 3000, b"9" * 400, b"-1", b"1e999", b"null", b"http://[",
    b"javascript:x", b"9999-12-31T23:59:59-23:59", b"0000-00-00", b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n",
    b"Content-Encoding: gzip\r\n", b"Transfer-Encoding: chunked\r\n", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"ustar",
    b"\xff" * 8, b"\x00" * 512, b"\x80", "\u202e".encode(), "é".encode("cp1252"),
]  # fmt: skip
PLACES = st.floats(0, 1, exclude_max=True)
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["put", "over", "cut", "twice", "end", "flip", "swap"]),
        PLACES,
        PLACES,
        st.sampled_from(TOKENS) | st.binary(min_size=1, max_size=8),
    ),
    max_size=8,
)


def spoilt(content, changes):
    """Return bytes with each change made in turn."""
    for how, first, second, token in changes:
        at, to = sorted((int(first * len(content)), int(second * len(content))))
        span = content[at : min(to, at + 500)]
        if how == "put":
            content = content[:at] + token + content[at:]
        elif how == "over":
            content = content[:at] + token + content[at + len(token) :]
        elif how == "cut":
            content = content[:at] + content[at + len(span) :]
        elif how == "twice":
            content = content[:at] + span + content[at:]
        elif how == "end":
            content = content[: max(at, to)]
        elif how == "swap":
            content = content[:at] + span[::-1] + content[at + len(span) :]
        elif content:
            content = content[:at] + bytes([content[at] ^ 1 << token[0] % 8]) + content[at + 1 :]
    return content


def sound(found):
    """Check that what came out may go on."""
    encode(found)
    if isinstance(found, Rejected):
        assert found.reason.strip()
        assert len(found.reason) < 1000
        return
    assert 1 <= len(found.id) <= ID_LENGTH
    assert worded(found.text)
    assert found.url is None or web_address(found.url)
    if isinstance(found, ParsedArticle):
        assert fault(found) is None
    else:
        assert isinstance(found, Article)
        assert found.title is None or found.title.strip()
        assert all(line.name.strip() for line in found.byline)


def tried(name, content):
    context = Context(read_member, budget=Budget(given=len(content)))
    found = list(read_named(io.BufferedReader(io.BytesIO(content)), name, name, context))
    assert found
    for item in found:
        sound(item)


slow = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("name", SEEDS)
def test_a_spoilt_file_gives_articles_or_reasons(name):
    @slow
    @given(CHANGES)
    def check(changes):
        tried(name, spoilt(SEEDS[name], changes))

    check()


PACKED = {
    "page.warc": lambda content: record(http(content)),
    "page.warc.gz": lambda content: gzip.compress(record(http(gzip.compress(content), Content_Encoding="gzip"))),
    "page.zip": lambda content: as_zip([("a.html", content)]),
    "answer.warc": lambda content: record(http(content)[:500]),
}


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("name", PACKED)
def test_a_spoilt_page_that_is_packed_soundly_gives_articles_or_reasons(name):
    @slow
    @given(CHANGES)
    def check(changes):
        tried(name, PACKED[name](spoilt(PAGE, changes)))

    check()


READERS = {
    "rss.xml": (lambda content: entries(content, "x", "https://example.org/feed"), Entry),
    "feed.json": (lambda content: entries(content, "x", "https://example.org/feed"), Entry),
    "list.opml": (lambda content: outlines(content, "x"), Outline),
    "sitemap.xml": (lambda content: links(content, "x", "https://example.org/map.xml"), Link),
    "sitemap.xml.gz": (lambda content: links(content, "x"), Link),
}


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("name", READERS)
def test_a_spoilt_list_gives_entries_or_reasons(name):
    read, kind = READERS[name]

    @slow
    @given(CHANGES)
    def check(changes):
        found = list(read(spoilt(SEEDS[name], changes)))
        assert found
        for item in found:
            if not isinstance(item, Rejected):
                assert isinstance(item, kind)
            if isinstance(item, Entry):
                assert item.link is None or web_address(item.link)
                sound(item.article)
            elif isinstance(item, Rejected):
                sound(item)
            else:
                assert web_address(item.url)

    check()
