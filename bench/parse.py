"""How fast the parser is, on one core, and how much memory a worker takes; for English beside spaCy's small model on the same texts."""

from __future__ import annotations

import contextlib
import json
import os
import statistics
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from warta.article import Article

ROOT = Path(__file__).resolve().parents[1]
LABELLED = ROOT / "tests" / "labelled"
SPACY = ROOT / "build" / "spacy" / "bin" / "python"
ROUNDS = 5
WORDS = 300
"""Words of an article; the labelled ones are shorter and are joined until they have as many. Chinese is counted two characters a word."""


def figures() -> Iterator[tuple[str, float, str, str]]:
    """Yield (what, value, unit, aim)."""
    start = time.perf_counter()
    from warta.article import Article  # noqa: PLC0415  (the import is measured)
    from warta.parse import parse  # noqa: PLC0415  (same)

    parse(Article(id="first", text="Vladimir Putin and Xi Jinping met in Samarkand on Thursday.", language="en"))
    yield "seconds until the parser has parsed its first article", time.perf_counter() - start, "s", "under 4"
    articles = {folder.name: list(_articles(folder)) for folder in sorted(LABELLED.iterdir())}
    rates = {}
    for language, texts in articles.items():
        _seconds(parse, texts)
        words = sum(_words(article.text, language) for article in texts)
        rates[language] = words / WORDS / statistics.median(_seconds(parse, texts) for _ in range(ROUNDS))
        yield f"articles of {WORDS} words parsed a second, one core, {language}", rates[language], "articles/s", "at least 150"
    yield "resident memory of a process that parsed all languages", psutil.Process().memory_info().rss / 2**20, "MB", "under 450"
    if SPACY.is_file():
        ratio = statistics.median(_against_spacy(parse, articles["en"]))
        yield "times as fast as spaCy's small model for names, English", ratio, "times", "at least 8"


def _articles(folder: Path) -> Iterator[Article]:
    """Yield the texts of a folder joined into articles of about ``WORDS`` words."""
    from warta.article import Article  # noqa: PLC0415  (the import is measured)

    joined, language = "", folder.name
    for file in sorted(folder.glob("*.txt")):
        joined += file.read_text(encoding="utf-8") + "\n\n"
        if _words(joined, language) >= WORDS:
            yield Article(id=file.stem, text=joined, language=language, published="2022-09-16")
            joined = ""


def _words(text: str, language: str) -> float:
    return len(text) / 2 if language == "zh" else len(text.split())


def _seconds(parse: Callable[[Article], object], articles: list[Article]) -> float:
    start = time.process_time()
    for article in articles:
        parse(article)
    return time.process_time() - start


def _against_spacy(parse: Callable[[Article], object], articles: list[Article]) -> Iterator[float]:
    """Yield how many times the CPU time of the parser spaCy takes on the same texts, the two in turn."""
    one_core = {**{name: value for name, value in os.environ.items() if not name.startswith("OPENBLAS_")}, "OMP_NUM_THREADS": "1"}
    worker = subprocess.Popen(  # noqa: S603  (our own script)
        [SPACY, ROOT / "bench" / "spacy_names.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=one_core
    )
    with contextlib.closing(worker.stdin) as ask:  # type: ignore[type-var]  # a pipe was asked for
        answers = worker.stdout
        print(json.dumps([article.text for article in articles]), file=ask)
        for number in range(ROUNDS + 1):
            print("go", file=ask, flush=True)
            theirs = float(answers.readline()) if answers else 0.0
            ours = _seconds(parse, articles)
            if number:
                yield theirs / ours
    worker.wait()
