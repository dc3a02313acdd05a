import msgspec
import pytest

from tests.factory import demo
from warta import intake
from warta.article import decode_parsed, encode
from warta.intake import Done, Piece, parcels, size
from warta.sources.inputs import UsageError


@pytest.fixture
def lines(tmp_path):
    path = tmp_path / "articles.jsonl"
    found = [encode(article) for article in demo()]
    found[7] = b'{"id": "broken"'
    found[50] = b'{"schema": 9}'
    found.insert(20, b"")
    path.write_bytes(b"\xef\xbb\xbf" + b"\n".join(found))
    return path


def everything(results):
    articles, rejects = [], []
    for done in results:
        articles += [decode_parsed(text) for text in done.parcel.articles["parsed"].to_pylist()]
        rejects += done.parcel.rejects
    return articles, rejects


@pytest.mark.parametrize("piece", [1, 5000, 40_000])
def test_a_file_cut_into_pieces_gives_what_it_gives_whole(lines, monkeypatch, piece):
    whole = everything(parcels([str(lines)], 1))
    monkeypatch.setattr(intake, "PIECE", piece)
    assert everything(parcels([str(lines)], 1)) == whole
    assert [reject.line for reject in whole[1]] == [8, 52]
    assert len(whole[0]) == 62


def test_the_pieces_add_up_to_the_size_that_is_told(lines, monkeypatch):
    assert size([str(lines)]) is None
    monkeypatch.setattr(intake, "PIECE", 5000)
    assert sum(done.size for done in parcels([str(lines)], 1)) == size([str(lines)]) == lines.stat().st_size


def test_a_file_is_not_read_on_behind_a_zero_byte(lines, monkeypatch):
    lines.write_bytes(lines.read_bytes().replace(b'{"id": "broken"', b"\0"))
    monkeypatch.setattr(intake, "PIECE", 5000)
    articles, rejects = everything(parcels([str(lines)], 1))
    assert len(articles) == 7
    assert [reject.line for reject in rejects] == [8]


def test_a_list_in_a_file_of_lines_is_read_whole(tmp_path, monkeypatch):
    path = tmp_path / "list.jsonl"
    path.write_bytes(b"[" + b",".join(encode(article) for article in demo()) + b"]")
    monkeypatch.setattr(intake, "PIECE", 5000)
    articles, rejects = everything(parcels([str(path)], 1))
    assert (len(articles), rejects) == (64, [])


def test_several_processes_give_the_same_in_the_same_order(lines, tmp_path, monkeypatch):
    monkeypatch.setattr(intake, "PIECE", 20_000)
    other = tmp_path / "raw.jsonl"
    other.write_bytes(b"\n".join(msgspec.json.encode({"id": str(number), "text": "Something."}) for number in range(3)))
    names = [str(lines), str(other), str(tmp_path / "none")]
    assert everything(parcels(names, 2)) == everything(parcels(names, 1))


def test_a_wrong_input_is_told_before_anything_is_read():
    with pytest.raises(UsageError):
        next(parcels(["https://example.org/"], 1))


def test_a_piece_that_can_no_longer_be_read_costs_itself_only(tmp_path):
    task, done = intake._work(Piece(tmp_path / "gone.jsonl", 0, 10))  # noqa: SLF001  (a file that goes between cutting and reading)
    assert isinstance(task, Piece)
    assert isinstance(done, Done)
    assert [reject.reason for reject in done.parcel.rejects] == ["cannot be read: No such file or directory"]
