"""Fixtures of the browser tests: one server with the samples, a fresh context each test, a guard on what leaves the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from chromium import launch, settle, watch
from playwright.sync_api import sync_playwright
from server import load_samples, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 812}


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def store(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("samples") / "store"
    load_samples(folder)
    return folder


@pytest.fixture(scope="session")
def address(store, tmp_path_factory) -> Iterator[str]:
    with serving(store, tmp_path_factory.mktemp("server") / "log.txt") as (url, _process):
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser) -> Iterator[BrowserContext]:
    fresh = browser.new_context(viewport=DESKTOP, accept_downloads=True, permissions=["clipboard-read", "clipboard-write"])
    left = watch(fresh)
    yield fresh
    fresh.close()
    assert not left, f"requests left the machine: {left}"


@pytest.fixture
def phone(browser) -> Iterator[BrowserContext]:
    fresh = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)
    left = watch(fresh)
    yield fresh
    fresh.close()
    assert not left, f"requests left the machine: {left}"


@pytest.fixture
def visit(context, address) -> Callable[[str], Page]:
    """Open a path of the dashboard in a fresh page and wait until it has settled."""

    def open_path(path: str) -> Page:
        page = context.new_page()
        page.goto(address + path)
        settle(page)
        return page

    return open_path
