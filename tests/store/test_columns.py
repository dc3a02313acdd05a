"""The columns of a segment say what its tables say."""

import contextlib

import msgspec
import numpy as np
import pytest

from tests.factory import parsed
from warta.store import Damaged, load, open_mended, open_snapshot, paths
from warta.store.columns import FURTHER, KINDS, NO_TERM
from warta.store.meta import marks, read_segment, write_meta
from warta.store.traits import UNRESOLVED, drawn_roles, named_roles
from warta.store.verify import verify


def columns_of(store, *articles):
    load(iter(articles), store)
    with contextlib.closing(open_snapshot(store)) as snapshot:
        return snapshot.columns[-1]


def named(entries, sentence):
    """Return id, roles and marked roles of the entries of a sentence."""
    terms = [] if entries.first[sentence] & NO_TERM == NO_TERM else [entries.first[sentence] & NO_TERM]
    terms += list(entries.further[entries.further_sentence == sentence])
    assert bool(entries.first[sentence] & FURTHER) == (sentence in entries.further_sentence)
    return sorted(told(entries, term) for term in terms)


def told(entries, term):
    return entries.ids[entries.code[term]], int(entries.roles[term]), int(entries.marked[term])


def test_a_sentence_has_each_of_its_countries_places_and_actors_once_with_their_roles(tmp_path):
    text = "[Xi|xi] and [Xi|xi] in [Samarkand|samarkand], [Samarkand|samarkand/origin], [Uzbekistan|uz/mentioned]."
    columns = columns_of(tmp_path, parsed(text))
    assert named(columns.actor, 0) == [("warta:xi-jinping", 0, 0)]
    assert named(columns.place, 0) == [("geonames:1216265", 1 + 8, 1 + 8), ("geonames:1512440", 4, 0)]
    assert named(columns.country, 0) == [("UZ", 1 + 4 + 8, 4)]


def test_postings_list_the_sentences_of_each_value_in_order(tmp_path):
    articles = [
        parsed("[Xi|xi] in [Samarkand|samarkand].", "Nobody.", "[Xi|xi] again.", url="https://example.org/1"),
        parsed("[Putin|putin] met [Xi|xi] in [Astana|astana].", url="https://example.org/2"),
    ]
    columns = columns_of(tmp_path, *articles)
    for kind in KINDS:
        entries = columns.entries(kind)
        listed = {sentence: [] for sentence in range(columns.sentences)}
        for term in range(len(entries.code)):
            assert list(entries.posted[term]) == sorted(set(entries.posted[term]))
            for sentence in entries.posted[term]:
                listed[sentence].append(told(entries, term))
        assert {sentence: sorted(found) for sentence, found in listed.items()} == {
            sentence: named(entries, sentence) for sentence in listed
        }


def test_a_sentence_has_the_roles_of_its_places_and_of_those_that_a_map_can_show_and_whether_one_was_given_up(tmp_path):
    text = "[Xi|xi] in [Samarkand|samarkand], [Samarkand|samarkand/origin], [Uzbekistan|uz/mentioned]."
    columns = columns_of(tmp_path, parsed(text, "[Xi|xi].", notes=("a place",)))
    assert named_roles(columns.traits).tolist() == drawn_roles(columns.traits).tolist() == [13, 0]
    assert (columns.traits >> UNRESOLVED & 1).tolist() == [1, 0]


def test_a_store_of_one_sentence_without_any_name_or_day_opens(tmp_path):
    columns = columns_of(tmp_path, parsed("Nothing."))
    assert columns.sentences == 1
    assert [len(columns.entries(kind).further) for kind in KINDS] == [0, 0, 0]
    assert columns.first_day[0] > columns.last_day[0]


@pytest.mark.parametrize("ids", [3, 1])
def test_an_article_that_came_in_anew_is_not_alive_in_its_old_segment(tmp_path, ids):
    load(iter([parsed(f"Old {number}.", url=f"https://example.org/{number}") for number in range(3)]), tmp_path)
    load(iter([parsed(f"New {number}.", url=f"https://example.org/{number}") for number in range(ids)]), tmp_path)
    with contextlib.closing(open_snapshot(tmp_path)) as snapshot:
        alive = [each.alive.sum() if each.alive is not None else len(each.article_no) for each in snapshot.columns]
    assert sum(alive) == 3


def test_verify_finds_columns_that_do_not_say_what_the_tables_say(tmp_path):
    load(iter([parsed("[Xi|xi] in [Samarkand|samarkand].")]), tmp_path)
    (segment,) = paths.segments(tmp_path).iterdir()
    roles = segment / "columns" / "place_roles.npy"
    np.save(roles, np.load(roles) + 1)
    meta = read_segment(segment)
    write_meta(segment, msgspec.structs.replace(meta, files=marks(segment)))
    assert verify(tmp_path) == [f"snapshot: the columns place_roles.npy of {segment.name} are not what its tables say"]


def test_a_column_that_was_changed_is_noticed_on_opening_and_made_anew(tmp_path):
    load(iter([parsed("[Xi|xi] in [Samarkand|samarkand].")]), tmp_path)
    (column,) = paths.segments(tmp_path).rglob("place_first.npy")
    content = bytearray(column.read_bytes())
    content[-1] ^= 255
    column.write_bytes(content)
    with pytest.raises(Damaged, match=r"place_first\.npy"):
        open_snapshot(tmp_path)
    with contextlib.closing(open_mended(tmp_path)) as snapshot:
        assert named(snapshot.columns[0].place, 0) == [("geonames:1216265", 1, 1)]
    assert verify(tmp_path) == []
