from pathlib import Path

import pytest

from warta.store.merging import AT_ONCE, FEW, MOST, choose
from warta.store.meta import SegmentMeta
from warta.store.segment import Segment


def segment(articles, dead=0):
    meta = SegmentMeta(snapshot=2, segment=f"segment-{articles}", counts={"articles": articles}, files={})
    return Segment(Path("nowhere"), meta, frozenset(range(dead)))


def sizes(segments):
    return [each.meta.counts["articles"] for each in segments]


def test_a_few_segments_stay_as_they_are():
    assert choose([segment(1_000_000), segment(100), segment(100), segment(100)]) == []


def test_small_segments_are_merged_and_the_large_one_is_left_alone():
    assert sizes(choose([segment(1_000_000), *(segment(100) for _ in range(FEW))])) == [100] * FEW


def test_segments_of_one_size_become_one():
    assert len(choose([segment(100_000) for _ in range(MOST + 1)])) == MOST + 1


def test_what_would_take_long_waits_until_what_is_new_is_served():
    segments = [segment(1_000_000), *(segment(AT_ONCE) for _ in range(FEW))]
    assert choose(segments, AT_ONCE) == []
    assert len(choose(segments)) == FEW


@pytest.mark.parametrize("added", [1, 100, 5000])
def test_however_often_is_loaded_there_are_never_more_than_a_few_segments_and_each_article_is_written_a_few_times(added):
    segments, written = [segment(1_000_000)], 0
    for _ in range(500):
        segments.append(segment(added))
        while chosen := choose(segments):
            written += sum(sizes(chosen))
            segments = [each for each in segments if each not in chosen] + [segment(sum(sizes(chosen)))]
        assert len(segments) <= MOST
    assert max(sizes(segments)) == 1_000_000 or added == 5000
    assert written < 12 * 500 * added + 4_000_000


def test_a_segment_much_of_which_is_out_of_date_is_rewritten():
    assert choose([segment(1000, dead=199)]) == []
    assert sizes(choose([segment(1000, dead=201)])) == [1000]
