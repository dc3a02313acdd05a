"""The quick patterns of dates find what the patterns of the tables find."""

import re

import pytest
import regex

from warta.article import Article
from warta.parse import dates
from warta.parse.language import languages
from warta.parse.pipeline import make_doc
from warta.parse.quick_patterns import hole, is_plain, is_plain_between, quick, spelled
from warta.parse.text import PLAIN, SPACED
from warta.parse.time_rules import time_table

LABELLED = "tests/labelled"


def rules(language):
    groups = [
        (*found.others, *(rule for after in found.after.values() for rule in after)) for found in time_table(language).by_word.values()
    ]
    return {rule.source: rule for group in groups for rule in group}.values()


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "id", "ru", "tr", "zh"])
def test_time_expressions_are_the_same_with_and_without_quick_patterns(language, request, monkeypatch):
    texts = [file.read_text(encoding="utf-8") for file in sorted((request.config.rootpath / LABELLED / language).glob("*.txt"))]
    docs = [make_doc(Article(id="a", text=text, language=language), language) for text in texts]
    found = [dates.find_expressions(doc) for doc in docs]
    assert sum(map(len, found)) > 2 * len(docs)
    monkeypatch.setattr(dates, "is_plain", lambda _text: False)
    monkeypatch.setattr(dates, "is_plain_between", lambda _text, _start, _end: False)
    assert [dates.find_expressions(doc) for doc in docs] == found


def test_most_rules_have_a_quick_pattern():
    every = [rule for language in languages() for rule in rules(language)][::10]
    assert sum(rule.quick is not rule.pattern for rule in every) > 0.8 * len(every)


def test_a_letter_is_the_same_to_both_in_every_plain_text():
    plain = "".join(character for character in map(chr, range(0x10000)) if is_plain(character) and character not in "ıİ")
    letters = {letter for language in languages() for rule in rules(language) for letter in rule.source if letter.isalpha()} - set("ıİ")
    assert len(letters) > 300
    unlike = [
        letter for letter in letters if re.findall(letter, plain, re.IGNORECASE) != regex.findall(letter, plain, flags=regex.IGNORECASE)
    ]
    assert unlike == []


def test_words_of_plain_texts_are_the_same_to_both():
    plain = " ".join(character for character in map(chr, range(0x10000)) if is_plain(character))
    assert PLAIN.findall(plain) == SPACED.findall(plain)
    assert len(PLAIN.findall(plain)) > 10_000


@pytest.mark.parametrize("text", ["दिसंबर", "5 km²", "1½", "мая\u0301", "🙂"])
def test_texts_that_the_two_read_otherwise_are_not_plain(text):
    assert not is_plain(text)


def test_what_must_stand_before_is_said_word_by_word():
    pattern = quick(r"(?<=\b(?:in|since) )(?P<y>\d{4})(?!\w)")
    assert pattern is not None
    assert [match["y"] for match in pattern.finditer("In 2019, since 2020, within 2021, on 2022")] == ["2019", "2020"]


@pytest.mark.parametrize("source", [r"(?<=\w+ )x", r"(?<=a+b)x", r"\p{L}", "ılık", "[[a]b]"])
def test_what_cannot_be_said_is_left_to_the_pattern_itself(source):
    assert quick(source) is None


SPELLED = [
    "i",
    "I",
    "ı",
    "İ",
    "[iı]",
    "k[ıiuü]r",
    "[aiu]",
    "(?-i:[A-Z])ı",
    "(?-i:i)",
    "(?P<i>ı)",
    r"\bi?ş",
    "(?<=ı )x",
    "(?<=(?:in|ı) )x",
    "[^x]i",
]


@pytest.mark.parametrize("source", SPELLED)
def test_an_i_is_the_same_to_both_with_and_without_its_dot(source):
    text = "i I ı İ kir KIR kır KİR kur ş iş İş ış i x ı x I x in x A B ı Xİ"
    pattern = spelled(source)
    assert pattern is not None
    assert [match.span() for match in pattern.finditer(text)] == [
        match.span() for match in regex.finditer(source, text, flags=regex.IGNORECASE)
    ]


@pytest.mark.parametrize("source", ["[a-z]", "[^i]"])
def test_a_class_with_an_i_that_cannot_be_spelled_out_is_left_alone(source):
    assert spelled(source) is None


LOOKS = [
    r"(?<=in |on the )x",
    r"(?<!in |on the )x",
    r"(?<=\b(?:in|on) (?:the )?)x",
    r"(?<![-_]|\d[.,:/])\d",
    r"(?<![.,+\d][ \u00a0]?)\d",
    r"(?<=[2-9]0-?an)x",
    r"(?<=\))x",
]


@pytest.mark.parametrize("source", LOOKS)
def test_a_look_behind_of_several_lengths_is_several_of_one_length(source):
    text = "in x, on the x, in the x, within x, x_1, 2,3, +4, + 5, 6 7, 80-anx 80anx 10anx (a)x \u00a08 .\u00a09"
    pattern = quick(source)
    assert pattern is not None
    found = [match.span() for match in pattern.finditer(text)]
    assert found == [match.span() for match in regex.finditer(source, text, flags=regex.IGNORECASE)]
    assert found


def test_groups_of_one_name_are_told_apart_and_mean_the_same():
    pattern = quick("(?:(?P<n>a)|x(?P<n>b))")
    assert pattern is not None
    match = pattern.match("xb")
    assert match is not None
    assert {hole(name): part for name, part in match.groupdict().items() if part} == {"n": "b"}


def test_a_text_in_turkish_is_read_by_quick_patterns_too():
    rules_of_turkish = list(rules("tr"))
    assert sum(rule.spelled is not rule.pattern for rule in rules_of_turkish) > 0.9 * len(rules_of_turkish)


def test_a_text_is_plain_where_its_marks_are_not():
    text = "وصل يوم الثلاثاء. وتعرّض يوم الخميس"
    assert not is_plain(text)
    assert is_plain_between(text, 0, 16)
    assert not is_plain_between(text, -5, len(text))
