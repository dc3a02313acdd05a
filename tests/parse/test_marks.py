"""Marks say where a step looks closer: none may be missing where one of its tables has a word."""

import pytest

from warta.gazetteer.fold import WORD, words_of
from warta.parse import mark
from warta.parse.actor_rows import names_of, rows
from warta.parse.grammar import grammar
from warta.parse.language import languages, table
from warta.parse.marks import marks
from warta.parse.memo import MOST, Memo
from warta.parse.place_words import abbreviations

FIRST_TIER = ["ar", "en", "es", "fr", "id", "ru", "tr", "zh"]


def unmarked(language, words, bit):
    return [word for word in words if not marks(language)[word] & bit]


@pytest.mark.parametrize("language", FIRST_TIER)
def test_the_first_word_of_every_known_name_is_marked(language):
    names = [name for file in ("people.csv", "organisations.csv") for row in rows(file) for name, _language in names_of(row) if name]
    assert unmarked(language, [words_of(name)[0] for name in names], mark.KNOWN) == []


@pytest.mark.parametrize("language", FIRST_TIER)
def test_the_first_word_of_every_name_of_a_government_is_marked(language):
    names = [name for row in rows("metonyms.csv") for name in row["names"].split("|")]
    assert unmarked(language, [words_of(name)[0] for name in names], mark.METONYM) == []


@pytest.mark.parametrize("language", FIRST_TIER)
def test_the_first_words_of_doing_saying_and_offices_are_marked(language):
    if table(language, "time").get("boundaries", True):
        acts = [WORD.findall(word)[0] for words in table(language, "events")["kinds"].values() for word in words]
        assert unmarked(language, acts, mark.ACT) == []
        speech = [WORD.findall(entry)[0] for entry in table(language, "speech")["verbs"]]
        assert unmarked(language, speech, mark.SPEECH) == []
    offices = [title.split(" ")[0] for _office, titles in grammar(language).offices for title in titles]
    assert unmarked(language, offices, mark.OFFICE) == []


@pytest.mark.parametrize("language", FIRST_TIER)
def test_short_forms_are_marked_wherever_they_are_spelt_so(language):
    forms = ["Ky", "Ill", "TX", *(name for name in abbreviations(language) if name.isalpha())]
    assert unmarked(language, forms, mark.SHORT) == []
    assert not marks(language)["Kentuckyan"] & mark.SHORT


def test_words_that_begin_a_time_are_marked_in_every_language():
    months = {code: table(code, "time")["months"] for code in languages() if table(code, "time").get("months")}
    assert len(months) > len(FIRST_TIER)
    for code, names in months.items():
        assert unmarked(code, [WORD.findall(name)[0] for group in names for name in group if name[:1].isalpha()], mark.TIME) == [], code


def test_everyday_words_are_not_marked():
    assert unmarked("en", ["although", "quickly", "gradually"], -1) == ["although", "quickly", "gradually"]


def test_a_memo_asks_once_a_word_and_forgets_when_it_is_full():
    asked = []
    memo = Memo(lambda word: asked.append(word) or len(word))
    assert [memo["a"], memo["bc"], memo["a"]] == [1, 2, 1]
    assert asked == ["a", "bc"]
    assert [memo[str(number)] for number in range(MOST)][-1] == len(str(MOST - 1))
    assert len(memo) <= MOST
    assert memo["a"] == 1
