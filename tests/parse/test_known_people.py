"""People of the tables in running text: in every case of a language, and not where a surname is somebody else's."""

import pytest

from warta.article import Article
from warta.parse import parse


def people(text, language, published="2023-05-10"):
    found = parse(Article(id="a", text=text, language=language, published=published)).actors
    return {actor.surface: actor.name for actor in found if actor.kind == "person"}


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("В Москве прошла встреча с Сергеем Лавровым.", "Сергеем Лавровым", "Sergey Lavrov"),
        ("Письмо передали Сергею Лаврову в понедельник.", "Сергею Лаврову", "Sergey Lavrov"),
        ("По словам Захаровой, переговоры продолжатся.", "Захаровой", "Maria Zakharova"),
        ("Делегацию приняли вместе с Жапаровым.", "Жапаровым", "Sadyr Japarov"),
        ("Разговор с Джо Байденом длился час.", "Джо Байденом", "Joe Biden"),
        ("Журналисты спросили Марию Захарову о визите.", "Марию Захарову", "Maria Zakharova"),
    ],
)
def test_a_russian_name_is_found_in_every_case(text, surface, name):
    assert people(text, "ru").get(surface) == name


def test_a_word_with_the_stem_of_a_surname_is_not_the_person():
    assert "Песка" not in people("Песка на пляже почти не осталось.", "ru")


def test_a_surname_after_another_given_name_is_another_person():
    found = people("Marta Borrell, a baker in Girona, said the oven was broken. Borrell has baked there since 1990.", "en")
    assert "Josep Borrell" not in found.values()


def test_a_surname_alone_is_the_known_person():
    assert people("Ministers met in Luxembourg. Borrell said the talks went well.", "en").get("Borrell") == "Josep Borrell"


@pytest.mark.parametrize(
    ("text", "language", "surface"),
    [
        ("Mehriban Aliyeva and Heydar Aliyev were shown on the posters. Aliyev died in 2003.", "en", "Aliyev"),
        ("В центре города стоит памятник Гейдару Алиеву. При Алиеве был подписан договор.", "ru", "Алиеве"),
    ],
)
def test_a_surname_is_the_person_whom_the_article_names_in_full(text, language, surface):
    assert people(text, language).get(surface) == "Heydar Aliyev"


def test_a_chinese_surname_at_the_head_of_a_town_is_the_town():
    assert "Ho Chi Minh" not in people("总理星期三抵达胡志明市，会见当地商界代表。", "zh").values()
    assert people("胡志明于1945年宣读独立宣言。", "zh").get("胡志明") == "Ho Chi Minh"


def test_a_short_name_is_not_a_surname_and_the_word_after_it():
    assert "Wang Yi" not in people("Представители компаний Ван и Чжан прибыли в Пекин.", "ru").values()
    assert people("Министр Ван И прибыл в Пекин.", "ru").get("Ван И") == "Wang Yi"


@pytest.mark.parametrize(
    ("text", "language", "other"),
    [
        ("Sharon Stone opened the auction in Cannes on Thursday.", "en", "Ariel Sharon"),
        ("В зале выступала певица Мария Лаврова.", "ru", "Sergey Lavrov"),
        ("وصلت أسماء السيسي إلى المطار", "ar", "Abdel Fattah el-Sisi"),
    ],
)
def test_a_name_of_somebody_else_is_not_the_known_person_in_any_script(text, language, other):
    assert other not in people(text, language).values()


def test_a_secretary_of_state_is_a_foreign_minister_only_where_he_is_one():
    assert people("The US secretary of state landed in Doha on Tuesday.", "en").get("US secretary of state") == "Antony Blinken"
    assert people("Le secrétaire d’État français à l’industrie a visité l’usine.", "fr") == {}


def test_companies_and_armed_groups_are_organisations_of_their_own_subkind():
    parsed = parse(Article(id="a", text="Gazprom and Hamas were named in the report on Monday.", language="en"))
    kinds = {actor.name: (actor.kind, actor.subkind) for actor in parsed.actors}
    assert kinds["Gazprom"] == ("organisation", "company")
    assert kinds["Hamas"] == ("organisation", "armed group")
