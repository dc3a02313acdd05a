"""What is no good article: the parser answers all the same, says what it doubts, and mentions are where they say."""

import itertools
import time

import pytest

from warta.article import Article
from warta.parse import parse

PROSE = {
    "en": "Vladimir Putin met Xi Jinping in Samarkand, Uzbekistan, on 15 September 2022. They said that the talks had been useful. ",
    "id": "Presiden Joko Widodo bertemu Xi Jinping di Beijing, China, pada Selasa (26/7/2022), kata Retno Marsudi kepada wartawan. ",
    "ru": "Президент Владимир Путин встретился с Си Цзиньпином в Самарканде 15 сентября 2022 года, сообщил Дмитрий Песков. ",
    "fr": "Le président Emmanuel Macron a rencontré Olaf Scholz à Berlin le 9 mai 2022, a déclaré le porte-parole du gouvernement. ",
    "es": "El presidente Pedro Sánchez se reunió con Emmanuel Macron en Barcelona el 19 de enero de 2023, dijo el portavoz. ",
    "tr": "Cumhurbaşkanı Recep Tayyip Erdoğan, 16 Eylül 2022'de Semerkant'ta Vladimir Putin ile görüştü ve Türkiye'ye döndü. ",
    "ar": "قال الرئيس المصري عبد الفتاح السيسي في القاهرة يوم 13 سبتمبر 2022 إن الأمم المتحدة ستعقد اجتماعا في شرم الشيخ. ",
    "zh": "中国国家主席习近平2022年9月15日在撒马尔罕会见俄罗斯总统普京，外交部发言人毛宁在北京说。",
}
CASED = ("en", "id", "ru", "fr", "es", "tr")
BASQUE = (
    "Frantziako presidenteak Berlinera bidaiatu zuen atzo, eta Alemaniako kantzilerrarekin hitz egin zuen energiaren prezioei buruz. "
    "Bi gobernuek datorren astean bilera berria egingo dutela jakinarazi zuten."
)
SWAHILI = (
    "Rais wa Kenya William Ruto alikutana na waziri mkuu wa Ethiopia jijini Nairobi siku ya Jumanne, msemaji wa serikali alisema. "
    "Mazungumzo hayo yalihusu biashara na usalama wa mipaka."
)
MEGABYTE = 1_000_000


def parsed(text, **fields):
    """Parse a text and make sure that all that is found in it lies where it says."""
    article = parse(Article(id="a", text=text, **fields))
    assert article.text == text
    for mention in (*article.places, *article.actors, *article.dates, *article.statements):
        assert text[mention.start : mention.end] == mention.surface != ""
    for spans in (article.blocks, article.sentences):
        assert all(before.end <= after.start for before, after in itertools.pairwise(spans))
    return article


def notes(article):
    return " | ".join(note.reason for note in article.notes)


