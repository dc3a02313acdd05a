"""Exports are written piece by piece, whatever their size, and the pieces are the same rows in every format."""

import contextlib
import csv
import io
import json
import sys

import pyarrow.parquet as pq
import pytest

from tests.factory import demo, parsed
from warta.query import WHATS, Filters, export
from warta.store import load, open_snapshot


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """A store of articles in which somebody says something."""
    store = tmp_path_factory.mktemp("spoken") / "store"
    statement = "[Ψ: “The summit is open”, Xi said|said:xi]"
    load([*demo(), *(parsed("A title.", f"{statement} in [Samarkand|samarkand].", id=f"said{number}") for number in range(20))], store)
    with contextlib.closing(open_snapshot(store)) as snapshot:
        yield snapshot


def rows(snapshot, what, form):
    whole = b"".join(export(snapshot, Filters(), what, form))
    if form == "csv":
        return list(csv.DictReader(io.StringIO(whole.decode())))
    if form == "parquet":
        return pq.read_table(io.BytesIO(whole)).to_pylist()
    if form == "geojson":
        return [feature["properties"] for feature in json.loads(whole)["features"]]
    return [json.loads(line) for line in whole.splitlines()]


@pytest.mark.parametrize("what", WHATS)
@pytest.mark.parametrize("batch", [7, 100_000])
def test_every_format_has_the_same_rows_in_pieces_of_any_size(spoken, monkeypatch, what, batch):
    monkeypatch.setattr(sys.modules["warta.query.export"], "BATCH", batch)
    lines = rows(spoken, what, "jsonl")
    assert lines
    assert rows(spoken, what, "parquet") == lines
    assert [row["article_id"] for row in rows(spoken, what, "csv")] == [row["article_id"] for row in lines]
    assert [row["link"] for row in rows(spoken, what, "geojson")] == [row["link"] for row in lines]


def test_a_statement_and_its_sentence_say_what_the_article_says(spoken):
    found = rows(spoken, "statements", "jsonl")
    assert found
    for row in found:
        ((load, number),) = spoken.connection.execute('SELECT load, "number" FROM articles WHERE id = ?', [row["article_id"]]).fetchall()
        article = spoken.lake.article(load, number)
        span = article.sentences[row["ordinal"]]
        assert row["evidence"] == article.text[span.start : span.end]
        assert row["surface"] == article.text[row["start"] : row["end"]]
        assert row["surface"] in {statement.surface for statement in article.statements}
