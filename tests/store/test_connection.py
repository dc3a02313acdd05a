from pathlib import Path

import pytest

from tests.factory import demo
from warta.store import load, open_snapshot
from warta.store.connection import READING, file_connection, memory_connection


@pytest.mark.parametrize("opened", ["memory", "file"])
def test_a_long_query_draws_no_bar_into_what_is_printed(opened, tmp_path):
    with memory_connection() if opened == "memory" else file_connection(tmp_path / "x.duckdb", read_only=False) as connection:
        assert connection.execute("SELECT current_setting('enable_progress_bar')").fetchone() == (False,)


def test_a_server_reads_with_less_memory_than_a_build_may_take():
    with memory_connection() as build, memory_connection(limit=READING) as server:
        build_limit, limit = (each.execute("SELECT current_setting('memory_limit')").fetchone()[0] for each in (build, server))
    assert (build_limit, limit) == ("953.6 MiB", "667.5 MiB")


def test_what_a_reader_asks_may_be_larger_than_memory_and_leaves_nothing_behind(tmp_path):
    load(demo(), tmp_path)
    snapshot = open_snapshot(tmp_path)
    cursor = snapshot.connection.cursor()
    spill = Path(cursor.execute("SELECT current_setting('temp_directory')").fetchone()[0])
    assert not spill.is_relative_to(tmp_path)
    cursor.execute("SET memory_limit = '100MB'")
    last = cursor.execute(
        "SELECT max(n) FROM (SELECT n, row_number() OVER (ORDER BY hash(n)) AS r FROM range(6_000_000) AS t(n))"
    ).fetchone()
    assert last == (5_999_999,)
    snapshot.close()
    assert not spill.exists()
