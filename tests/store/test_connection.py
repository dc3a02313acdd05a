import pytest

from warta.store.connection import READING, file_connection, memory_connection


@pytest.mark.parametrize("opened", ["memory", "file"])
def test_a_long_query_draws_no_bar_into_what_is_printed(opened, tmp_path):
    with memory_connection() if opened == "memory" else file_connection(tmp_path / "x.duckdb", read_only=False) as connection:
        assert connection.execute("SELECT current_setting('enable_progress_bar')").fetchone() == (False,)


def test_a_server_reads_with_less_memory_than_a_build_may_take():
    with memory_connection() as build, memory_connection(limit=READING) as server:
        build_limit, limit = (each.execute("SELECT current_setting('memory_limit')").fetchone()[0] for each in (build, server))
    assert (build_limit, limit) == ("953.6 MiB", "667.5 MiB")
