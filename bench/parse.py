"""How fast the parser is, on one core, and how much memory a worker takes, on the sample articles."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
ROUNDS = 6
WORDS = 300
"""Words of the article that rates are given for; the samples are shorter. Chinese is counted two characters a word."""


def figures() -> Iterator[tuple[str, float, str, str]]:
    """Yield (what, value, unit, aim)."""
    start = time.perf_counter()
    from warta.article import Article  # noqa: PLC0415  (the import is measured)
    from warta.parse import parse  # noqa: PLC0415  (same)
    from warta.sources import read  # noqa: PLC0415  (same)

    parse(Article(id="first", text="Vladimir Putin and Xi Jinping met in Samarkand on Thursday.", language="en"))
    yield "seconds until the parser has parsed its first article", time.perf_counter() - start, "s", ""
    articles = [item for item in read([str(SAMPLES)]) if isinstance(item, Article)]
    words = sum(len(a.text) / 2 if a.language == "zh" else len(a.text.split()) for a in articles)
    for article in articles:
        parse(article)
    start = time.process_time()
    for _ in range(ROUNDS):
        for article in articles:
            parse(article)
    taken = time.process_time() - start
    yield "sample articles parsed a second, one core", ROUNDS * len(articles) / taken, "articles/s", ""
    yield f"the same, counted as articles of {WORDS} words", ROUNDS * words / WORDS / taken, "articles/s", ""
    yield "resident memory of a parsing process", psutil.Process().memory_info().rss / 2**20, "MB", ""
