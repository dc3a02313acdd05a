"""The tables of a snapshot: one definition for the rows, the Arrow tables and DuckDB."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SNAPSHOT = 10
"""Version of the tables below, of the texts and of the index. A snapshot of another version is built anew from the lake."""

_ENDS = {"start": "INTEGER", "end": "INTEGER"}
_SPAN = {**_ENDS, "surface": "VARCHAR"}
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
    "sentences": {
        **_IN,
        "first_day": "DATE",
        "last_day": "DATE",
        "ranges": "SMALLINT",
        "day_precision": "VARCHAR",
        "day_basis": "VARCHAR",
    },
    "places": {**_IN, **_SPAN, **_PLACE, "role": "VARCHAR", "form": "VARCHAR", "score": "DOUBLE", "method": "VARCHAR"},
    "actors": {**_IN, **_SPAN, **_ACTOR, "role": "VARCHAR", "score": "DOUBLE", "method": "VARCHAR"},
    "dates": {**_IN, **_SPAN, "value": "VARCHAR", **_RANGE, "precision": "VARCHAR", "basis": "VARCHAR", "tense": "VARCHAR"},
    "ranges": {**_IN, **_RANGE, "precision": "VARCHAR", "basis": "VARCHAR"},
    "statements": {**_IN, **_ENDS, "speaker": "VARCHAR", "reported_by": "VARCHAR", "kind": "VARCHAR"},
    "events": {**_IN, "kind": "VARCHAR", "actors": "VARCHAR[]", "place": "VARCHAR", **_RANGE, "basis": "VARCHAR"},
    "notes": {
        "article_no": "INTEGER",
        "sentence_no": "BIGINT",
        "step": "VARCHAR",
        "reason": "VARCHAR",
        **_SPAN,
    },
    "place_names": _PLACE,
    "actor_names": _ACTOR,
    "actor_aliases": {"actor_id": "VARCHAR", "alias": "VARCHAR"},
    "rejects": {"source": "VARCHAR", "line": "BIGINT", "reason": "VARCHAR", "taken_at": "TIMESTAMP"},
    "loads": {"load": "BIGINT", "taken_at": "TIMESTAMP", "accepted": "BIGINT", "rejected": "BIGINT", "inputs": "VARCHAR"},
}
"""Columns of each table and their types in DuckDB. Those of one article come from :mod:`warta.store.rows`, in this order.

``first_day`` and ``last_day`` of a sentence are the ends of all its ``ranges`` of days; with more than one, each is in the table
``ranges``. ``load`` and ``number`` of an article say where the lake has it whole;
``story`` is the id of the article that told its story first, nothing for that itself, and ``story_no`` the number that stories are
counted by (:func:`warta.stories.story_number`). Where in its article a sentence stands, and what sentences and
statements say, is no column: texts stand beside the tables (:mod:`warta.store.texts`).
"""

BITS = {"event": 1, "dateline": 2, "mentioned": 4, "origin": 8, "actor": 16}
"""Roles of a place as bits."""

ROWS = tuple(name for name, columns in TABLES.items() if "article_no" in columns)
"""Tables with the rows of articles: each segment has them, and what is served is all segments without what is out of date."""

ORDER: Mapping[str, str] = {name: "sentence_no" if "sentence_no" in TABLES[name] else "article_no" for name in ROWS}
"""In which order the rows of a table lie in a segment: SQL after ORDER BY."""


class Derived(NamedTuple):
    """A table that is derived from others, as SQL.

    ``made`` asks one segment for what its mentions share (:mod:`warta.store.shared`): ``known_places`` or ``known_actors``, where ``first``
    is the number of the first sentence that has such a mention. ``joined`` asks the union of what ``made`` gave, where a column ``part``
    counts the segments from the oldest; it may read ``table_aliases`` (actor_id, alias) and the derived tables above it.
    """

    made: str
    joined: str


DERIVED: Mapping[str, Derived] = {
    "place_names": Derived(
        """SELECT place_id, arg_min(name, no) AS name, arg_min(country, no) AS country, arg_min(admin1, no) AS admin1,
           arg_min(lat, no) AS lat, arg_min(lon, no) AS lon, arg_min("precision", no) AS "precision"
           FROM (SELECT *, (first, shared) AS no FROM known_places) GROUP BY place_id""",
        """SELECT place_id, arg_min(name, part), arg_min(country, part), arg_min(admin1, part), arg_min(lat, part), arg_min(lon, part),
           arg_min("precision", part) FROM parts GROUP BY place_id ORDER BY place_id""",
    ),
    "actor_names": Derived(
        """SELECT actor_id, arg_min(name, no) AS name, arg_min(kind, no) AS kind, arg_min(country, no) AS country
           FROM (SELECT *, (first, shared) AS no FROM known_actors) GROUP BY actor_id""",
        """SELECT actor_id, arg_min(name, part), arg_min(kind, part), arg_min(country, part) FROM parts
           GROUP BY actor_id ORDER BY actor_id""",
    ),
    "actor_aliases": Derived(
        "SELECT actor_id, surface AS alias FROM known_actors UNION SELECT actor_id, name FROM known_actors",
        """SELECT actor_id, alias FROM parts UNION SELECT actor_id, name FROM actor_names UNION
           SELECT t.actor_id, t.alias FROM table_aliases AS t SEMI JOIN actor_names USING (actor_id) ORDER BY ALL""",
    ),
}
"""Derived tables, which a generation has."""

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
}


def create(name: str, called: str | None = None) -> str:
    """Return the statement that makes a table with the columns of the table ``name``; a temporary one where it is ``called`` otherwise."""
    columns = ", ".join(f'"{column}" {kind}' for column, kind in TABLES[name].items())
    return f'CREATE {"TEMP " if called else ""}TABLE "{called or name}" ({columns})'


def arrow_table(name: str, rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    """Return rows as an Arrow table with the columns of the table of that name."""
    return typed_table(TABLES[name], rows)


def typed_table(kinds: Mapping[str, str], rows: Sequence[tuple[Any, ...]]) -> pa.Table:
    """Return rows as an Arrow table whose columns have these names and types, as DuckDB calls them."""
    columns = zip(*rows, strict=True) if rows else ((),) * len(kinds)
    arrays = [pa.array(column, _ARROW[kind]) for column, kind in zip(columns, kinds.values(), strict=True)]
    return pa.Table.from_arrays(arrays, names=list(kinds))
