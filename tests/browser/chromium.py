"""A real Chromium that draws WebGL without a graphics card and never leaves the machine."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Playwright

ARGUMENTS = (
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
LOCAL_HOSTS = {"localhost", "127.0.0.1", "::1", ""}
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"


def launch(playwright: Playwright) -> Browser:
    """Start the Chromium that ``WARTA_CHROMIUM`` names, else an installed one, else Playwright's own."""
    path = os.environ.get("WARTA_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    return playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))


def watch(context: BrowserContext) -> list[str]:
    """Block every request that would leave the machine; return the list that such addresses are put on."""
    left: list[str] = []

    def guard(route, request):
        if urlsplit(request.url).hostname in LOCAL_HOSTS or request.url.startswith(("data:", "blob:")):
            route.continue_()
        else:
            left.append(request.url)
            route.abort()

    context.route("**/*", guard)
    return left


def settle(page: Page, timeout: int = 60_000) -> None:
    """Wait until the script of the page has run to its end, and the browser has drawn what it sent."""
    elements = page.locator("*")
    page.locator(SETTLED).wait_for(state="attached", timeout=timeout)
    drawn, before = elements.count(), -1
    while drawn != before:
        page.wait_for_timeout(250)
        page.locator(SETTLED).wait_for(state="attached", timeout=timeout)
        drawn, before = elements.count(), drawn
