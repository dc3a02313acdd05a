"""Japanese and Korean: places, known actors and dates, though neither is read as closely as the first languages."""

import pytest

from warta.article import Article
from warta.parse import parse


def parsed(text, language):
    return parse(Article(id="1", text=text, language=language, published="2023-05-10"))


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("国連の事務総長はニューヨークで記者会見し、ガザ地区の停戦を求めた。", "ja", {"New York City", "Gaza"}),
        ("石川県能登地方で地震があり、輪島市で震度7を観測した。", "ja", {"Ishikawa", "Wajima"}),
        ("愛知県豊田市の工場が停止した。", "ja", {"Aichi", "Toyota"}),
        ("두 정상은 서울에서 회담했다.", "ko", {"Seoul"}),
        ("유엔 사무총장은 뉴욕에서 휴전을 촉구했다.", "ko", {"New York City"}),
        ("북한이 평양 순안에서 탄도미사일을 발사했다.", "ko", {"North Korea", "Pyongyang", "Sunan"}),
    ],
)
def test_places_are_found(text, language, wanted):
    assert {place.name for place in parsed(text, language).places} == wanted


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("岸田文雄首相は演説した。", "ja", "Fumio Kishida"),
        ("ゼレンスキー大統領は演説した。", "ja", "Volodymyr Zelenskyy"),
        ("トヨタ自動車は工場を停止した。", "ja", "Toyota"),
        ("윤석열 대통령은 연설했다.", "ko", "Yoon Suk-yeol"),
        ("구테흐스가 휴전을 촉구했다.", "ko", "António Guterres"),
        ("삼성전자는 공장을 짓기로 했다.", "ko", "Samsung Electronics"),
    ],
)
def test_known_actors_are_found(text, language, name):
    assert name in {actor.name for actor in parsed(text, language).actors}


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("2024年1月1日に地震があった。", "ja", "2024-01-01"),
        ("首相は9日、会談した。", "ja", "2023-05-09"),
        ("昨日発表した。", "ja", "2023-05-09"),
        ("2016년 9월 12일 지진이 발생했다.", "ko", "2016-09-12"),
        ("대통령은 9일 회담했다.", "ko", "2023-05-09"),
        ("어제 발표했다.", "ko", "2023-05-09"),
    ],
)
def test_days_are_found(text, language, value):
    assert [date.value for date in parsed(text, language).dates] == [value]


def test_no_town_is_seen_inside_a_run_of_characters():
    assert {place.surface for place in parsed("大阪市の会場で万博が開かれた。", "ja").places} == {"大阪市"}
