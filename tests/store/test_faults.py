"""Faults that are really done: killed processes, full and read-only disks, damaged and missing files, loaders and readers at once."""

import contextlib
import os
import random
import subprocess
import sys
import time

import duckdb
import pyarrow.parquet as pq
import pytest

from tests.store.faults import ROOT, SOAK, kill_after, run, some, start, texts, write
from warta.store import StoreError, current_generation, load, meta, open_mended, open_snapshot, rebuild
from warta.store.errors import Unreadable
from warta.store.lake import Lake
from warta.store.mended import mend
from warta.store.vacuum import vacuum
from warta.store.verify import verify


@contextlib.contextmanager
def disk(path, size):
    """Give a small disk: a file system of its own."""
    path.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", path], check=True)
    try:
        yield path
    finally:
        subprocess.run(["umount", "-l", path], check=True)


def as_text(articles):
    return {article.id: article.text for article in articles}


def test_a_load_that_is_killed_at_any_moment_loses_and_doubles_nothing(tmp_path):
    old, new = some(60), some(300, "another")
    lines = write(tmp_path / "new.jsonl", new)
    load(old, made := tmp_path / "made")
    began = time.monotonic()
    subprocess.run(["cp", "-r", made, tmp_path / "whole"], check=True)
    assert run("load", lines, "--store", tmp_path / "whole")[0] == 0
    whole = time.monotonic() - began
    for moment in range(2 * SOAK):
        store = tmp_path / f"store{moment}"
        subprocess.run(["cp", "-r", made, store], check=True)
        kill_after(start("load", lines, "--store", store), random.uniform(0.3 * whole, 1.05 * whole))  # noqa: S311  (no secret)
        served = texts(store)
        assert served in (as_text(old), as_text(new)) or _mixed(served, old, new), "what is served is of one moment"
        with contextlib.closing(open_mended(store)):
            committed = texts(store)
        assert _mixed(committed, old, new)
        assert verify(store) == []
        assert load(new, store).accepted == 300
        assert texts(store) == as_text(new)
        assert verify(store) == []


def _mixed(served, old, new):
    """Return whether each article is served once, as it was or as it is now."""
    before, after = as_text(old), as_text(new)
    return all(text in (before.get(article), after[article]) for article, text in served.items()) and served.keys() >= before.keys()


def test_workers_end_with_a_process_that_is_killed(tmp_path):
    code = (
        "from warta.workers import pool; import os, time\n"
        "if __name__ == '__main__':\n"
        "    with pool(2) as processes:\n"
        "        print(os.getpid(), *{processes.submit(os.getpid).result() for _ in range(20)}, flush=True)\n"
        "        time.sleep(100)\n"
    )
    script = tmp_path / "script.py"
    script.write_text(code)
    process = subprocess.Popen([sys.executable, script], env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True)
    parent, *workers = map(int, process.stdout.readline().split())
    assert parent == process.pid
    assert workers
    process.kill()
    process.communicate()
    until = time.monotonic() + 20
    while any(_runs(worker) for worker in workers) and time.monotonic() < until:
        time.sleep(0.1)
    assert not any(_runs(worker) for worker in workers)


