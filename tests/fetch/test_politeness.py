import threading
import time

import pytest

from tests.fetch.server import page, redirect, status, text
from warta.fetch import FetchError
from warta.fetch.robots import KEPT, KEPT_FAILURE


def robots(rules):
    return page(rules, "text/plain")


def reason(client, url):
    with pytest.raises(FetchError) as caught:
        client.get(url)
    return caught.value.reason


@pytest.fixture
def pages(web):
    for path in ("/a", "/private/b", "/c"):
        web.put(path, text("words"))
    return web


def test_robots_txt_is_asked_once_and_obeyed(pages, client):
    pages.put("/robots.txt", robots("User-agent: *\nDisallow: /private/\n"))
    fetching = client()
    assert fetching.get(pages.url("/a")).body == b"words"
    assert reason(fetching, pages.url("/private/b")) == "robots"
    assert pages.paths() == ["/robots.txt", "/a"]


def test_what_is_meant_for_warta_goes_before_what_is_meant_for_all(pages, client):
    pages.put("/robots.txt", robots("User-agent: warta\nDisallow: /c\n\nUser-agent: *\nDisallow: /\n"))
    assert client().get(pages.url("/a")).body == b"words"
    assert reason(client(), pages.url("/c")) == "robots"


def test_a_redirect_does_not_lead_around_robots_txt(pages, client):
    pages.put("/robots.txt", robots("User-agent: *\nDisallow: /private/\n"))
    assert reason(client(), pages.put("/go", redirect("/private/b"))) == "robots"


@pytest.mark.parametrize("code", [401, 403, 404, 410])
def test_a_site_without_robots_txt_allows_all(pages, client, code):
    pages.put("/robots.txt", status(code))
    assert client().get(pages.url("/private/b")).body == b"words"


@pytest.mark.parametrize("code", [429, 500, 503])
def test_a_site_that_cannot_say_is_left_alone_for_a_while(pages, client, hand, code):
    pages.put("/robots.txt", status(code))
    fetching = client()
    assert reason(fetching, pages.url("/a")) == "not now"
    assert reason(fetching, pages.url("/c")) == "not now"
    assert pages.paths() == ["/robots.txt"]
    hand.now += KEPT_FAILURE + 1
    pages.put("/robots.txt", status(404))
    assert fetching.get(pages.url("/a")).body == b"words"


def test_rules_out_of_date_are_asked_for_again(pages, client, hand):
    fetching = client()
    fetching.get(pages.url("/a"))
    hand.now += KEPT - 10
    fetching.get(pages.url("/a"))
    hand.now += 20
    fetching.get(pages.url("/a"))
    assert pages.paths().count("/robots.txt") == 2


def test_rules_can_be_handed_on_to_the_next_run(pages, client):
    pages.put("/robots.txt", robots("User-agent: *\nDisallow: /private/\n"))
    before = client()
    before.get(pages.url("/a"))
    assert reason(client(robots=before.robots.known()), pages.url("/private/b")) == "robots"
    assert pages.paths().count("/robots.txt") == 1


def test_the_rules_in_memory_are_bounded(pages, client, monkeypatch):
    monkeypatch.setattr("warta.fetch.robots._MOST", 4)
    fetching = client(resolver=lambda _host, _port: ["127.0.0.1"])
    for number in range(10):
        fetching.get(pages.url("/a", f"news{number}.example"))
    assert len(fetching.robots.known()) <= 4


@pytest.mark.parametrize(
    "rules",
    [
        "<!doctype html><p>Not found",
        "\0\1\2",
        "Disallow: /",
        "User-agent: *\nCrawl-delay: nan\n",
        "User-agent: *\nCrawl-delay: -5",
        "User-agent: *\nRequest-rate: 0/0\n",
        "User-agent: *\nDisallow: /" + "*a" * 5000 + "$\n",
        "User-agent\n" * 1000,
        "\ufeff",
    ],
    ids=lambda rules: repr(rules[:30]),
)
def test_odd_rules_forbid_nothing_and_take_no_time(pages, client, rules):
    pages.put("/robots.txt", robots(rules))
    assert client(total=5.0).get(pages.url("/a")).body == b"words"


def test_requests_to_a_host_keep_a_distance(pages, client, hand):
    fetching = client(delay=2.0)
    for path in ("/a", "/c", "/a"):
        fetching.get(pages.url(path))
    assert hand.slept == [2.0, 2.0]


@pytest.mark.parametrize(("rules", "pause"), [("Crawl-delay: 5", 5.0), ("Request-rate: 1/7", 7.0), ("Crawl-delay: 0.1", 1.0)])
def test_a_longer_distance_that_robots_txt_asks_for_is_kept(pages, client, hand, rules, pause):
    pages.put("/robots.txt", robots(f"User-agent: *\n{rules}\n"))
    fetching = client(delay=1.0)
    fetching.get(pages.url("/a"))
    fetching.get(pages.url("/c"))
    assert hand.slept == [pause]


def test_a_distance_beyond_patience_ends_the_run_for_that_host(pages, client):
    pages.put("/robots.txt", robots("User-agent: *\nCrawl-delay: 3600\n"))
    fetching = client(patience=60.0)
    assert fetching.get(pages.url("/a")).body == b"words"
    assert reason(fetching, pages.url("/c")) == "not now"


def test_a_host_has_one_request_at_a_time_however_many_threads_ask(web, client):
    busy, most = [], []

    def slow(talk):
        busy.append(talk)
        most.append(len(busy))
        time.sleep(0.02)
        busy.pop()
        text("words")(talk)

    fetching = client(total=5.0, patience=20.0)
    url = web.put("/a", slow)
    threads = [threading.Thread(target=fetching.get, args=(url,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 6
