"""How quick a store answers, at one or several sizes: the questions of the pages under random filters, and full text."""

from __future__ import annotations

import dataclasses
import os
import random
import statistics
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.choices import Choices
from bench.frames import Frames
from bench.fts import Fts
from bench.made_store import made_store
from bench.pools import pool
from warta import query
from warta.query import Filters
from warta.store import open_snapshot
from warta.store.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from warta.store import Snapshot

Figure = tuple[str, float, str, str]
FILTERS, TEXTS, COMPARED = 60, 120, 8
"""Filters and texts that are asked, and how many of them are put to pandas and SQLite too."""
LANGUAGES = ("en", "es", "fr", "id")


def figures(sizes: Sequence[int]) -> Iterator[Figure]:
    """Yield (what, value, unit, aim) for each size."""
    for count in sizes:
        store = made_store(count)
        yield f"{count:,} articles; load of the machine before", os.getloadavg()[0], "", f"{os.cpu_count()} cores"
        for name in ("lake", "snapshot"):
            yield f"disk of the {name}", used(store / name) / 2**20, "MB", "4,096 together"
        start = time.perf_counter()
        snapshot = open_snapshot(store)
        yield "open the snapshot", (time.perf_counter() - start) * 1000, "ms", ""
        yield from asked(snapshot)
        yield from searched(snapshot, store)
        snapshot.close()


def used(folder: Path) -> int:
    """Return the bytes that a folder takes; a file that has several names counts once."""
    files = {(found.st_ino): found.st_size for path in folder.rglob("*") if path.is_file() for found in [path.stat()]}
    return sum(files.values())


def questions(filters: Filters) -> dict[str, Callable[[Snapshot], Any]]:
    """Return what the pages ask under a filter."""
    return {
        "count": lambda snapshot: query.count(snapshot, filters),
        "map": lambda snapshot: (query.map_places(snapshot, filters), query.map_countries(snapshot, filters)),
        "country facet": lambda snapshot: query.facet(snapshot, filters, "country"),
        "top actors": lambda snapshot: query.lanes(snapshot, filters, 60),
        "timeline": lambda snapshot: query.timeline(snapshot, filters, limit=10),
    }


def theirs(frames: Frames, filters: Filters) -> dict[str, Callable[[], Any]]:
    """Return the same for pandas."""
    return {
        "count": lambda: frames.count(filters),
        "map": lambda: frames.map_places(filters),
        "country facet": lambda: frames.country_facet(filters),
        "top actors": lambda: frames.lanes(filters),
        "timeline": lambda: frames.timeline(filters),
    }


def asked(snapshot: Snapshot) -> Iterator[Figure]:
    """Yield how long each question takes under random filters, nothing kept from one to the next, and how long pandas takes."""
    drawn = random.Random(1)  # noqa: S311  (no secret)
    choices = Choices(snapshot)
    chosen = [choices.filters(drawn) for _ in range(FILTERS)]
    for filters in chosen[:3]:
        for question in questions(filters).values():
            question(snapshot)
    times: dict[str, list[Taken]] = {}
    for filters in chosen:
        for name, question in questions(filters).items():
            times.setdefault(name, []).append(taken(lambda question=question: question(dataclasses.replace(snapshot, kept=Kept()))))
    frames = Frames(snapshot)
    ratios: list[float] = []
    for at, filters in enumerate(chosen[:COMPARED]):
        for name, question in theirs(frames, filters).items():
            ratios.append(taken(question).clock / times[name][at].clock)
    for name, found in times.items():
        yield from spread(name, found, "60", "150")
    yield from spread("all of these", [each for found in times.values() for each in found], "60", "150")
    yield "times as fast as pandas on the same questions, p50", statistics.median(ratios), "times", "at least 15"


def searched(snapshot: Snapshot, store: Path) -> Iterator[Figure]:
    """Yield how long a search with count, ten snippets and a filter takes, and how long SQLite takes for it."""
    drawn = random.Random(2)  # noqa: S311  (no secret)
    texts = [_text(drawn, drawn.choice(LANGUAGES)) for _ in range(TEXTS)]
    for text, language in texts[:5]:
        _search(snapshot, text, language)
    times = [taken(lambda text=text, language=language: _search(snapshot, text, language)) for text, language in texts]
    yield from spread("full text: count, snippets, a filter", times, "10", "40")
    fts = Fts(snapshot, store / "texts.sqlite")
    ratios = [
        taken(lambda text=text, language=language: fts.search(text, language)).clock / own.clock
        for (text, language), own in zip(texts[: COMPARED * 4], times, strict=False)
    ]
    yield "times as fast as SQLite FTS5 on the same searches, p50", statistics.median(ratios), "times", "at least 10"


def _text(drawn: random.Random, language: str) -> tuple[str, str]:
    """Return words as people search for them: often one, sometimes several or a phrase; frequent words more often than rare ones."""
    words = pool(language).words
    some = [str(words[int(20 + 2000 * drawn.random() ** 2)]) for _ in range(drawn.choice((1, 1, 1, 2, 2, 3)))]
    return (f'"{some[0]} {some[1]}"' if len(some) > 2 else " ".join(some)), language  # noqa: PLR2004  (the longest is made a phrase)


def _search(snapshot: Snapshot, text: str, language: str) -> object:
    filters = Filters(q=text, language=(language,))
    fresh = dataclasses.replace(snapshot, kept=Kept())
    return query.count(fresh, filters), query.search(fresh, filters, "relevance")


class Taken(NamedTuple):
    """Seconds on the clock, which is what a reader waits for, and of all cores together, which a busy machine does not change much."""

    clock: float
    cores: float


def taken(work: Callable[[], object]) -> Taken:
    """Return the seconds that something takes."""
    clock, cores = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - clock, time.process_time() - cores)


def spread(name: str, times: Sequence[Taken], middle: str, most: str) -> Iterator[Figure]:
    """Yield the median and the 95th percentile in milliseconds, on the clock and of all cores."""
    for field, aims in (("clock", (f"under {middle}", f"under {most}")), ("cores", ("", ""))):
        ordered = sorted(getattr(each, field) for each in times)
        label = name if field == "clock" else f"{name}, CPU time"
        yield f"{label}, p50", statistics.median(ordered) * 1000, "ms", aims[0]
        yield f"{label}, p95", ordered[int(0.95 * (len(ordered) - 1))] * 1000, "ms", aims[1]
