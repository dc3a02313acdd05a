import json

from tests.evaluate.__main__ import main, measure
from warta.quality import MeasuredSet, read, write


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
    ((towns, failures),) = measure([tmp_path])
    assert (towns.name, towns.language, towns.documents) == ("towns", "en", 1)
    assert towns.figures["places found"].value == 1
    assert towns.figures["places right"].value == 1
    assert [(failure.measure, failure.kind) for failure in failures if failure.measure.startswith("places")] == []
    assert main([str(file)]) == 0
    assert "towns      en" in capsys.readouterr().out


def test_a_failure_is_shown_in_its_words(tmp_path, capsys):
    row = {"id": "a", "language": "en", "text": "Leaders met in Paris.", "places": [], "dates": []}
    file = tmp_path / "towns.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    assert main([str(file), "--failures", "places found"]) == 0
    assert "Leaders met in [Paris]." in capsys.readouterr().out


def test_no_answer_key_is_told_and_not_measured_as_nothing(tmp_path, capsys):
    assert main([str(tmp_path)]) == 2
    assert "no answer keys" in capsys.readouterr().err


def test_figures_are_kept_with_cases_of_our_own_articles_only(tmp_path, monkeypatch):
    kept = tmp_path / "quality.json"
    monkeypatch.setattr("tests.evaluate.__main__.write", lambda sets: write(sets, kept))
    (own := tmp_path / "labelled" / "en").mkdir(parents=True)
    key = {"language": "en", "places": [{"start": 0, "end": 6, "lat": 1.0, "lon": 1.0, "name": "Zzyzzx"}], "dates": []}
    (own / "a.txt").write_text("Zzyzzx is nowhere.", encoding="utf-8")
    (own / "a.gold.json").write_text(json.dumps(key), encoding="utf-8")
    corpus = tmp_path / "towns.jsonl"
    corpus.write_text(json.dumps({"id": "b", "text": "Zzyzzx is nowhere.", **key}), encoding="utf-8")
    assert main([str(tmp_path), "--write"]) == 0
    sets = {each.name: each for each in read(kept).sets}
    assert [case.surface for case in sets["labelled"].cases if case.measure == "places found"] == ["Zzyzzx"]
    assert sets["towns"].cases == ()
    assert [(kind.measure, kind.kind, kind.count) for kind in sets["towns"].hard] == [
        ("places found", "not found", 1),
        ("places right", "not found", 1),
    ]


def test_a_set_that_is_not_measured_again_keeps_its_figures_and_its_parser(tmp_path):
    file = tmp_path / "quality.json"
    write((MeasuredSet("towns", "en", "0.9", 1, {}),), file)
    write((MeasuredSet("labelled", "en", "1.0", 2, {}),), file)
    assert [(each.name, each.parser) for each in read(file).sets] == [("labelled", "1.0"), ("towns", "0.9")]


def test_tagged_sentences_are_measured_by_span_and_kind(tmp_path):
    file = tmp_path / "names.jsonl"
    rows = [
        {
            "part": "dev",
            "tokens": ["Vladimir", "Putin", "tiba", "di", "Samarkand", "."],
            "tags": ["B-PER", "I-PER", "O", "O", "B-LOC", "O"],
        },
        {"part": "train", "tokens": ["Paris"], "tags": ["B-LOC"]},
    ]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    ((names, failures),) = measure([file])
    assert (names.figures["names"].value, names.figures["names"].wanted) == (1, 2)
    assert failures == []
