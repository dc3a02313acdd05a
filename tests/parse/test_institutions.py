"""Institutions that every state has: whose they are is told by the country beside them, by what was said before, or by the article."""

import pytest

from warta.article import Article
from warta.gazetteer import gazetteer
from warta.parse import parse
from warta.parse.institution_words import _bodies, body, concepts, institution_words
from warta.parse.known import organisations


def read(text, language):
    return parse(Article(id="a", text=text, language=language, published="2022-09-15"))


def names(text, language):
    return {actor.surface: actor.name for actor in read(text, language).actors}


@pytest.mark.parametrize(
    ("language", "text", "surface", "name"),
    [
        ("en", "The Russian Foreign Ministry denied it.", "Russian Foreign Ministry", "Ministry of Foreign Affairs of Russia"),
        ("en", "The Ministry of Health of Guinea told of new cases.", "Ministry of Health of Guinea", "Ministry of Health of Guinea"),
        ("en", "Kenya's Supreme Court upheld the vote.", "Supreme Court", "Supreme Court of Kenya"),
        ("id", "Mahkamah Agung AS menolak gugatan itu.", "Mahkamah Agung AS", "Supreme Court of the United States"),
        ("ru", "Об этом рассказали в МИД Армении.", "МИД Армении", "Ministry of Foreign Affairs of Armenia"),
        ("ru", "Это подтвердило турецкое министерство обороны.", "турецкое министерство обороны", "Ministry of National Defence of Turkey"),
        ("ar", "أعلنت وزارة الدفاع الأوكرانية النتائج.", "وزارة الدفاع الأوكرانية", "Ministry of Defence of Ukraine"),
        ("zh", "韩国防部星期四证实了这一消息。", "韩国防部", "Ministry of National Defense of South Korea"),
        ("es", "El ministerio ruso de Exteriores lo negó.", "ministerio ruso de Exteriores", "Ministry of Foreign Affairs of Russia"),
        (
            "fr",
            "Le ministère iranien des Affaires étrangères dément.",
            "ministère iranien des Affaires étrangères",
            "Ministry of Foreign Affairs of Iran",
        ),
        ("tr", "ABD Temsilciler Meclisi tasarıyı onayladı.", "ABD Temsilciler Meclisi", "United States House of Representatives"),
    ],
)
def test_an_institution_beside_a_country_is_that_countrys(language, text, surface, name):
    assert names(text, language)[surface] == name


def test_a_country_within_the_name_of_an_institution_is_no_place():
    assert [place.surface for place in read("The Ministry of Health of Guinea told of new cases.", "en").places] == []


def test_a_word_alone_means_the_body_that_had_its_country_beside_it_before():
    text = (
        "The Supreme Court of Kenya met in Nairobi. Uganda sent observers to Kampala and Uganda alone. The Supreme Court upheld the vote."
    )
    assert names(text, "en")["Supreme Court"] == "Supreme Court of Kenya"


def test_a_word_alone_means_the_body_of_the_state_that_the_article_is_about():
    assert names("En Lima, el presidente del Perú disolvió el Congreso.", "es")["Congreso"] == "Congress of the Republic of Peru"
    assert (
        names("В Астане парламент Казахстана собрался вновь. Мажилис и Сенат Казахстана проголосовали.", "ru")["Сенат Казахстана"]
        == "Senate of Kazakhstan"
    )


def test_at_home_a_word_alone_means_the_body_at_home():
    assert names("MK membacakan putusan pada Senin.", "id")["MK"] == "Constitutional Court of Indonesia"
    assert names("外交部发言人星期四回答了记者的提问。", "zh")["外交部"] == "Ministry of Foreign Affairs of China"


def test_the_court_of_a_federal_state_is_not_that_of_the_nation():
    assert "Supreme Court" not in names(
        "The Texas Supreme Court heard the case on Monday. Lawyers came from Chicago, Boston and the United States.", "en"
    )


def test_every_body_belongs_to_a_country_and_is_a_known_institution():
    for (country, concept), row in _bodies().items():
        assert gazetteer().country(country), country
        assert concept in concepts()
        assert not row["organisation"] or row["organisation"] in organisations()
        assert not (row["organisation"] and row["name"])
        assert body(country, concept)


@pytest.mark.parametrize("language", ["id", "en", "ru", "ar", "zh", "es", "fr", "tr"])
def test_the_words_of_a_language_mean_known_institutions(language):
    words = institution_words(language)
    assert words
    assert {word.concept for meanings in words.index.values() for word in meanings} <= concepts()
    assert all(gazetteer().country(code) for code in words.short.values())


def test_a_word_alone_means_the_body_of_the_place_right_after_it():
    text = "Kementerian Kesehatan di Damaskus merilis data. Suriah berduka."
    assert names(text, "id")["Kementerian Kesehatan"] == "Ministry of Health of Syria"


def test_a_title_is_no_institution():
    found = names("Глава МИД Австрии Александр Шалленберг прибыл в Киев.", "ru")
    assert "Ministry of Foreign Affairs of Austria" not in found.values()


def test_a_palace_tells_whose_an_institution_is():
    found = names("قال المتحدث باسم مجلس الأمن القومي في البيت الأبيض إن بلاده تدرس الأمر.", "ar")
    assert "United States National Security Council" in found.values()


def test_an_institution_that_is_one_word_with_its_country_is_found():
    assert names("中国外交部副部长当晚约见了大使。", "zh")["中国外交部"] == "Ministry of Foreign Affairs of China"
