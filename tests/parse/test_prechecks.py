"""What is passed by without a closer look would have been nothing: parsing finds the same when everything is looked at closely."""

import dataclasses
import re

import pytest

from warta.article import Article
from warta.parse import blocks, parse, place_candidates, role_cues, uncased_persons
from warta.parse.memo import Memo
from warta.parse.role_words import role_words

LANGUAGES = ["ar", "en", "es", "fr", "id", "ru", "tr", "zh"]


class Everything:
    """A set of all words."""

    def __contains__(self, _word):
        return True


@pytest.fixture
def texts(request, language):
    """Return a few of the labelled texts of a language."""
    files = sorted((request.config.rootpath / "tests" / "labelled" / language).glob("*.txt"))
    return [Article(id=file.stem, text=file.read_text(encoding="utf-8"), language=language, published="2022-09-16") for file in files[::4]]


def everywhere(monkeypatch):
    anything = re.compile("")
    monkeypatch.setattr(place_candidates, "is_alone", lambda _doc, _first: False)
    monkeypatch.setattr(blocks, "DASHED", anything)
    monkeypatch.setattr(blocks, "DOTTED", anything)
    monkeypatch.setattr(uncased_persons, "openers", lambda _language: Memo(lambda _word: True))
    monkeypatch.setattr(
        role_cues, "role_words", lambda language: dataclasses.replace(role_words(language), ahead=Everything(), behind=Everything())
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missed_by_looking_closer_only_where_something_can_be(texts, monkeypatch):
    found = [parse(article) for article in texts]
    everywhere(monkeypatch)
    assert [parse(article) for article in texts] == found