def repeated(piece, size):
    return (piece * (size // len(piece) + 1))[:size]


@pytest.mark.parametrize("language", PROSE)
def test_prose_of_a_known_language_raises_no_doubt_about_the_text_as_a_whole(language):
    assert not [note for note in parsed(PROSE[language] * 4).notes if note.step in {"language", "text"}]


@pytest.mark.parametrize(("first", "second"), [("en", "id"), ("fr", "en"), ("ru", "en"), ("es", "tr"), ("id", "ar"), ("en", "zh")])
def test_a_text_of_two_languages_says_so_and_names_are_found_in_its_main_one(first, second):
    article = parsed(PROSE[first] * 12 + PROSE[second] * 12)
    assert article.language == first
    assert f"several languages: '{first}' and '{second}'" in notes(article)
    assert article.places
    assert article.actors


@pytest.mark.parametrize(("text", "code"), [(BASQUE, "eu"), (SWAHILI, "sw")])
def test_a_language_without_tables_says_so(text, code):
    article = parsed(text)
    assert article.language == code
    assert f"no tables for the language '{code}'" in notes(article)


def test_names_that_read_the_same_everywhere_are_found_in_an_unknown_language():
    article = parsed(SWAHILI)
    assert {"Kenya", "Ethiopia", "Nairobi"} <= {place.surface for place in article.places}
    assert "William Ruto" in {actor.name for actor in article.actors}


@pytest.mark.parametrize(
    "text",
    [
        "Xqzt blorf wimpelnack gruftig snazzlethorp quimble, vorpentrask yibber tulgewick mandrosk flinterpop zzagort. ",
        "asdf jkl qwer uiop zxcv bnm, fghj rtyu vbnm dfgh cvbn. ",
    ],
)
def test_gibberish_has_no_sure_language(text):
    article = parsed(text * 5)
    assert article.language_score is None or article.language_score < 0.6
    assert "guess" in notes(article) or "no language could be told" in notes(article)
    assert not article.dates


@pytest.mark.parametrize("language", CASED)
def test_names_of_the_tables_are_found_in_capitals_but_with_lower_scores(language):
    text = PROSE[language].replace("i", "İ").upper() if language == "tr" else PROSE[language].upper()
    plain, capitals = parsed(PROSE[language]), parsed(text)
    assert "written in capitals throughout" in notes(capitals)
    before = {person.name: person.score for person in plain.actors if person.kind == "person"}
    after = {actor.name: actor.score for actor in capitals.actors}
    assert before
    assert all(after[name] < score for name, score in before.items())
    cities = {place.name for place in plain.places if place.precision == "city"}
    assert cities
    assert cities <= {place.name for place in capitals.places}


def test_a_small_word_in_capitals_is_no_place():
    article = parsed("THE PRESIDENT OF FRANCE SPOKE ON MONDAY IN BERLIN. HE ASKED ME OR HIM.", language="en")
    assert {place.surface for place in article.places} == {"FRANCE", "BERLIN"}


@pytest.mark.parametrize("language", [code for code in PROSE if code != "zh"])
def test_a_text_without_any_punctuation_says_that_its_sentences_are_guesses(language):
    bare = "".join(letter if letter.isalnum() or letter.isspace() or letter == "'" else " " for letter in PROSE[language])
    article = parsed(bare * 20, language=language)
    assert "no full stops" in notes(article)
    assert "was cut into pieces" in notes(article)
    assert {actor.kind for actor in article.actors} >= {"person"}
    assert all(sentence.end - sentence.start <= 1500 for sentence in article.sentences)


def test_misread_letters_are_told_and_make_the_language_unsure():
    text = "Th3 pr3sid3nt 0f Fr4nce, Emmanue1 Macr0n, m3t h1s c0unterpart 1n Ber1in 0n Tu3sday, the g0vernm3nt sa1d 1n a statem ent. "
    article = parsed(text * 4)
    assert "digits between letters" in notes(article)
    assert article.language_score < 0.9


def test_a_table_is_no_prose():
    article = parsed("City\tCountry\tYear\tPeople\n" + "".join(f"Paris\tFrance\t{year}\t2,1\n" for year in range(1990, 2020)))
    assert "rows of a table" in notes(article)
    assert {event.kind for event in article.events} <= {"happen"}
    assert not article.statements


def test_five_thousand_names_are_read():
    given = ("Maria", "John", "Ahmed", "Olga", "Wei", "Siti", "Carlos", "Ayşe", "Pierre", "Fatima")
    family = ("Hassan", "Smith", "Ivanova", "Garcia", "Yılmaz", "Dubois", "Rahman", "Santoso", "Costa", "Novak")
    names = [f"{given[i % 10]} {family[i // 10 % 10]}" for i in range(5000)]
    assert parsed("\n".join(names)).sentences
    assert parsed(", ".join(names) + ".", language="en").sentences


@pytest.mark.parametrize(
    "piece",
    [
        "“",
        "«",
        '"',
        "'",
        "“a ",
        "‘„«",
        "(",
        "[",
        "\n",
        "\r\n",
        "\t",
        " ",
        "\u3000",
        "\u0301",
        "a\u0301\u0302",
        "\u202e",
        "\u2066a\u2069 ",
        "\u200d",
        "\u200ba",
        "😀",
        "👨\u200d👩\u200d👧 ",
        "🇫🇷",
        "\0",
        "\x00a\x07 ",
        "\ufeff",
        "\ufffd",
        "\U0010ffff",
        "0",
        "1 ",
        "2022 ",
        "12/9/2022 ",
        "A",
        "A ",
        "a ",
        "-",
        "—",
        ".",
        ". ",
        "U.S.",
        "http://example.org/ ",
        "@a ",
        "中",
        "习",
        "あ",
        "한",
        "ก",
        "م",
        "ال",
        "و",
        "ი",
        "Paris ",
        "Monday ",
        "de ",
        "Al-",
        "and ",
        "said ",
        ", ",
        "مدينة ",
        "第",
        "Ⅷ",
        "½",
        "٣",
        "İ",
        "ß",
        "ﬁ",
        "ǅ",
    ],
)
@pytest.mark.parametrize("language", [None, "en", "ar", "zh", "tr"])
def test_one_thing_again_and_again_is_no_trouble(piece, language):
    parsed(repeated(piece, 2500), language=language)


def test_half_a_surrogate_pair_is_kept_as_it_is():
    parsed("He spoke in Paris " + chr(0xD800) + " on Monday.", language="en")


def test_control_characters_are_told():
    assert "control characters" in notes(parsed("The \u202epresident\u202c spoke in \x00Paris on Monday.", language="en"))


def test_deep_nests_of_quotation_marks_give_a_parsed_article():
    parsed("He said: " + "“‘«" * 3000 + "yes" + "»’”" * 3000 + " in Paris.", language="en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("\n" * 100_000 + "Emmanuel Macron spoke in Berlin.\n" + "\n" * 100_000, "en"),
        (repeated("The president of France, Emmanuel Macron, met people in Berlin and ", MEGABYTE // 4), "en"),
        (repeated("中国国家主席习近平在撒马尔罕会见俄罗斯总统普京", MEGABYTE // 8), "zh"),
        (repeated(PROSE["ar"], MEGABYTE // 8), "ar"),
        (repeated("“", MEGABYTE // 2), None),
    ],
    ids=["blank lines", "one sentence", "Han", "Arabic", "quotation marks"],
)
def test_what_is_very_long_is_read_to_its_end(text, language):
    begun = time.process_time()
    article = parsed(text, language=language)
    assert time.process_time() - begun < 60
    if text.strip("“"):
        assert article.actors
        assert article.actors[-1].end > len(text) - 200 or text.endswith("\n")


def test_a_sentence_that_was_cut_is_told():
    article = parsed(repeated("the people of Berlin met the people of Paris and ", 20_000), language="en")
    assert "a sentence of " in notes(article)
    assert article.places
