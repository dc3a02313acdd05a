"""The watch: goes round the feeds until it is stopped. A round puts what is new into the store in one batch, and only then remembers it."""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import math
import random
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from warta.article import Article, Rejected
from warta.fetch.address import address, redacted
from warta.fetch.client import Client
from warta.fetch.clock import Clock
from warta.fetch.errors import FetchError
from warta.fetch.options import Options
from warta.fetch.reading import is_url
from warta.fetch.state import Feed, State
from warta.fetch.visiting import DAY, Times, Visit, visit
from warta.sources.opml import Outline, outlines
from warta.sources.parsing import parse_all
from warta.store.errors import Busy, StoreError
from warta.store.load import Loaded, load
from warta.store.lock import locked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

HOSTS_AT_ONCE = 8
ROUND_SECONDS = 600.0
"""Seconds of one round after which nothing more is asked for: what came is loaded, what is left is for the next."""
BUSY_PAUSE = 5.0
FAULT_PAUSE = 60.0
ONCE_PATIENCE = 600.0
"""Seconds that a single round waits for a store that is busy."""
_SHOWN = 3
"""Reasons that the line of a round tells."""
FOLDER = "watch"


class Watch:
    """A watch of some feeds for one store.

    Args:
        feeds: addresses of feeds, sitemaps or OPML lists, or OPML files, which are read again each round.
        store: the folder of the store; what is remembered lies in ``watch`` in it.
        every: seconds between two visits to a feed.
        options: limits of fetching.
        workers: processes to parse in.
        tell: takes the line of a round.
        clock: for due times and pauses; its ``stop`` ends the watch after the current batch.
        client: makes the client, given the rules that are remembered.
    """

    def __init__(
        self,
        feeds: Sequence[str],
        store: Path,
        *,
        every: float,
        options: Options | None = None,
        workers: int = 1,
        tell: Callable[[str], None],
        clock: Clock | None = None,
        client: Callable[..., Client] = Client,
    ) -> None:
        self._named = [redacted(name) if is_url(name) else name for name in feeds]
        self._store = store
        self._every = every
        # A feed that fails is asked again when it is due again, and a page when its feed is: a round does not wait for them.
        self._options = dataclasses.replace(options or Options(), retries=0)
        self._workers = workers
        self._tell = tell
        self._clock = clock or Clock()
        self._client = client
        self._listed: dict[str, list[str]] = {}

    def run(self, *, once: bool = False) -> bool:
        """Go round until stopped, or ``once``; return whether all went well.

        Raises:
            Busy: another watch of this store goes on.
            StoreError, OSError: the store cannot be used (with ``once``; otherwise it is told, and tried again later), or an OPML file.
            ValueError: an OPML file names no feed.
        """
        folder = self._store / FOLDER
        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(locked(folder))
            except Busy as error:
                raise Busy(f"Another watch of {self._store} goes on. End it first, or give all feeds to it.") from error
            state = stack.enter_context(State(folder))
            if state.mended:
                self._tell(f"What was remembered in {folder} is damaged and was set aside: every feed is read anew, nothing is lost.")
            return self._rounds(state, once=once)

    def _rounds(self, state: State, *, once: bool) -> bool:
        known = state.feeds()
        client = self._client(self._options, clock=self._clock, robots=state.robots())
        well = True
        while not self._clock.stopped:
            well = self._round(state, client, known, once=once)
            if once:
                break
            due = [feed.due for name in self._names() if not (feed := known.get(name, Feed(url=name))).gone]
            # Feeds that are due within a tenth of the interval share a round, and a batch.
            wait = min(due, default=self._clock.wall() + self._every) + self._every / 10 - self._clock.wall()
            self._clock.sleep(min(wait, self._every))
        return well

    def _names(self) -> list[str]:
        """Return the addresses of all feeds, those of lists too, each once."""
        found: list[str] = []
        for name in self._named:
            if is_url(name):
                found.append(name)
                continue
            try:
                feeds, faults = _listed(Path(name))
                if name not in self._listed:
                    for fault in faults:
                        self._tell(fault)
                self._listed[name] = feeds
            except (OSError, ValueError) as error:
                if name not in self._listed:
                    raise
                self._tell(f"{error}; the feeds that it had stay")
        return list(dict.fromkeys(itertools.chain(found, *self._listed.values())))

    def _round(self, state: State, client: Client, known: dict[str, Feed], *, once: bool) -> bool:
        """Ask every feed that is due, take in what is new, remember it, and tell; return whether all went well."""
        visits: dict[str, Visit] = {}
        deadline = math.inf if once else time.monotonic() + min(self._every, ROUND_SECONDS)
        while due := self._due(known, visits, once=once):
            asked = self._visits(state, client, due, deadline)
            visits |= asked
            self._listed |= {name: list(done.feeds) for name, done in asked.items() if done.feeds}
            if self._clock.stopped or not asked:
                break
        items = [item for done in visits.values() for item in done.items]
        loaded = self._load(items, list(visits), once=once) if items else None
        if items and loaded is None:
            return True  # stopped while the store was busy: nothing is remembered, so all of it is fetched again
        known.update({name: done.feed for name, done in visits.items()})
        seen = {name: done.seen for name, done in visits.items()}
        try:
            state.save([done.feed for done in visits.values()], seen, client.robots.known(), self._clock.wall())
        except OSError as error:
            self._tell(f"What was seen cannot be remembered, and will be fetched again: {error}")
        if visits:
            self._tell(told(visits, loaded))
        return not any(done.feed.said for done in visits.values()) and not (loaded and loaded.rejected)

    def _due(self, known: Mapping[str, Feed], visits: Mapping[str, Visit], *, once: bool) -> list[Feed]:
        feeds = [known.get(name, Feed(url=name)) for name in self._names() if name not in visits]
        now = self._clock.wall()
        # No feed is ever put off for longer than that: the clock was wrong then, or is now.
        beyond = now + 2 * max(self._every, DAY)
        return [
            feed
            for feed in feeds
            if not feed.gone and (feed.due <= now + self._every / 10 or feed.due > beyond or (once and not feed.failures))
        ]

    def _visits(self, state: State, client: Client, feeds: Sequence[Feed], deadline: float) -> dict[str, Visit]:
        """Ask feeds: several hosts at once, the feeds of a host one after the other."""
        seen = {feed.url: state.seen(feed.url) for feed in feeds}
        hosts: dict[str, list[Feed]] = {}
        for feed in feeds:
            hosts.setdefault(_host(feed.url), []).append(feed)

        def ask(some: Sequence[Feed]) -> list[Visit]:
            done = []
            for feed in some:
                if self._clock.stopped or time.monotonic() > deadline:
                    break  # the next round asks it
                done.append(visit(client, feed, seen[feed.url], Times(self._clock.wall(), self._every, random.random(), deadline)))  # noqa: S311 (no secret)
            return done

        with ThreadPoolExecutor(HOSTS_AT_ONCE, thread_name_prefix="watch") as pool:
            return {done.feed.url: done for group in pool.map(ask, hosts.values()) for done in group}

    def _load(self, items: Sequence[Article | Rejected], inputs: Sequence[str], *, once: bool) -> Loaded | None:
        """Take a batch in, waiting while another process loads; None if stopped before that was done."""
        until = self._clock.wall() + ONCE_PATIENCE
        said = ""
        while True:
            try:
                return load(parse_all(items, self._workers), self._store, inputs=inputs)
            except (StoreError, OSError) as error:
                busy = isinstance(error, Busy)
                if once and not (busy and self._clock.wall() < until):
                    raise
                if str(error) != said:
                    said = str(error)
                    self._tell(f"{said} What was fetched is kept, and tried again.")
                self._clock.sleep(BUSY_PAUSE if busy else FAULT_PAUSE)
                if self._clock.stopped:
                    self._tell("Stopped before it could be loaded: it will be fetched again next time.")
                    return None


