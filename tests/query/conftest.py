from pathlib import Path

import pytest

from tests.factory import demo, parsed
from warta.store import Snapshot, load, open_snapshot


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory) -> Snapshot:
    """The demo store: true public events in eight languages."""
    return _stored(tmp_path_factory.mktemp("demo"), demo())


@pytest.fixture(scope="session")
def hostile(tmp_path_factory) -> Snapshot:
    """A store of one article whose every word is an attack."""
    text = '=HYPERLINK("http://x") [Xi|xi] is in [Samarkand|samarkand] <script>alert(1)</script>'
    return _stored(tmp_path_factory.mktemp("hostile"), [parsed(text, title="=1+1", outlet="@evil", url="https://example.org/x")])


def _stored(folder: Path, articles) -> Snapshot:
    load(iter(articles), folder / "store")
    return open_snapshot(folder / "store")
