import datetime as dt
import io

import pyarrow as pa
import pytest
from pyarrow import parquet

from warta.article import Article, Byline, Rejected
from warta.cli import main
from warta.sources import read
from warta.sources.columns import parse_columns
from warta.sources.inputs import read_file
from warta.sources.limits import ARTICLE_BYTES

LONG = "Presiden Xi Jinping tiba di Samarkand. " * 5000


@pytest.fixture
def load(tmp_path):
    def write(content, name="a.csv", columns=None):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read([str(path)], columns=columns))

    return write


def texts(found):
    return [item.text for item in found if isinstance(item, Article)]


def lines(found):
    return [item.line for item in found if isinstance(item, Rejected)]


def test_columns_are_known_by_their_usual_names(load):
    (article,) = load(
        "Article ID,Headline,Publish Date,Link,Publisher,Lang,Author,Body,Votes\n"
        "a1,Judul,2022-09-15,https://example.org/a,Contoh,id,Rina,Isi berita.,7\n"
    )
    assert article == Article(
        id="a1",
        text="Isi berita.",
        title="Judul",
        published="2022-09-15",
        url="https://example.org/a",
        outlet="Contoh",
        language="id",
        byline=(Byline(name="Rina"),),
    )


def test_columns_can_be_named(load):
    (article,) = load("a,b,text\nSatu,Judul,lain\n", columns=parse_columns("text=a, title=b"))
    assert (article.text, article.title) == ("Satu", "Judul")


def test_columns_are_named_on_the_command_line(tmp_path, capfd):
    path = tmp_path / "a.csv"
    path.write_text("isi,judul\nXi tiba di Samarkand.,Judul\n")
    assert main(["parse", str(path), "--columns", "text=isi,title=judul"]) == 0
    assert '"title":"Judul"' in capfd.readouterr().out
    assert main(["parse", str(path), "--columns", "text=none"]) == 3
    assert "no column 'none': it has 'isi', 'judul'" in capfd.readouterr().err
    assert main(["parse", str(path), "--columns", "colour=isi"]) == 2
    assert "one of these fields: text, id, title" in capfd.readouterr().err


@pytest.mark.parametrize("given", ["", "text", "text=", "=a", "colour=a", "text=a,,"])
def test_columns_that_are_named_wrongly_are_told(given):
    with pytest.raises(ValueError, match="write FIELD=COLUMN"):
        parse_columns(given)


def test_without_a_column_for_the_text_those_that_there_are_are_named(load):
    (found,) = load("a,b\n1,2\n")
    assert found.reason == "no column for the text: it has 'a', 'b'. Say which one it is: --columns text=COLUMN"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "title,text\nJudul,Satu\n"),
        ("a.csv", "title;text\r\nJudul;Satu\r\n"),
        ("a.csv", '"title"|"text"\rJudul|"Satu"'),
        ("a.tsv", "title\ttext\nJudul\tSatu\n"),
        ("a.csv", "\ufefftitle,text\n\nJudul,Satu\n\n"),
        ("a.csv", "\n\n title , text \nJudul,Satu,more,cells\n"),
    ],
)
def test_the_delimiter_is_told_from_the_first_row(load, name, content):
    (article,) = load(content, name)
    assert (article.title, article.text) == ("Judul", "Satu")


def test_a_cell_may_have_lines_quotes_and_any_length(load):
    cell = f'Satu "dua"\n\n{LONG}'
    (article,) = load('text\n"' + cell.replace('"', '""') + '"\n')
    assert article.text == cell


def test_a_row_with_wrong_quotes_costs_itself_only(load):
    found = load('text,title\nSatu,a\n"Dua "kutip" di dalam",b\nTiga,c\n"Empat tidak ditutup,d\nLima,e\nEnam,f\n')
    assert texts(found) == ["Satu", "Tiga", "Lima", "Enam"]
    assert lines(found) == [3, 5]
    assert "quote" in found[1].reason


def test_the_line_of_a_reject_is_where_its_row_begins(load):
    found = load('text,title\n"Satu\n\ndua",a\n,b\n"x\ny",c\n...,d\n')
    assert lines(found) == [5, 8]
    assert "no “text”" in found[1].reason
    assert "without a word" in found[3].reason


def test_a_row_that_is_too_large_costs_itself_only(load):
    for row in ("x" * (ARTICLE_BYTES + 5), '"' + "x" * (2 * ARTICLE_BYTES) + '"'):
        found = load(f"text\nSatu\n{row}\nDua\n")
        assert texts(found) == ["Satu", "Dua"]
        assert lines(found) == [3]
        assert "larger than" in found[1].reason


def test_nul_and_broken_bytes_cost_their_row_only(load):
    found = load(b"text,title\nSatu,a\nDu\0a,b\nTi\xffga,c\nEmpat,d\n")
    assert texts(found) == ["Satu", "Empat"]
    assert lines(found) == [3, 4]


