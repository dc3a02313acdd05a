"""Packed lists give back what was packed."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from warta.store.packed import postings, rising


@given(st.lists(st.integers(0, 2**34)))
def test_numbers_that_never_fall_are_read_at_any_place(numbers):
    numbers = np.array(sorted(numbers), np.int64)
    packed = rising(numbers)
    assert len(packed) == len(numbers)
    assert packed.whole().tolist() == numbers.tolist()
    assert packed.take(np.arange(len(numbers))[::-3]).tolist() == numbers[::-3].tolist()


@given(st.lists(st.lists(st.integers(0, 2**31 - 1), unique=True)))
def test_each_code_has_its_sentences_in_order(lists):
    lists = [sorted(each) for each in lists]
    codes = np.repeat(np.arange(len(lists)), [len(each) for each in lists])
    packed = postings(codes, np.array([*itertools.chain(*lists)], np.int32), len(lists))
    assert [packed[code].tolist() for code in range(len(lists))] == lists
    assert packed.counts().tolist() == [len(each) for each in lists]


def test_a_code_may_have_every_sentence_of_a_run():
    sentences = np.arange(3 * 2**16, dtype=np.int32)
    packed = postings(np.zeros(len(sentences), np.uint8), sentences, 1)
    assert packed[0].tolist() == sentences.tolist()
    assert len(packed.high) == 3
