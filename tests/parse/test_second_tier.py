"""Second-tier languages: places, known actors and explicit dates of sentences of our own about true public events."""

import pytest

from warta.article import Article
from warta.parse import parse

SENTENCES = [
    # language, text, places as written, actors, days
    (
        "de",
        "Bundeskanzler Olaf Scholz hat am 14. Februar 2022 in Kiew den ukrainischen Präsidenten Wolodymyr Selenskyj getroffen.",
        {"Kiew"},
        {"Olaf Scholz", "Volodymyr Zelenskyy"},
        {"2022-02-14"},
    ),
    (
        "de",
        "Die Vereinten Nationen eröffneten am 31. Oktober 2021 in Glasgow in Schottland die Klimakonferenz.",
        {"Glasgow", "Schottland"},
        {"United Nations"},
        {"2021-10-31"},
    ),
    (
        "de",
        "Finnland ist seit dem 4. April 2023 Mitglied der NATO, wie Generalsekretär Jens Stoltenberg in Brüssel sagte.",
        {"Brüssel"},
        {"NATO", "Jens Stoltenberg"},
        {"2023-04-04"},
    ),
    (
        "pt",
        "O presidente Luiz Inácio Lula da Silva tomou posse em Brasília em 1 de janeiro de 2023.",
        {"Brasília"},
        {"Luiz Inácio Lula da Silva"},
        {"2023-01-01"},
    ),
    (
        "pt",
        "As Nações Unidas realizaram em Lisboa, Portugal, a conferência dos oceanos, aberta em 27 de junho de 2022 por António Guterres.",
        {"Lisboa", "Portugal"},
        {"United Nations", "António Guterres"},
        {"2022-06-27"},
    ),
    (
        "pt",
        "Vladimir Putin e Xi Jinping reuniram-se em Pequim, na China, no dia 4 de fevereiro de 2022.",
        {"Pequim", "China"},
        {"Vladimir Putin", "Xi Jinping"},
        {"2022-02-04"},
    ),
    (
        "it",
        "Il presidente Joe Biden ha incontrato papa Francesco a Roma il 29 ottobre 2021.",
        {"Roma"},
        {"Joe Biden", "Pope Francis"},
        {"2021-10-29"},
    ),
    (
        "it",
        "La presidente del Consiglio Giorgia Meloni è arrivata a Kiev, in Ucraina, il 21 febbraio 2023.",
        {"Kiev", "Ucraina"},
        {"Giorgia Meloni"},
        {"2023-02-21"},
    ),
    (
        "it",
        "L'Unione europea e le Nazioni Unite hanno inviato aiuti in Turchia dopo il terremoto del 6 febbraio 2023.",
        {"Turchia"},
        {"European Union", "United Nations"},
        {"2023-02-06"},
    ),
    (
        "nl",
        "Premier Mark Rutte sprak op 11 juli 2022 in Kiev met de Oekraïense president Volodymyr Zelensky.",
        {"Kiev"},
        {"Mark Rutte", "Volodymyr Zelenskyy"},
        {"2022-07-11"},
    ),
    (
        "nl",
        "De leiders van de NAVO kwamen op 28 juni 2022 bijeen in Madrid, de hoofdstad van Spanje.",
        {"Madrid", "Spanje"},
        {"NATO"},
        {"2022-06-28"},
    ),
    (
        "nl",
        "De Verenigde Naties openden op 31 oktober 2021 in Glasgow, in het Verenigd Koninkrijk, de klimaattop.",
        {"Glasgow", "Verenigd Koninkrijk"},
        {"United Nations"},
        {"2021-10-31"},
    ),
    (
        "pl",
        "Polska i Ukraina: prezydent Joe Biden przyjechał 20 lutego 2023 roku do Kijowa, podał Reuters.",
        {"Polska", "Ukraina"},
        {"Joe Biden"},
        {"2023-02-20"},
    ),
    (
        "pl",
        "Wołodymyr Zełenski spotkał się z Andrzejem Dudą 22 maja 2022 r., a Warszawa i Kijów podpisały umowę.",
        {"Warszawa", "Kijów"},
        {"Volodymyr Zelenskyy", "Andrzej Duda"},
        {"2022-05-22"},
    ),
    (
        "pl",
        "Szczyt klimatyczny w Glasgow zaczął się 31 października 2021 roku, podała Organizacja Narodów Zjednoczonych, a nie NATO.",
        {"Glasgow"},
        {"NATO", "United Nations"},
        {"2021-10-31"},
    ),
    (
        "uk",
        "Президент Володимир Зеленський зустрівся з Джо Байденом у Києві 20 лютого 2023 року.",
        {"Києві"},
        {"Volodymyr Zelenskyy", "Joe Biden"},
        {"2023-02-20"},
    ),
    (
        "uk",
        "Саміт НАТО відбувся у Вільнюсі, столиці Литви, 11 липня 2023 року.",
        {"Вільнюсі", "Литви"},
        {"NATO"},
        {"2023-07-11"},
    ),
    (
        "uk",
        "Генеральний секретар ООН Антоніу Гутерріш прибув до Стамбула в Туреччині 22 липня 2022 року.",
        {"Стамбула", "Туреччині"},
        {"United Nations", "António Guterres"},
        {"2022-07-22"},
    ),
    (
        "ja",
        "岸田文雄首相は2023年3月21日、ウクライナの首都キーウでゼレンスキー大統領と会談した。",
        {"ウクライナ", "キーウ"},
        {"Fumio Kishida", "Volodymyr Zelenskyy"},
        {"2023-03-21"},
    ),
    (
        "ja",
        "バイデン大統領は2023年5月19日に広島で開かれた会議に出席した。",
        {"広島"},
        {"Joe Biden"},
        {"2023-05-19"},
    ),
    (
        "ja",
        "国連のグテーレス事務総長は2022年4月26日、ロシアの首都モスクワでプーチン大統領と会った。",
        {"ロシア", "モスクワ"},
        {"United Nations", "António Guterres", "Vladimir Putin"},
        {"2022-04-26"},
    ),
    (
        "ko",
        "윤석열 대통령은 2022년 9월 20일 미국 뉴욕에서 열린 유엔 총회에서 연설했다.",
        {"미국", "뉴욕"},
        {"Yoon Suk-yeol"},
        {"2022-09-20"},
    ),
    (
        "ko",
        "블라디미르 푸틴 러시아 대통령과 시진핑 중국 국가주석은 2022년 2월 4일 베이징에서 회담했다.",
        {"러시아", "중국", "베이징"},
        {"Vladimir Putin", "Xi Jinping"},
        {"2022-02-04"},
    ),
    (
        "ko",
        "유엔은 2022년 11월 6일 이집트에서 기후 회의를 열었다.",
        {"이집트"},
        {"United Nations"},
        {"2022-11-06"},
    ),
    (
        "vi",
        "Tổng thống Mỹ Joe Biden đến Hà Nội ngày 10 tháng 9 năm 2023 và hội đàm với Tổng Bí thư Nguyễn Phú Trọng.",
        {"Hà Nội"},
        {"Joe Biden", "Nguyen Phu Trong"},
        {"2023-09-10"},
    ),
    (
        "vi",
        "Chủ tịch Tập Cận Bình thăm Việt Nam ngày 12 tháng 12 năm 2023.",
        {"Việt Nam"},
        {"Xi Jinping"},
        {"2023-12-12"},
    ),
    (
        "vi",
        "Liên Hợp Quốc cho biết hội nghị khí hậu khai mạc tại Paris, Pháp, ngày 30/11/2015.",
        {"Paris", "Pháp"},
        {"United Nations"},
        {"2015-11-30"},
    ),
    (
        "sv",
        "President Joe Biden träffade statsminister Ulf Kristersson i Vilnius i Litauen den 11 juli 2023.",
        {"Vilnius", "Litauen"},
        {"Joe Biden", "Ulf Kristersson"},
        {"2023-07-11"},
    ),
    (
        "sv",
        "Förenta nationerna öppnade klimatmötet i Glasgow i Storbritannien den 31 oktober 2021.",
        {"Glasgow", "Storbritannien"},
        {"United Nations"},
        {"2021-10-31"},
    ),
    (
        "sv",
        "Natos generalsekreterare Jens Stoltenberg sade i Bryssel att Finland blev medlem den 4 april 2023.",
        {"Bryssel", "Finland"},
        {"Jens Stoltenberg"},
        {"2023-04-04"},
    ),
]