def told(visits: Mapping[str, Visit], loaded: Loaded | None) -> str:
    """Return the line of a round: feeds asked, those unchanged, new articles, what was rejected and why."""
    faults = [f"{name}: {done.feed.said}" for name, done in visits.items() if done.feed.said]
    rejects = [f"{item.source}: {item.reason}" for done in visits.values() for item in done.items if isinstance(item, Rejected)]
    counts = [
        f"{len(visits):,} {'feed' if len(visits) == 1 else 'feeds'} asked",
        f"{sum(done.unchanged for done in visits.values()):,} unchanged",
        f"{loaded.new if loaded else 0:,} new articles",
    ]
    counts += [f"{loaded.changed:,} changed"] if loaded and loaded.changed else []
    counts += [f"{len(faults):,} failed"] if faults else []
    counts += [f"{loaded.rejected:,} rejected"] if loaded and loaded.rejected else []
    why = faults + rejects
    more = [f"and {len(why) - _SHOWN:,} more"] if len(why) > _SHOWN else []
    return ", ".join(counts) + (": " + "; ".join(why[:_SHOWN] + more) if why else "")


def _listed(path: Path) -> tuple[list[str], list[str]]:
    """Return the feeds of an OPML file, and what is wrong with others in it.

    Raises:
        OSError: it cannot be read.
        ValueError: it names no feed.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise OSError(f"{path} cannot be read: {error.strerror}") from error
    found = list(outlines(data, str(path)))
    feeds = [item.url for item in found if isinstance(item, Outline)]
    faults = [f"{path}: {item.reason}" for item in found if isinstance(item, Rejected)]
    if not feeds:
        raise ValueError(faults[0])
    return feeds, faults


def _host(url: str) -> str:
    try:
        return address(url).host
    except FetchError:
        return ""
