"""The names of places that are written in Han characters, with how likely each is in a text: words for a cutter of words."""

from __future__ import annotations

import functools

import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pyarrow.compute as pc  # type: ignore[import-untyped]  # ships no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # same

from warta.gazetteer.gazetteer import FOLDER, returning_memory

LARGE = {"country": 55, "admin1": 52, "region": 48}
"""Ten times the Zipf frequency that a name of such a place is taken to have."""
TOWNS = ((1_000_000, 45), (200_000, 38), (30_000, 32), (0, 26))
"""The same for a town of so many inhabitants."""
FAR = 8
"""What is taken off where Han is not the script of the country, so that news in it names a town less often."""
NEAR = frozenset({"CN", "TW", "HK", "MO", "JP", "KR"})
SURE = 4
"""Characters from which the name of the smallest town is not taken for other words."""
DIVISIONS = frozenset("县市镇区州省府郡旗")
"""Characters for divisions, with which a shorter name is as sure."""
LONGEST = 12


@functools.cache
def han_names() -> dict[str, int]:
    """Return {key: ten times its likely Zipf frequency} of the names of places in Han characters, two or more of them."""
    with returning_memory():
        return _likely(*_named_in_han())


def _named_in_han() -> tuple[pa.Table, pa.Table]:
    """Return the keys in Han characters with the rows of their places, and these places."""
    batches = pq.ParquetFile(FOLDER / "names.parquet").iter_batches(batch_size=50_000)
    in_han = rf"^\p{{Han}}{{2,{LONGEST}}}$"
    chosen = [batch.filter(pc.match_substring_regex(batch["key"], in_han)) for batch in batches]
    pairs = pa.Table.from_batches(chosen)
    columns = ["kind", "population", "country"]
    return pairs, pq.ParquetFile(FOLDER / "places.parquet").read(columns=columns, use_threads=False).take(pairs["place"])


def _likely(pairs: pa.Table, places: pa.Table) -> dict[str, int]:
    found: dict[str, int] = {}
    rows = zip(pairs["key"].to_pylist(), *(column.to_pylist() for column in places.columns), strict=True)
    for key, kind, population, country in rows:
        town = next(zipf for least, zipf in TOWNS if population >= least)
        likely = LARGE.get(kind) or town - (0 if country in NEAR or population >= TOWNS[0][0] else FAR)
        if kind in LARGE or population >= TOWNS[2][0] or len(key) >= SURE or (len(key) == SURE - 1 and key[-1] in DIVISIONS):
            found[key] = max(likely, found.get(key, 0))
    return found
