"""The quick patterns of dates find what the patterns of the tables find."""

import re

import pytest
import regex

from warta.article import Article
from warta.parse import dates
from warta.parse.language import languages
from warta.parse.pipeline import make_doc
from warta.parse.quick_patterns import is_plain, quick
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
    assert [dates.find_expressions(doc) for doc in docs] == found


def test_most_rules_have_a_quick_pattern():
    every = [rule for language in languages() for rule in rules(language)][::10]
    assert sum(rule.quick is not rule.pattern for rule in every) > 0.8 * len(every)


def test_a_letter_is_the_same_to_both_in_every_plain_text():
    plain = "".join(character for character in map(chr, range(0x10000)) if is_plain(character))
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


@pytest.mark.parametrize("text", ["दिसंबर", "5 km²", "1½", "мая\u0301", "İstanbul", "🙂"])
def test_texts_that_the_two_read_otherwise_are_not_plain(text):
    assert not is_plain(text)


def test_what_must_stand_before_is_said_word_by_word():
    pattern = quick(r"(?<=\b(?:in|since) )(?P<y>\d{4})(?!\w)")
    assert pattern is not None
    assert [match["y"] for match in pattern.finditer("In 2019, since 2020, within 2021, on 2022")] == ["2019", "2020"]


@pytest.mark.parametrize("source", [r"(?<=\w+ )x", r"(?:(?P<n>a)|(?P<n>b))", r"\p{L}", "ılık", "[[a]b]"])
def test_what_cannot_be_said_is_left_to_the_pattern_itself(source):
    assert quick(source) is None
