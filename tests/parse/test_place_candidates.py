"""Which words name a place, and which are something else."""

import pytest

from warta.article import Article
from warta.parse import parse


def parsed(text, language="en"):
    return parse(Article(id="a", text=text, language=language))


def surfaces(text, language="en"):
    return [place.surface for place in parsed(text, language).places]


def test_a_surname_that_is_also_a_town_is_no_place():
    assert surfaces("Jerry Hughes bought the farm in 1998. Hughes said the barn was older.") == []


def test_a_small_town_is_one_where_the_words_around_show_it():
    assert "Hughes" in surfaces("Police in Hughes, Arkansas, closed the road.")
    assert "Wynne" in surfaces("Fire crews came from downtown Wynne on Monday.")


def test_a_name_shown_once_to_be_a_town_is_a_town_in_the_whole_article():
    text = "Palu Berduka\n\nWarga di Palu membersihkan puing. Palu belum pulih."
    assert surfaces(text, "id") == ["Palu", "Palu", "Palu"]


def test_a_metropolis_whose_division_has_another_name_is_found_anywhere():
    assert surfaces("Menurut gubernur, beban Jakarta sudah berat.", "id") == ["Jakarta"]


@pytest.mark.parametrize(
    ("language", "text", "surface"),
    [
        ("en", "The Neches River rose above its banks.", "Neches River"),
        ("en", "Crews closed Mirabeau Street after the storm.", "Mirabeau Street"),
        ("en", "A lorry overturned on Highway 19 on Friday.", "Highway 19"),
        ("id", "Tim mencari korban di lereng Gunung Semeru.", "Gunung Semeru"),
        ("es", "La marcha terminó en la plaza de los Comuneros.", "plaza de los Comuneros"),
        ("fr", "Le cortège a suivi la rue de Rivoli.", "rue de Rivoli"),
        ("tr", "Van Gölü kıyısında bir tekne battı.", "Van Gölü"),
        ("ru", "Тысячи людей вышли на Манежную площадь.", "Манежную площадь"),
    ],
)
def test_a_name_with_the_word_for_a_river_or_a_street_is_a_place_that_no_gazetteer_needs(language, text, surface):
    assert surface in surfaces(text, language)


def test_such_a_place_is_counted_as_not_placed_and_says_why():
    article = parsed("Crews closed Mirabeau Street after the storm.")
    (street,) = article.places
    assert (street.place_id, street.lat, street.lon) == ("name:mirabeau-street", None, None)
    assert [note.surface for note in article.notes if note.step == "places"] == ["Mirabeau Street"]


def test_a_street_stands_at_the_town_named_beside_it():
    (street, town) = parsed("Crews closed Mirabeau Street in Houston after the storm.").places
    assert (street.lat, street.lon) == (town.lat, town.lon)
    assert street.place_id == "name:mirabeau-street"


def test_a_saint_is_no_street():
    assert surfaces("The fire began in downtown St. Paul, Minnesota, on Monday.")[0] == "St. Paul"


def test_a_street_named_after_a_person_is_a_place_and_no_person():
    article = parsed("Banjir menutup Jalan Jenderal Sudirman di Jakarta.", "id")
    assert article.places[0].surface == "Jalan Jenderal Sudirman"
    assert not [actor for actor in article.actors if actor.kind == "person"]


def test_no_name_crosses_the_end_of_a_sentence():
    article = parsed("El equipo goleó en Wellington. Aitana Bonmatí recibió el trofeo.", "es")
    assert [place.surface for place in article.places] == ["Wellington"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A ship was named after the Battle of Trafalgar."),
        ("es", "El ciclista ganó la Vuelta a Burgos y la Clásica de San Sebastián."),
        ("fr", "Le protocole de Kyoto ne liait que les pays industrialisés."),
    ],
)
def test_a_town_in_the_name_of_a_battle_a_race_or_a_treaty_is_no_place(language, text):
    assert not {"Trafalgar", "San Sebastián", "Kyoto"} & set(surfaces(text, language))


@pytest.mark.parametrize(
    ("language", "text", "surface"),
    [
        ("en", "In Zvimba, where the old man was born, people gathered.", "Zvimba"),
        ("id", "Warga mengungsi dari lereng di Kobokan pada Desember.", "Kobokan"),
        ("fr", "Il est né à Ndiaganiao en mars.", "Ndiaganiao"),
        ("es", "El cortejo se detuvo en Angrois el jueves.", "Angrois"),
    ],
)
def test_a_rare_name_after_a_preposition_of_place_is_a_place_not_placed(language, text, surface):
    assert [(place.surface, place.lat) for place in parsed(text, language).places if place.surface == surface] == [(surface, None)]


def test_a_rare_name_of_a_person_after_a_preposition_is_no_place():
    assert surfaces("Voters lost trust in Kowalczyk's party.") == []


def test_a_short_form_of_a_state_is_the_state():
    (town, state) = parsed("ASHEVILLE, N.C. (AP) — Water ran out on Monday.").places
    assert (town.admin1, state.surface, state.name) == ("North Carolina", "N.C", "North Carolina")
    assert surfaces("He lived OK and was OK with it.") == []


def test_a_name_whose_article_is_hidden_in_a_preposition_is_found():
    (town, *_) = parsed("Les délégués se retrouvent au Havre lundi.", "fr").places
    assert (town.surface, town.name) == ("Havre", "Le Havre")


def test_small_words_inside_a_name_do_not_end_it():
    assert "Frankfurt am Main" in surfaces("Die Messe in Frankfurt am Main beginnt.", "de")
    assert "Rio de Janeiro" in surfaces("The summit in Rio de Janeiro ended.")


def test_a_town_before_a_weekday_is_the_town():
    assert surfaces("Ratusan petani berunjuk rasa di Jakarta Selasa lalu.", "id") == ["Jakarta"]


def test_a_city_of_the_capital_is_known_by_its_bare_name():
    (part,) = parsed("Kereta itu berangkat dari stasiun di Jakarta Timur.", "id").places
    assert (part.surface, part.country, part.precision) == ("Jakarta Timur", "ID", "admin")


def test_a_pipeline_is_no_town_and_an_exchange_no_division():
    assert surfaces("Sweden reported leaks in the Nord Stream pipelines in the Baltic Sea.") == ["Sweden", "Baltic Sea"]
    assert "Takas" not in surfaces("Takas, iki ülkenin arabuluculuğuyla yapıldı.", "tr")
