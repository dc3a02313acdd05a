"""Processes that load, read and are killed, for the tests of faults."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.factory import parsed
from warta.article import encode
from warta.store import NoStore, Snapshot, open_snapshot

ROOT = Path(__file__).resolve().parents[2]
SOAK = int(os.environ.get("WARTA_SOAK", "1"))
"""How many times as long the tests of faults run."""
SMALL_BATCHES = "import warta.store.load as _; import sys; sys.modules['warta.store.load'].BATCH_BYTES = 30_000; "
COMMAND = "from warta.cli import main; sys.exit(main(sys.argv[1:]))"


def some(count, word="one", first=0):
    """Return articles with ids of their own and a text that changes with ``word``."""
    return [
        parsed(f"[Xi|xi] told {word} story number {number} in [Samarkand|samarkand].", title=f"Story {number}", id=f"a{number}")
        for number in range(first, first + count)
    ]


def write(path, articles):
    path.write_bytes(b"".join(encode(article) + b"\n" for article in articles))
    return path


def start(*arguments, before="", **options):
    """Start the command line in a process of its own, committing small batches."""
    code = f"import sys; {SMALL_BATCHES}{before}{COMMAND}"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def run(*arguments, **options):
    """Run a command to its end; return the exit code and all that it told."""
    process = start(*arguments, **options)
    out, err = process.communicate(timeout=200)
    return process.returncode, out + err


def kill_after(process, seconds):
    """Kill a process at a moment, unless it ends before."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    process.kill()
    process.communicate()


def texts(store):
    """Return what is served: the text of each article by its id, read whole from the lake."""
    snapshot = open_snapshot(store)
    with contextlib.closing(snapshot):
        rows = snapshot.connection.execute('SELECT id, load, "number" FROM articles').fetchall()
        assert len({row[0] for row in rows}) == len(rows) == snapshot.index.searcher().num_docs
        return {article: snapshot.lake.article(load, number).text for article, load, number in rows}


def check(snapshot: Snapshot) -> int:
    """Return how many articles a snapshot has, after counting them in three ways."""
    ((tables,),) = snapshot.connection.execute("SELECT count(*) FROM articles").fetchall()
    ((joined,),) = snapshot.connection.execute(
        "SELECT count(DISTINCT article_no) FROM articles JOIN sentences USING (article_no)"
    ).fetchall()
    assert tables == joined == snapshot.meta.counts["articles"] == snapshot.index.searcher().num_docs
    return int(tables)


def read_until(store: str, stop: str) -> None:
    """Open, check and close snapshots until a file appears, and print the numbers of articles that were seen: a program of its own."""
    seen = []
    while not Path(stop).exists():
        with contextlib.suppress(NoStore), contextlib.closing(open_snapshot(Path(store))) as snapshot:
            seen.append(check(snapshot))
            time.sleep(0.02)
    sys.stdout.write(" ".join(map(str, seen)))


if __name__ == "__main__":
    read_until(*sys.argv[1:])
