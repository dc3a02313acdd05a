"""Arabic: words written onto others, names without capitals."""

from __future__ import annotations

import pytest

from tests.parse.test_pipeline import parsed
from warta.parse.text import tokenise


def words(text: str) -> list[str]:
    return [token.text for token in tokenise(text, "ar")]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("وقال", ["و", "قال"]),
        ("بموسكو", ["ب", "موسكو"]),
        ("للسودان", ["ل", "السودان"]),
        ("وللسودان", ["و", "ل", "السودان"]),
        ("بـالدوحة", ["بـ", "الدوحة"]),
        ("وزير", ["وزير"]),
        ("وهران", ["وهران"]),
        ("بوتين", ["بوتين"]),
        ("لندن", ["لندن"]),
        ("فيصل", ["فيصل"]),
        ("وكالات", ["وكالات"]),
    ],
)
def test_one_letter_words_are_parted_from_the_next_only_where_a_name_or_a_more_usual_word_is_left(written, read):
    assert words(written) == read


def test_parted_words_keep_the_offsets_of_the_text():
    text = "وللسودان حدود مع ليبيا"
    tokens = tokenise(text, "ar")
    assert [text[token.start : token.end] for token in tokens][:3] == ["و", "ل", "لسودان"]
    assert [token.proclitic for token in tokens][:4] == [True, True, False, False]


def test_a_name_may_hold_a_word_with_another_written_onto_it():
    (actor,) = [
        a for a in parsed("قال الأمين العام لمنظمة شنغهاي للتعاون إن القمة نجحت.", language="ar").actors if a.kind == "organisation"
    ]
    assert (actor.name, actor.surface) == ("Shanghai Cooperation Organisation", "منظمة شنغهاي للتعاون")


def places(text: str) -> dict[str, str]:
    return {place.surface: place.name for place in parsed(text, language="ar").places}


def test_a_word_spelt_like_a_town_is_one_only_after_a_noun_of_place():
    assert places("وصل الوفد إلى مدينة طرابلس في ليبيا.").keys() == {"طرابلس", "ليبيا"}
    assert "Al Bāb" in places("قصفت الطائرات مدينة الباب في سوريا.").values()
    assert places("أغلق الباب وتراجعت بورصة دبي.").keys() == {"دبي"}


def test_a_capital_is_a_place_although_its_name_is_an_everyday_word_in_the_news():
    assert places("اجتمع الوزراء في باريس وبغداد والرياض.").keys() == {"باريس", "بغداد", "الرياض"}


def actors(text: str, kind: str = "person") -> list[str]:
    return [actor.surface for actor in parsed(text, language="ar").actors if actor.kind == kind]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("وقال محافظ المدينة عادل الدخيلي إن الوضع هادئ.", ["عادل الدخيلي"]),
        ("أكد المتحدث باسم الوزارة منصور التركي أن الحريق أخمد.", ["منصور التركي"]),
        ("وقال بيتر بيردوفسكي، الرئيس التنفيذي للشركة، إن المهمة صعبة.", ["بيتر بيردوفسكي"]),
        ("حكم القاضي محمد ناجي شحاتة بالسجن، وقال المحامي إن الحكم سيطعن عليه.", ["محمد ناجي شحاتة"]),
        ("ورحب عبد القادر بن صالح بالقرار.", ["عبد القادر بن صالح"]),
        ("اجتمع الوزراء على مائدة واحدة في مدينة سعيدة.", []),
        ("كان الجو جميلا والناس سعداء.", []),
        ("تعرضت السفينة إيفر غيفن لعاصفة رملية.", []),
    ],
)
def test_a_person_is_told_by_given_name_title_and_verb_of_saying(text, names):
    assert actors(text) == names


def test_the_last_part_of_a_name_stands_for_the_person():
    text = "حوكم أنور رسلان في ألمانيا. وكان رسلان عقيدا في المخابرات."
    ids = [actor.actor_id for actor in parsed(text, language="ar").actors if actor.kind == "person"]
    assert len(ids) == 2
    assert len(set(ids)) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("أعلن المعهد الوطني للجيوفيزياء قوة الهزة.", "المعهد الوطني للجيوفيزياء"),
        ("قال مدير المركز السوري للدراسات والأبحاث القانونية ذلك.", "المركز السوري للدراسات والأبحاث القانونية"),
        ("أحصت نقابة أطباء السودان عشرات القتلى.", "نقابة أطباء السودان"),
    ],
)
def test_an_organisation_runs_from_its_head_as_far_as_articles_and_names_go(text, name):
    assert name in actors(text, "organisation")


def test_the_traffic_is_no_organisation():
    assert actors("استؤنفت حركة الملاحة في القناة.", "organisation") == []


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("خرج الآلاف إلى شارع الحبيب بورقيبة للاحتفال.", "شارع الحبيب بورقيبة"),
        ("اعتصم المحتجون في ساحة التحرير.", "ساحة التحرير"),
        ("فاز الفريق في ملعب محمد الخامس.", "ملعب محمد الخامس"),
        ("فاض نهر القاش على القرى.", "نهر القاش"),
        ("اجتمع الوزراء في قصر بعبدا.", "قصر بعبدا"),
    ],
)
def test_a_name_that_says_it_is_a_place_needs_no_gazetteer(text, surface):
    assert surface in places(text)


def test_a_battlefield_is_no_place():
    assert places("سقط الجنود في ساحة المعركة.") == {}


@pytest.mark.parametrize("opening", ["بغداد/ ", "بغداد ـ ", "بغداد في 20 يوليو / واع / ", "بغداد (واع) - "])
def test_houses_write_datelines_in_ways_of_their_own(opening):
    text = f"قتلى في حريق\n\n{opening}أعلنت السلطات مقتل عشرة أشخاص في حريق كبير اندلع فجرا."
    assert [(place.name, place.role) for place in parsed(text, language="ar").places] == [("Baghdad", "dateline")]


def test_a_preposition_written_onto_a_town_places_what_happens():
    (place,) = parsed("قتل عشرة أشخاص بالقاهرة.", language="ar").places
    assert place.role == "event"


def test_divisions_of_the_world_have_arabic_names():
    assert places("اندلعت حرائق في كاليفورنيا وبافاريا وتيغراي.").keys() == {"كاليفورنيا", "بافاريا", "تيغراي"}


def test_a_foreigner_is_known_under_another_spelling_of_the_full_name():
    (actor,) = [actor for actor in parsed("التقى دونالد ترمب الوفد.", language="ar").actors if actor.kind == "person"]
    assert actor.name == "Donald Trump"


def test_a_namesake_in_the_languages_own_names_is_somebody_else():
    (actor,) = [actor for actor in parsed("قال الطبيب حسين البشير إن المريض تعافى.", language="ar").actors if actor.kind == "person"]
    assert actor.name == "حسين البشير"


def test_the_office_of_a_minister_is_no_ministry():
    names = actors("قال وزير الخارجية السعودي فيصل بن فرحان إن المحادثات مثمرة.", "organisation")
    assert names == []


def test_a_verb_that_folding_makes_a_surname_of_is_a_verb():
    assert actors("وترأس الملك جلسة عمل في الرباط.") == []
