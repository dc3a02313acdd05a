import gzip
import io
import tracemalloc
import zlib

import pytest

from tests.sources.test_page import ARTICLE, BODY, data, page
from warta.article import Article, Rejected
from warta.sources import read
from warta.sources.limits import ARTICLE_BYTES

PAGE = page(data({name: value for name, value in ARTICLE.items() if name != "mainEntityOfPage"}))


def record(content, at=1, kind="response", length=None, **more):
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{at}>",
        "WARC-Target-URI": f"https://www.example.org/news/{at}",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": len(content) if length is None else length,
    } | {name.replace("_", "-"): value for name, value in more.items()}
    head = "WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value != "")
    return head.encode() + b"\r\n" + content + b"\r\n\r\n"


def http(body=PAGE, status="200 OK", kind="text/html; charset=utf-8", **more):
    fields = {"Content-Type": kind} | {name.replace("_", "-"): value for name, value in more.items()}
    return f"HTTP/1.1 {status}\r\n".encode() + b"".join(f"{name}: {value}\r\n".encode() for name, value in fields.items()) + b"\r\n" + body


def good(at=1):
    return record(http(), at)


def chunked(body):
    pieces = [body[at : at + 100] for at in range(0, len(body), 100)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.fixture(params=["a.warc", "a.warc.gz", "whole.warc.gz"])
def load(tmp_path, request):
    """Load records: as they are, packed one by one as crawlers do, or packed as a whole."""

    def write(*records):
        pack = gzip.compress if request.param == "a.warc.gz" else bytes
        content = b"".join(pack(item) for item in records)
        path = tmp_path / request.param
        path.write_bytes(gzip.compress(content) if request.param.startswith("whole") else content)
        return list(read([str(path)]))

    return write


def ids(found):
    return [item.url.rpartition("/")[2] for item in found if isinstance(item, Article)]


def reasons(found):
    return [item.reason for item in found if isinstance(item, Rejected)]


def test_each_page_of_a_crawl_is_an_article(load):
    other = (
        record(b"software: x\r\n", 0, "warcinfo", WARC_Target_URI="", Content_Type="application/warc-fields"),
        record(b"GET / HTTP/1.1\r\n\r\n", 8, "request", Content_Type="application/http; msgtype=request"),
        record(http(b"\x89PNG", kind="image/png"), 9),
    )
    found = load(other[0], good(1), other[1], other[2], good(2))
    assert ids(found) == ["1", "2"]
    assert len(found) == 2
    assert found[0].outlet == "Example News"
    assert found[0].published == ARTICLE["datePublished"]


@pytest.mark.parametrize(
    "answer",
    [
        http(chunked(PAGE), Transfer_Encoding="chunked"),
        http(gzip.compress(PAGE), Content_Encoding="gzip"),
        http(zlib.compress(PAGE), Content_Encoding="deflate"),
        http(chunked(gzip.compress(PAGE)), Content_Encoding="gzip", Transfer_Encoding="chunked"),
        http(PAGE, Content_Encoding="identity"),
        http(PAGE.replace(b"Wednesday", "mercoledì".encode("cp1252")), kind="text/html; charset=windows-1252"),
        http(kind="application/xhtml+xml"),
    ],
)
def test_a_page_is_read_out_of_the_packing_that_it_was_sent_in(load, answer):
    (article,) = load(record(answer))
    assert "Shanghai Cooperation Organisation" in article.text


def test_a_page_that_was_kept_without_its_http_header_is_read(load):
    assert ids(load(record(PAGE, kind="resource", Content_Type="text/html"))) == ["1"]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (record(http(status="404 Not Found")), "HTTP status 404"),
        (record(http(b"<html>", kind="text/html")), "no article was found"),
        (record(http(b"x", Content_Encoding="br")), "packed as 'br'"),
        (record(http(gzip.compress(b"x" * (ARTICLE_BYTES + 9)), Content_Encoding="gzip")), "larger than 10 MB"),
        (record(b"rubbish"), ""),
        (record(http(), length="many"), "no “Content-Length”"),
        (record(http(), length="-5"), "no “Content-Length”"),
        (record(http(), length=50), "not as long as its header says"),
        (record(http(), length=3000), "not as long as its header says"),
        (b"rubbish\r\nrubbish\r\n", "no record begins"),
        (good()[:300], ""),
    ],
)
def test_a_broken_record_costs_itself_only(load, broken, said):
    found = load(good(2), broken, good(3), good(4))
    assert [at for at in ids(found) if at != "1"] == ["2", "3", "4"]
    assert said in " ".join(reasons(found))


def test_a_reject_names_its_record(load):
    found = load(good(1), record(http(status="500 Oops"), 2))
    assert reasons(found) == ["record 2 <urn:uuid:2> (https://www.example.org/news/2): not a page but an answer with the HTTP status 500"]


def test_a_file_that_breaks_off_gives_what_came_before(tmp_path):
    content = good(1) + good(2)
    for name, cut in (("a.warc", content[:-800]), ("b.warc.gz", gzip.compress(good(1)) + gzip.compress(good(2))[:-300])):
        (tmp_path / name).write_bytes(cut)
        found = list(read([str(tmp_path / name)]))
        assert ids(found) == ["1"]
        assert "cut short" in reasons(found)[0]


def test_a_broken_member_costs_itself_only(tmp_path):
    members = [bytearray(gzip.compress(good(at))) for at in range(5)]
    members[1][40:60] = b"\xff" * 20
    members[3][-8] ^= 255
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(members))
    found = list(read([str(path)]))
    assert {"0", "2", "4"} <= set(ids(found))
    assert all("broken gzip" in reason for reason in reasons(found))
    assert len(reasons(found)) == 2


def test_rubbish_between_members_is_passed_over(tmp_path):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(good(1)) + b"\0" * 70_000 + b"rubbish" + gzip.compress(good(2)))
    assert ids(read([str(path)])) == ["1", "2"]


def test_a_large_record_is_passed_over_without_being_held(tmp_path):
    video = record(http(bytes(60_000_000), kind="video/mp4"), 2)
    path = tmp_path / "a.warc"
    path.write_bytes(good(1) + video + good(3))
    tracemalloc.start()
    try:
        found = list(read([str(path)]))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert ids(found) == ["1", "3"]
    assert peak < 30_000_000


@pytest.mark.parametrize(
    ("content", "said"), [(b"", "empty"), (b"WARC/1.0\r\n", "no “Content-Length”"), (b"hello\n" * 1000, "no record begins")]
)
def test_what_is_no_warc_is_told(tmp_path, content, said):
    path = tmp_path / "a.warc"
    path.write_bytes(content)
    (found,) = read([str(path)])
    assert said in found.reason


def test_a_warc_is_known_by_its_beginning_and_a_bomb_stops():
    assert ids(read(["-"], io.BytesIO(good(1)))) == ["1"]
    assert ids(read(["-"], io.BytesIO(gzip.compress(good(1))))) == ["1"]


def test_a_bomb_of_a_warc_stops(tmp_path):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(good(1)) + gzip.compress(record(bytes(90_000_000), 2)))
    found = list(read([str(path)]))
    assert ids(found) == ["1"]
    assert "decompression bomb" in reasons(found)[0]


def test_the_body_of_an_article_is_whole():
    (article,) = read(["-"], io.BytesIO(good(1)))
    assert article.text.count("\n") == 3
    assert BODY.count("<p>") == 3
