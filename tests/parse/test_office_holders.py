"""Persons who are named by their office alone."""

import pytest

from warta.article import Article
from warta.parse import parse


def persons(text, language="en", published="2022-09-15"):
    article = parse(Article(id="a", text=text, language=language, published=published))
    return [(actor.surface, actor.name) for actor in article.actors if actor.method == "office"]


def test_an_office_with_its_country_is_who_held_it_on_that_day():
    assert persons("The Russian president sent a message.") == [("Russian president", "Vladimir Putin")]


def test_an_office_alone_is_the_person_whom_the_text_has_introduced_by_it():
    text = "President Emmanuel Macron arrived in Kyiv. Nobody had expected the president there."
    assert persons(text) == [("president", "Emmanuel Macron")]


@pytest.mark.parametrize(
    ("language", "text", "surface"),
    [
        ("en", "Ankara, Istanbul and the rest of Turkey waited for the president.", "president"),
        ("es", "Ankara, Estambul y el resto de Turquía esperaban al presidente. El presidente llegó tarde.", "presidente"),
        ("fr", "Ankara, Istanbul et toute la Turquie attendaient le président.", "président"),
    ],
)
def test_an_office_alone_is_else_who_held_it_in_the_country_that_the_article_is_about(language, text, surface):
    assert persons(text, language) == [(surface, "Recep Tayyip Erdoğan")]


def test_the_president_of_something_else_is_nobody_known():
    assert persons("Ankara, Istanbul and the rest of Turkey waited for the president of the club.") == []


def test_nobody_holds_an_office_on_a_day_that_is_unknown():
    assert persons("Ankara, Istanbul and the rest of Turkey waited for the president.", published=None) == []


def test_an_office_may_be_the_last_word_of_a_text():
    assert persons("They waited for the Russian president") == [("Russian president", "Vladimir Putin")]
