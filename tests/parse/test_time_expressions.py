"""How time expressions are understood: direction, story, spans, sets, false friends; in articles of Thursday, 15 September 2022."""

import datetime as dt

import pytest

from warta.article import Article
from warta.parse import parse
from warta.parse.first_words import opening
from warta.parse.language import languages
from warta.parse.number_words import number, roman
from warta.parse.published import from_metadata
from warta.parse.time_cues import cue_table
from warta.parse.time_rules import time_table
from warta.parse.timex import days


def found(language, text, published="2022-09-15"):
    return [(date.surface, date.value) for date in parse(Article(id="a", text=text, language=language, published=published)).dates]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The ceasefire is expected on Friday, officials said.", [("Friday", "2022-09-16")]),
        ("en", "He said on Friday that talks would resume on Monday.", [("Friday", "2022-09-09"), ("Monday", "2022-09-19")]),
        (
            "en",
            "The vote, scheduled for Sunday, was put off until next Wednesday.",
            [("Sunday", "2022-09-18"), ("next Wednesday", "2022-09-21")],
        ),
        ("es", "Este domingo los votantes eligieron alcalde.", [("Este domingo", "2022-09-11")]),
        ("es", "Este domingo los votantes elegirán alcalde.", [("Este domingo", "2022-09-18")]),
        ("fr", "Le sommet doit se tenir vendredi, a annoncé lundi le ministère.", [("vendredi", "2022-09-16"), ("lundi", "2022-09-12")]),
        ("ru", "Саммит состоится в пятницу, сообщили в понедельник в МИД.", [("пятницу", "2022-09-16"), ("понедельник", "2022-09-12")]),
        ("id", "KTT akan digelar Jumat, kata Kemlu, Senin (12/9/2022).", [("Jumat", "2022-09-16"), ("Senin (12/9/2022)", "2022-09-12")]),
        ("zh", "峰会将于周五举行，外交部周一宣布。", [("周五", "2022-09-16"), ("周一", "2022-09-12")]),
        (
            "ar",
            "تعقد القمة يوم الجمعة المقبل، حسبما أعلنت الوزارة يوم الاثنين.",
            [("يوم الجمعة المقبل", "2022-09-16"), ("يوم الاثنين", "2022-09-12")],
        ),
        ("tr", "Bakan salı günü konuştu, toplantı cuma günü yapılacak.", [("salı günü", "2022-09-13"), ("cuma günü", "2022-09-16")]),
        (
            "de",
            "Der Gipfel findet am Freitag statt, teilte das Ministerium am Montag mit.",
            [("Freitag", "2022-09-16"), ("Montag", "2022-09-12")],
        ),
        (
            "en",
            "The hearing is set for October 12. She was arrested on September 20.",
            [("October 12", "2022-10-12"), ("September 20", "2022-09-20")],
        ),
        ("en", "Elections will be held in May.", [("May", "2023-05")]),
        ("en", "Elections were held in May.", [("May", "2022-05")]),
    ],
)
def test_the_nearest_verb_tells_whether_a_day_lies_back_or_ahead(language, text, expected):
    assert found(language, text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "She was freed on 21 August 2013. The next day she spoke.", ("The next day", "2013-08-22")),
        ("en", "Talks began on 3 May 2021 and ended two days later.", ("two days later", "2021-05-05")),
        ("en", "In 1998 the bridge fell; the following year it was rebuilt.", ("the following year", "1999")),
        ("es", "El 8 de agosto de 2022 hubo un incendio. Al día siguiente llovió.", ("día siguiente", "2022-08-09")),
        ("fr", "Le 8 août 2022, un incendie éclata. La veille, il avait plu.", ("veille", "2022-08-07")),
        ("ru", "Пожар начался 8 августа 2022 года. На следующий день пошёл дождь.", ("следующий день", "2022-08-09")),
        ("id", "Kebakaran terjadi 8 Agustus 2022. Sehari sebelumnya hujan turun.", ("Sehari sebelumnya", "2022-08-07")),
        ("zh", "2022年8月8日发生火灾。前一天，当地下雨。", ("前一天", "2022-08-07")),
        ("tr", "Yangın 8 Ağustos 2022'de çıktı. Ertesi gün yağmur yağdı.", ("Ertesi gün", "2022-08-09")),
        ("ar", "اندلع الحريق في 8 أغسطس 2022. وفي اليوم التالي هطل المطر.", ("اليوم التالي", "2022-08-09")),
        ("en", "He was seen at the station on Tuesday. That evening he left.", ("That evening", "2022-09-13TEV")),
    ],
)
def test_what_a_story_goes_on_with_is_counted_from_the_day_it_has_come_to(language, text, expected):
    assert expected in found(language, text)


