"""Persons and organisations that no table knows: found by their form and by the words beside, and joined within an article."""

import pytest

from warta.article import Article
from warta.parse import parse
from warta.parse.name_words import name_words

LANGUAGES = ("de", "en", "es", "fr", "id", "it", "nl", "pl", "pt", "ru", "tr", "uk")


def found(text, language="en"):
    parsed = parse(Article(id="a", text=text, language=language, published="2023-05-10"))
    return {actor.surface: (actor.name, actor.subkind or actor.kind) for actor in parsed.actors}


def places(text, language="en"):
    parsed = parse(Article(id="a", text=text, language=language, published="2023-05-10"))
    return {place.surface for place in parsed.places}


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("The prize went to Marta Ojukwu, 34, a baker.", "en", "Marta Ojukwu"),
        ("On Monday Quentin Abernathy said the bridge would stay shut.", "en", "Quentin Abernathy"),
        ("They thanked Sheriff Abernathy for his work.", "en", "Abernathy"),
        ("El ministro Julián Iriarte viajó el lunes.", "es", "Julián Iriarte"),
        ("La carta es de Humberto de la Vega, vecino del barrio.", "es", "Humberto de la Vega"),
        ("Le secrétaire d’État Clément Vasseur a parlé lundi.", "fr", "Clément Vasseur"),
        ("Selon Annelies Van den Broeck, la digue tiendra.", "fr", "Annelies Van den Broeck"),
        ("Menteri Keuangan Bambang Wibisono tiba pada Senin.", "id", "Bambang Wibisono"),
    ],
)
def test_a_person_is_known_by_name_title_age_or_verb(text, language, name):
    assert (name, "person") in found(text, language).values()


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("The Riverland Fisheries Commission met on Monday.", "en", "Riverland Fisheries Commission"),
        ("She works at the Ministry of Trade and Industry in the capital.", "en", "Ministry of Trade and Industry"),
        ("Lawyers went to the Department of Inland Traffic and Interpol.", "en", "Department of Inland Traffic"),
        ("Lo dijo la Agencia Estatal de Seguridad Ferroviaria el lunes.", "es", "Agencia Estatal de Seguridad Ferroviaria"),
        ("Le Conseil national viticole a refusé lundi.", "fr", "Conseil national viticole"),
        ("La Cour d’appel militaire a tranché lundi.", "fr", "Cour d'appel militaire"),
        ("Badan Nasional Pengelola Sungai rapat pada Senin.", "id", "Badan Nasional Pengelola Sungai"),
    ],
)
def test_an_organisation_is_known_by_its_head_word(text, language, name):
    assert (name, "organisation") in found(text, language).values()


def test_a_company_and_an_armed_group_have_kinds_of_their_own():
    names = found("Workers of Tillman Motors fled when the Red Dawn Brigade came on Monday.")
    assert names["Tillman Motors"][1] == "company"
    assert names["Red Dawn Brigade"][1] == "armed group"


def test_an_acronym_in_brackets_means_the_name_before_it():
    text = "The Riverland Fisheries Commission (RFC) met on Monday. Later the RFC raised the quota."
    assert found(text)["RFC"] == ("Riverland Fisheries Commission", "organisation")


def test_an_acronym_of_the_initials_means_the_name():
    text = "The Riverland Labour Congress met on Monday. Later the RLC called a strike."
    assert found(text)["RLC"][0] == "Riverland Labour Congress"


def test_capitals_that_stand_for_no_organisation_are_no_actor():
    assert found("Doctors wrote AIDS, DNA and GDP on the board on Monday.") == {}


def test_capitals_after_the_word_for_a_thing_are_no_actor():
    assert found("Varian XBQ ditemukan pada Senin.", "id") == {}


def test_a_surname_alone_is_the_person_named_in_full():
    text = "Quentin Abernathy spoke on Monday. Abernathy, who lives nearby, left at noon."
    assert found(text)["Abernathy"] == ("Quentin Abernathy", "person")


def test_a_surname_in_a_headline_is_the_person_of_the_text():
    text = "Abernathy quits after three years\n\nMayor Quentin Abernathy stepped down on Monday."
    assert found(text)["Abernathy"][0] == "Quentin Abernathy"


def test_a_known_full_name_carries_to_its_parts():
    assert found("Boris Johnson flew home. On Monday Johnson met reporters.")["Johnson"][0] == "Boris Johnson"


def test_a_given_name_that_begins_another_name_is_not_the_first_person():
    names = found("François-Xavier Bellerive est arrivé lundi. Le maire François Tavernier l’a reçu.", "fr")
    assert names["François Tavernier"][0] == "François Tavernier"


def test_a_typographic_apostrophe_makes_no_other_name():
    names = found("Pascal N’Doumbé a parlé lundi. Pascal N'Doumbé est reparti.", "fr")
    assert {name for name, _kind in names.values()} == {"Pascal N'Doumbé"}


def test_a_person_with_the_name_of_a_country_is_no_place():
    text = "Jordan Abernathy scored twice on Monday in Jordan."
    assert found(text)["Jordan Abernathy"][1] == "person"
    assert places(text) == {"Jordan"}


