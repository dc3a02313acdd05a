"""Chinese: words without spaces between them, names by their characters, both scripts."""

import pytest

from warta.article import Article
from warta.parse import parse
from warta.parse.text import tokenise


def words(text):
    return [token.text for token in tokenise(text, "zh")]


def parsed(text, **fields):
    return parse(Article(id="1", text=text, language="zh", **fields))


def actors(text):
    return {actor.surface: actor.name for actor in parsed(text).actors}


def places(text):
    return {place.surface: place.name for place in parsed(text).places}


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("暴雨袭击了上海南部的几个街道。", "海南"),
        ("双方的立场大同小异。", "大同"),
        ("今日本报记者走访了灾区。", "日本"),
        ("会议讨论了如何发展中国家之间的贸易。", "展中"),
    ],
)
def test_no_place_is_seen_inside_other_words(text, inside):
    assert inside not in places(text)


def test_a_text_is_cut_into_its_likeliest_words():
    assert words("联合国秘书长古特雷斯在纽约说") == ["联合国", "秘书长", "古特雷斯", "在", "纽约", "说"]


def test_a_unit_after_a_number_is_a_word_of_its_own():
    assert words("3月10日电") == ["3", "月", "10", "日", "电"]


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        ("国家航天局局长张克俭宣布任务成功。", "张克俭", "Zhang Kejian"),
        ("首席预报员陈涛解释了暴雨的成因。", "陈涛", "Chen Tao"),
        ("药学家屠呦呦生于宁波。", "屠呦呦", "Tu Youyou"),
        ("首相官邸说，官房长官西村康稔没有出席。", "西村康稔", "西村康稔"),
        ("法官安·唐纳利批准了协议。", "安·唐纳利", "安·唐纳利"),
        ("外交部长迪萨纳贾德说，谈判会继续。", "迪萨纳贾德", "迪萨纳贾德"),
    ],
)
def test_a_person_is_known_by_the_characters_of_the_name(text, surface, name):
    assert actors(text).get(surface) == name


def test_a_foreign_name_before_the_word_for_a_division_is_no_person():
    assert "阿姆哈拉" not in actors("战火蔓延到阿姆哈拉州。")


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("国家消防救援局昨天调派了消防员。", "国家消防救援局"),
        ("澳大利亚海事安全局暂停了搜索。", "澳大利亚海事安全局"),
        ("船只属于重庆东方轮船公司。", "重庆东方轮船公司"),
        ("兰州大学第二医院的医疗队已经出发。", "兰州大学第二医院"),
    ],
)
def test_a_body_is_known_by_its_end_and_what_goes_before(text, surface):
    assert actors(text).get(surface) == surface


def test_common_words_that_end_like_a_body_are_none():
    assert actors("他离开了公司，到医院上班，住在城市东部。") == {}


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("中美签署了协议。", {"CN", "US"}),
        ("他下月访华。", {"CN"}),
        ("马方将提供全部信息。", {"MY"}),
        ("日韩关系出现转机。", {"JP", "KR"}),
    ],
)
def test_short_names_of_states_are_states(text, countries):
    article = parsed(text)
    assert {item.country for item in (*article.places, *article.actors)} >= countries


def test_traditional_characters_are_read_like_simplified_ones_and_kept():
    simple, traditional = parsed("总统马英九在台北说，谈判将继续。"), parsed("總統馬英九在台北說，談判將繼續。")
    assert [actor.name for actor in traditional.actors] == [actor.name for actor in simple.actors]
    assert [actor.surface for actor in traditional.actors if actor.kind == "person"] == ["馬英九"]
    assert all(traditional.text[item.start : item.end] == item.surface for item in (*traditional.actors, *traditional.places))


def test_a_person_unknown_to_the_tables_keeps_the_traditional_spelling():
    assert actors("學生代表林飛帆回應說，訴求沒有得到答覆。")["林飛帆"] == "林飛帆"


def test_a_county_is_a_place_with_and_without_its_kind():
    assert places("积石山县发生地震，积石山居民连夜撤离。") == {"积石山县": "Jishishan", "积石山": "Jishishan"}


@pytest.mark.parametrize("text", ["双方的合作取得了胜利。", "他在和平中心发表了演讲。", "经济的联合与发展"])
def test_a_common_word_that_is_a_towns_name_too_is_no_place(text):
    assert places(text) == {}


def test_a_capital_whatever_dictionaries_call_it_is_a_place():
    assert places("首尔有市民集会抗议。") == {"首尔": "Seoul"}


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("新华社华盛顿1月15日电 双方签署了协议。", "华盛顿"),
        ("（吉隆坡讯）首相宣布了消息。", "吉隆坡"),
        ("【共同社东京3月16日电】会谈结束。", "东京"),
    ],
)
def test_an_agencys_dateline_is_one(line, place):
    article = parsed(f"双方签署协议\n\n{line}")
    assert next((found.surface, found.role) for found in article.places) == (place, "dateline")
    assert article.blocks[1].kind == "dateline"


def test_the_nouns_between_a_preposition_and_a_name_do_not_part_them():
    (place,) = (place for place in parsed("双方在南非行政首都比勒陀利亚签署协议。").places if place.surface == "比勒陀利亚")
    assert place.role == "event"


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("埃塞俄比亚政府宣布停火。", "埃塞俄比亚政府"),
        ("广东省委书记李希到场。", "广东省委"),
        ("总理李克强致信国家中医药管理局祝贺。", "李克强致信国家中医药管理局"),
        ("嫌疑人张某某被捕。", "张某某"),
    ],
)
def test_what_only_looks_like_a_name_is_none(text, surface):
    assert surface not in actors(text)


def test_a_known_surname_after_another_given_name_is_another_person():
    assert actors("麻醉医生理查德·哈里斯最后撤离。")["理查德·哈里斯"] == "理查德·哈里斯"


def test_a_river_or_mountain_that_no_gazetteer_has_is_a_place():
    assert "伏牛山" in places("暴雨区被伏牛山抬升。")


@pytest.mark.parametrize(
    ("text", "town"), [("她在巴黎奥运会夺冠。", "巴黎"), ("双方重申遵守明斯克协议。", "明斯克"), ("返回器北京时间凌晨着陆。", "北京")]
)
def test_the_town_in_the_name_of_games_or_a_treaty_is_no_place(text, town):
    assert town not in places(text)


def test_the_minister_of_another_country_has_no_chinese_name():
    assert actors("乌克兰体育部长胡采特提出抗议。")["胡采特"] == "胡采特"