@pytest.fixture(scope="module")
def parsed():
    known = {}

    def parse_once(language, text):
        if text not in known:
            known[text] = parse(Article(id="a", text=text, language=language))
        return known[text]

    return parse_once


@pytest.mark.parametrize(("language", "text", "places"), [row[:3] for row in SENTENCES])
def test_places_are_found(parsed, language, text, places):
    assert places <= {place.surface for place in parsed(language, text).places}


@pytest.mark.parametrize(("language", "text", "actors"), [(*row[:2], row[3]) for row in SENTENCES])
def test_known_actors_are_found(parsed, language, text, actors):
    assert actors <= {actor.name for actor in parsed(language, text).actors}


@pytest.mark.parametrize(("language", "text", "days"), [(*row[:2], row[4]) for row in SENTENCES])
def test_explicit_dates_are_read(parsed, language, text, days):
    assert days <= {date.value for date in parsed(language, text).dates}


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("de", "Bei einem Erdbeben in der Nähe von Gaziantep starben viele Menschen.", "Gaziantep"),
        ("pt", "O incêndio aconteceu em Lisboa.", "Lisboa"),
        ("it", "L'incendio è scoppiato a Roma.", "Roma"),
        ("nl", "De brand woedde in Amsterdam.", "Amsterdam"),
        ("vi", "Vụ cháy xảy ra tại Hà Nội.", "Hà Nội"),
        ("sv", "Branden bröt ut i Göteborg.", "Göteborg"),
        ("uk", "Пожежа сталася у Києві.", "Києві"),
    ],
)
def test_a_preposition_of_place_tells_where_it_happens(language, text, place):
    roles = {found.surface: found.role for found in parse(Article(id="a", text=text, language=language)).places}
    assert roles == {place: "event"}


@pytest.mark.parametrize("language", sorted({row[0] for row in SENTENCES}))
def test_the_language_is_told_without_a_hint(language):
    text = " ".join(row[1] for row in SENTENCES if row[0] == language)
    assert parse(Article(id="a", text=text)).language == language
