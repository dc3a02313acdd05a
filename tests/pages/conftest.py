from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.factory import demo, parsed
from warta.store import load

SHELL = Path(__file__).resolve().parents[2] / "components" / "shell.py"


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory):
    """A store of true public events in eight languages."""
    folder = tmp_path_factory.mktemp("pages") / "store"
    load(demo(), folder)
    return folder


@pytest.fixture(scope="session")
def hostile_store(tmp_path_factory):
    """A store of one article that would like to be more than text."""
    folder = tmp_path_factory.mktemp("attack") / "store"
    text = '<script>alert(1)</script> [Xi|xi] met "[Putin|putin]" in [Samarkand|samarkand] on [15 September|2022-09-15]'
    text += " **b** $x$ :red[y] \u202eabc"
    title = "<img src=x onerror=alert(1)> # [Xi|xi] ]( javascript:alert(1)"
    source = {"outlet": "</p><script>", "url": "javascript:alert(1)", "language": 'en" onload="x'}
    attack = parsed(text, title=title, published="2022-09-15", **source)
    load(iter([attack]), folder)
    return folder


@pytest.fixture
def visit(monkeypatch):
    """Open a page of a store, with a query, as a browser would."""

    def open_page(store, name="overview", **query):
        monkeypatch.setenv("WARTA_STORE", str(store))
        st.cache_resource.clear()
        st.cache_data.clear()
        page = AppTest.from_file(str(SHELL), default_timeout=60)
        if name != "overview":
            page.run()
            page.switch_page(f"../pages/{name}.py")
        for key, value in query.items():
            page.query_params["from" if key == "from_" else key] = value
        page.run()
        return page

    return open_page
