import pyarrow.parquet as pq
import pytest

from warta.gazetteer import gazetteer, name_key
from warta.gazetteer.gazetteer import FOLDER, Rows


@pytest.mark.parametrize("name", ["Samarkand", "Самарканд", "撒马尔罕", "سمرقند", "Semerkant", "Samarcande"])
def test_a_city_is_found_under_its_name_in_any_script(name):
    assert "geonames:1216265" in {entry.place_id for entry in gazetteer().named(name_key(name))}


@pytest.mark.parametrize(
    ("name", "code"),
    [("Tiongkok", "CN"), ("RRC", "CN"), ("Турция", "TR"), ("الولايات المتحدة", "US"), ("乌克兰", "UA"), ("Países Bajos", "NL")],
)
def test_a_country_is_found_under_its_exonyms(name, code):
    assert code in {entry.country for entry in gazetteer().named(name_key(name)) if entry.kind == "country"}


def test_a_demonym_means_its_country():
    assert gazetteer().people_of(name_key("Ukrainian")).country == "UA"
    assert gazetteer().people_of(name_key("Samarkand")) is None


def test_accents_and_case_do_not_tell_names_apart():
    assert name_key("São Paulo") == name_key("SAO PAULO")
    assert name_key("أوكرانيا") == name_key("اوكرانيا")


def test_places_are_read_as_the_file_has_them():
    file = FOLDER / "places.parquet"
    table, rows = pq.read_table(file), Rows(file)
    chosen = range(0, table.num_rows, 997)
    fields = [field for field in table.column_names if field != "key"]
    expected = table.select(fields).take(list(chosen)).to_pylist()
    assert [{field: getattr(rows[row], field) for field in fields} for row in chosen] == expected
    assert any(place["lat"] is None for place in expected)
    assert any(place["admin2"] is None for place in expected)
