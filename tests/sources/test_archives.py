import bz2
import gzip
import io
import json
import lzma
import os
import stat
import struct
import tarfile
import tracemalloc
import zipfile

import pytest

from tests.sources.test_feed import RSS, item, rss
from warta.article import Article, Rejected
from warta.sources import read
from warta.sources.limits import ARCHIVE_DEPTH
from warta.sources.member import shown

PACKS = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}


def as_zip(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def as_tar(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in members:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


MEMBERS = [
    ("a.txt", b"Satu."),
    ("folder/b.jsonl", b'{"text": "Dua."}\n{"text": "Tiga."}\n'),
    ("c.csv", b"text\nEmpat.\n"),
    ("feed.xml", rss(item()).encode()),
]
TEXTS = ["Satu.", "Dua.", "Tiga.", "Empat."]


@pytest.fixture
def load(tmp_path):
    def write(content, name):
        path = tmp_path / name
        path.write_bytes(content)
        return [shortened(found, str(tmp_path)) for found in read([str(path)])]

    return write


def shortened(found, folder):
    return (found.source.removeprefix(folder + "/"), found.reason) if isinstance(found, Rejected) else found


def texts(found):
    return [item.text for item in found if isinstance(item, Article)]


def rejects(found):
    return [item for item in found if isinstance(item, tuple)]


ARCHIVES = {
    "a.zip": as_zip(MEMBERS),
    "stored.zip": as_zip(MEMBERS, zipfile.ZIP_STORED),
    "bz2.zip": as_zip(MEMBERS, zipfile.ZIP_BZIP2),
    "xz.zip": as_zip(MEMBERS, zipfile.ZIP_LZMA),
    "a.tar": as_tar(MEMBERS),
    "a.tar.gz": gzip.compress(as_tar(MEMBERS)),
    "a.tgz": gzip.compress(as_tar(MEMBERS)),
    "a.tar.bz2": bz2.compress(as_tar(MEMBERS)),
    "a.tbz2": bz2.compress(as_tar(MEMBERS)),
    "a.tar.xz": lzma.compress(as_tar(MEMBERS)),
    "a.txz": lzma.compress(as_tar(MEMBERS)),
    "nested.zip": as_zip([("in.tar.gz", gzip.compress(as_tar([("in.zip", as_zip(MEMBERS))])))]),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_the_members_of_an_archive_are_read_as_files_of_their_kinds(load, name):
    found = load(ARCHIVES[name], name)
    assert texts(found)[:4] == TEXTS
    assert len(found) == 5


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_on_standard_input_is_known_by_its_beginning(name):
    assert texts(read(["-"], io.BytesIO(ARCHIVES[name])))[:4] == TEXTS


@pytest.mark.parametrize("ending", PACKS)
@pytest.mark.parametrize(
    ("name", "content"), [("a.txt", b"Satu."), ("a.jsonl", b'{"text": "Satu."}\n'), ("a.csv", b"text\nSatu.\n"), ("a", b"Satu.")]
)
def test_a_packed_file_is_read_as_what_is_in_it(load, ending, name, content):
    assert texts(load(PACKS[ending](content), name + ending)) == ["Satu."]


def test_packed_files_of_several_members_are_read_to_the_end(load):
    for ending, pack in PACKS.items():
        assert texts(load(pack(b'{"text": "Satu."}\n') + pack(b'{"text": "Dua."}\n'), "a.jsonl" + ending)) == ["Satu.", "Dua."]


def test_hidden_members_and_folders_are_left_out_without_a_word(load):
    found = load(
        as_zip([(".DS_Store", b"x"), ("__MACOSX/._a.txt", b"x"), ("a/", b""), (".git/a.txt", b"x"), ("a/b.txt", b"Satu.")]), "a.zip"
    )
    assert texts(found) == ["Satu."]
    assert len(found) == 1


def test_a_member_of_an_unknown_kind_is_rejected_by_archive_and_name(load):
    found = load(as_zip([("folder/a.png", b"x"), ("b.txt", b"Satu.")]), "a.zip")
    assert found[0][0] == "a.zip/folder/a.png"
    assert "a kind of file that is not read" in found[0][1]
    assert texts(found) == ["Satu."]


NAMES = ["/etc/passwd.txt", "../a.txt", "a/../../b.txt", "..\\a.txt", "C:\\a.txt", "\\\\host\\a.txt"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("pack", [as_zip, as_tar])
def test_a_name_that_leads_out_of_the_archive_is_rejected_and_nothing_is_written(load, tmp_path, name, pack):
    found = load(pack([(name, b"Jahat."), ("b.txt", b"Satu.")]), "a.zip" if pack is as_zip else "a.tar")
    assert texts(found) == ["Satu."]
    assert "absolute path" in found[0][1] or "leads out" in found[0][1]
    assert len(list(tmp_path.iterdir())) == 1


def special(kind):
    info = tarfile.TarInfo("a.txt")
    info.type, info.linkname = kind, "/etc/passwd"
    return info


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE])
def test_links_and_devices_in_a_tar_are_rejected(load, kind):
    found = load(as_tar([(special(kind), b""), ("b.txt", b"Satu.")]), "a.tar")
    assert found[0] == ("a.tar/a.txt", "is a link, a device or a sparse file, not a plain one")
    assert texts(found) == ["Satu."]


def test_links_in_a_zip_are_rejected(load):
    info = zipfile.ZipInfo("a.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert load(as_zip([(info, "/etc/passwd")]), "a.zip") == [("a.zip/a.txt", "is a link or a device, not a file")]


def test_an_encrypted_member_is_rejected(load):
    data = bytearray(as_zip([("a.txt", b"Satu."), ("b.txt", b"Dua.")]))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    found = load(bytes(data), "a.zip")
    assert found[0] == ("a.zip/a.txt", "is encrypted: unpack it with its password and give the file")
    assert texts(found) == ["Dua."]


@pytest.mark.parametrize("name", ["\udcff\udcfe.txt", "n" * 5000 + ".txt", "a\x1b[31m\n.txt", "\u202e.txt"])
def test_names_are_any_bytes(load, name):
    for pack, archive in ((as_zip, "a.zip"), (as_tar, "a.tar")):
        try:
            content = pack([(name, b"...")])
        except UnicodeEncodeError:
            continue
        ((source, reason),) = load(content, archive)
        assert len(source) < 400
        source.encode()
        assert "without a word" in reason


def deep(layers):
    data, name = b"Satu.", "a.txt"
    for _ in range(layers):
        data, name = as_zip([(name, data)]), "a.zip"
    return data


def test_archives_in_archives_are_read_to_a_depth(load):
    assert texts(load(deep(ARCHIVE_DEPTH), "a.zip")) == ["Satu."]
    ((source, reason),) = load(deep(ARCHIVE_DEPTH + 1), "a.zip")
    assert source == "a.zip" + "/a.zip" * ARCHIVE_DEPTH
    assert "layers of packing" in reason


LINES = b'{"text": "' + b"Satu " * 1_000_000 + b'"}\n'


@pytest.mark.parametrize("ending", PACKS)
def test_a_bomb_stops_at_a_ratio_that_no_text_has(load, ending):
    bomb = PACKS[ending](LINES) * 6
    tracemalloc.start()
    try:
        found = load(bomb, "a.jsonl" + ending)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert "decompression bomb" in found[-1][1]
    assert len(texts(found)) < 6
    assert peak < 100_000_000


def test_a_bomb_in_an_archive_names_archive_and_member(load):
    found = load(as_zip([("a.txt", b"Satu."), ("deep.jsonl", LINES * 6), ("b.txt", b"Dua.")]), "a.zip")
    assert texts(found)[0] == "Satu."
    assert found[-1][0] == "a.zip/deep.jsonl"
    assert "decompression bomb" in found[-1][1]
    assert "what follows in the archive is not read" in found[-1][1]


def test_what_is_too_large_costs_itself_only(load):
    found = load(as_zip([("a.txt", b"Satu"), ("b.txt", os.urandom(1000).hex().encode() * 6000), ("c.txt", b"Dua")]), "a.zip")
    assert texts(found) == ["Satu", "Dua"]
    assert "larger than 10 MB" in found[1][1]


def test_a_list_of_members_that_claims_to_be_huge_is_not_loaded(load):
    data = bytearray(as_zip([("a.txt", b"Satu.")]))
    end = data.rindex(b"PK\x05\x06")
    struct.pack_into("<L", data, end + 12, 0xFFFF_FFF0)
    assert "broken zip" in load(bytes(data), "a.zip")[0][1]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.zip", b"", "broken zip"),
        ("a.zip", b"PK\x03\x04", "broken zip"),
        ("a.zip", as_zip(MEMBERS)[:-30], "broken zip"),
        ("a.zip", as_zip([]), "without a file"),
        ("a.tar", b"", "broken tar"),
        ("a.tar", b"x" * 1024, "broken tar"),
        ("a.tar", as_tar([]), "without a file"),
        ("a.gz", b"", "empty"),
        ("a.txt.gz", b"Satu.", "broken gzip"),
        ("a.txt.bz2", b"Satu.", "broken bzip2"),
        ("a.txt.xz", b"Satu.", "broken xz"),
        ("a.txt.xz", lzma.compress(b"Satu.")[:-5], "broken xz"),
        ("a.txt.gz", gzip.compress(b"Satu.")[:-5], "broken gzip"),
        ("a.txt.bz2", bz2.compress(b"Satu.")[:-5], "broken bzip2"),
    ],
)
def test_what_is_no_archive_is_told(load, name, content, said):
    ((source, reason),) = load(content, name)
    assert source == name
    assert said in reason


def test_a_broken_member_of_a_zip_costs_itself_only(load):
    data = bytearray(as_zip([("a.txt", b"Satu."), ("b.txt", b"Dua " * 100), ("c.txt", b"Tiga.")], zipfile.ZIP_STORED))
    data[data.index(b"Dua ")] ^= 1
    found = load(bytes(data), "a.zip")
    assert texts(found) == ["Satu.", "Tiga."]
    assert found[1][0] == "a.zip/b.txt"
    assert "broken" in found[1][1]


def test_a_tar_that_breaks_off_or_has_a_broken_header_says_so(load):
    content = as_tar([("a.txt", b"Satu."), ("b.txt", b"Dua."), ("c.txt", b"Tiga.")])
    broken = bytearray(content)
    broken[1024:1100] = b"\xff" * 76
    for data in (content[:1538], content[:1030], bytes(broken)):
        found = load(data, "a.tar")
        assert texts(found) == ["Satu."]
        assert "broken tar, from here on" in found[-1][1]


def test_an_endless_header_of_a_tar_is_not_loaded(load):
    info = tarfile.TarInfo("a.txt")
    info.type, info.size = tarfile.XHDTYPE, 8_000_000_000
    ((_, reason),) = load(info.tobuf() + bytes(1024), "a.tar")
    assert "extended header of 8,000,000,000 bytes" in reason
    chain = (tarfile.TarInfo("x").tobuf()[:156] + b"x" + tarfile.TarInfo("x").tobuf()[157:]) * 5000
    assert "broken tar" in load(chain, "a.tar")[0][1]


def test_lines_in_a_packed_file_that_breaks_off_are_kept(load):
    rows = b"".join(json.dumps({"text": os.urandom(50).hex()}).encode() + b"\n" for _ in range(1000))
    found = load(gzip.compress(rows)[:-2000], "a.jsonl.gz")
    assert len(texts(found)) > 500
    assert "broken gzip, from here on" in found[-1][1]


def test_a_feed_in_an_archive_in_a_folder_is_read(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(as_zip([("feed.rss", RSS)]))
    (article,) = read([str(tmp_path / "in")])
    assert article.title == "Judul"


def test_a_name_is_shown_as_text_whatever_its_bytes():
    assert shown("a\udcff\ud800\0.txt") == "a\ufffd\ufffd\ufffd.txt"
