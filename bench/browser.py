"""What a person waits for: start, first map, a changed filter; and what the server takes."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from chromium import launch, settle  # noqa: E402  (found on the path just set)
from server import load_samples, serving  # noqa: E402  (same)

if TYPE_CHECKING:
    from collections.abc import Iterator

PATHS = ("/", "/map", "/timeline", "/articles", "/article?id=sample-en-01", "/sources")
ROUNDS = 5
PAINTED = """() => {
  const canvas = document.querySelector('canvas#deckgl-overlay');
  if (!canvas || canvas.width < 100) return false;
  const small = document.createElement('canvas');
  small.width = small.height = 40;
  const context = small.getContext('2d');
  return new Promise(done => requestAnimationFrame(() => {
    context.drawImage(canvas, 0, 0, 40, 40);
    const pixels = context.getImageData(0, 0, 40, 40).data;
    const seen = new Set();
    for (let i = 0; i < pixels.length; i += 4) seen.add(pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]);
    done(seen.size > 5);
  }));
}"""
"""Whether the canvas of the map holds more than a few colours: land, shades and dots are drawn."""
SETTLED = "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
CHIPS = "document.querySelectorAll('[class*=st-key-chip-] button').length"


def figures() -> Iterator[tuple[str, float, str, str]]:
    """Yield (what, value, unit, aim)."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = Path(folder) / "store"
        load_samples(store)
        start = time.perf_counter()
        with serving(store, Path(folder) / "log.txt") as (address, process):
            yield "start of the server until healthy", time.perf_counter() - start, "s", "under 10"
            browser = launch(playwright)
            page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            for path in PATHS:
                page.goto(address + path)
                settle(page)
            yield "navigation until the map is painted, warm server", statistics.median(painted(page, address)), "s", "under 3"
            yield "rerun after a changed filter, in the browser", statistics.median(reruns(page, address)) * 1000, "ms", "under 300"
            browser.close()
            memory = sum(
                each.memory_info().rss for each in [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
            )
            yield "resident memory after every page was opened", memory / 2**20, "MB", "under 600"


def painted(page: Page, address: str) -> Iterator[float]:
    """Yield the seconds from navigation to a painted map."""
    for _ in range(ROUNDS):
        page.goto("about:blank")
        start = time.perf_counter()
        page.goto(f"{address}/map", wait_until="commit")
        while not page.evaluate(PAINTED):
            page.wait_for_timeout(20)
            if time.perf_counter() - start > 60:  # noqa: PLR2004  (something is broken)
                raise TimeoutError("the map was not painted within a minute")
        yield time.perf_counter() - start


def reruns(page: Page, address: str) -> Iterator[float]:
    """Yield the seconds from a click that drops a chip until the page with the wider selection has settled."""
    for _ in range(ROUNDS * 2):
        page.goto(f"{address}/articles?country=UZ&language=en")
        settle(page)
        page.wait_for_timeout(300)
        yield page.evaluate(
            f"""() => new Promise(done => {{
              const before = {CHIPS};
              const start = performance.now();
              document.querySelector('[class*=st-key-chip-1] button').click();
              const look = () => {CHIPS} < before && {SETTLED} ? done((performance.now() - start) / 1000) : setTimeout(look, 5);
              look();
            }})"""
        )