def test_a_turn_back_does_not_take_the_story_with_it():
    text = "They arrived on 21 August 2013. Two days earlier it had snowed. The next day they left."
    assert found("en", text)[1:] == [("Two days earlier", "2013-08-19"), ("The next day", "2013-08-22")]


def test_later_than_nothing_told_is_a_duration():
    assert found("en", "The bridge reopened three weeks later.") == [("three weeks later", "P3W")]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It runs from 3 to 5 May 2023.", ("3 to 5 May 2023", "2023-05-03/2023-05-05")),
        ("en", "The war of 1914-1918 killed millions.", ("1914-1918", "1914/1918")),
        ("ru", "Форум шёл с 3 по 5 мая 2022 года.", ("3 по 5 мая 2022 года", "2022-05-03/2022-05-05")),
        ("tr", "Fuar 3-5 Mayıs 2022 tarihlerinde yapıldı.", ("3-5 Mayıs 2022", "2022-05-03/2022-05-05")),
        ("zh", "展会于2022年5月3日至5日举行。", ("2022年5月3日至5日", "2022-05-03/2022-05-05")),
        ("ar", "أقيم المعرض من 3 إلى 5 مايو 2022.", ("3 إلى 5 مايو 2022", "2022-05-03/2022-05-05")),
        (
            "es",
            "Los Juegos fueron del 26 de julio al 11 de agosto de 2024.",
            ("26 de julio al 11 de agosto de 2024", "2024-07-26/2024-08-11"),
        ),
        ("id", "Ia menjabat pada 2014-2019.", ("2014-2019", "2014/2019")),
        ("en", "Exports fell in the first half of 2021.", ("the first half of 2021", "2021-H1")),
        ("id", "Ekonomi tumbuh pada kuartal III 2021.", ("kuartal III 2021", "2021-Q3")),
        ("es", "Fue en el siglo XIX.", ("siglo XIX", "18")),
        ("fr", "C'était au XIXe siècle.", ("XIXe siècle", "18")),
        ("ru", "Это было в XIX веке.", ("XIX веке", "18")),
        ("zh", "这座桥建于上世纪90年代初。", ("上世纪90年代初", "199")),
        ("tr", "Kale 19. yüzyılda yapıldı.", ("19. yüzyılda", "18")),
        ("ar", "بدأ ذلك في ثمانينيات القرن الماضي.", ("ثمانينيات القرن الماضي", "198")),
        ("fr", "Il a joué le week-end dernier.", ("week-end dernier", "2022-W36-WE")),
        ("en", "The lake froze last winter.", ("last winter", "2021-WI")),
        ("ar", "وقع ذلك في 20 تشرين الأول/أكتوبر 2021.", ("20 تشرين الأول/أكتوبر 2021", "2021-10-20")),
        ("ar", "انتهت الأزمة في ١٥ آذار ٢٠٢٢.", ("١٥ آذار ٢٠٢٢", "2022-03-15")),
        ("zh", "二〇二二年九月十日上午，会议开幕。", ("二〇二二年九月十日上午", "2022-09-10TMO")),
        ("en", "Cuttings of 2023/24 budgets began.", ("2023/24", "2023/2024")),
    ],
)
def test_a_stretch_of_the_calendar_is_one_expression(language, text, expected):
    assert expected in found(language, text)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "At 10:30 a.m. on Tuesday the bridge fell.", ("10:30 a.m. on Tuesday", "2022-09-13T10:30")),
        ("en", "The bridge fell on Saturday at 6pm.", ("Saturday at 6pm", "2022-09-10T18:00")),
        ("es", "Cerró a las ocho de la tarde.", ("ocho de la tarde", "2022-09-15T20:00")),
        ("fr", "Mardi 13 septembre à 16 heures, la fusée décolle.", ("Mardi 13 septembre à 16 heures", "2022-09-13T16:00")),
        ("ru", "Связь пропала в субботу, 10 сентября, в 14:57.", ("субботу, 10 сентября, в 14:57", "2022-09-10T14:57")),
        ("id", "Rapat dibuka besok, Jumat (16/9/2022).", ("besok, Jumat (16/9/2022)", "2022-09-16")),
        ("zh", "他14日下午3时30分抵达。", ("14日下午3时30分", "2022-09-14T15:30")),
        ("ar", "وقع الانفجار عند الساعة الثامنة مساء.", ("الساعة الثامنة مساء", "2022-09-15T20:00")),
        ("zh", "20日16时至17时，暴雨。", ("20日16时至17时", "2022-08-20T16:00/2022-08-20T17:00")),
    ],
)
def test_a_day_and_a_time_told_together_are_one_expression(language, text, expected):
    assert expected in found(language, text)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "They pray every Friday.", [("every Friday", "XXXX-WXX-5")]),
        ("id", "Mereka salat setiap Jumat.", [("setiap Jumat", "XXXX-WXX-5")]),
        ("fr", "Il court tous les jours.", [("tous les jours", "P1D")]),
        ("en", "They talked for twenty-four hours.", [("twenty-four hours", "PT24H")]),
        ("id", "Ia ditahan dua puluh lima hari.", [("dua puluh lima hari", "P25D")]),
        ("es", "Trabajó treinta y dos años.", [("treinta y dos años", "P32Y")]),
        ("zh", "谈判持续了三个半小时。", [("三个半小时", "PT3H30M")]),
        ("ar", "استمرت المفاوضات ثلاثة أيام.", [("ثلاثة أيام", "P3D")]),
        ("tr", "Görüşmeler üç gün sürdü.", [("üç gün", "P3D")]),
        ("en", "The talks may take years.", [("years", "PXY")]),
        ("en", "He will speak in the coming days.", [("coming days", "FUTURE_REF")]),
        ("ru", "Недавно он уехал, а сейчас вернулся.", [("Недавно", "PAST_REF"), ("сейчас", "PRESENT_REF")]),
        ("zh", "日前，双方会晤。", [("日前", "PAST_REF")]),
    ],
)
def test_what_comes_again_lasts_or_is_vague_is_no_day(language, text, expected):
    dates = parse(Article(id="a", text=text, language=language, published="2022-09-15")).dates
    assert [(date.surface, date.value) for date in dates] == expected
    assert all(date.from_ is None for date in dates)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "May spoke to April about the march."),
        ("en", "The flat cost $2000, the car 1990 euros, and 2010 people came."),
        ("en", "The team won 3-2; version 10.15 is out; call 020 7946 0018."),
        ("en", "The 35-year-old, aged 35, gave a second speech."),
        ("en", "He sat down and wrote for the Sunday Times."),
        ("fr", "Avril Lavigne a chanté devant 2000 spectateurs, 3-2."),
        ("fr", "L'homme de 35 ans a été élu."),
        ("es", "Santo Domingo recibió a Plácido Domingo."),
        ("es", "Marta, de 35 años, ganó."),
        ("id", "Ahmad (40 tahun) dan Budi, berusia 35 tahun, tiba di Pasar Minggu."),
        ("id", "Olimpiade Musim Dingin digelar."),
        ("ru", "Среда обитания улучшается, счёт 3:2, ему 25 лет."),
        ("zh", "农历八月十五是中秋节，他是三年级学生，第三天。"),
        ("ar", "الرجل البالغ من العمر 35 عاما."),
        ("tr", "35 yaşındaki sanatçı cuma namazına gitti."),
        ("fa", "او در ۲۴ شهریور ۱۴۰۱ درگذشت."),
    ],
)
def test_names_counts_prices_scores_and_ages_are_no_dates(language, text):
    assert found(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Sie kam am 3. Mai 2021 und ging am Dienstagabend.", [("3. Mai 2021", "2021-05-03"), ("Dienstagabend", "2022-09-13TEV")]),
        ("de", "In den 1990er Jahren, vor zwei Wochen.", [("1990er Jahren", "199"), ("vor zwei Wochen", "2022-09-01")]),
        ("it", "È arrivato il 3 maggio 2021, poi ieri sera.", [("3 maggio 2021", "2021-05-03"), ("ieri sera", "2022-09-14TEV")]),
        ("it", "Due settimane fa, la scorsa settimana.", [("Due settimane fa", "2022-09-01"), ("scorsa settimana", "2022-W36")]),
        ("pt", "Chegou em 3 de maio de 2021 e ontem à noite.", [("3 de maio de 2021", "2021-05-03"), ("ontem à noite", "2022-09-14TNI")]),
        ("nl", "Hij kwam op 3 mei 2021 en dinsdagavond.", [("3 mei 2021", "2021-05-03"), ("dinsdagavond", "2022-09-13TEV")]),
        ("pl", "Przybył 3 maja 2021 roku i w ubiegły czwartek.", [("3 maja 2021 roku", "2021-05-03"), ("ubiegły czwartek", "2022-09-08")]),
        ("uk", "Прибув 3 травня 2021 року, два тижні тому.", [("3 травня 2021 року", "2021-05-03"), ("два тижні тому", "2022-09-01")]),
        ("fa", "او در ۳ مه ۲۰۲۱ رسید و دیروز رفت.", [("۳ مه ۲۰۲۱", "2021-05-03"), ("دیروز", "2022-09-14")]),
        ("hi", "वह 3 मई 2021 को पहुंचे और पिछले हफ्ते गए।", [("3 मई 2021", "2021-05-03"), ("पिछले हफ्ते", "2022-W36")]),
        ("ja", "大統領は2021年5月3日に到着し、先週帰った。", [("2021年5月3日", "2021-05-03"), ("先週", "2022-W36")]),
        ("ko", "대통령은 2021년 5월 3일 도착했다. 지난주 떠났다.", [("2021년 5월 3일", "2021-05-03"), ("지난주", "2022-W36")]),
        ("vi", "Tổng thống đến ngày 3/5/2021 và đi hôm qua.", [("ngày 3/5/2021", "2021-05-03"), ("hôm qua", "2022-09-14")]),
    ],
)
def test_dates_in_the_other_languages(language, text, expected):
    assert found(language, text) == expected