def test_broken_characters_in_utf_16_cost_their_row_only(load):
    found = load("text,title\nSatu,a\n".encode("utf-16") + b"\x00\xd8" + "Dua,b\nTiga,c\n".encode("utf-16-le") + b"x")
    assert texts(found)[0] == "Satu"
    assert "Tiga" in texts(found)[-1]
    assert 3 in lines(found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1251"])
def test_a_table_in_another_encoding_is_read_where_it_can_be_told(load, encoding):
    said = "Президент России встретился с председателем КНР в четверг. Стороны обсудили торговлю и поставки газа."
    assert texts(load(f"text,title\n{said},Встреча\n{said},Встреча\n".encode(encoding))) == [said] * 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"\0\0", "empty"),
        (b"text\n", "without a row"),
        (b"text,title", "without a row"),
        ("text\nCafé à Samarcande, où les présidents se sont rencontrés.".encode("cp1252"), "save it as UTF-8"),
        (b'"text', "quote"),
    ],
)
def test_what_is_no_table_is_told(load, content, said):
    assert said in load(content)[0].reason


def test_a_table_on_standard_input_needs_its_columns_named():
    data = b"isi\nSatu berita.\n"
    assert texts(read(["-"], io.BytesIO(data), columns={"text": "isi"})) == ["Satu berita."]


def as_parquet(table, **more):
    out = io.BytesIO()
    parquet.write_table(pa.table(table), out, **more)
    return out.getvalue()


def test_a_parquet_file_is_read_row_group_by_row_group(load):
    rows = 1000
    table = {
        "headline": [f"Judul {at}" for at in range(rows)],
        "maintext": [f"Isi {at}." for at in range(rows)],
        "date_publish": [dt.datetime(2022, 9, 15, 8, tzinfo=dt.UTC)] * rows,
        "authors": [["Rina", "Budi"]] * rows,
        "votes": list(range(rows)),
    }
    found = load(as_parquet(table, row_group_size=300), "a.parquet")
    assert texts(found) == table["maintext"]
    assert found[7].published == "2022-09-15T08:00:00+00:00"
    assert [line.name for line in found[7].byline] == ["Rina", "Budi"]


def test_a_column_of_any_kind_can_hold_the_text(load):
    for array in (pa.array(["Satu"]).dictionary_encode(), pa.array(["Satu"], pa.large_string()), pa.array([b"Satu"])):
        assert texts(load(as_parquet({"text": array}), "a.parquet")) == ["Satu"]


def test_a_bad_row_of_parquet_is_rejected_by_its_number(load):
    texts_ = pa.array([b"Satu", None, b"Ti\xffga", b"Empat", b"..."])
    found = load(as_parquet({"body": texts_}), "a.parquet")
    assert texts(found) == ["Satu", "Empat"]
    assert lines(found) == [2, 3, 5]


def test_a_broken_row_group_costs_itself_only(load):
    words = [f"Kata{at} Samarkand." for at in range(300)]
    data = bytearray(as_parquet({"text": words}, row_group_size=100, compression="snappy", use_dictionary=False))
    where = parquet.ParquetFile(io.BytesIO(data)).metadata.row_group(1).column(0).data_page_offset
    data[where : where + 40] = b"\xff" * 40
    found = load(bytes(data), "a.parquet")
    assert texts(found)[:100] == words[:100]
    assert texts(found)[-100:] == words[200:]
    assert "row group 2" in next(item for item in found if isinstance(item, Rejected)).reason


def test_columns_of_the_same_name_are_no_trouble(load):
    table = pa.Table.from_arrays([pa.array(["Satu"]), pa.array(["Dua"]), pa.array(["Judul"])], names=["text", "text", "title"])
    out = io.BytesIO()
    parquet.write_table(table, out)
    assert texts(load(out.getvalue(), "a.parquet")) == ["Satu"]


def test_no_bit_of_the_description_of_a_parquet_file_can_end_the_process():
    data = as_parquet({"text": ["Satu", "Dua", None]}, row_group_size=2)
    description = int.from_bytes(data[-8:-4], "little") + 8
    for at in range(len(data) - description, len(data)):
        for bit in (1, 4, 64):
            broken = bytearray(data)
            broken[at] ^= bit
            assert list(read_file(io.BytesIO(bytes(broken)), "a.parquet"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "broken Parquet"),
        (b"PAR1", "broken Parquet"),
        (as_parquet({"text": ["Satu"]})[:-20], "broken Parquet"),
        (as_parquet({"a": [1], "b": [2]}), "no column for the text: it has 'a', 'b'"),
        (as_parquet({"text": pa.array([], pa.string())}), "without a row"),
        (as_parquet({"text": [1]}), "no “text”"),
        (as_parquet({"text": [{"a": 1}]}), "no “text”"),
    ],
)
def test_what_is_no_parquet_of_articles_is_told(load, content, said):
    assert said in load(content, "a.parquet")[0].reason


def test_parquet_on_standard_input_is_known_by_its_beginning():
    assert texts(read(["-"], io.BytesIO(as_parquet({"text": ["Satu"]})))) == ["Satu"]
