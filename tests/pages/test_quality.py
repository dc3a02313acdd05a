"""The Quality page shows what was measured, and nothing else."""

from look import bodies

from warta.quality import read


def test_every_language_and_field_that_was_measured_is_in_the_table(visit, demo_store):
    page = visit(demo_store, "quality")
    assert list(page.exception) == []
    own = [each for each in read().sets if each.name == "labelled"]
    table = page.dataframe[0].value
    assert len(table) == len(own) >= 8
    figure = own[0].figures["dates right"]
    assert f"{figure.value:.2f} ({figure.low:.2f}–{figure.high:.2f})" in set(table["Dates resolved right"])


def test_a_case_that_went_wrong_is_shown_in_its_words_and_language(visit, demo_store):
    page = visit(demo_store, "quality", **{"in": "ar"})
    assert list(page.exception) == []
    assert any('lang="ar" dir="rtl"' in body and "<mark>" in body for body in bodies(page))


def test_a_language_that_was_not_measured_is_told(visit, demo_store):
    page = visit(demo_store, "quality", **{"in": "xx"})
    assert any("Nothing was measured in a language 'xx'" in warning.value for warning in page.warning)


def test_a_missing_measurement_says_how_to_make_one(visit, demo_store, monkeypatch, tmp_path):
    monkeypatch.setattr("warta.quality.FILE", tmp_path / "none.json")
    monkeypatch.setattr("warta.quality.read.__defaults__", (tmp_path / "none.json",))
    page = visit(demo_store, "quality")
    assert "scripts/evaluate --write" in page.info[0].value


def test_texts_of_public_corpora_are_not_in_what_is_kept():
    assert all(each.cases == () for each in read().sets if each.name != "labelled")