def _runs(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:  # noqa: PTH123  (a name of the system)
            return file.read().split(")")[-1].split()[0] not in {"Z", "X"}
    except OSError:
        return False


def test_a_full_disk_is_told_and_what_was_served_still_is(tmp_path):
    old = some(20)
    more = write(tmp_path / "more.jsonl", some(4000, "a longer"))
    with disk(tmp_path / "disk", "6m") as folder:
        store = folder / "store"
        load(old, store)
        code, said = run("load", more, "--store", store)
        assert code == 2
        assert "the disk is full" in said
        assert "Traceback" not in said
        assert _mixed(texts(store), old, some(4000, "a longer"))
        subprocess.run(["mount", "-o", "remount,size=200m", folder], check=True)
        assert run("load", more, "--store", store)[0] == 0
        assert texts(store) == as_text(some(4000, "a longer"))
        assert verify(store) == []


def test_a_disk_that_may_only_be_read_is_served_and_not_loaded_into(tmp_path):
    old = some(20)
    more = write(tmp_path / "more.jsonl", some(5, "another"))
    with disk(tmp_path / "disk", "50m") as folder:
        store = folder / "store"
        load(old, store)
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        code, said = run("load", more, "--store", store)
        assert code == 2
        assert "may only be read" in said or "Read-only file system" in said
        assert "Traceback" not in said
        with contextlib.closing(open_mended(store)):
            assert texts(store) == as_text(old)
        assert verify(store) == []
        subprocess.run(["mount", "-o", "remount,rw", folder], check=True)
        assert load(some(5, "another"), store).changed == 5


def flip(path, at):
    """Turn some bytes of a file over."""
    with path.open("r+b") as file:
        file.seek(at)
        found = file.read(64)
        file.seek(at)
        file.write(bytes(byte ^ 0xFF for byte in found))


@pytest.mark.parametrize(
    "where",
    [
        "segments/*/warta.duckdb",
        "segments/*/texts/*.bin",
        "segments/*/texts/articles.npy",
        "generation-*/warta.duckdb",
        "generation-*/index/*.idx",
    ],
)
@pytest.mark.parametrize("share", [0, 0.5])
def test_a_damaged_file_of_the_snapshot_is_noticed_at_opening_and_built_anew(tmp_path, where, share):
    load(some(30), tmp_path)
    path = next((tmp_path / "snapshot").glob(where))
    flip(path, int(path.stat().st_size * share))
    assert any(path.name in found for found in verify(tmp_path))
    with contextlib.closing(open_mended(tmp_path)):
        assert texts(tmp_path) == as_text(some(30))
    assert verify(tmp_path) == []


def test_damage_that_opening_does_not_see_is_found_by_verify_and_mended(tmp_path, monkeypatch):
    monkeypatch.setattr(meta, "_BLOCK", 4096)
    load(some(6000), tmp_path)
    path = next((tmp_path / "snapshot/segments").glob("*/warta.duckdb"))
    with contextlib.closing(duckdb.connect(str(path), read_only=True)) as database:
        blocks = database.execute("SELECT DISTINCT block_id FROM pragma_storage_info('articles') WHERE column_name = 'id'").fetchall()
    size = path.stat().st_size
    pieces = [(size - 4096) * piece // 15 for piece in range(16)]
    for at in (12_288 + 262_144 * block + 20_000 for (block,) in blocks if block >= 0):
        flip(path, at + 10_000 if any(piece - 64 < at < piece + 4096 for piece in pieces) else at)
    with contextlib.closing(open_snapshot(tmp_path)) as snapshot, pytest.raises(duckdb.Error, match="checksum"):
        snapshot.connection.execute("SELECT sum(length(id)) FROM articles").fetchall()
    assert any(path.name in found for found in verify(tmp_path))
    assert mend(tmp_path)
    assert not mend(tmp_path)
    assert verify(tmp_path) == []


def test_a_damaged_text_is_found_when_it_is_read_and_by_verify_and_mended(tmp_path, monkeypatch):
    monkeypatch.setattr(meta, "_BLOCK", 64)
    load(some(3000), tmp_path)
    path = next((tmp_path / "snapshot/segments").glob("*/texts/blocks.bin"))
    flip(path, path.stat().st_size // 2 + 20)
    with contextlib.closing(open_snapshot(tmp_path)) as snapshot, pytest.raises(Unreadable, match="damaged"):
        snapshot.texts.articles(range(3001))
    assert any(path.name in found for found in verify(tmp_path))
    assert mend(tmp_path)
    assert texts(tmp_path) == as_text(some(3000))
    assert verify(tmp_path) == []


def lake_files(store):
    return [file.path for file in Lake(store).files("articles")]


def lose(path):
    path.unlink()


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def garble_end(path):
    flip(path, path.stat().st_size - 100)


@pytest.mark.parametrize("spoil", [lose, cut, garble_end])
def test_a_lost_file_of_the_lake_is_named_with_its_load_and_the_rest_is_served(tmp_path, spoil):
    load(some(30), tmp_path)
    load(some(30, first=100), tmp_path)
    first, second = lake_files(tmp_path)
    spoil(second)
    assert any("load 2" in found and second.name in found for found in verify(tmp_path))
    with contextlib.closing(open_mended(tmp_path)) as snapshot:
        assert snapshot.meta.counts["articles"] == 60
    rebuild(tmp_path)
    assert texts(tmp_path) == as_text(some(30))
    assert any("load 2" in found for found in open_lost(tmp_path))
    with pytest.raises(StoreError, match="damaged"):
        vacuum(tmp_path)
    assert load(some(30, first=100), tmp_path).accepted == 30
    assert texts(tmp_path) == as_text(some(30) + some(30, first=100))
    assert first.exists()


def open_lost(store):
    with contextlib.closing(open_snapshot(store)) as snapshot:
        return snapshot.meta.lost


def page(path, column):
    """Return where in a file the values of a column begin, some bytes behind the head of their page."""
    columns = pq.read_metadata(path).row_group(0)
    places = {columns.column(at).path_in_schema: columns.column(at).data_page_offset for at in range(columns.num_columns)}
    return places[column] + 100


@pytest.mark.parametrize("column", ["parsed", "title", "id"])
def test_bytes_that_turned_over_within_a_file_of_the_lake_cost_what_lies_there_only(tmp_path, column):
    load(some(700), tmp_path)
    load(some(30, first=1000), tmp_path)
    flip(lake_files(tmp_path)[0], page(lake_files(tmp_path)[0], column))
    found = verify(tmp_path)
    assert found
    assert all(each.startswith("lake:") for each in found)
    rebuild(tmp_path)
    assert as_text(some(30, first=1000)).items() <= texts(tmp_path).items()
    load(some(700), tmp_path)
    assert as_text(some(700)).items() <= texts(tmp_path).items()


def test_of_two_loaders_at_once_the_second_waits_or_says_so(tmp_path):
    store = tmp_path / "store"
    one, two = write(tmp_path / "one.jsonl", some(200)), write(tmp_path / "two.jsonl", some(200, first=200))
    loaders = [start("load", lines, "--store", store) for lines in (one, two)]
    assert [loader.wait(200) for loader in loaders] == [0, 0]
    for loader in loaders:
        loader.communicate()
    assert texts(store) == as_text(some(400))
    slow = start(
        "load",
        one,
        "--store",
        store,
        before="import warta.store.lake as _l; import time; _f = _l.Lake.next_load; "
        "_l.Lake.next_load = lambda self: (print('held', flush=True), time.sleep(60), _f(self))[2]; ",
    )
    assert slow.stdout.readline() == "held\n"
    code, said = run("load", two, "--store", store, "--wait", "0.5")
    kill_after(slow, 0)
    assert code == 2
    assert f"Process {slow.pid} is loading" in said
    assert verify(store) == []


def test_ten_readers_never_see_half_of_a_load(tmp_path):
    store, stop = tmp_path / "store", tmp_path / "stop"
    load(some(10), store)
    program = [sys.executable, "-m", "tests.store.faults", str(store), str(stop)]
    readers = [subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(10)]
    until = time.monotonic() + 3 * SOAK
    loads = 1
    while time.monotonic() < until or loads < 5:
        load(some(10, first=10 * loads), store)
        loads += 1
    stop.touch()
    for reader in readers:
        out, err = reader.communicate(timeout=100)
        assert (reader.returncode, err) == (0, "")
        seen = list(map(int, out.split()))
        assert seen == sorted(seen)
        assert all(count % 10 == 0 for count in seen)
        assert len(seen) > 1
    load(some(1, "the last"), store)
    assert [path.name for path in (store / "snapshot").glob("generation-*")] == [current_generation(store)]
    assert verify(store) == []
