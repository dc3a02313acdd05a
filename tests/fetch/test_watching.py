import gzip
import itertools
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from tests.fetch import server
from tests.fetch.conftest import EXAMPLES
from tests.fetch.quick import kept, quick_load, quick_parse
from tests.fetch.server import article_page, feed, in_turn, item, page, rss, status
from warta.cli import main
from warta.fetch.state import FILE, FORGOTTEN_AFTER, Feed, Seen, State
from warta.fetch.visiting import DAY, MOST_TRIES, Times, next_due
from warta.fetch.watching import Watch
from warta.store import Busy
from warta.store.load import load
from warta.store.lock import locked
from warta.store.status import status as store_status

WHOLE = " ".join(f"The presidents spoke about trade route number {number} and about the railway." for number in range(12))
EVERY = 900.0


def entry(web, number, *, whole=True):
    body = f"Report {number}. {WHOLE}" if whole else "The presidents spoke"
    return item(f"Title {number}", body, web.url(f"/{number}"), whole=whole)


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr("warta.sources.parsing.parse", quick_parse)
    monkeypatch.setattr("warta.fetch.watching.load", quick_load)


@pytest.fixture
def _real(monkeypatch):
    monkeypatch.setattr("warta.fetch.watching.load", load)


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def lines():
    return []


@pytest.fixture
def watch(store, lines, client, hand):
    """Make a watch; each call stands for a new process."""

    def make(*feeds, **options):
        def making(_options, *, clock, robots):
            assert clock is hand
            return client(robots=robots, **options)

        return Watch(feeds, store, every=EVERY, tell=lines.append, clock=hand, client=making)

    return make


def articles(store):
    return len(kept(store))


def remembered(store):
    with State(store / "watch") as state:
        return state.feeds()


@pytest.mark.usefixtures("_real")
def test_what_is_new_is_loaded_and_what_was_seen_is_not_loaded_again(web, watch, store, lines):
    url = web.put("/feed", in_turn(feed(rss(entry(web, 1))), feed(rss(entry(web, 2), entry(web, 1)))))
    assert watch(url).run(once=True)
    assert watch(url).run(once=True)
    assert store_status(store)["articles"] == 2
    assert lines == ["1 feed asked, 0 unchanged, 1 new articles", "1 feed asked, 0 unchanged, 1 new articles"]


def test_a_feed_that_has_not_changed_costs_nothing(web, watch, lines):
    url = web.put("/feed", server.conditional(rss(entry(web, 1))))
    for _ in range(2):
        assert watch(url).run(once=True)
    assert web.asked[-1].headers["if-none-match"] == '"1"'
    assert lines[-1] == "1 feed asked, 1 unchanged, 0 new articles"


def test_the_page_of_a_teaser_is_fetched_once(web, watch, store):
    web.put("/1", page(article_page("Title 1", WHOLE)))
    url = web.put("/feed", feed(rss(entry(web, 1, whole=False))))
    for _ in range(3):
        assert watch(url).run(once=True)
    assert web.paths().count("/1") == 1
    assert articles(store) == 1


def test_an_entry_that_changed_is_loaded_anew(web, watch, store, lines):
    url = web.put("/feed", in_turn(feed(rss(entry(web, 1))), feed(rss(item("Corrected", WHOLE, web.url("/1"), whole=True)))))
    for _ in range(2):
        watch(url).run(once=True)
    assert articles(store) == 1
    assert "1 changed" in lines[-1]


def test_a_page_that_may_be_had_later_is_asked_for_again_but_not_for_ever(web, watch, store, lines):
    web.put("/1", in_turn(status(500), page(article_page("Title 1", WHOLE))))
    web.put("/2", status(500))
    url = web.put("/feed", server.conditional(rss(entry(web, 1, whole=False), entry(web, 2, whole=False))))
    for _ in range(MOST_TRIES + 2):
        watch(url).run(once=True)
    assert (web.paths().count("/1"), web.paths().count("/2")) == (2, MOST_TRIES)
    assert articles(store) == 2
    assert "1 changed" in lines[1]  # the teaser at first, the page then
    assert lines[-1].startswith("1 feed asked, 1 unchanged")


@pytest.mark.usefixtures("_real")
def test_what_is_rejected_is_told_once(web, watch, store, lines):
    url = web.put("/feed", in_turn(feed(rss(entry(web, 1), "<item></item>")), feed(rss(entry(web, 2), entry(web, 1), "<item></item>"))))
    assert not watch(url).run(once=True)
    assert watch(url).run(once=True)
    assert "1 rejected: " in lines[0]
    assert url in lines[0]
    assert "rejected" not in lines[1]
    assert store_status(store)["rejected"] == 1


