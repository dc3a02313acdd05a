import contextlib
import ssl
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fetch import server
from tests.fetch.conftest import EXAMPLES
from tests.fetch.server import article_page, page, playing, redirect, status, text
from warta.fetch import Client, FetchError
from warta.fetch.options import AGENT
from warta.fetch.robots import Rules
from warta.fetch.sniffing import feeds_of, kind_of

PAGE = article_page("Talks in Samarkand", "The presidents met on Thursday.")


def resolves_to(*addresses):
    return lambda _host, _port: list(addresses)


def failed(client, url, **known):
    with pytest.raises(FetchError) as caught:
        client.get(url, **known)
    return caught.value


def test_a_page_comes_with_its_type_charset_and_marks(web, client):
    url = web.put("/a", page(PAGE, etag='"x"', last_modified="Thu, 15 Sep 2022 08:00:00 GMT"))
    answer = client().get(url)
    assert (answer.url, answer.media_type, answer.charset, answer.body) == (url, "text/html", "utf-8", PAGE.encode())
    assert (answer.etag, answer.modified, answer.moved, answer.unchanged) == ('"x"', "Thu, 15 Sep 2022 08:00:00 GMT", None, False)


def test_the_request_says_who_asks_and_carries_nothing_else(web, client, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
    url = web.put("/a", page(PAGE, set_cookie="spy=1"))
    fetching = client()
    fetching.get(url)
    fetching.get(url)
    headers = web.asked[-1].headers
    assert headers["user-agent"] == AGENT
    assert AGENT.startswith("Warta/")
    assert set(headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}


@pytest.mark.parametrize(
    ("name", "part", "reason", "said"),
    [
        ("hang", server.hang(), "slow", "took too long"),
        ("drip", server.drip(), "slow", "took too long"),
        ("drip in headers", server.drip(in_headers=True), "slow", "took too long"),
        ("too short", server.lying(b"<p>abc", 100), "broken", "breaks off"),
        ("claims a gigabyte", server.lying(b"<p>abc", 10**9), "too large", "larger than 1 MB"),
        ("claims beyond numbers", server.lying(b"<p>abc", 10**30), "broken", "breaks off"),
        ("endless", server.endless(), "too large", "larger than 1 MB"),
        ("gzip bomb", server.bomb(megabytes=20), "too large", "larger than 3 MB"),
        ("deflate bomb", server.bomb("deflate", 20), "too large", "larger than 3 MB"),
        ("huge headers", server.huge_headers(), "too large", "headers"),
        ("half a gzip", page(b"\x1f\x8b\x08\0\0\0\0\0\0\3abc", content_encoding="gzip"), "broken", "compressed"),
        ("no gzip", page(b"plain", content_encoding="gzip"), "broken", "compressed"),
        ("brotli", page(b"x", content_encoding="br"), "broken", "not asked for"),
        ("gzip in gzip", page(b"x", content_encoding="gzip, gzip"), "broken", "not asked for"),
        ("no HTTP", server.raw(b"\0\1\2 hello\r\n\r\n"), "broken", "no proper HTTP"),
        ("nothing", server.raw(b""), "broken", "no proper HTTP"),
        ("chunks of no size", server.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), "broken", "no proper HTTP"),
        ("picture", page(b"x", "image/png"), "not text", "image/png"),
        ("picture served as a page", page(b"\x89PNG\r\n\x1a\n"), "not text", "an image"),
        ("PDF", page(b"%PDF-1.7", "application/octet-stream"), "not text", "a PDF"),
        ("office", page(b"x", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"), "not text", "application/vnd"),
        ("table", page(b"a,b", "text/csv; charset=utf-8"), "not text", "save it and load the file"),
        ("missing", status(404), "missing", "no such page (404)"),
        ("gone", status(410), "gone", "gone for good (410)"),
        ("forbidden", status(403), "refused", "sign in (403)"),
        ("odd", status(206), "refused", "status 206"),
        ("304 unasked", status(304), "refused", "status 304"),
        ("fault", status(500), "not now", "has a fault (500)"),
        ("to a file", redirect("file:///etc/passwd"), "address", "not file"),
        ("to FTP", redirect("ftp://example.org/"), "address", "not ftp"),
        ("to nowhere", status(302), "refused", "status 302"),
        ("to user names", redirect("http://user:secret@127.0.0.1/"), "address", "user name"),
        ("in a circle", redirect("/x"), "redirects", "in a circle"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
def test_a_bad_answer_ends_in_words_and_in_time(web, client, name, part, reason, said):
    begun = time.monotonic()
    error = failed(client(total=0.4 if reason == "slow" else 10.0), web.put("/x", part))
    assert (error.reason, said in str(error)) == (reason, True), f"{name}: {error}"
    assert time.monotonic() - begun < 8


def test_redirects_without_end_are_given_up(web, client):
    for number in range(20):
        web.put(f"/{number}", redirect(f"/{number + 1}"))
    error = failed(client(redirects=5), web.url("/0"))
    assert (error.reason, "more than 5 times" in str(error)) == ("redirects", True)
    assert len(web.paths()) == 7  # robots.txt, and six pages


def test_a_redirect_is_followed_and_for_good_only_if_it_says_so(web, client):
    web.put("/new", text("words"))
    assert client().get(web.put("/a", redirect("/new", 301))).moved == web.url("/new")
    assert client().get(web.put("/b", redirect("/new", 302))).moved is None
    web.put("/c", redirect("/b", 308))
    assert client().get(web.url("/c")).moved is None
    assert client().get(web.url("/c")).url == web.url("/new")


def test_a_body_longer_than_it_says_is_read_as_far_as_it_says(web, client):
    assert client().get(web.put("/a", server.lying(b"abcdef", 3))).body == b"abc"


def test_what_is_compressed_is_unpacked(web, client):
    assert client().get(web.put("/a", server.gzipped(PAGE))).body == PAGE.encode()


@pytest.mark.parametrize("known", [{"etag": '"1"'}, {"modified": "Thu, 15 Sep 2022 08:00:00 GMT"}])
def test_what_has_not_changed_is_not_sent_again(web, client, known):
    url = web.put("/a", server.conditional(server.rss()))
    answer = client().get(url, **known)
    assert (answer.unchanged, answer.body) == (True, b"")
    assert not client().get(url, etag='"old"').unchanged


WIRE = r"""HTTP/1.1 200 OK|HTTP/1.1 302 X|HTTP/1.0 200|HTTP/1.1 100 Continue|HTTP/1.1 429 X|HTTP/1.1 304 X|\r\n|\r\n\r\n|\n|:|a|0|{|<rss>
Content-Length: 5|Content-Length: -1|Transfer-Encoding: chunked|5\r\nhello\r\n|0\r\n\r\n|\x1f\x8b\x08|Content-Encoding: gzip
Content-Encoding: deflate|Content-Type: text/html; charset=\xff|Location: http://[|Location: \xff|Location: //|Retry-After: 1e9
ETag: \x80|\x9c"""
PIECE = st.sampled_from([piece.encode().decode("unicode_escape").encode("latin-1") for piece in WIRE.replace("\n", "|").split("|")])


@given(st.lists(PIECE | st.binary(max_size=5), max_size=12).map(b"".join))
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_server_sends_is_an_answer_or_an_error_in_words(web, client, hand, data):
    url = web.put("/fuzzed", server.raw(data))
    for sent in (data, b"HTTP/1.1 200 OK\r\n" + data):
        web.put("/fuzzed", server.raw(sent))
        with contextlib.suppress(FetchError):
            answer = client(robots={web.url(""): Rules(kind="free", until=hand.wall() + 60)}).get(url)
            assert kind_of(answer.body, answer.media_type)
            assert isinstance(feeds_of(answer.body, answer.url), list)


# ---- private addresses


def test_a_private_address_is_refused_before_a_connection_is_made(web, client):
    error = failed(client(allow_private=False), web.put("/a", text("secret")))
    assert error.reason == "private"
    assert "loopback" in str(error)
    assert "--allow-private" in str(error)
    assert web.paths() == []


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "127。0。0。1", "0.0.0.0"])  # noqa: S104
def test_each_spelling_of_this_machine_is_refused(web, client, host):
    assert failed(client(allow_private=False), web.url("/a", host)).reason == "private"
    assert web.paths() == []


def test_a_name_that_leads_home_is_refused(web, client):
    for answers in (["127.0.0.1"], ["1.1.1.1", "10.0.0.1"], ["::ffff:10.0.0.1"], ["169.254.169.254"]):
        error = failed(client(resolver=resolves_to(*answers), allow_private=False), web.url("/a", "news.example"))
        assert error.reason == "private", answers
    assert web.paths() == []


def test_a_redirect_to_a_private_address_is_refused(web, client, monkeypatch):
    # To the client, 127.0.0.1 stands for a public address here, and ::1 for a private one.
    monkeypatch.setattr("warta.fetch.resolving.closed", lambda ip: "loopback" if ":" in ip else None)
    with playing("::1") as home:
        url = web.put("/a", redirect(home.put("/secret", text("secret"))))
        assert failed(client(allow_private=False), url).reason == "private"
        assert home.paths() == []
    assert web.paths() == ["/robots.txt", "/a"]


def test_a_name_is_resolved_and_checked_anew_for_each_connection_and_never_in_between(web, client, monkeypatch):
    monkeypatch.setattr("warta.fetch.resolving.closed", lambda ip: "private" if ip.startswith("10.") else None)
    answers = [["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]]
    fetching = client(resolver=lambda _host, _port: answers.pop(0), allow_private=False)
    web.put("/a", text("words"))
    url = web.url("/a", "rebinding.example")
    assert fetching.get(url).body == b"words"  # robots.txt and the page: two connections, two answers
    assert web.asked[-1].headers["host"] == f"rebinding.example:{web.port}"
    assert failed(fetching, url).reason == "private"
    assert answers == []


def test_the_address_that_was_checked_is_the_one_connected_to(web, client):
    fetching = client(resolver=resolves_to("127.0.0.1"))
    web.put("/a", text("words"))
    assert fetching.get(web.url("/a", "no-such-name.invalid")).body == b"words"


def test_another_address_is_tried_where_one_does_not_answer(web, client):
    web.put("/a", text("words"))
    fetching = client(resolver=resolves_to("::1", "127.0.0.1"))
    assert fetching.get(web.url("/a", "news.example")).body == b"words"


@pytest.mark.parametrize("ip", ["169.254.169.254", "100.100.100.200", "fd00:ec2::254", "::ffff:169.254.169.254"])
def test_the_metadata_of_a_cloud_is_never_fetched(client, ip):
    error = failed(client(allow_private=True, resolver=resolves_to(ip)), "http://news.example/latest/meta-data")
    assert (error.reason, "never fetched" in str(error)) == ("private", True)


def test_a_private_address_can_be_allowed(web, client):
    assert client(allow_private=True).get(web.put("/a", text("words"))).body == b"words"


# ---- names and connections


def unknown(_host, _port):
    raise OSError("no such name")


def slow_names(_host, _port):
    time.sleep(1)
    return ["127.0.0.1"]


@pytest.mark.parametrize(
    ("resolver", "reason"),
    [(unknown, "dns"), (lambda *_: [], "dns"), (lambda *_: ["junk"], "dns"), (slow_names, "slow")],
    ids=["unknown", "none", "junk", "slow"],
)
def test_a_name_that_cannot_be_resolved_is_told(web, client, resolver, reason):
    assert failed(client(resolver=resolver, connect=0.1), web.url("/a", "news.example")).reason == reason


def test_a_port_where_nothing_listens_is_told(client):
    with playing() as gone:
        url = gone.url("/a")
    assert failed(client(), url).reason == "unreachable"


def test_a_certificate_that_nobody_vouches_for_is_told(client):
    with playing(tls=True) as web:
        error = failed(client(), web.put("/a", text("words")))
    assert (error.reason, "TLS" in str(error)) == ("tls", True)


def test_a_server_without_encryption_under_https_is_told(web, client):
    assert failed(client(), web.url("/a").replace("http:", "https:")).reason == "tls"


def test_the_name_of_the_url_is_the_one_that_the_certificate_must_bear(client):
    trusting = ssl.create_default_context(cafile=server.TLS)
    with playing(tls=True) as web:
        web.put("/a", text("words"))
        fetching = client(tls=trusting, resolver=resolves_to("127.0.0.1"))
        assert fetching.get(web.url("/a", "news.example")).body == b"words"
        assert failed(fetching, web.url("/a", "other.example")).reason == "tls"


def test_an_ipv6_host_is_fetched(client):
    with playing("::1") as web:
        assert client().get(web.put("/a", text("words"))).body == b"words"


# ---- through a proxy


def test_a_proxy_is_used_if_it_is_named_and_resolves_the_names(web, client):
    web.put("http://news.example/a", text("words"))
    fetching = client(proxy=web.url("").replace("//", "//user:secret@"), resolver=resolves_to("127.0.0.1"), allow_private=False)
    assert fetching.get("http://news.example/a").body == b"words"
    assert web.paths() == ["http://news.example/robots.txt", "http://news.example/a"]
    assert web.asked[-1].headers["proxy-authorization"].startswith("Basic ")


def test_a_closed_address_is_no_business_of_a_proxy_either(web, client):
    assert failed(client(proxy=web.url(""), allow_private=False), "http://169.254.169.254/latest").reason == "private"
    assert web.paths() == []


def test_what_is_encrypted_stays_so_through_a_proxy(web, client):
    with playing(tls=True) as far:
        far.put("/a", text("words"))
        web.put(f"news.example:{far.port}", server.tunnel(far.port))
        fetching = client(proxy=web.url(""), tls=ssl.create_default_context(cafile=server.TLS))
        assert fetching.get(far.url("/a", "news.example")).body == b"words"
        assert failed(fetching, far.url("/a", "other.example")).reason == "unreachable"


@pytest.mark.parametrize("proxy", ["proxy.example:80", "socks5://proxy.example/", "http://"])
def test_what_is_no_proxy_is_told_at_once(client, proxy):
    with pytest.raises(ValueError, match="http://host:port"):
        client(proxy=proxy)


# ---- again, later


def test_what_may_pass_is_asked_again_after_growing_pauses(web, client, hand):
    url = web.put("/a", server.in_turn(status(500), server.raw(b""), text("words")))
    assert client(retries=2).get(url).body == b"words"
    assert hand.slept == [1.0, 2.0]


def test_what_will_not_pass_is_not_asked_again(web, client, hand):
    failed(client(retries=5), web.put("/a", status(404)))
    assert web.paths().count("/a") == 1
    assert hand.slept == []


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7.0),
        ("Tue, 17 Jan 1989 00:26:47 GMT", 7.0),  # seven seconds from now, by the clock of these tests
        ("Mon, 09 Jan 1989 20:00:00 GMT", 1.0),
        ("-5", 1.0),
        ("soon", 1.0),
        ("", 1.0),
    ],
)
def test_a_host_that_says_when_to_come_back_is_left_alone_until_then(web, client, hand, said, seconds):
    url = web.put("/a", server.in_turn(status(429, retry_after=said), text("words")))
    assert client(retries=1).get(url).body == b"words"
    assert sum(hand.slept) == seconds


@pytest.mark.parametrize("said", ["9" * 400, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_no_host_is_believed_to_want_more_than_a_day(web, client, said):
    assert failed(client(retries=1), web.put("/a", status(429, retry_after=said))).retry_after == 24 * 3600
    assert web.paths().count("/a") == 1


def test_a_host_that_asks_for_more_than_there_is_patience_is_given_up(web, client):
    web.put("/b", text("words"))
    fetching = client(retries=3, patience=60.0)
    error = failed(fetching, web.put("/a", status(503, retry_after=3600)))
    assert (error.reason, error.retry_after) == ("not now", 3600)
    assert "3600 seconds" in str(error)
    assert failed(fetching, web.url("/b")).reason == "not now"  # the host, not only the page
    assert web.paths() == ["/robots.txt", "/a"]


def test_a_deadline_holds_over_pauses_and_retries(web, client):
    begun = time.monotonic()
    error = failed(client(retries=50, total=5.0), web.put("/a", server.hang()), deadline=time.monotonic() + 0.3)
    assert error.reason in {"slow", "not now"}
    assert time.monotonic() - begun < 2


def test_the_usual_client_is_strict():
    options = Client().options
    assert not options.allow_private
    assert options.total <= 30
