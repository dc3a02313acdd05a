"""Many people at once on a real server: over the WebSocket, with random filters and pages and time to think in between."""

from __future__ import annotations

import asyncio
import dataclasses
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import psutil

from bench.choices import Choices
from bench.made_store import ROOT, made_store
from bench.session import Rerun, visit
from warta.query import Filters
from warta.store import open_snapshot

sys.path.insert(0, str(ROOT / "tests" / "browser"))

from server import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PEOPLE = 100
THINK = 5.0
"""Seconds to think, on average."""
LASTING = 120.0
"""Seconds that people stay."""
PAGES = ("", "map", "map", "timeline", "articles", "articles")
WORDS = ("government", "world", "water", "money", "gobierno", "mundo", "école", "orang")


def figures(sizes: Sequence[int], people: int = PEOPLE, lasting: float = LASTING) -> Iterator[tuple[str, float, str, str]]:
    """Yield (what, value, unit, aim)."""
    for count in sizes:
        store = made_store(count)
        snapshot = open_snapshot(store)
        choices = Choices(snapshot)
        snapshot.close()
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            with serving(store, Path(folder) / "log.txt") as (address, process):
                yield f"{count:,} articles: start until healthy", time.perf_counter() - start, "s", "under 5"
                reruns = asyncio.run(_all(address, choices, people, lasting))
                server = psutil.Process(process.pid)
                resident = sum(each.memory_info().rss for each in (server, *server.children(recursive=True)))
        yield f"reruns of {people} people", len(reruns), "", ""
        ordered = sorted(rerun.seconds * 1000 for rerun in reruns)
        yield "rerun, p50", statistics.median(ordered), "ms", "under 80"
        yield "rerun, p95", ordered[int(0.95 * (len(ordered) - 1))], "ms", "under 400"
        faults = [rerun.fault for rerun in reruns if rerun.fault]
        yield "reruns with an error" + (f" ({faults[0]})" if faults else ""), len(faults), "", "none"
        yield "sent for a rerun, p50", statistics.median(rerun.size for rerun in reruns) / 1000, "kB", ""
        yield "resident memory of the server", resident / 2**20, "MB", "under 1,331"


async def _all(address: str, choices: Choices, people: int, lasting: float) -> list[Rerun]:
    until = time.monotonic() + lasting
    each = [_person(address, choices, random.Random(number), until) for number in range(people)]  # noqa: S311  (no secret)
    return [rerun for found in await asyncio.gather(*each) for rerun in found]


async def _person(address: str, choices: Choices, drawn: random.Random, until: float) -> list[Rerun]:
    return await visit(address, _looks(choices, drawn), lambda: drawn.expovariate(1 / THINK), until)


def _looks(choices: Choices, drawn: random.Random) -> Callable[[], tuple[str, str]]:
    """Return what one person looks at next: mostly another page of the same selection, else another selection."""
    chosen = [Filters()]

    def look() -> tuple[str, str]:
        if drawn.random() < 0.5:  # noqa: PLR2004  (every other time)
            chosen[0] = choices.filters(drawn)
            if drawn.random() < 0.15:  # noqa: PLR2004  (some search for a word)
                chosen[0] = dataclasses.replace(chosen[0], q=drawn.choice(WORDS))
        return drawn.choice(PAGES), urlencode(chosen[0].to_query())

    return look
