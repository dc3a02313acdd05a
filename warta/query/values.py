"""The countries, places and actors of all segments together, as numbers that stand for the same in each, and what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pyarrow.compute as pc  # type: ignore[import-untyped]  # ships no types

if TYPE_CHECKING:
    from warta.store import Snapshot
    from warta.store.columns import Array, Kind

OBJECT = np.dtype(object)
"""The type of a column of texts: by its name, pandas would look it up each time, with all warnings put aside and back."""
_NAMES = {
    "place": 'SELECT place_id AS id, name, country, lat, lon, "precision" FROM place_names',
    "actor": "SELECT actor_id AS id, name, kind FROM actor_names",
}


FEW = 50_000
"""Places or actors up to which what they are called is kept as objects."""


class Values(NamedTuple):
    """The values of a kind: ``ids`` in order, and for each segment which of them its own codes stand for, None where they are the same."""

    ids: list[str]
    of_part: list[Array | None]

    def sum(self, part: int, counts: Array) -> Array:
        """Return what is counted by the codes of a segment, counted by these values."""
        places = self.of_part[part]
        if places is None:
            return counts
        found = np.zeros(len(self.ids), counts.dtype)
        found[places] = counts
        return found

    def translated(self, part: int, codes: Array) -> Array:
        """Return codes of a segment as numbers of these values."""
        places = self.of_part[part]
        return codes if places is None else places[codes]


def values(snapshot: Snapshot, kind: Kind) -> Values:
    """Return the values of a kind."""
    return snapshot.kept.get(("values", kind), lambda: _values(snapshot, kind), stays=True)


def _values(snapshot: Snapshot, kind: Kind) -> Values:
    lists = [columns.entries(kind).ids for columns in snapshot.columns]
    ids = lists[0] if len(lists) == 1 else sorted(set().union(*lists))
    if len(lists) == 1:
        return Values(ids, [None])
    place = {value: at for at, value in enumerate(ids)}
    return Values(ids, [np.fromiter((place[value] for value in own), np.int32, len(own)) for own in lists])


def named(snapshot: Snapshot, kind: Kind, numbers: Array | list[int]) -> dict[str, Any]:
    """Return what is known of some places or actors, in the order asked for, by column.

    Of an actor that is name and kind; of a place name, country, lat, lon and precision.
    """
    table = snapshot.kept.get(("names", kind), lambda: _named(snapshot, kind), lambda found: int(found.nbytes), stays=True)
    if len(table) > FEW:
        chosen = table.take(pa.array(numbers, pa.int64()))
        return {name: _column(chosen[name].to_numpy(zero_copy_only=False)) for name in chosen.column_names}
    shared = snapshot.kept.get(
        ("shared names", kind), lambda: _shared(table), lambda found: 100 * sum(map(len, found.values())), stays=True
    )
    return {name: _column(column[np.asarray(numbers, np.int64)]) for name, column in shared.items()}


def _shared(table: pa.Table) -> dict[str, Array]:
    """Return the columns as objects: whatever is made of them shares their texts."""
    return {name: table[name].to_numpy(zero_copy_only=False) for name in table.column_names}


def _column(found: Array) -> Any:  # noqa: ANN401  (what a frame takes as a column)
    """Return texts as objects: pandas would look at each to find out what it is."""
    return pd.Series(found, dtype=OBJECT) if found.dtype == OBJECT else found


def _named(snapshot: Snapshot, kind: Kind) -> pa.Table:
    with snapshot.turns:
        table = snapshot.connection.cursor().sql(_NAMES[kind]).to_arrow_table().combine_chunks()
    places = pc.index_in(pa.array(values(snapshot, kind).ids, pa.string()), table["id"])
    return table.drop_columns(["id"]).take(places)
