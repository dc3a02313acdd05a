import contextlib

import pytest

from tests.factory import parsed
from tests.store.faults import some, texts
from warta.cli import main
from warta.store import load, open_snapshot
from warta.store.lake import Lake
from warta.store.status import status
from warta.store.vacuum import vacuum
from warta.store.verify import verify


def versions(count):
    return [parsed(f"Version {number} of it.", title=f"Title {number}", id="same") for number in range(count)]


@pytest.fixture
def store(tmp_path):
    for version in versions(4):
        load([version, *some(3)], tmp_path)
    return tmp_path


def test_all_versions_of_an_article_can_be_read_the_latest_first(store):
    lake = Lake(store)
    found = lake.versions_of("same")
    assert [version.title for version in found] == ["Title 3", "Title 2", "Title 1", "Title 0"]
    assert [lake.article(version.load, version.number) for version in found] == versions(4)[::-1]
    assert found[0].taken_at > found[-1].taken_at
    assert len({version.digest for version in found}) == 4
    assert lake.versions_of("none") == []


def test_a_vacuum_makes_one_file_of_many_and_keeps_every_version(store):
    before = texts(store)
    done = vacuum(store)
    assert len(Lake(store).files("articles")) == 1
    assert done.versions_removed == 0
    assert len(Lake(store).versions_of("same")) == 4
    assert texts(store) == before
    assert verify(store) == []


def test_a_vacuum_leaves_as_many_versions_as_it_is_told(store):
    before = texts(store)
    assert vacuum(store, keep_versions=2).versions_removed == 2
    assert [version.title for version in Lake(store).versions_of("same")] == ["Title 3", "Title 2"]
    assert texts(store) == before
    assert verify(store) == []
    assert load([versions(4)[3], *some(3)], store).unchanged == 4


def test_who_reads_during_a_vacuum_goes_on_reading(store):
    with contextlib.closing(open_snapshot(store)) as snapshot:
        place = snapshot.connection.execute("SELECT load, \"number\" FROM articles WHERE id = 'same'").fetchone()
        assert snapshot.lake.article(*place) == versions(4)[3]
        vacuum(store)
        assert snapshot.lake.article(*place) == versions(4)[3]


def test_many_small_loads_do_not_leave_many_small_files(tmp_path, monkeypatch):
    monkeypatch.setattr("warta.store.lake.MANY", 3)
    for number in range(6):
        load(some(1, first=number), tmp_path)
    assert len(Lake(tmp_path).files("articles")) <= 3
    assert verify(tmp_path) == []


def test_the_commands_tell_what_they_did(store, capsys):
    assert main(["vacuum", "--keep-versions", "1", "--store", str(store)]) == 0
    assert capsys.readouterr().out.endswith("3 old versions removed.\n")
    told = status(store)
    assert sum(segment["articles"] for segment in told["segments"]) == told["articles"] == 4
    assert len(told["generations"]) == 1
    assert told["bytes"]["lake"] > 0
    assert told["lost"] == []
