"""Turkish: endings after an apostrophe, nouns of place that follow the name, offices without articles, months in their cases."""

from __future__ import annotations

import pytest

from tests.parse.test_pipeline import parsed

DAY = "2023-02-07"


def places(text):
    return [place.name for place in parsed(text, language="tr").places]


def actors(text):
    return [actor.name for actor in parsed(text, language="tr", published=DAY).actors]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Duruşmaya Silivri'deki cezaevinden bağlandı.", ["Silivri"]),
        ("Cenazeler Kırkağaç'taki depoya götürüldü.", ["Kırkağaç"]),
        ("Trabzon doğumlu yazar ödülü aldı.", ["Trabzon"]),
        ("Antalya Büyükşehir Belediyesi açıklama yaptı.", []),
        ("Bugün Muğla'nın Marmaris ilçesinde yangın çıktı.", ["Muğla", "Marmaris"]),
        ("Uçak Akdeniz üzerinde düştü.", ["Mediterranean Sea"]),
    ],
)
def test_a_case_or_a_noun_of_place_shows_a_town(text, names):
    assert places(text) == names


def test_an_everyday_word_is_no_town():
    assert places("Kale boş kaldı, Bakan konuştu.") == []


def test_a_word_for_who_is_from_a_town_is_no_part_of_a_name():
    assert "Aziz Sancar" in actors("Nobel'i Mardinli Aziz Sancar paylaştı.")


def test_a_minister_is_no_ministry():
    assert actors("Dışişleri Bakanı Mevlüt Çavuşoğlu konuştu.") == ["Mevlüt Çavuşoğlu"]


def test_a_turkish_given_name_shows_a_person():
    assert "Tayfun Kahraman" in actors("Şehir plancısı Tayfun Kahraman ve yapımcı Çiğdem Mater ceza aldı.")


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("Müze geçen eylülde yandı.", "geçen eylülde", "2022-09"),
        ("Papaz geçen yıl şubatta öldürüldü.", "geçen yıl şubatta", "2022-02"),
        ("Görüşme geçen hafta çarşamba yapıldı.", "geçen hafta çarşamba", "2023-02-01"),
        ("Sanıklar 18'er yıl hapis cezası aldı.", "18'er yıl", "P18Y"),
        ("Banka 27 ay sonra ilk kez faiz artırdı.", "27 ay sonra", "P27M"),
    ],
)
def test_months_and_weeks_are_reckoned_from_the_day_of_publication(text, surface, value):
    dates = parsed(text, language="tr", published=DAY).dates
    assert [(date.surface, date.value) for date in dates] == [(surface, value)]


def test_a_province_shares_the_role_of_its_district():
    found = parsed("Manisa'nın Soma ilçesinde yangın çıktı.", language="tr").places
    assert [(place.name, place.role) for place in found] == [("Manisa", "event"), ("Soma", "event")]


def test_a_document_is_no_belgian():
    assert parsed("Törende iki ayrı belge imzalandı.", language="tr").places == ()


def test_an_office_with_a_capital_is_the_person_who_held_it():
    text = "İzmir'de, Bursa'da ve Konya'da tören düzenlendi. Cumhurbaşkanı bugün törene katıldı."
    assert actors(text) == ["Recep Tayyip Erdoğan"]


def test_an_ordinal_ends_no_sentence_and_stands_inside_the_name_of_a_court():
    text = "Davaya Ankara 5. Ağır Ceza Mahkemesi bakıyor."
    found = parsed(text, language="tr")
    assert len(found.sentences) == 1
    assert "Ankara 5. Ağır Ceza Mahkemesi" in [actor.surface for actor in found.actors]


def test_a_case_after_an_apostrophe_is_no_particle_of_a_name():
    assert "Kahire'den Tel Aviv" not in actors("Blinken Kahire'den Tel Aviv'e geçti.")


def test_a_title_belongs_to_the_person_right_after_it():
    assert actors("İçişleri Bakanı Süleyman Soylu Ahlat'a giderek bilgi aldı.") == ["Süleyman Soylu"]
