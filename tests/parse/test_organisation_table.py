"""The table of organisations is sound: a name means one body, and none is a town or an everyday word."""

import collections
import re

import pytest

from warta.article import ActorKind
from warta.gazetteer import gazetteer, name_key
from warta.parse.actor_rows import names_of, rows
from warta.parse.frequency import frequency
from warta.parse.known import aliases, letters_of


def words_of_lines(text):
    """Return the names of a block of text, which stand between commas."""
    return frozenset(text.strip().replace("\n", ", ").split(", "))


LANGUAGES = ("id", "en", "ru", "ar", "zh", "es", "fr", "tr")
TOWN = 15_000
EVERYDAY = 4.0
ALSO_A_PLACE = words_of_lines("""
ajax, al jazeera, al mayadeen, atalanta, benfica, brookings, carrefour, dail, douma, duma, gallup, google, goto, hamas
hitachi, holy see, honda, iberia, itamaraty, mercedes, meta, monsanto, morena, nissin, nokia, orano, palais bourbon
palmeiras, paramount, rio tinto, serbia and montenegro, takata, temasek, tottenham, toyota, west, west ham, woodside, xinhua
zaire, zara, асахи, гэллап, мерседес, монсанто, нокиа, рено, сириза, таката, тоиота, хитачи, челси, الفاو, توتنهام, تويوتا, رينو, ريو تينتو
غالوب, مرسيدس, نوكيا, وست هام, 巴萨, 日立, 梅赛德斯, 派拉蒙, 诺基亚, 雷诺
""")
"""Names that some place has too, but that news uses for the organisation."""
ALSO_A_WORD = words_of_lines("""
apple, arema, arsenal, asus, barat, batı, blackberry, boeing, carrefour, cubana, danıstay, democrats, disney, diyanet, dpa
ebay, facebook, farc, fed, fenerbahce, ferrari, fifa, galatasaray, gerindra, golkar, google, guardian, harvard, honda
hurriyet, indosiar, insee, instagram, intel, juventus, kompas, kızılay, liberation, mercedes, microsoft, milliyet, mitsubishi
moderna, morena, muhammadiyah, nasa, nasdem, netflix, nike, nintendo, nissan, nokia, occident, occidente, persebaya, persib
persija, pertamina, podemos, polri, renault, republicans, samsung, shell, sony, sovyetler, spurs, sumar, suzuki, telefonica
telkom, telkomsel, tottenham, toyota, trabzonspor, tubitak, turkcell, twitter, uefa, vodafone, west, whatsapp, wikipedia, xiaomi
yahoo, yargıtay, youtube, zara, вконтакте, газпром, динамо, запад, запада, западе, западу, зенит, локомотив, рада, сбербанк
спартак, челси, яблоко, الازهر, الحوثي, الحوثيون, الحوثيين, الزمالك, الغرب, الفيفا, القاعده, الكونغرس, الناتو, النصره
اليونسكو, تويتر, جوجل, حماس, داعش, رويترز, سامسونج, سوني, طالبان, فيسبوك, فيفا, مايكروسوفت, ناسا, واتساب, يوتيوب, يوفنتوس
三星, 中共, 中共中央, 中国共产党, 中国科学院, 人大常委会, 人民日报, 全国人民代表大会, 全国政协, 北京大学, 北大, 北约, 华为
南斯拉夫, 国务院, 国民党, 央视, 奔驰, 微信, 微博, 微软, 推特, 支付宝, 新华社, 新华网, 欧盟, 波音, 清华, 清华大学, 清朝, 百度
索尼, 纽约时报, 美军, 联合国, 联想, 脸书, 腾讯, 苏联, 西方, 解放军, 谷歌
""")
"""Names spelt like a frequent word that are hardly ever used for it with a capital inside a sentence."""


def names():
    """Yield (slug, name as it is written, language that it is confined to) for every name of every organisation."""
    for row in rows("organisations.csv"):
        for name, language in names_of(row):
            if name and language != "xx":  # no language: a name that is never looked for
                yield row["slug"], name, language


def test_rows_are_whole():
    table = rows("organisations.csv")
    assert len({row["slug"] for row in table}) == len(table)
    assert len({row["name"] for row in table}) == len(table)
    for row in table:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["slug"]), row["slug"]
        assert row["kind"] in ActorKind.__args__, row
        assert row["kind"] not in {"person", "country", "metonym"}, row
        assert not row["country"] or gazetteer().country(row["country"]), row
        assert all(name == name.strip() and name_key(name) for name in (row["name"], *filter(None, row["aliases"].split("|")))), row


def test_a_name_means_one_organisation_or_an_acronym_one_of_each_country():
    countries = {row["slug"]: row["country"] for row in rows("organisations.csv")}
    meanings = collections.defaultdict(set)
    for slug, name, language in names():
        for each in LANGUAGES if language is None else (language,):
            meanings[name_key(name), letters_of(name) == "capitals", each].add(slug)
    shared = {key: slugs for key, slugs in meanings.items() if len(slugs) > 1}
    settled = {key for key, slugs in shared.items() if key[1] and len({countries[slug] for slug in slugs} - {""}) == len(slugs)}
    assert {key[0]: sorted(shared[key]) for key in shared.keys() - settled} == {}


def test_no_name_of_a_person_is_that_of_an_organisation():
    both = {key for key, found in aliases().items() if len({alias.actor.kind == "person" for alias in found}) > 1}
    assert both == set()


def test_no_name_is_a_town():
    towns = set()
    for _slug, name, _language in names():
        if letters_of(name) != "capitals" and name_key(name) not in ALSO_A_PLACE:
            found = [entry for entry in gazetteer().named(name_key(name)) if entry.population >= TOWN or entry.kind == "country"]
            towns |= {(name, entry.name, entry.population) for entry in found}
    assert towns == set()


def test_no_name_is_an_everyday_word():
    words = {
        (name, each)
        for _slug, name, language in names()
        for each in (LANGUAGES if language is None else (language,))
        if letters_of(name) != "capitals" and name_key(name) not in ALSO_A_WORD and frequency(name.lower(), each) >= EVERYDAY
    }
    assert words == set()


@pytest.mark.parametrize("script", [r"[\u0400-\u04ff]", r"[\u0600-\u06ff]", r"[\u4e00-\u9fff]"])
def test_the_most_named_are_known_in_every_script(script):
    known = sum(bool(re.search(script, row["aliases"])) for row in rows("organisations.csv"))
    assert known >= 40
