"""Take a picture of every page in light, dark and on a phone; those that the README shows go to docs/images, the rest to build/."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from chromium import launch, settle, watch  # noqa: E402  (found on the path just set)
from server import load_samples, serving  # noqa: E402  (same)

PAGES = {
    "overview": "/",
    "map": "/map?evidence=place_id%3Ageonames%253A1216265",
    "timeline": "/timeline?from=2022-09-01&to=2022-09-30",
    "articles": "/articles?q=Samarkand+OR+%E4%B9%A0%E8%BF%91%E5%B9%B3",
    "article": "/article?id=sample-id-02&sentence=3",
    "sources": "/sources",
    "quality": "/quality?in=ru",
    "empty": "/map?q=nothing+of+that+kind&country=KZ",
}
MODES = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 375, "height": 812}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2},
}
SHOWN = {("map", "light"), ("timeline", "light"), ("articles", "light"), ("article", "light"), ("overview", "dark"), ("map", "phone")}


def take(browser: Browser, address: str) -> None:
    """Write all pictures."""
    for mode, options in MODES.items():
        context = browser.new_context(**options)  # type: ignore[arg-type]  # from the table above
        left = watch(context)
        page = context.new_page()
        for name, path in PAGES.items():
            page.goto(address + path)
            settle(page)
            page.wait_for_timeout(2500)
            folder = ROOT / ("docs/images" if (name, mode) in SHOWN else "build")
            folder.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=folder / f"{name}-{mode}.png")
            print(f"{folder.name}/{name}-{mode}.png")
        context.close()
        if left:
            raise SystemExit(f"requests left the machine: {left}")


def main() -> None:
    """Serve the samples and take the pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        load_samples(Path(folder) / "store")
        with serving(Path(folder) / "store", Path(folder) / "log.txt") as (address, _process):
            browser = launch(playwright)
            take(browser, address)
            browser.close()


if __name__ == "__main__":
    main()
