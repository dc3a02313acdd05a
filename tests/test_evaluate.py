import json

from tests.evaluate.__main__ import main, measure


def test_a_corpus_is_measured_whatever_separators_its_texts_hold(tmp_path, capsys):
    text = "Leaders met in Paris.\u2028They met on 8 September 2022."
    row = {
        "id": "a",
        "language": "en",
        "text": text,
        "places": [{"start": 15, "end": 20, "lat": 48.85, "lon": 2.35, "geonameid": "2988507"}],
        "dates": [],
    }
    file = tmp_path / "towns.jsonl"
    file.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    table = measure([tmp_path]).figures
    assert table["towns en"]["places found"].value == 1
    assert table["towns en"]["places right"].value == 1
    assert main([str(file)]) == 0
    assert "towns en" in capsys.readouterr().out


def test_a_failure_is_shown_in_its_words(tmp_path, capsys):
    row = {"id": "a", "language": "en", "text": "Leaders met in Paris.", "places": [], "dates": []}
    file = tmp_path / "towns.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    assert main([str(file), "--failures", "places found"]) == 0
    assert "Leaders met in [Paris]." in capsys.readouterr().out


def test_no_answer_key_is_told_and_not_measured_as_nothing(tmp_path, capsys):
    assert main([str(tmp_path)]) == 2
    assert "no answer keys" in capsys.readouterr().err
