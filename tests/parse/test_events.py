"""Who did what, where and when."""

import pytest

from warta.article import Article
from warta.parse import parse


def events(text, language, published="2022-09-16"):
    return parse(Article(id="a", text=text, language=language, published=published)).events


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Vladimir Putin and Xi Jinping met in Samarkand on 15 September 2022."),
        ("es", "Vladímir Putin y Xi Jinping se reunieron en Samarcanda el 15 de septiembre de 2022."),
        ("fr", "Vladimir Poutine et Xi Jinping ont tenu une réunion à Samarcande le 15 septembre 2022."),
        ("id", "Vladimir Putin dan Xi Jinping bertemu di Samarkand pada 15 September 2022."),
        ("ru", "Владимир Путин и Си Цзиньпин провели переговоры в Самарканде 15 сентября 2022 года."),
        ("tr", "Vladimir Putin ve Xi Jinping 15 Eylül 2022'de Semerkant'ta görüştü."),
        ("zh", "普京和习近平2022年9月15日在撒马尔罕举行会谈。"),
        ("ar", "عقد فلاديمير بوتين وشي جين بينغ محادثات في سمرقند يوم 15 سبتمبر 2022."),
    ],
)
def test_an_event_has_its_actors_place_day_and_kind_in_every_language(language, text):
    (event,) = events(text, language)
    assert {"Vladimir Putin", "Xi Jinping"} <= set(event.actors)
    assert (event.kind, event.place, event.from_, event.basis) == ("consult", "Samarkand", "2022-09-15", "event")


def test_a_day_makes_an_event_of_what_no_table_has_a_word_for():
    (event,) = events("Church bells rang in Leipzig on 5 September 2022.", "en")
    assert (event.kind, event.place, event.from_) == ("happen", "Leipzig", "2022-09-05")


def test_clauses_that_a_semicolon_parts_are_events_of_their_own():
    text = "Vladimir Putin arrived in Samarkand on 14 September 2022; Xi Jinping visited Astana on 13 September 2022."
    assert [(e.actors, e.place, e.from_) for e in events(text, "en")] == [
        (("Vladimir Putin",), "Samarkand", "2022-09-14"),
        (("Xi Jinping",), "Astana", "2022-09-13"),
    ]


def test_from_one_day_to_another_is_one_event():
    (event,) = events("Voting in Leipzig lasted from 5 September 2022 to 9 September 2022.", "en")
    assert (event.from_, event.to) == ("2022-09-05", "2022-09-09")


def test_the_news_without_a_day_is_of_the_day_of_publication_and_what_comes_late_is_no_event():
    text = "Xi Jinping arrived in Samarkand.\n\n" + "Nobody knew more than that.\n" * 8 + "Xi Jinping visited Astana."
    assert [(e.place, e.from_, e.basis) for e in events(text, "en")] == [("Samarkand", "2022-09-16", "published")]


def test_a_headline_has_the_day_that_the_first_sentence_tells():
    text = "Xi Jinping visits Astana\n\nXi Jinping visited Astana on 14 September 2022, his first trip in years."
    assert {(e.kind, e.from_, e.basis) for e in events(text, "en")} == {("visit", "2022-09-14", "event")}


def test_words_within_a_quotation_are_no_events():
    assert events('Xi Jinping called it "a war against the earthquake of inflation".', "en") == ()
