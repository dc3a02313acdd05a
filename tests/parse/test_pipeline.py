"""The whole parser, on texts of our own about true public events."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warta.article import Article, decode_parsed, encode
from warta.parse import parse

INDONESIAN = (
    "Xi Jinping dan Putin Akan Bertemu di Uzbekistan\n\n"
    "Presiden China Xi Jinping tiba di Kazakhstan pada hari Rabu kemarin.\n\n"
    "Dilansir dariexpress.net pada Kamis (15/9/2022), Presiden Putinjuga akan hadir di KTT Organisasi Kerja Sama Shanghai di Samarkand.\n\n"
    "Menurut Moskow, pertemuan itu penting.\n\n"
    "Baca Juga: Rusia dan China Kian Dekat\n"
)


def parsed(text, **fields):
    return parse(Article(id="a", text=text, **fields))


def roles(text, **fields):
    return {place.surface: place.role for place in parsed(text, **fields).places}


def actors(text, **fields):
    return {actor.surface: actor.name for actor in parsed(text, **fields).actors}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400), st.sampled_from([None, "id", "en", "ru", "ar", "zh", "es", "fr", "tr", "xx"]))
def test_every_mention_of_any_text_is_where_it_says(text, language):
    article = parse(Article(id="a", text=text, language=language, published="2022-09-15"))
    assert article.text == text
    for mention in (*article.places, *article.actors, *article.dates, *article.statements):
        assert text[mention.start : mention.end] == mention.surface
        assert mention.surface


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Putin", "習近平", "في موسكو", "15 сентября", "Samarkand,", "“", "”", "\n", "said", "Kamis ini", "'da", "El ", "—", "\u202e"]
        ),
        max_size=60,
    )
)
def test_sentences_and_blocks_are_in_order_and_do_not_overlap(pieces):
    article = parse(Article(id="a", text=" ".join(pieces), published="2022-09-15"))
    for spans in (article.blocks, article.sentences):
        for before, after in itertools.pairwise(spans):
            assert before.end <= after.start
    for event in article.events:
        assert 0 <= event.sentence < len(article.sentences)


def test_the_same_article_gives_the_same_answer():
    assert encode(parsed(INDONESIAN)) == encode(parsed(INDONESIAN))


def test_a_parsed_article_survives_the_way_through_json():
    article = parsed(INDONESIAN)
    assert decode_parsed(encode(article)) == article


def test_glued_words_are_read_and_the_text_stays_as_it_was():
    article = parsed(INDONESIAN)
    assert article.text == INDONESIAN
    assert "Putin" in {actor.surface for actor in article.actors}
    assert article.cites == ("express.net",)


def test_the_day_of_the_news_is_inferred_from_the_form_that_news_use():
    article = parsed(INDONESIAN)
    assert (article.published.value, article.published.basis) == ("2022-09-15", "inferred")
    assert {date.surface: date.value for date in article.dates}["hari Rabu kemarin"] == "2022-09-14"


def test_an_unknown_day_of_publication_stays_unknown():
    article = parsed("The leaders met yesterday in Geneva and will meet again next week.", language="en")
    assert article.published.basis == "unknown"
    assert all(date.from_ is None for date in article.dates)
    assert any(note.step == "dates" for note in article.notes)


def test_a_link_to_another_article_is_no_body():
    article = parsed(INDONESIAN)
    assert [block.kind for block in article.blocks][-1] == "related-link"
    assert article.title == "Xi Jinping dan Putin Akan Bertemu di Uzbekistan"


@pytest.mark.parametrize(
    ("language", "text", "city", "container"),
    [
        ("en", "The Shanghai Cooperation Organisation met in Samarkand.", "Samarkand", "Shanghai"),
        ("id", "Organisasi Kerja Sama Shanghai bertemu di Samarkand.", "Samarkand", "Shanghai"),
        ("ru", "Шанхайская организация сотрудничества собралась в Самарканде.", "Самарканде", "Шанхайская"),
        ("fr", "L'Organisation de coopération de Shanghai s'est réunie à Samarcande.", "Samarcande", "Shanghai"),
        ("es", "La Organización de Cooperación de Shanghái se reunió en Samarcanda.", "Samarcanda", "Shanghái"),
        ("zh", "上海合作组织在撒马尔罕举行峰会。", "撒马尔罕", "上海"),
        ("ar", "اجتمعت منظمة شنغهاي للتعاون في سمرقند.", "سمرقند", "شنغهاي"),
        ("tr", "Şanghay İşbirliği Örgütü Semerkant'ta toplandı.", "Semerkant", "Şanghay"),
    ],
)
def test_a_town_in_the_name_of_an_organisation_is_no_place(language, text, city, container):
    found = roles(text, language=language)
    assert found.get(city) == "event"
    assert not any(container in surface for surface in found)


@pytest.mark.parametrize(
    ("language", "text", "surface"),
    [
        ("en", "Moscow said that the talks had been useful.", "Moscow"),
        ("id", "Menurut Moskow, pertemuan itu penting.", "Moskow"),
        ("en", "The Kremlin said on Monday that it was concerned.", "Kremlin"),
    ],
)
def test_a_capital_that_speaks_is_an_actor_and_no_dot(language, text, surface):
    assert actors(text, language=language)[surface] == "Russia"
    assert roles(text, language=language).get(surface, "actor") == "actor"


def test_the_president_of_a_country_does_not_put_the_country_on_the_map():
    assert roles("Presiden Rusia Vladimir Putin berbicara di Sochi.", language="id") == {"Sochi": "event"}
    assert roles("The Russian president spoke in Sochi.", language="en") == {"Russian": "origin", "Sochi": "event"}


def test_an_office_is_the_person_who_held_it_on_the_day():
    text = "Presiden Indonesia tiba di Roma."
    assert actors(text, language="id", published="2021-10-30")["Presiden Indonesia"] == "Joko Widodo"
    assert actors(text, language="id", published="2025-03-01")["Presiden Indonesia"] == "Prabowo Subianto"


def test_a_part_of_a_name_joins_the_full_name_within_the_article():
    found = actors("Xi Jinping arrived in Astana. Later Xi met officials.", language="en")
    assert found["Xi"] == "Xi Jinping"


def test_one_actor_has_one_id_in_every_script():
    texts = {
        "en": "Vladimir Putin spoke.",
        "ru": "Об этом сообщил Путину помощник.",
        "zh": "普京表示满意。",
        "ar": "قال بوتين إن الأمر مهم.",
    }
    ids = {actor.actor_id for language, text in texts.items() for actor in parsed(text, language=language).actors if actor.kind == "person"}
    assert ids == {"warta:vladimir-putin"}


def test_a_statement_has_its_speaker_and_who_tells_of_it():
    text = 'Menurut Moskow, Li Zhanshu mengatakan bahwa China "memahami langkah Rusia".'
    (statement,) = parsed(text, language="id").statements
    assert (statement.speaker, statement.reported_by, statement.kind) == ("Li Zhanshu", "Russia", "direct")


def test_an_event_has_its_actors_place_and_day_from_one_sentence():
    text = "Vladimir Putin and Xi Jinping met in Samarkand on 15 September 2022."
    (event,) = [event for event in parsed(text, language="en").events if event.kind == "consult"]
    assert set(event.actors) >= {"Vladimir Putin", "Xi Jinping"}
    assert (event.place, event.from_, event.to, event.basis) == ("Samarkand", "2022-09-15", "2022-09-15", "event")


def test_a_town_is_the_one_in_the_state_named_after_it():
    (town, *_) = parsed("Police in Springfield, Ill., said the road was closed.", language="en").places
    assert (town.country, town.admin1) == ("US", "Illinois")


@pytest.mark.parametrize("text", ["", " \n\t ", "!!!", "0" * 5000, "A" * 5000, "\u0000\u0001", "😀" * 2000, "word " * 3000, "x\n" * 3000])
def test_what_is_no_article_gives_a_parsed_article_all_the_same(text):
    assert parsed(text).text == text


def test_an_everyday_word_that_is_also_a_place_is_no_place():
    assert "Para" not in roles("SEMARANG - Para pemimpin bertemu di Roma.", language="id")
    assert roles("وأدى الزلزال إلى مقتل الآلاف في حلب.", language="ar") == {"حلب": "event"}


def test_a_metropolis_is_found_though_its_name_is_a_frequent_word():
    assert roles("Kebakaran terjadi di Jakarta.", language="id") == {"Jakarta": "event"}
    assert roles("Пожар произошёл в Москве.", language="ru") == {"Москве": "event"}


def test_the_west_in_the_name_of_a_place_is_no_bloc():
    assert "West" not in actors("Officials in West Virginia closed the road.", language="en")
