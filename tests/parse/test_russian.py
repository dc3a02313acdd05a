"""Russian and Ukrainian: names stand in six cases, and are found in all of them."""

from __future__ import annotations

import pytest

from warta.article import Article
from warta.gazetteer.declension import declined
from warta.parse.latin_names import latin_name
from warta.parse.pipeline import parse


def _places(text: str, language: str = "ru") -> dict[str, str]:
    parsed = parse(Article(id="a", text=text, language=language, published="2023-05-10"))
    return {place.surface: place.name for place in parsed.places}


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("Переговоры прошли в Ереване.", "Ереване", "Yerevan"),
        ("Завод закрыли в Норильске.", "Норильске", "Norilsk"),
        ("Выставка открылась в Ростове-на-Дону.", "Ростове-на-Дону", "Rostov-on-Don"),
        ("Пожар потушили в Петропавловске-Камчатском.", "Петропавловске-Камчатском", "Petropavlovsk-Kamchatsky"),
        ("Министр прилетел из Лондона.", "Лондона", "London"),
        ("Поезд идёт через Нижний Новгород.", "Нижний Новгород", "Nizhniy Novgorod"),
        ("Матч сыграют в Нижнем Новгороде.", "Нижнем Новгороде", "Nizhniy Novgorod"),
        ("Снег выпал в Великих Луках.", "Великих Луках", "Velikiye Luki"),
    ],
)
def test_a_place_is_found_in_any_case(text: str, surface: str, name: str) -> None:
    assert _places(text)[surface] == name


def test_a_ukrainian_place_is_found_in_any_case() -> None:
    found = _places("Вибухи пролунали у Львові та в Харкові, а потім у Запорізькій області.", "uk")
    assert {"Львові", "Харкові", "Запорізькій області"} <= found.keys()


def test_an_everyday_word_is_not_taken_for_a_place_that_never_has_that_form() -> None:
    assert _places("Дело передали в суд. Мало кто знал об этом.") == {}


def test_each_word_of_a_name_that_has_cases_is_declined_and_no_other() -> None:
    assert declined("Хабаровский край", "ru") == {"Хабаровского края", "Хабаровскому краю", "Хабаровским краем", "Хабаровском крае"}
    assert "Республике Коми" in declined("Республика Коми", "ru")
    assert "Боснии и Герцеговине" in declined("Босния и Герцеговина", "ru")
    assert "Києві" in declined("Київ", "uk")


def test_names_without_cases_and_in_other_letters_stay() -> None:
    assert declined("Токио", "ru") == declined("США", "ru") == declined("Paris", "ru") == frozenset()


@pytest.mark.parametrize(
    ("written", "language", "name"),
    [
        ("Анатолий Собчак", "ru", "Anatoly Sobchak"),
        ("Анатолия Собчака", "ru", "Anatoly Sobchak"),
        ("Галиной Старовойтовой", "ru", "Galina Starovoitova"),
        ("Марии Алёхиной", "ru", "Maria Alyokhina"),
        ("Юрия Трутнева", "ru", "Yury Trutnev"),
        ("Валерия Гергиева", "ru", "Valery Gergiyev"),
        ("Джоном Смитом", "ru", "John Smit"),
        ("Олександра Сирського", "uk", "Oleksandr Syrskyi"),
        ("Ірині Верещук", "uk", "Iryna Vereshchuk"),
        ("Сергій Жадан", "uk", "Serhii Zhadan"),
    ],
)
def test_a_person_is_called_in_the_nominative_and_in_latin_letters(written: str, language: str, name: str) -> None:
    assert latin_name(written.split(), language) == name


def test_a_name_in_other_letters_is_left() -> None:
    assert latin_name(["Jean", "Martin"], "ru") is latin_name(["Жан", "Мартен"], "en") is None


def test_a_person_has_one_name_in_all_cases_and_in_english() -> None:
    russian = parse(Article(id="a", text="По словам Виктора Мельникова, мост откроют. Виктор Мельников доволен.", language="ru"))
    english = parse(Article(id="b", text="The bridge will open, said Viktor Melnikov, the director.", language="en"))
    ids = [{actor.actor_id for actor in parsed.actors if actor.kind == "person"} for parsed in (russian, english)]
    assert ids == [{"name:viktor-melnikov"}] * 2


def test_a_place_before_the_name_of_its_mayor_is_a_place() -> None:
    assert _places("Об этом заявил мэр Москвы Сергей Собянин.").get("Москвы") == "Moscow"


def test_a_metropolis_is_no_everyday_word() -> None:
    assert _places("МОСКВА, 5 мая. /ТАСС/. Аппарат вышел на орбиту.").get("МОСКВА") == "Moscow"


def test_a_word_for_a_village_shows_that_a_small_place_is_meant() -> None:
    assert _places("Взрыв произошёл в селе Ерасх.").get("Ерасх") == "Yeraskh"