BAD = {
    "hang": server.hang(),
    "endless": server.endless(),
    "bomb": server.bomb(megabytes=10),
    "lying": server.lying(b"<rss>", 5000),
    "circle": server.redirect("/circle"),
    "file": server.redirect("file:///etc/passwd"),
    "missing": status(404),
    "fault": status(503),
    "picture": page(b"x", "image/png"),
    "page": page(article_page("Title", WHOLE)),
    "empty": page("", "application/rss+xml"),
    "broken": page("<rss><channel><item><title>Half", "application/rss+xml"),
    "noise": page(os.urandom(5000), "application/rss+xml"),
}


def test_no_bad_feed_costs_another_anything(web, watch, store, lines):
    urls = [web.put(f"/{name}", part) for name, part in BAD.items()]
    good = web.put("/feed", feed(rss(entry(web, 1))))
    assert not watch(*urls, good, "http://no such host/", "ftp://example.org/", total=0.5).run(once=True)
    assert articles(store) >= 1
    assert f"{len(BAD) + 3} feeds asked, 0 unchanged" in lines[0]
    assert "and " in lines[0]
    feeds = remembered(store)
    assert feeds[good].failures == 0
    assert {name for name in BAD if feeds[web.url(f"/{name}")].said} >= set(BAD) - {"empty", "broken", "noise"}
    assert "it links to" not in feeds[web.url("/page")].said


def test_a_feed_that_fails_is_asked_less_and_less(web, watch, store, hand):
    url = web.put("/feed", status(500))
    waits = []
    for _ in range(12):
        watch(url).run(once=True)
        waits.append(remembered(store)[url].due - hand.wall())
        hand.now += waits[-1] + 1
    assert EVERY < waits[0] < waits[3] < waits[6]
    assert max(waits) <= 1.25 * DAY
    web.put("/feed", feed(rss(entry(web, 1))))
    watch(url).run(once=True)
    assert remembered(store)[url].failures == 0


def test_a_feed_that_asks_for_patience_gets_it(web, watch, store, hand):
    url = web.put("/feed", status(429, retry_after=20_000))
    watch(url).run(once=True)
    assert remembered(store)[url].due - hand.wall() >= 20_000
    watch(url).run(once=True)
    assert web.paths().count("/feed") == 1


def test_a_feed_that_is_gone_is_not_asked_again(web, watch, lines):
    url = web.put("/feed", status(410))
    watch(url).run(once=True)
    watch(url).run(once=True)
    assert web.paths().count("/feed") == 1
    assert "410" in lines[0]
    assert "not asked again" in lines[0]
    assert len(lines) == 1


def test_a_feed_that_moved_for_good_is_asked_where_it_is_now(web, watch):
    web.put("/new", feed(rss(entry(web, 1))))
    url = web.put("/old", server.redirect("/new", 301))
    for _ in range(2):
        watch(url).run(once=True)
    assert (web.paths().count("/old"), web.paths().count("/new")) == (1, 2)


def test_robots_rules_are_remembered(web, watch):
    url = web.put("/feed", feed(rss(entry(web, 1))))
    for _ in range(3):
        watch(url).run(once=True)
    assert web.paths().count("/robots.txt") == 1


def test_a_list_of_feeds_is_read_from_a_file_or_an_address(web, watch, store, tmp_path):
    for name in ("a", "b", "c"):
        web.put(f"/feed-{name}", feed(rss(entry(web, name))))
    lists = tmp_path / "feeds.opml"
    outline = "<outline xmlUrl='{}'/>"
    lists.write_text(f"<opml><body>{outline.format(web.url('/feed-a'))}</body></opml>")
    far = web.put("/list", page(f"<opml><body>{outline.format(web.url('/feed-b'))}</body></opml>", "text/x-opml"))
    assert watch(str(lists), far).run(once=True)
    assert articles(store) == 2
    lists.write_text(f"<opml><body>{outline.format(web.url('/feed-c'))}</body></opml>")
    assert watch(str(lists), far).run(once=True)
    assert articles(store) == 3


