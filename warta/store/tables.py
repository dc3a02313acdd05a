"""The tables of a snapshot: one definition for the rows, the Arrow tables and DuckDB."""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SNAPSHOT = 4
"""Version of the tables below and of the index. A snapshot of another version is built anew from the lake."""

_SPAN = {"start": "INTEGER", "end": "INTEGER", "surface": "VARCHAR"}
_RANGE = {"from": "DATE", "to": "DATE"}
_IN = {"sentence_no": "BIGINT", "article_no": "INTEGER"}
_PLACE = {
    "place_id": "VARCHAR",
    "name": "VARCHAR",
    "country": "VARCHAR",
    "admin1": "VARCHAR",
    "lat": "DOUBLE",
    "lon": "DOUBLE",
    "precision": "VARCHAR",
}
_ACTOR = {"actor_id": "VARCHAR", "name": "VARCHAR", "kind": "VARCHAR", "country": "VARCHAR"}
WIDE = {
    **_IN,
    "language": "VARCHAR",
    "outlet": "VARCHAR",
    "published_from": "DATE",
    "published_to": "DATE",
    "first_day": "DATE",
    "last_day": "DATE",
    "ranges": "SMALLINT",
    "day_precision": "VARCHAR",
    "day_basis": "VARCHAR",
    "drawn": "SMALLINT",
    "named": "SMALLINT",
    "unresolved": "BOOLEAN",
    "countries": "STRUCT(country VARCHAR, roles SMALLINT, itself SMALLINT)[]",
    "places": "STRUCT(place_id VARCHAR, roles SMALLINT, drawn SMALLINT)[]",
    "actors": "VARCHAR[]",
}
"""All that questions ask of a sentence, beside its article, so that no question needs a join.

``first_day`` and ``last_day`` are the ends of all its ``ranges`` of days; with more than one, each is in the table ``ranges``.
Roles are sums of :data:`BITS`. ``named`` has the roles of all mentions of places, ``drawn`` of those that a map can show,
``unresolved`` tells whether a name of a place was given up. In the lists each country, place and actor is there once: with the roles
of its mentions, of those that name the country itself, and of those that are drawn as a dot.
"""

TABLES: Mapping[str, Mapping[str, str]] = {
    "articles": {
        "article_no": "INTEGER",
        "id": "VARCHAR",
        "title": "VARCHAR",
        "outlet": "VARCHAR",
        "url": "VARCHAR",
        "language": "VARCHAR",
        "published": "VARCHAR",
        "published_from": "DATE",
        "published_to": "DATE",
        "published_basis": "VARCHAR",
        "sample": "BOOLEAN",
        "licence": "VARCHAR",
        "taken_at": "TIMESTAMP",
        "parser": "VARCHAR",
        "sentences": "INTEGER",
        "load": "BIGINT",
        "number": "BIGINT",
        "story_no": "BIGINT",
        "story": "VARCHAR",
    },
    "sentences": {**WIDE, "ordinal": "INTEGER", "start": "INTEGER", "end": "INTEGER", "text": "VARCHAR", "kind": "VARCHAR"},
    "places": {**_IN, **_SPAN, **_PLACE, "role": "VARCHAR", "form": "VARCHAR", "score": "DOUBLE", "method": "VARCHAR"},
    "actors": {**_IN, **_SPAN, **_ACTOR, "role": "VARCHAR", "score": "DOUBLE", "method": "VARCHAR"},
    "dates": {**_IN, **_SPAN, "value": "VARCHAR", **_RANGE, "precision": "VARCHAR", "basis": "VARCHAR", "tense": "VARCHAR"},
    "ranges": {**_IN, **_RANGE, "precision": "VARCHAR", "basis": "VARCHAR"},
    "statements": {**_IN, **_SPAN, "speaker": "VARCHAR", "reported_by": "VARCHAR", "kind": "VARCHAR"},
    "events": {**_IN, "kind": "VARCHAR", "actors": "VARCHAR[]", "place": "VARCHAR", **_RANGE, "basis": "VARCHAR"},
    "notes": {
        "article_no": "INTEGER",
        "sentence_no": "BIGINT",
        "step": "VARCHAR",
        "reason": "VARCHAR",
        **_SPAN,
    },
    "by_country": {"country": "VARCHAR", "roles": "SMALLINT", "itself": "SMALLINT", **WIDE},
    "by_place": {"place_id": "VARCHAR", "roles": "SMALLINT", "drawn_here": "SMALLINT", **WIDE},
    "by_actor": {"actor_id": "VARCHAR", **WIDE},
    "place_names": _PLACE,
    "actor_names": _ACTOR,
    "actor_aliases": {"actor_id": "VARCHAR", "alias": "VARCHAR"},
    "rejects": {"source": "VARCHAR", "line": "BIGINT", "reason": "VARCHAR", "taken_at": "TIMESTAMP"},
    "loads": {"load": "BIGINT", "taken_at": "TIMESTAMP", "accepted": "BIGINT", "rejected": "BIGINT", "inputs": "VARCHAR"},
}
"""Columns of each table and their types in DuckDB. Those of one article come from :mod:`warta.store.rows`, in this order.

``load`` and ``number`` of an article say where the lake has it whole; ``story`` is the id of the article that told its story first, and
``story_no`` the number that stories are counted by (:func:`warta.stories.story_number`).
"""

BITS = {"event": 1, "dateline": 2, "mentioned": 4, "origin": 8, "actor": 16}
"""Roles of a place as bits."""

