"""Tells all stories of a store anew, by what its articles mean too: for what was told by its words alone, or before there were stories."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa  # type: ignore[import-untyped]  # ships no types

from warta.article import decode_parsed
from warta.store import paths
from warta.store.build import publish
from warta.store.lake import SCHEMAS, existing
from warta.store.lock import locked
from warta.stories import Stories, traits_of, unpacked, with_vectors
from warta.workers import cores, in_order, pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import duckdb

    from warta.store.lake import Lake

BATCH = 256
"""Articles that are looked at together."""
_ORDERED = """
    SELECT * EXCLUDE (age, load, "number", taken_at), taken_at FROM (
        SELECT *, row_number() OVER (PARTITION BY id ORDER BY load DESC, "number" DESC) AS age,
            min(load * 1000000000 + "number") OVER (PARTITION BY id) AS came FROM articles
    ) WHERE age = 1 ORDER BY published_from NULLS LAST, came
"""


class Retold(NamedTuple):
    """How many articles were looked at, and how many have another story now."""

    articles: int
    changed: int


def retell(store: Path, workers: int | None = None, progress: Callable[[int], None] = lambda _articles: None) -> Retold:
    """Decide the story of each article anew, in the order of their publication, and serve what came of it.

    An article that gets another story is written to the lake once more, with the same text; the rest stays as it is. Doing it twice
    changes nothing the second time.

    Args:
        store: the store.
        workers: processes to work in; as many as there are cores if not given.
        progress: called now and then with the number of articles so far.

    Raises:
        NoStore: there is no lake.
        Busy: a load is going on.
    """
    lake = existing(store)
    with locked(store):
        done = _retold(lake, paths.snapshots(store), workers or cores(), progress)
        if done.changed:
            publish(store, lake, workers)
    return done


def _retold(lake: Lake, folder: Path, workers: int, progress: Callable[[int], None]) -> Retold:
    stories, load = Stories(), lake.next_load()
    articles = changed = 0
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".building-", dir=folder) as spill, lake.connect(Path(spill)) as connection:
        for rows in _meant(_batches(connection), workers):
            pairs = zip(rows["id"].to_pylist(), map(unpacked, rows["traits"].to_pylist()), strict=True)
            told = [stories.assign(article, traits) for article, traits in pairs if traits]
            other = [at for at, (new, old) in enumerate(zip(told, rows["story"].to_pylist(), strict=True)) if new.story != old]
            if other:
                fresh = {
                    "story": pa.array([told[at].story for at in other], pa.string()),
                    "traits": pa.array([told[at].traits.packed() for at in other], pa.binary()),
                    "load": pa.array([load] * len(other), pa.int64()),
                    "number": pa.array(range(changed + 1, changed + len(other) + 1), pa.int64()),
                }
                lake.append("articles", _with(rows.take(other), fresh))
            articles, changed = articles + rows.num_rows, changed + len(other)
            progress(articles)
    return Retold(articles, changed)


def _batches(connection: duckdb.DuckDBPyConnection) -> Iterator[pa.Table]:
    for batch in connection.sql(_ORDERED).to_arrow_reader(BATCH):
        yield pa.Table.from_batches([batch])


def _meant(batches: Iterator[pa.Table], workers: int) -> Iterator[pa.Table]:
    """Yield batches whose traits all have what they mean."""
    first = list(itertools.islice(batches, 2))
    if workers <= 1 or len(first) == 1:
        yield from map(_whole, itertools.chain(first, batches))
        return
    with pool(workers) as processes:
        yield from in_order(processes, _whole, itertools.chain(first, batches), 2 * workers)


def _whole(rows: pa.Table) -> pa.Table:
    traits = [unpacked(packed) for packed in rows["traits"].to_pylist()]
    lacking = [at for at, each in enumerate(traits) if each is None or not each.vector]
    articles = [decode_parsed(rows["parsed"][at].as_py()) for at in lacking]
    made = with_vectors([traits_of(article) for article in articles], articles)
    for at, each in zip(lacking, made, strict=True):
        traits[at] = each
    return _with(rows, {"traits": pa.array([each.packed() for each in traits if each], pa.binary())})


def _with(rows: pa.Table, columns: dict[str, pa.Array]) -> pa.Table:
    """Return rows with other columns, in the order of the lake."""
    kept = {name: rows[name] for name in rows.schema.names if name not in columns} | columns
    schema = pa.schema([field for field in SCHEMAS["articles"] if field.name in kept])
    return pa.table({name: kept[name] for name in schema.names}).cast(schema)
