import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factory import demo
from warta.article import decode_parsed, encode
from warta.cli import FORMATS, WHAT, main, query_of
from warta.query import FORMATS as QUERY_FORMATS
from warta.query import WHATS
from warta.sources.parsing import parse_all
from warta.store import current_generation


@pytest.fixture
def lines(tmp_path):
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\n".join(encode(article) for article in demo()) + b"\n")
    return path


@pytest.fixture
def bad(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"text": "Presiden tiba di Jakarta pada Kamis."}\n{"text": \n')
    return path


def run(*arguments, **options):
    command = [sys.executable, "-W", "error", "-m", "warta", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=120, **options)  # noqa: S603 (our own words)


def test_parse_prints_one_article_a_line_and_reasons_beside_it(bad, capsysbinary):
    assert main(["parse", str(bad)]) == 3
    out, err = capsysbinary.readouterr()
    assert [decode_parsed(line).text for line in out.splitlines()] == ["Presiden tiba di Jakarta pada Kamis."]
    assert err.decode().startswith(f"{bad}:2: broken JSON")


def test_parse_hands_on_what_is_parsed(lines, capsysbinary):
    assert main(["parse", str(lines)]) == 0
    assert capsysbinary.readouterr().out == lines.read_bytes()


def test_parse_reads_standard_input(lines):
    done = run("parse", "-", input=lines.read_bytes())
    assert (done.returncode, done.stdout) == (0, lines.read_bytes())


def test_a_reader_that_has_seen_enough_is_no_error(lines):
    many = lines.with_name("many.jsonl")
    many.write_bytes(lines.read_bytes() * 30)
    reader, writer = os.pipe()
    with subprocess.Popen([sys.executable, "-m", "warta", "parse", str(many)], stdout=writer, stderr=subprocess.PIPE) as process:  # noqa: S603
        os.close(writer)
        os.read(reader, 100)
        os.close(reader)
        assert process.communicate(timeout=120)[1] == b""
    assert process.returncode == 0


def test_a_load_takes_what_it_can_and_exits_with_3(lines, bad, tmp_path, capsys):
    store = str(tmp_path / "store")
    assert main(["load", str(lines), str(bad), "--store", store]) == 3
    assert "65 new, 0 changed, 0 as they were, 1 rejected" in capsys.readouterr().out
    assert main(["load", str(lines), "--store", store]) == 0
    assert "0 new, 0 changed, 64 as they were, 0 rejected" in capsys.readouterr().out
    assert main(["status", "--store", store]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["articles"], told["rejected"], told["rejects"][0]["line"]) == (65, 1, 2)
    assert main(["verify", "--store", store]) == 0
    before = current_generation(Path(store))
    assert main(["rebuild", "--store", store]) == 0
    assert current_generation(Path(store)) != before


def test_the_store_of_the_environment_is_used(lines, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("WARTA_STORE", str(tmp_path / "elsewhere"))
    assert main(["load", str(lines)]) == 0
    assert main(["status"]) == 0
    assert str(tmp_path / "elsewhere") in capsys.readouterr().out


@pytest.mark.parametrize("command", ["status", "verify", "rebuild"])
def test_without_a_store_each_command_says_what_to_type(command, tmp_path, capsys):
    assert main([command, "--store", str(tmp_path / "none")]) == 2
    assert "python -m warta load" in capsys.readouterr().err


def test_a_store_that_cannot_be_made_is_told_without_a_trace(lines, capsys):
    assert main(["load", str(lines), "--store", str(lines)]) == 2
    assert str(lines) in capsys.readouterr().err


def test_a_file_whose_name_is_no_text_can_be_rejected_and_kept(tmp_path, capsys):
    name = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")
    assert main(["load", name, "--store", str(tmp_path / "store")]) == 3
    assert "no such file" in capsys.readouterr().err


def test_verify_names_what_was_changed(lines, tmp_path, capsys):
    store = tmp_path / "store"
    main(["load", str(lines), "--store", str(store)])
    (store / "snapshot" / current_generation(store) / "warta.duckdb").write_bytes(b"spoilt")
    assert main(["verify", "--store", str(store)]) == 3
    assert "warta.duckdb is missing or was changed" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["parse"],
        ["load", "x", "--workers", "0"],
        ["watch", "https://example.org/", "--every", "1s"],
        ["parse", "https://x.example/", "--proxy", "x"],
    ],
)
def test_a_command_that_cannot_be_exits_with_2(arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert done.stderr


def test_the_name_of_a_file_cannot_move_the_cursor(tmp_path, capsys):
    assert main(["parse", str(tmp_path / "a\x1b[2Jb.txt")]) == 3
    assert "\x1b" not in capsys.readouterr().err


def test_workers_parse_the_same_in_the_same_order(tmp_path):
    texts = [f"Presiden tiba di Jakarta pada {day} September 2022." for day in range(1, 31)]
    path = tmp_path / "raw.jsonl"
    path.write_text("\n".join(json.dumps({"text": text}) for text in texts))
    alone, together = run("parse", path), run("parse", path, "--workers", 2)
    assert alone.stdout == together.stdout
    assert len(alone.stdout.splitlines()) == 30


def test_an_article_on_which_the_parser_fails_costs_itself_only(monkeypatch):
    def fail(article):
        raise RuntimeError(article.id)

    monkeypatch.setattr("warta.sources.parsing.parse", fail)
    from warta.article import Article  # noqa: PLC0415

    (found,) = parse_all([Article(id="a", text="b")])
    assert "the parser failed on it (RuntimeError: a)" in found.reason


def test_the_schema_is_printed(capsys):
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == Path("docs/article.schema.json").read_text(encoding="utf-8")


def test_filters_are_read_as_in_a_link():
    wanted = {"country": ["KZ", "UZ"], "q": ["xi jinping"]}
    assert query_of(["country=KZ", "country=UZ", "q=xi jinping"]) == wanted
    assert query_of(["country=KZ&country=UZ&q=xi+jinping"]) == wanted
    assert query_of(["http://localhost:8501/map?country=KZ&country=UZ&q=xi%20jinping"]) == wanted
    with pytest.raises(ValueError, match="write key=value"):
        query_of(["Kazakhstan"])


def test_what_can_be_exported_is_what_can_be_asked():
    assert (WHAT, FORMATS) == (WHATS, QUERY_FORMATS)


def test_export_prints_the_selected_rows(lines, tmp_path, capsysbinary):
    store = str(tmp_path / "store")
    main(["load", str(lines), "--store", store])
    capsysbinary.readouterr()
    assert main(["export", "sentences", "country=IR", "actor=warta:ebrahim-raisi", "--format", "jsonl", "--store", store]) == 0
    rows = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert len(rows) == 16
    assert {row["store_version"] for row in rows} == {"articles@0"}


@pytest.mark.parametrize("wrong", ["country=XX", "actor=warta:nobody", "from=yesterday", "scope=planet"])
def test_an_export_with_a_filter_that_is_not_known_is_refused(wrong, lines, tmp_path, capsys):
    store = str(tmp_path / "store")
    main(["load", str(lines), "--store", store])
    assert main(["export", "sentences", wrong, "--store", store]) == 2
    assert wrong in capsys.readouterr().err


def test_stories_can_be_told_anew_from_the_command_line(tmp_path, lines, capsys):
    store = str(tmp_path / "store")
    assert main(["load", str(lines), "--store", store, "--workers", "1"]) == 0
    capsys.readouterr()
    assert main(["stories", "--store", store, "--workers", "1"]) == 0
    assert "articles looked at" in capsys.readouterr().out
    assert main(["stories", "--store", store, "--workers", "1"]) == 0
    assert ", 0 have another story now." in capsys.readouterr().out