_COPIED = ", ".join(f's."{column}"' for column in WIDE)
_EACH = f"FROM (SELECT UNNEST({{}}) AS e, {', '.join(WIDE)} FROM sentences) AS s"
MADE: Mapping[str, str] = {
    "by_country": f"SELECT s.e.country, s.e.roles, s.e.itself, {_COPIED} {_EACH.format('countries')} ORDER BY 1, sentence_no",
    "by_place": f"SELECT s.e.place_id, s.e.roles, s.e.drawn, {_COPIED} {_EACH.format('places')} ORDER BY 1, sentence_no",
    "by_actor": f"SELECT s.e, {_COPIED} {_EACH.format('actors')} ORDER BY 1, sentence_no",
}
"""Tables of a segment that are made of its other rows: the sentences of each country, place and actor side by side, so that who asks
for one of them reads only these."""

ROWS = tuple(name for name, columns in TABLES.items() if "article_no" in columns and name not in MADE)
"""Tables with the rows of articles: each segment has them, and what is served is all segments without what is out of date."""

PARTED = (*ROWS, *MADE)
"""Tables of which each segment has a part."""

ORDER: Mapping[str, str] = {name: "sentence_no" if "sentence_no" in TABLES[name] else "article_no" for name in ROWS}
"""In which order the rows of a table lie in a segment: SQL after ORDER BY."""


class Derived(NamedTuple):
    """A table that is derived from others, as SQL.

    ``made`` asks the rows of one segment. ``joined`` asks the union of what ``made`` gave, where a column ``part`` counts the
    segments from the oldest; it may read ``table_aliases`` (actor_id, alias) and the derived tables above it.
    """

    made: str
    joined: str


DERIVED: Mapping[str, Derived] = {
    "place_names": Derived(
        """SELECT place_id, arg_min(name, no), arg_min(country, no), arg_min(admin1, no), arg_min(lat, no), arg_min(lon, no),
           arg_min("precision", no) FROM (SELECT *, (sentence_no, start) AS no FROM places) GROUP BY place_id ORDER BY place_id""",
        """SELECT place_id, arg_min(name, part), arg_min(country, part), arg_min(admin1, part), arg_min(lat, part), arg_min(lon, part),
           arg_min("precision", part) FROM parts GROUP BY place_id ORDER BY place_id""",
    ),
    "actor_names": Derived(
        """SELECT actor_id, arg_min(name, no), arg_min(kind, no), arg_min(country, no)
           FROM (SELECT *, (sentence_no, start) AS no FROM actors) GROUP BY actor_id ORDER BY actor_id""",
        """SELECT actor_id, arg_min(name, part), arg_min(kind, part), arg_min(country, part) FROM parts
           GROUP BY actor_id ORDER BY actor_id""",
    ),
    "actor_aliases": Derived(
        "SELECT actor_id, surface AS alias FROM actors UNION SELECT actor_id, name FROM actors ORDER BY ALL",
        """SELECT actor_id, alias FROM parts UNION SELECT actor_id, name FROM actor_names UNION
           SELECT t.actor_id, t.alias FROM table_aliases AS t SEMI JOIN actor_names USING (actor_id) ORDER BY ALL""",
    ),
}
"""Derived tables: each segment has its own, and a generation has them joined."""

_ARROW = {
    "INTEGER": pa.int32(),
    "SMALLINT": pa.int16(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "VARCHAR": pa.string(),
    "VARCHAR[]": pa.list_(pa.string()),
    WIDE["countries"]: pa.list_(pa.struct([("country", pa.string()), ("roles", pa.int16()), ("itself", pa.int16())])),
    WIDE["places"]: pa.list_(pa.struct([("place_id", pa.string()), ("roles", pa.int16()), ("drawn", pa.int16())])),
}


LONG = (("sentences", "text"), ("statements", "surface"))
"""Tables and columns of running text, which pack a quarter smaller than what DuckDB chooses, and are read a few at a time."""


def create(name: str, called: str | None = None) -> str:
    """Return the statement that makes a table with the columns of the table ``name``; a temporary one where it is ``called`` otherwise."""
    packed = {} if called else {column: " USING COMPRESSION zstd" for table, column in LONG if table == name}
    columns = ", ".join(f'"{column}" {kind}{packed.get(column, "")}' for column, kind in TABLES[name].items())
    return f'CREATE {"TEMP " if called else ""}TABLE "{called or name}" ({columns})'


@functools.cache
def arrow_schema(name: str) -> pa.Schema:
    """Return the Arrow schema of a table."""
    return pa.schema([(column, _ARROW[kind]) for column, kind in TABLES[name].items()])


def arrow_table(name: str, rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    """Return rows as an Arrow table with the columns of the table of that name."""
    schema = arrow_schema(name)
    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    return pa.Table.from_arrays([_array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema)


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Return values as an array; a list of structures is a list of tuples."""
    if not (pa.types.is_list(kind) and pa.types.is_struct(kind.value_type)):
        return pa.array(values, kind)
    ends = pa.array([0, *itertools.accumulate(map(len, values))], pa.int32())
    flat = [item for items in values for item in items]
    fields = list(kind.value_type)
    columns = zip(*flat, strict=True) if flat else ((),) * len(fields)
    parts = [pa.array(column, field.type) for column, field in zip(columns, fields, strict=True)]
    return pa.ListArray.from_arrays(ends, pa.StructArray.from_arrays(parts, fields=fields))