@pytest.mark.parametrize("language", languages())
def test_every_rule_and_cue_of_every_language_can_be_read(language):
    times = time_table(language)
    rules = [
        rule for group in times.by_word.values() for rule in (*group.others, *(rule for each in group.after.values() for rule in each))
    ]
    assert all("span" in rule.pattern.groupindex for rule in {id(rule): rule for rule in rules}.values())
    assert cue_table(language) is not None


def test_the_first_and_second_words_of_a_pattern_are_read_off_it():
    assert opening(r"(?<=in )(?:the )?(?:may|june)(?:,? \d\d)?") == (
        {"the", "may", "june"},
        {"the": {"may", "june"}, "may": None, "june": None},
    )
    days = {"days", "weeks"}
    assert opening(r"(?:two|three) (?:days|weeks) ago") == ({"two", "three"}, {"two": days, "three": days})
    assert opening(r"(?:early may|late (?:june|july)|late)") == ({"early", "late"}, {"early": {"may"}, "late": None})
    assert opening(r"(?:early may|early (?:june|july))") == ({"early"}, {"early": {"may", "june", "july"}})
    assert opening(r"\d\d?(?:st|nd)? (?:may|june)") == ({"#", "##"}, {key: {"may", "june"} for key in ("#", "##")})
    assert opening(r"(?:19|20)\d\ds?") == ({"####"}, {"####": None})
    numbers = {"#" * length for length in range(1, 6)}
    assert opening(r"\d+ days") == (numbers, {key: {"days"} for key in numbers})
    assert opening("五月初|[三四]月(?:初|末)?", letters=True) == ({"五", "三", "四"}, {key: {"月"} for key in "五三四"})
    with pytest.raises(ValueError, match="begin with anything"):
        opening(r"\w+ ago")


