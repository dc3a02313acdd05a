"""Dates in eight languages, and written in full in eleven more, relative to Thursday, 15 September 2022."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warta.article import Article
from warta.parse import parse
from warta.parse.timex import days, shift_months, week_value


def value(language, text):
    found = parse(Article(id="a", text=text, language=language, published="2022-09-15")).dates
    return [(date.surface, date.value) for date in found]


@pytest.mark.parametrize(
    ("language", "text", "surface", "timex"),
    [
        ("id", "Mereka bertemu pada Kamis ini di Roma.", "Kamis ini", "2022-09-15"),
        ("id", "Ia tiba pada hari Rabu kemarin.", "hari Rabu kemarin", "2022-09-14"),
        ("id", "Ia tiba Senin lalu di Roma.", "Senin lalu", "2022-09-12"),
        ("id", "Pertemuan digelar pekan depan.", "pekan depan", "2022-W38"),
        ("id", "Ia tiba dua hari lalu.", "dua hari lalu", "2022-09-13"),
        ("id", "Ia berangkat lusa.", "lusa", "2022-09-17"),
        ("id", "KTT berlangsung 15-16 September 2022.", "15-16 September 2022", "2022-09-15/2022-09-16"),
        ("id", "Hal itu terjadi Kamis (15/9).", "Kamis (15/9)", "2022-09-15"),
        ("id", "Ia menjabat sejak Februari.", "Februari", "2022-02"),
        ("id", "Ia lahir pada tahun 2001.", "tahun 2001", "2001"),
        ("id", "Awal tahun ini ia mundur.", "Awal tahun ini", "2022"),
        ("en", "They met on Thursday in Rome.", "Thursday", "2022-09-15"),
        ("en", "They met last Monday.", "last Monday", "2022-09-12"),
        ("en", "They met two days ago.", "two days ago", "2022-09-13"),
        ("en", "They met on September 8, 2022.", "September 8, 2022", "2022-09-08"),
        ("en", "They will meet next week.", "next week", "2022-W38"),
        ("en", "The war began in February.", "February", "2022-02"),
        ("ru", "Они встретились вчера.", "вчера", "2022-09-14"),
        ("ru", "Саммит пройдёт 15–16 сентября 2022 года.", "15–16 сентября 2022 года", "2022-09-15/2022-09-16"),
        ("ru", "Он прибыл в среду утром.", "среду утром", "2022-09-14TMO"),
        ("ar", "وصل أمس إلى العاصمة.", "أمس", "2022-09-14"),
        ("ar", "اجتمعوا في 10 سبتمبر 2022.", "10 سبتمبر 2022", "2022-09-10"),
        ("ar", "وصل يوم الثلاثاء الماضي.", "يوم الثلاثاء الماضي", "2022-09-13"),
        ("zh", "双方昨天举行会谈。", "昨天", "2022-09-14"),
        ("zh", "会议于2022年9月15日举行。", "2022年9月15日", "2022-09-15"),
        ("zh", "他于上周三抵达。", "上周三", "2022-09-07"),
        ("es", "Se reunieron el 8 de septiembre de 2022.", "8 de septiembre de 2022", "2022-09-08"),
        ("es", "Llegó ayer a la capital.", "ayer", "2022-09-14"),
        ("es", "Llegó hace dos días.", "hace dos días", "2022-09-13"),
        ("fr", "Ils se sont vus lundi dernier.", "lundi dernier", "2022-09-12"),
        ("fr", "Il est arrivé hier.", "hier", "2022-09-14"),
        ("fr", "Le sommet a lieu du 15 au 16 septembre 2022.", "15 au 16 septembre 2022", "2022-09-15/2022-09-16"),
        ("tr", "Liderler dün görüştü.", "dün", "2022-09-14"),
        ("tr", "Zirve 15 Eylül 2022'de başladı.", "15 Eylül 2022", "2022-09-15"),
        ("tr", "Liderler salı günü görüştü.", "salı günü", "2022-09-13"),
        ("id", "Kebakaran terjadi malam tadi.", "malam tadi", "2022-09-14TNI"),
        ("id", "Rapat dimulai pukul 10.00 WIB.", "pukul 10.00 WIB", "2022-09-15T10:00"),
        ("id", "Ia tiba Rabu (14/9/2022), pukul 08.30 WIB.", "pukul 08.30 WIB", "2022-09-14T08:30"),
        ("id", "Ia mundur sebulan lalu.", "sebulan lalu", "2022-08"),
        ("id", "Banjir berlangsung selama tiga hari.", "tiga hari", "P3D"),
        ("id", "Ia berolahraga setiap hari.", "setiap hari", "P1D"),
        ("id", "Jalan itu dibangun pada tahun 1990-an.", "tahun 1990-an", "199"),
        ("id", "Kota itu berdiri pada abad ke-19.", "abad ke-19", "18"),
        ("id", "Ia menang pada November tahun lalu.", "November tahun lalu", "2021-11"),
        ("en", "It happened last night.", "last night", "2022-09-14TNI"),
        ("en", "It was built in the 1990s.", "1990s", "199"),
        ("en", "He arrived yesterday morning.", "yesterday morning", "2022-09-14TMO"),
        ("ru", "Он ушёл в ноябре прошлого года.", "ноябре прошлого года", "2021-11"),
        ("ru", "В 1990-х годах здесь был завод.", "1990-х годах", "199"),
        ("ru", "Он прибыл 3 сен. 2022 г.", "3 сен. 2022 г.", "2022-09-03"),
        ("ar", "غادر قبل يومين.", "قبل يومين", "2022-09-13"),
        ("zh", "去年2月价格上涨。", "去年2月", "2021-02"),
        ("zh", "他15日下午抵达。", "15日下午", "2022-09-15TAF"),
        ("es", "Ayer por la tarde llegó.", "Ayer por la tarde", "2022-09-14TAF"),
        ("es", "Cayó a principios de año.", "principios de año", "2022"),
        ("fr", "Il est arrivé hier soir.", "hier soir", "2022-09-14TEV"),
        ("fr", "Dans les années 1990, il enseignait.", "années 1990", "199"),
        ("tr", "İki gün önce ayrıldı.", "İki gün önce", "2022-09-13"),
        ("tr", "ALTI GÜN ÖNCE AYRILDI.", "ALTI GÜN ÖNCE", "2022-09-09"),
        ("tr", "1990'lı yıllarda kuruldu.", "1990'lı yıllarda", "199"),
        ("de", "Sie trafen sich am 15. September 2022.", "15. September 2022", "2022-09-15"),
        ("it", "Si sono incontrati il 15 settembre 2022.", "15 settembre 2022", "2022-09-15"),
        ("ja", "2022年9月15日に会談した。", "2022年9月15日", "2022-09-15"),
        ("ko", "2022년 9월 15일 회담했다.", "2022년 9월 15일", "2022-09-15"),
        ("nl", "Zij spraken elkaar op 15 september 2022.", "15 september 2022", "2022-09-15"),
        ("vi", "Ngày 15 tháng 9 năm 2022 họ gặp nhau.", "Ngày 15 tháng 9 năm 2022", "2022-09-15"),
        ("uk", "Зустріч відбулася 15 вересня 2022 року.", "15 вересня 2022 року", "2022-09-15"),
        ("pt", "Reuniram-se em 15 de setembro de 2022.", "15 de setembro de 2022", "2022-09-15"),
        ("pl", "Spotkali się 15 września 2022 roku.", "15 września 2022 roku", "2022-09-15"),
        ("hi", "15 सितंबर 2022 को बैठक हुई।", "15 सितंबर 2022", "2022-09-15"),
        ("fa", "در 15 سپتامبر 2022 دیدار کردند.", "15 سپتامبر 2022", "2022-09-15"),
    ],
)
def test_a_date_has_its_span_and_its_timex_value(language, text, surface, timex):
    assert (surface, timex) in value(language, text)


def test_a_duration_is_recognised_and_no_day():
    (date,) = parse(Article(id="a", text="Perundingan berlangsung tiga hari.", language="id", published="2022-09-15")).dates
    assert (date.value, date.from_, date.to) == ("P3D", None, None)


def test_a_weekday_in_a_plan_lies_ahead():
    assert ("Kamis", "2022-09-15") not in value("id", "Ia akan tiba pada Senin.")
    assert ("Senin", "2022-09-19") in value("id", "Ia akan tiba pada Senin.")


@given(st.dates())
def test_every_day_covers_itself(day):
    covered = days(day.isoformat())
    assert covered is not None
    assert (covered.first, covered.last, covered.precision) == (day, day, "day")


@given(st.dates(min_value=days("1000").first, max_value=days("9000").last))
def test_every_day_lies_in_its_week_and_its_month(day):
    for value_ in (week_value(day), f"{day:%Y-%m}", f"{day:%Y}"):
        covered = days(value_)
        assert covered.first <= day <= covered.last


@pytest.mark.parametrize("impossible", ["2022-02-30", "2022-13", "P3D", "PRESENT_REF", "", "2022-W60", "2022-09-16/2022-09-15"])
def test_what_names_no_day_covers_none(impossible):
    assert days(impossible) is None


def test_a_month_later_than_the_last_of_a_long_month_is_the_last_of_a_short_one():
    assert shift_months(days("2022-01-31").first, 1).isoformat() == "2022-02-28"


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "The men stood in march order."), ("id", "Ia makan terlebih dahulu."), ("id", "Itu bahasa sehari-hari mereka.")],
)
def test_everyday_words_are_no_dates(language, text):
    assert value(language, text) == []


@settings(deadline=None)
@given(st.text(max_size=300), st.sampled_from(["ar", "de", "en", "es", "fr", "id", "ja", "ko", "ru", "tr", "vi", "zh"]))
def test_every_date_of_any_text_is_the_words_it_stands_on(text, language):
    article = parse(Article(id="a", text=text, language=language, published="2022-09-15"))
    assert all(text[date.start : date.end] == date.surface for date in article.dates)
    assert [date.start for date in article.dates] == sorted(date.start for date in article.dates)
