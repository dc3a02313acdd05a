"""What is new in the lake is worked on language by language, and nothing is left out or done twice."""

import itertools

import pytest

from tests.factory import parsed
from warta.store import fresh as module
from warta.store import load, rebuild
from warta.store.fresh import fresh, staged
from warta.store.lake import Lake
from warta.store.verify import verify

LANGUAGES = ("id", "en", None)


def article(number, text="Text"):
    return parsed(f"{text} {number}.", language=LANGUAGES[number % 3], url=f"https://example.org/{number}")


def texts(store, folder):
    new = fresh(Lake(store), folder / "spill", (0, 0), 0)
    return [text for piece in staged(new, folder / "staging", 1) for text in piece.texts]


@pytest.fixture
def many(monkeypatch):
    """Let any number of articles be many."""
    monkeypatch.setattr(module, "ALONE", 0)


@pytest.mark.usefixtures("many")
def test_many_articles_are_worked_on_by_language(tmp_path):
    for low in (0, 9):
        load(map(article, range(low, low + 9)), tmp_path / "store")
    found = texts(tmp_path / "store", tmp_path)
    languages = [text.language for text in found]
    assert sum(one != other for one, other in itertools.pairwise(languages)) == 2
    assert sorted(text.number for text in found) == list(range(18))


@pytest.mark.usefixtures("many")
def test_a_file_with_several_versions_of_an_article_is_worked_on_as_it_is(tmp_path):
    load(iter([*map(article, range(9)), article(4, "Later")]), tmp_path / "store")
    found = texts(tmp_path / "store", tmp_path)
    assert sorted(text.number for text in found) == list(range(9))
    assert [text.text.split() for text in found if text.article == article(4).id] == [["Later", "4"]]


@pytest.mark.usefixtures("many")
def test_a_store_that_was_built_by_language_is_sound(tmp_path):
    for low in (0, 9):
        load(map(article, range(low, low + 9)), tmp_path)
    rebuild(tmp_path, 1)
    assert verify(tmp_path) == []