def test_numbers_in_words():
    words = {"dua": 2, "lima": 5, "seratus": 100, "beberapa": "X"}
    assert number("dua puluh lima", words, {"puluh": 10}) == 25
    assert number("seratus lima", words, {}) == 105
    assert number("beberapa", words, {}) == "X"
    assert number("2.000", words, {}) == 2000
    assert roman("xix") == 19


@pytest.mark.parametrize(
    ("language", "text", "day", "basis"),
    [
        ("en", "Leaders meet\n\nSeptember 15, 2022\n\nThe leaders met on Thursday in Rome.", "2022-09-15", "stated"),
        ("fr", "Une rencontre\n\nPublié le 15 septembre 2022 à 10h30\n\nIls se sont vus jeudi à Rome.", "2022-09-15", "stated"),
        ("es", "Una reunión\n\nROMA, 15 de septiembre de 2022 (EFE).- Se reunieron ayer en Roma.", "2022-09-15", "stated"),
        ("zh", "领导人会晤\n\n2022年9月15日 10:30 来源：新华社\n\n双方昨天在罗马举行会谈。", "2022-09-15", "stated"),
        ("id", "Pertemuan\n\nPresiden bertemu raja, Kamis (15/9/2022), di Roma.", "2022-09-15", "inferred"),
        ("en", "Leaders meet\n\nThe leaders met in Rome. The war began on 24 February 2022.", None, "unknown"),
    ],
)
def test_the_day_of_publication_is_stated_in_the_text_or_unknown(language, text, day, basis):
    published = parse(Article(id="a", text=text, language=language)).published
    assert (published.value, published.basis) == (day, basis)


