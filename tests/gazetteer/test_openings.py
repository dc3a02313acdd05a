import itertools

import pyarrow.parquet as pq

from warta.gazetteer.gazetteer import FOLDER, gazetteer
from warta.gazetteer.openings import Openings
from warta.parse.known import aliases, metonyms, stem_aliases
from warta.parse.name_openings import openings, stem_openings


def first_two(keys):
    return {" ".join(key.split(" ")[:2]) for key in keys if " " in key}


def test_the_file_has_the_first_two_words_of_every_place_of_the_gazetteer():
    keys = pq.ParquetFile(FOLDER / "names.parquet").read(columns=["key"]).column("key").to_pylist()
    known = gazetteer().openings()
    assert [pair for pair in first_two(keys) if pair not in known] == []


def test_the_names_of_all_other_tables_are_among_the_openings():
    assert all(pair in openings() for table in (aliases(), metonyms(), gazetteer().demonyms()) for pair in first_two(table))


def test_the_stems_of_all_names_that_have_cases_are_among_the_openings_of_stems():
    stems = [key for table in (stem_aliases(), metonyms(), gazetteer().demonyms()) for key in table if key.startswith("~")]
    assert first_two(stems)
    assert all(pair in stem_openings() for pair in first_two(stems))


def test_hardly_any_two_words_begin_a_name():
    words = [f"{first}{second}" for first, second in itertools.product("bcdfghklmnprst", repeat=2)]
    pairs = [f"{one} {other}" for one, other in itertools.product(words, repeat=2)]
    assert sum(pair in openings() for pair in pairs) < 0.04 * len(pairs)


def test_a_pair_with_half_a_character_of_utf_16_is_looked_up_too():
    assert "san \ud800" not in Openings()