def test_a_town_within_the_name_of_a_university_or_a_bank_is_no_place():
    assert places("She left the University of Arizona for the Bank of England on Monday.") == set()


def test_a_town_whose_police_is_named_stays_a_place():
    text = "The Oxford Police Department closed the road on Monday."
    assert found(text)["Oxford Police Department"][1] == "organisation"
    assert "Oxford" in places(text)


def test_a_treaty_a_prize_and_a_street_are_no_actors():
    assert found("The Halden Agreement, the Ramberg Prize and Tillman Street were named on Monday.") == {}


def test_words_with_capitals_at_the_start_of_a_sentence_are_no_names():
    assert found("Yesterday Rain Fell. Under Clouds nobody danced. Meanwhile Prices rose on Monday.") == {}


def test_a_saint_in_the_name_of_a_town_is_no_person():
    assert not any(kind == "person" for _name, kind in found("La mer monte à Saint-Malo et à Saint-Denis lundi.", "fr").values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_with_capitals_has_words_of_names(language):
    words = name_words(language)
    assert words.openers
    assert words.before or words.after
    assert words.titles


def test_names_are_found_in_a_time_linear_in_the_length():
    for piece in ("Aa ", "Bank of ", "Ministry of Trade and ", "A-", "De la ", "President "):
        parsed = parse(Article(id="a", text=piece * 4000, language="en"))
        assert all(parsed.text[a.start : a.end] == a.surface for a in parsed.actors)


def test_the_given_name_of_a_known_person_makes_persons_of_others():
    assert found("On Monday Evo Cardona left the hall.")["Evo Cardona"][1] == "person"


def test_a_news_agency_in_the_brackets_of_a_dateline_is_an_actor():
    assert "AIQ" in found("Abidjan, 16 jan (AIQ) – La mer monte depuis lundi dans la baie.", "fr")


def test_a_letter_without_a_full_stop_is_no_initial():
    assert found("El tren se salió cerca de A Grandeira el lunes.", "es") == {}


def test_a_given_name_within_the_name_of_a_town_is_no_part_of_a_person():
    names = found("José Iriarte habló el lunes. Después volvió a San José.", "es")
    assert "José" not in names


def test_a_part_of_a_name_takes_its_small_words_with_it():
    assert "O'Rourke" in found("Beth O'Rourke spoke on Monday. Later O'Rourke left.")
    assert "de Wit" in found("Marta de Wit spoke on Monday. Later de Wit left.")


def test_a_rank_of_several_words_is_no_person():
    assert "Senior" not in found("On Monday Detective Senior Constable Beth Abernathy spoke.")


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("La foule a attaqué l’ambassade de France lundi.", "fr", "Embassy of France"),
        ("Se refugió en la embajada de México el lunes.", "es", "Embassy of Mexico"),
        ("La cour d’appel de Dakar a tranché lundi.", "fr", "Court of Appeal of Dakar"),
    ],
)
def test_a_body_called_after_a_place_has_an_english_name(text, language, name):
    assert name in {name for name, _kind in found(text, language).values()}


def test_a_surname_that_is_a_town_too_is_the_person_but_after_a_preposition_of_place():
    text = "Chelsea Manning left the barracks on Monday. Manning spoke to reporters."
    assert found(text)["Manning"][0] == "Chelsea Manning"


def test_a_head_of_two_words_makes_an_organisation():
    assert "Tillman Space Center" in found("It was flown to the Tillman Space Center in Houston on Monday.")


def test_a_long_name_before_a_known_acronym_is_the_known_body():
    assert found("The Alliance of Atlantic Treaty Powers (NATO) met on Monday.")["Alliance of Atlantic Treaty Powers"][0] == "NATO"


def test_a_leader_is_no_part_of_the_name_of_the_party():
    names = found("De Partij voor de Toekomst van Geert Tilburgs stapte maandag op.", "nl")
    assert {"Partij voor de Toekomst", "Geert Tilburgs"} <= set(names)


def test_an_official_name_goes_on_with_nouns_in_lower_case():
    names = found("Le Conseil national de régulation des ondes a suspendu lundi la chaîne.", "fr")
    assert "Conseil national de régulation des ondes" in names


def test_a_surname_that_a_company_has_too_is_the_person_whom_the_article_names():
    names = found("Antoine Dupont scored on Monday. Later Dupont left.")
    assert names["Antoine Dupont"][1] == "person"
    assert names["Dupont"][0] == "Antoine Dupont"
    assert found("On Monday DuPont raised its prices.")["DuPont"][1] == "company"


def test_initials_of_words_in_lower_case_are_no_actor():
    assert found("They tested the cerebrospinal fluid (CSF) on Monday. The CSF was clear.") == {}


def test_a_person_is_known_by_the_title_before_the_name_of_the_body_too():
    assert found("Presiden FIFA Gunardi tiba di Jakarta pada Senin.", "id")["Gunardi"][1] == "person"
