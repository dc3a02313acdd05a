"""Organisations of the table: long names, acronyms, and short names that mean one body in one language only."""

import pytest

from warta.article import Article
from warta.parse import parse
from warta.parse.actor_rows import scoped


def actors(text, language):
    return {actor.surface: actor.name for actor in parse(Article(id="a", text=text, language=language, published="2022-09-15")).actors}


def test_a_short_name_confined_to_a_language_means_the_body_in_that_language_only():
    assert scoped("tr:AB") == ("AB", "tr")
    assert scoped("OPEC+") == ("OPEC+", None)
    assert actors("Liderler dün bir araya geldi. AB yeni yaptırımları onayladı.", "tr")["AB"] == "European Union"
    assert "AB" not in actors("The patient has blood type AB and left the clinic on Monday.", "en")


@pytest.mark.parametrize(
    ("text", "language", "surface", "name"),
    [
        (
            "Судно вышло в море, сообщили в Региональной антитеррористической структуре ШОС.",
            "ru",
            "ШОС",
            "Shanghai Cooperation Organisation",
        ),
        ("俄罗斯天然气工业股份公司周四表示供应已经恢复。", "zh", "俄罗斯天然气工业股份公司", "Gazprom"),
    ],
)
def test_names_of_any_length_are_found(text, language, surface, name):
    assert actors(text, language)[surface] == name


def test_an_organisation_after_a_given_name_is_a_surname():
    found = actors("Ichiro Suzuki retired in Tokyo, and Suzuki was cheered.", "en")
    assert found.get("Suzuki") != "Suzuki"
    assert actors("Honda will close a factory, and Toyota may follow.", "en") == {"Honda": "Honda", "Toyota": "Toyota"}


def test_an_acronym_of_two_countries_means_the_body_of_the_one_that_the_article_names():
    assert actors("Le FPI a réagi à Abidjan. La Côte d'Ivoire attend.", "fr")["FPI"] == "Ivorian Popular Front"
    assert actors("Massa FPI berkumpul di Jakarta, Indonesia.", "id")["FPI"] == "Islamic Defenders Front"


@pytest.mark.parametrize(
    ("text", "language", "surface"),
    [
        ("El país registró ayer sus peores cifras desde el verano.", "es", "El país"),
        ("Antoine Dupont a marqué deux essais samedi, et Dupont a souri.", "fr", "Dupont"),
        ("Harga sawit jatuh di Riau dan Kalimantan Barat pada Senin.", "id", "Barat"),
        ("The Boeing 777 left Kuala Lumpur on Saturday.", "en", "Boeing"),
    ],
)
def test_what_is_only_spelt_like_an_organisation_is_none(text, language, surface):
    assert actors(text, language).get(surface, "Antoine Dupont") == "Antoine Dupont"


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("Об этом сказали в Следственном комитете в понедельник.", "Следственном комитете", "Investigative Committee of Russia"),
        ("Депутаты Верховной рады проголосовали в среду.", "Верховной рады", "Verkhovna Rada"),
        ("Во Всемирном фонде дикой природы ждут ответа.", "Всемирном фонде дикой природы", "World Wide Fund for Nature"),
    ],
)
def test_russian_names_with_adjectives_are_known_in_every_case(text, surface, name):
    assert actors(text, "ru")[surface] == name