@pytest.mark.parametrize(
    ("stated", "value"),
    [
        ("2022-09-15", "2022-09-15"),
        ("2022-09-15T10:30:00.000+0700", "2022-09-15T10:30"),
        ("20220915T103000Z", "2022-09-15T10:30"),
        ("Thu, 15 Sep 2022 10:30:00 GMT", "2022-09-15T10:30"),
    ],
)
def test_metadata_tell_the_day_of_publication(stated, value):
    published, note = from_metadata(stated)
    assert (published.value, note) == (value, None)


@pytest.mark.parametrize("stated", ["yesterday", "2022-13-40", "2022-09-15T25:30"])
def test_metadata_that_tell_no_day_are_noted(stated):
    published, note = from_metadata(stated)
    assert published is None
    assert note.step == "published"


def test_today_is_the_day_of_the_dateline():
    text = "世贸组织批准中国加入\n\n本报多哈9月14日电 世界贸易组织今晚通过了决定。签字仪式定于明天举行。"
    assert ("今晚", "2022-09-14TEV") in found("zh", text)
    assert ("明天", "2022-09-15") in found("zh", text)


def test_a_weekend_and_a_half_of_a_year_cover_their_days():
    assert days("2022-W37-WE") == (dt.date(2022, 9, 17), dt.date(2022, 9, 18), "weekend")
    assert days("2022-H2") == (dt.date(2022, 7, 1), dt.date(2022, 12, 31), "half")


@pytest.mark.parametrize("word", ["twenty ", "2022-", "on the "])
def test_no_expression_runs_on_through_a_text_of_words_that_begin_one(word):
    assert all(date.end - date.start < 200 for date in parse(Article(id="a", text=word * 3000, language="en")).dates)
