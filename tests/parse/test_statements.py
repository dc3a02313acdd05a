"""What was said, and by whom."""

import pytest

from warta.article import Article
from warta.parse import parse


def statements(text, language, published="2022-09-15"):
    return parse(Article(id="a", text=text, language=language, published=published)).statements


def said(text, language):
    return [(s.speaker, s.surface, s.kind) for s in statements(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "surface"),
    [
        ("en", '"We will answer," said Vladimir Putin.', "Vladimir Putin", "We will answer,"),
        ("en", "‘We will answer in time,’ Vladimir Putin said.", "Vladimir Putin", "We will answer in time,"),
        ("es", "«Vamos a responder», dijo Vladímir Putin.", "Vladimir Putin", "Vamos a responder"),
        ("fr", "« Nous allons répondre », a déclaré Vladimir Poutine.", "Vladimir Putin", "Nous allons répondre"),
        ("id", '"Kami akan menjawab," kata Vladimir Putin.', "Vladimir Putin", "Kami akan menjawab,"),
        ("ru", "«Мы ответим», — сказал Владимир Путин журналистам.", "Vladimir Putin", "Мы ответим"),
        ("tr", 'Vladimir Putin, "Yanıt vereceğiz" dedi.', "Vladimir Putin", "Yanıt vereceğiz"),
        ("zh", "普京说：“我们会作出回应。”", "Vladimir Putin", "我们会作出回应。"),
        ("ar", "قال فلاديمير بوتين: «سوف نرد قريبا».", "Vladimir Putin", "سوف نرد قريبا"),
    ],
)
def test_a_quotation_is_said_by_whom_the_verb_names_in_the_marks_of_every_language(language, text, speaker, surface):
    assert said(text, language) == [(speaker, surface, "direct")]


@pytest.mark.parametrize(
    ("language", "text", "surface"),
    [
        ("en", "Emmanuel Macron told reporters in Nice that talks would go on.", "talks would go on"),
        ("en", "Talks would go on in spite of it all, Emmanuel Macron said on Monday.", "Talks would go on in spite of it all"),
        ("es", "Emmanuel Macron afirmó que las conversaciones seguirían.", "las conversaciones seguirían"),
        ("fr", "Les discussions vont continuer, a affirmé Emmanuel Macron.", "Les discussions vont continuer"),
        ("fr", "Selon Emmanuel Macron, les discussions vont continuer.", "les discussions vont continuer"),
        ("id", "Menurut Emmanuel Macron, perundingan akan berlanjut.", "perundingan akan berlanjut"),
        ("ru", "Эмманюэль Макрон заявил, что переговоры продолжатся.", "переговоры продолжатся"),
        ("ru", "По словам Эмманюэля Макрона, переговоры продолжатся.", "переговоры продолжатся"),
        ("tr", "Emmanuel Macron, görüşmelerin süreceğini söyledi.", "görüşmelerin süreceğini"),
        ("zh", "马克龙表示，会谈将继续举行。", "会谈将继续举行"),
        ("ar", "وقال إيمانويل ماكرون إن المحادثات سوف تستمر.", "المحادثات سوف تستمر"),
    ],
)
def test_a_reported_clause_is_a_statement_without_that_and_its_frame(language, text, surface):
    assert said(text, language) == [("Emmanuel Macron", surface, "indirect")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Emmanuel Macron arrived in Kyiv. He said talks would go on."),
        ("es", "Emmanuel Macron llegó a Kiev. Dijo que las conversaciones seguirían."),
        ("fr", "Emmanuel Macron est arrivé à Kiev. Il a dit que les discussions vont continuer."),
        ("id", "Emmanuel Macron tiba di Kyiv. Ia mengatakan perundingan akan berlanjut."),
        ("ru", "Эмманюэль Макрон прибыл в Киев. Он сказал, что переговоры продолжатся."),
    ],
)
def test_who_is_only_he_or_left_out_is_the_one_last_spoken_of(language, text):
    assert [speaker for speaker, _surface, _kind in said(text, language)] == ["Emmanuel Macron"]


def test_a_person_whom_a_preposition_governs_does_not_speak():
    assert said("Emmanuel Macron, after a meeting with Olaf Scholz, said talks would go on.", "en")[0][0] == "Emmanuel Macron"


def test_what_one_tells_that_another_asked_is_reported_by_the_first():
    found = statements("Emmanuel Macron said Joe Biden had asked for a new round of talks.", "en")
    assert [(s.speaker, s.reported_by) for s in found] == [("Emmanuel Macron", None), ("Joe Biden", "Emmanuel Macron")]


def test_a_quotation_may_span_sentences():
    text = '"We will answer. Nobody should doubt it," said Vladimir Putin.'
    assert said(text, "en") == [("Vladimir Putin", "We will answer. Nobody should doubt it,", "direct")]


def test_a_word_in_quotation_marks_is_a_manner_of_writing():
    assert said("Emmanuel Macron arrived with a “partner” in Kyiv.", "en") == []


def test_a_verb_that_only_looks_like_one_of_saying_says_nothing():
    assert said("Emmanuel Macron called off his trip to the eastern provinces.", "en") == []


def test_they_are_several_and_none_of_them_is_the_speaker():
    assert said("Emmanuel Macron and Olaf Scholz met in Meseberg. They said talks would go on.", "en") == []


def test_a_sentence_may_tell_who_said_the_one_before():
    text = "Переговоры продолжатся осенью. Об этом сообщил в понедельник Эмманюэль Макрон."
    assert said(text, "ru") == [("Emmanuel Macron", "Переговоры продолжатся осенью.", "indirect")]


def test_a_word_that_folding_leaves_nothing_of_says_nothing():
    assert said("ـ ـ", "ar") == []
