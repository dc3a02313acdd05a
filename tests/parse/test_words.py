import pytest

from warta.parse import act_words, name_starts, namesakes, time_cues
from warta.parse.words import MOST, word_of


def test_a_word_is_folded_and_spelt_whatever_its_case():
    assert word_of("École")[:2] == ("ecole", "école")
    assert word_of("京").han
    assert not word_of("Kyoto").han


def test_words_are_remembered_up_to_a_bound():
    for number in range(MOST + 100):
        word_of(f"word{number}")
    assert word_of.cache_info().currsize == MOST


@pytest.mark.parametrize("cache", [act_words._begun, name_starts._may_begin, time_cues._told_by, namesakes._own_words])
def test_what_is_remembered_of_words_is_bounded(cache):
    assert 0 < cache.cache_info().maxsize <= MOST
