"""Whatever goes wrong on the way, every article arrives in the end, once: many feeds, many rounds, faults at random."""

import contextlib
import random

import pytest

from tests.fetch import server
from tests.fetch.conftest import EXAMPLES
from tests.fetch.quick import quick_parse
from tests.fetch.server import article_page, item, page, rss, status
from warta.article import ParsedArticle, article_id
from warta.fetch.state import State
from warta.fetch.visiting import DAY
from warta.fetch.watching import Watch
from warta.store import Busy
from warta.store.load import Loaded

WHOLE = " ".join(f"The presidents spoke about trade route number {number} and about the railway." for number in range(12))
FEEDS, ROUNDS, FAIR, EVERY = 4, 8, 3, 900.0
FAULTS = (
    status(500),
    status(429, retry_after=100),
    status(404),
    server.raw(b""),
    server.lying(b"<rss>", 5000),
    server.redirect("/nowhere"),
    page(b"\x89PNG", "application/rss+xml"),
    page("<rss><channel><item><title>Half", "application/rss+xml"),
)


class Sky:
    """The weather: what fails, and what has arrived in spite of it."""

    def __init__(self, seed):
        self.chance = random.Random(seed)  # noqa: S311 (no secret)
        self.bad = True
        self.arrived = {}

    def storm(self, share):
        return self.bad and self.chance.random() < share

    def part(self, good, share):
        """Return a part that sometimes fails."""

        def play(talk):
            (self.chance.choice(FAULTS) if self.storm(share) else good)(talk)

        return play

    def load(self, items, _store, **_):
        if self.storm(0.2):
            raise self.chance.choice((Busy("busy"), OSError("no space left")))
        new = {parsed.id: parsed for parsed in items if isinstance(parsed, ParsedArticle)}
        counts = {"new": len(new.keys() - self.arrived.keys()), "changed": 0, "unchanged": 0, "rejected": 0}
        self.arrived |= new
        return Loaded(**counts, generation=None)


def entry(web, feed, number):
    """Return an entry, and put its page: every second one is a teaser."""
    whole = number % 2 == 0
    return item(f"Title {feed} {number}", WHOLE if whole else "The presidents spoke", web.url(f"/{feed}/{number}"), whole=whole)


def one_round(web, client, hand, store):
    """Go round once, as a process of its own that may fail; then let time pass until every feed is due again."""
    feeds = [web.url(f"/feed-{feed}") for feed in range(FEEDS)]
    made = Watch(feeds, store, every=EVERY, tell=lambda _: None, clock=hand, client=lambda *_, robots, **__: client(robots=robots))
    with contextlib.suppress(OSError, Busy):
        made.run(once=True)
    hand.now += 2 * DAY


@pytest.mark.parametrize("seed", range(max(2, EXAMPLES // 50)))
def test_every_article_arrives_in_the_end_whatever_goes_wrong(web, client, hand, tmp_path, monkeypatch, seed):
    sky, save = Sky(seed), State.save

    def saving(*arguments):
        if sky.storm(0.2):
            raise OSError("no space left")
        save(*arguments)

    monkeypatch.setattr("warta.sources.parsing.parse", quick_parse)
    monkeypatch.setattr("warta.fetch.watching.load", sky.load)
    monkeypatch.setattr(State, "save", saving)
    for number in range(ROUNDS):
        for feed in range(FEEDS):
            web.put(f"/{feed}/{number}", sky.part(page(article_page(f"Title {feed} {number}", WHOLE)), 0.3))
            body = rss(*(entry(web, feed, known) for known in range(number + 1)))
            web.put(f"/feed-{feed}", sky.part(server.conditional(body, etag=f'"{number}"', modified=f"{number}"), 0.4))
        one_round(web, client, hand, tmp_path)
    sky.bad = False
    for _ in range(FAIR):
        one_round(web, client, hand, tmp_path)
    assert set(sky.arrived) == {article_id("", web.url(f"/{feed}/{number}")) for feed in range(FEEDS) for number in range(ROUNDS)}
    before = len(web.asked)
    one_round(web, client, hand, tmp_path)
    assert {asked.path.split("-")[0] for asked in web.asked[before:]} <= {"/feed", "/robots.txt"}  # all is known by now
