import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warta.difference import MOST, Piece, difference

TEXTS = st.text(alphabet="ab \n,.早安\u202eيا", max_size=60)


@given(TEXTS, TEXTS)
def test_both_versions_can_be_read_from_their_difference(before, after):
    pieces = difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after


def test_a_changed_word_is_told_as_one_that_went_and_one_that_came():
    assert difference("Ten people were hurt.", "Twelve people were hurt.") == [
        Piece("removed", "Ten"),
        Piece("added", "Twelve"),
        Piece("same", " people were hurt."),
    ]


def test_words_that_were_said_anew_in_a_row_are_one_change():
    assert [piece.kind for piece in difference("It was a red car there.", "It was one blue bus there.")] == [
        "same",
        "removed",
        "added",
        "same",
    ]


def test_a_sentence_at_the_end_is_new_as_a_whole():
    pieces = difference("On Monday it rained.\nIt was cold.", "On Sunday it rained.\nIt was cold.\nThe roads were closed.")
    assert pieces[-1] == Piece("added", "\nThe roads were closed.")


def test_in_a_script_without_spaces_characters_are_compared():
    assert difference("会议在周五结束", "会议在周六结束")[1:3] == [Piece("removed", "五"), Piece("added", "六")]


@pytest.mark.parametrize("word", ["a ", "ab\n", "x"])
def test_long_and_monotonous_texts_are_compared_soon(word):
    before, after = word * (2 * MOST), "b " + word * (3 * MOST)
    began = time.process_time()
    pieces = difference(before, after)
    assert time.process_time() - began < 20
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after


def test_the_same_text_twice_has_no_change():
    assert difference("", "") == []
    assert difference("As it was.", "As it was.") == [Piece("same", "As it was.")]