def test_what_is_no_feed_in_a_list_is_told_and_costs_itself_only(web, watch, store, lines, tmp_path):
    web.put("/feed", feed(rss(entry(web, 1))))
    body = f"<opml><body><outline xmlUrl='javascript:x'/><outline xmlUrl='{web.url('/feed')}'/></body></opml>"
    (tmp_path / "feeds.opml").write_text(body)
    for source in (str(tmp_path / "feeds.opml"), web.put("/list", page(body, "text/x-opml"))):
        lines.clear()
        watch(source).run(once=True)
        assert "javascript:x" in lines[0]
        assert "no address of the web" in lines[0]
    assert articles(store) == 1


def test_a_list_that_cannot_be_read_is_told_before_anything_is_fetched(watch, tmp_path):
    with pytest.raises(OSError, match="cannot be read"):
        watch(str(tmp_path / "none.opml")).run(once=True)
    (tmp_path / "text.opml").write_text("words")
    with pytest.raises(ValueError, match="no OPML"):
        watch(str(tmp_path / "text.opml")).run(once=True)


def test_a_sitemap_can_be_watched(web, watch, store):
    web.put("/1", page(article_page("Title 1", WHOLE)))
    sitemap = gzip.compress(f"<urlset><url><loc>{web.url('/1')}</loc></url></urlset>".encode())
    url = web.put("/sitemap.xml.gz", page(sitemap, "application/gzip"))
    for _ in range(2):
        assert watch(url).run(once=True)
    assert articles(store) == 1
    assert web.paths().count("/1") == 1


def test_the_watch_goes_round_until_it_is_stopped(web, watch, hand, lines, monkeypatch):
    url = web.put("/feed", feed(rss(entry(web, 1))))
    began, slept = hand.now, hand.sleep

    def sleep(seconds):
        slept(seconds)
        if hand.now > began + 10 * EVERY:
            hand.stop()

    monkeypatch.setattr(hand, "sleep", sleep)
    assert watch(url).run()
    assert 9 <= web.paths().count("/feed") <= 12
    assert len(lines) == web.paths().count("/feed")


def test_the_feeds_are_spread_over_the_interval(web, watch, store, hand):
    urls = [web.put(f"/feed-{number}", feed(rss(entry(web, number)))) for number in range(30)]
    watch(*urls).run(once=True)
    due = sorted(known.due - hand.wall() for known in remembered(store).values())
    assert due[0] >= EVERY / 2
    assert due[-1] <= EVERY * 1.5
    assert due[-1] - due[0] > EVERY / 3


@pytest.mark.parametrize(("due", "after"), [(0.0, 0.8), (-0.1, 0.9), (0.05, 1.05), (-5.0, 0.8), (3.0, 0.8)])
def test_a_feed_keeps_its_phase_of_the_interval(due, after):
    now = 1e9
    known = Feed(url="a", due=now + due * EVERY if due else 0.0)
    assert next_due(known, Times(now, EVERY, 0.3, 0.0)) == pytest.approx(now + after * EVERY)


def test_a_feed_whose_time_is_beyond_reason_is_asked(web, watch, store, hand):
    url = web.put("/feed", feed(rss(entry(web, 1))))
    with State(store / "watch") as state:
        state.save([Feed(url=url, due=hand.wall() + 100 * DAY, failures=1)], {}, {}, hand.wall())
    assert watch(url).run(once=True)
    assert web.paths().count("/feed") == 1


def test_what_one_visit_leaves_the_next_takes(web, watch, store, monkeypatch):
    for number in range(5):
        web.put(f"/{number}", page(article_page(f"Title {number}", WHOLE)))
    url = web.put("/feed", server.conditional(rss(*(entry(web, number, whole=False) for number in range(5)))))
    watch(url, most=2).run(once=True)
    assert articles(store) == 2
    monkeypatch.setattr("warta.fetch.visiting.MOST_TEXT", len(WHOLE))
    watch(url).run(once=True)
    assert articles(store) == 3
    monkeypatch.setattr("warta.fetch.visiting.MOST_TEXT", 1_000_000)
    watch(url).run(once=True)
    assert articles(store) == 5


# ---- nothing is lost


def test_a_round_that_was_not_remembered_is_done_again_and_doubles_nothing(web, watch, store, monkeypatch):
    url = web.put("/feed", server.conditional(rss(entry(web, 1))))

    def fail(*_):
        raise OSError("no space left")

    with monkeypatch.context() as patched:
        patched.setattr(State, "save", fail)
        watch(url).run(once=True)
    assert remembered(store) == {}
    watch(url).run(once=True)
    assert articles(store) == 1


def test_a_round_that_could_not_be_loaded_is_not_remembered(web, watch, store, monkeypatch):
    url = web.put("/feed", server.conditional(rss(entry(web, 1))))

    def fail(*_, **__):
        raise OSError("no space left")

    with monkeypatch.context() as patched:
        patched.setattr("warta.fetch.watching.load", fail)
        with pytest.raises(OSError, match="no space"):
            watch(url).run(once=True)
    assert remembered(store) == {}
    watch(url).run(once=True)
    assert articles(store) == 1


def test_a_busy_store_is_waited_for_and_what_was_fetched_is_kept(web, watch, store, hand, lines, monkeypatch):
    url = web.put("/feed", feed(rss(entry(web, 1))))
    other = locked(store)
    other.__enter__()
    slept = hand.sleep
    monkeypatch.setattr(hand, "sleep", lambda seconds: (slept(seconds), len(hand.slept) == 3 and other.__exit__(None, None, None)))
    assert watch(url).run(once=True)
    assert articles(store) == 1
    assert web.paths().count("/feed") == 1
    assert "is kept, and tried again" in lines[0]


def test_a_watch_that_is_stopped_while_the_store_is_busy_fetches_again_next_time(web, watch, store, hand, lines, monkeypatch):
    url = web.put("/feed", feed(rss(entry(web, 1))))
    with locked(store):
        monkeypatch.setattr(hand, "sleep", lambda _seconds: hand.stop())
        watch(url).run()
    assert "fetched again next time" in lines[-1]
    assert remembered(store) == {}


def test_two_watches_of_one_store_are_one_too_many(web, watch, store):
    with locked(store / "watch"), pytest.raises(Busy, match="Another watch"):
        watch(web.url("/feed")).run(once=True)


def test_a_damaged_memory_is_set_aside(web, watch, store, lines):
    url = web.put("/feed", feed(rss(entry(web, 1))))
    watch(url).run(once=True)
    (store / "watch" / FILE).write_bytes(b"spoilt" * 1000)
    assert watch(url).run(once=True)
    assert "damaged" in lines[1]
    assert articles(store) == 1


def test_a_memory_of_a_later_version_is_not_touched(store):
    with State(store), sqlite3.connect(store / FILE) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(OSError, match="later Warta"):
        State(store)


def test_what_is_remembered_is_bounded(store):
    with State(store) as state:
        state.save([Feed(url="a")], {"a": {"old": Seen("1"), "kept": Seen("1")}}, {}, 0.0)
        state.save([Feed(url="a")], {"a": {"kept": Seen("1")}}, {}, FORGOTTEN_AFTER + 1)
        assert set(state.seen("a")) == {"kept"}


# ---- as a process


def start(store, *arguments):
    command = [sys.executable, "-m", "tests.fetch.quick", "watch", *arguments, "--store", str(store), "--allow-private", "--every", "1m"]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603 (our own words)


def until(happened, process):
    for _ in range(1200):
        if happened() or process.poll() is not None:
            return
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_watch_after_the_current_batch(web, store, number):
    process = start(store, web.put("/feed", feed(rss(entry(web, 1)))))
    until((store / "snapshot" / "CURRENT").exists, process)
    process.send_signal(number)
    told = process.communicate(timeout=60)[1]
    assert (process.returncode, "Traceback" in told) == (0, False), told
    assert "1 new articles" in told
    assert len(remembered(store)) == 1


def test_a_watch_that_is_killed_at_any_moment_loses_and_doubles_nothing(web, store):
    url = web.put("/feed", server.conditional(rss(*(entry(web, number) for number in range(20)))))
    moments = [lambda: "/feed" in web.paths(), (store / "lock").exists, (store / "lake" / "articles").exists]
    later = [in_a_while() for _ in range(EXAMPLES // 100 - 1)]  # scripts/soak tries more
    for moment in moments + later:
        process = start(store, url, "--once")
        until(moment, process)
        process.kill()
        process.communicate()
    process = start(store, url, "--once")
    told = process.communicate(timeout=60)[1]
    assert process.returncode == 0, told
    assert store_status(store)["articles"] == 20
    assert main(["verify", "--store", str(store)]) == 0


def in_a_while():
    """Return what becomes true at a random moment of the run of a watch."""
    calls = itertools.count()
    moment = random.randrange(60)  # noqa: S311 (no secret)
    return lambda: next(calls) >= moment
