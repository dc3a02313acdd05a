"""The selected rows as files: CSV, JSON Lines, GeoJSON and Parquet, with the sentence that is the evidence of each row."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Literal, get_args

import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types

from warta.query.clause import marks
from warta.query.sql import ask

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from warta.query.filters import Filters
    from warta.store import Snapshot

What = Literal["sentences", "articles", "places", "actors", "dates", "statements", "events"]
Format = Literal["csv", "jsonl", "geojson", "parquet"]
WHATS: tuple[What, ...] = get_args(What)
FORMATS: tuple[Format, ...] = get_args(Format)
MEDIA = {
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
    "geojson": "application/geo+json",
    "parquet": "application/vnd.apache.parquet",
}
BATCH = 2000
"""Rows turned into bytes at once."""
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet run a cell (OWASP, CSV injection); such a cell gets an apostrophe in front."""

_ARTICLE = "a.id AS article_id, a.title, a.outlet, a.url, a.language, a.published, a.published_basis, a.sample, a.licence, a.story"
_SENTENCE = 's.ordinal, s.text AS evidence, s.first_day AS "from", s.last_day AS "to", s.day_basis AS time_basis'
_JOINED = "FROM selected JOIN sentences AS s ON s.sentence_no = selected.sentence_no JOIN articles AS a ON a.article_no = s.article_no"
_NEWEST = "a.published_from DESC NULLS LAST, s.sentence_no"
_MENTION = {
    "places": (
        'm.start, m."end", m.surface, m.place_id, m.name, m.country, m.admin1, m.lat, m.lon, m.precision, m.role, m.form, m.score, m.method'
    ),
    "actors": 'm.start, m."end", m.surface, m.actor_id, m.name, m.kind, m.country, m.role, m.score, m.method',
    "dates": 'm.start, m."end", m.surface, m.value, m."from" AS date_from, m."to" AS date_to, m.precision, m.basis, m.tense',
    "statements": 'm.start, m."end", m.surface, m.speaker, m.reported_by, m.kind',
    "events": 'm.kind, m.actors, m.place, m."from" AS event_from, m."to" AS event_to, m.basis',
}


def export(snapshot: Snapshot, filters: Filters, what: What, form: Format) -> Iterator[bytes]:
    """Yield a file of exactly the selected rows, piece by piece.

    ``sentences`` gives one row a selected sentence, ``articles`` one an article, the others one a mention within the selected
    sentences. Every row carries the store version and the licence of its article. In GeoJSON a row without a point has a null
    geometry, so that the rows are the same in each format.
    """
    rows = _rows(snapshot, filters, what, points=form == "geojson")
    rows["store_version"] = snapshot.meta.version
    rows["link"] = [_link(row.article_id, getattr(row, "ordinal", None)) for row in rows.itertuples()]
    writers = {"csv": _csv, "jsonl": _jsonl, "geojson": _geojson, "parquet": _parquet}
    yield from writers[form](rows)


def _rows(snapshot: Snapshot, filters: Filters, what: What, *, points: bool) -> pd.DataFrame:
    if what == "articles":
        return ask(
            snapshot,
            filters,
            f"SELECT {_ARTICLE}, COUNT(*) AS sentences FROM selected JOIN articles AS a ON a.article_no = selected.article_no "
            f"GROUP BY {_plain(_ARTICLE)}, a.published_from, a.article_no ORDER BY a.published_from DESC NULLS LAST, a.article_no",
        )
    if what == "sentences":
        point, values = _points(filters) if points else ("", [])
        extra = ", pt.place_id, pt.name AS place, pt.lat, pt.lon" if points else ""
        return ask(
            snapshot,
            filters,
            f"SELECT {_ARTICLE}, {_SENTENCE}{extra} {_JOINED} {point} ORDER BY {_NEWEST}",
            values,
        )
    order = f"{_NEWEST}, m.kind, m.basis" if what == "events" else f"{_NEWEST}, m.start"
    return ask(
        snapshot,
        filters,
        f"SELECT {_ARTICLE}, {_SENTENCE}, {_MENTION[what]} {_JOINED} JOIN {what} AS m ON m.sentence_no = s.sentence_no ORDER BY {order}",
    )


def _plain(columns: str) -> str:
    return ", ".join(column.split(" AS ")[0] for column in columns.split(", "))


def _points(filters: Filters) -> tuple[str, list[str]]:
    """Return a join of the most certain place of each sentence that can be drawn."""
    sql = (
        "LEFT JOIN (SELECT sentence_no, place_id, name, lat, lon, ROW_NUMBER() OVER (PARTITION BY sentence_no "
        f"ORDER BY CASE precision WHEN 'city' THEN 0 WHEN 'admin' THEN 1 ELSE 2 END, score DESC, start) AS rank FROM places "
        f"WHERE role IN ({marks(filters.roles)}) AND lat IS NOT NULL) AS pt ON pt.sentence_no = s.sentence_no AND pt.rank = 1"
    )
    return sql, list(filters.roles)


def _link(article_id: str, ordinal: object) -> str:
    return f"/article?id={article_id}" + (f"&sentence={ordinal}" if ordinal is not None else "")


def _plain_value(value: Any) -> Any:  # noqa: ANN401  (whatever a frame holds)
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list):
        return value
    if value is None or value != value:  # noqa: PLR0124  (NaN and NaT are not themselves)
        return None
    return value.isoformat()[:10] if hasattr(value, "isoformat") else value


def _records(rows: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for start in range(0, len(rows), BATCH):
        for record in rows.iloc[start : start + BATCH].to_dict("records"):
            yield {str(key): _plain_value(value) for key, value in record.items()}


def _csv(rows: pd.DataFrame) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(rows.columns)
    for number, record in enumerate(_records(rows), start=1):
        writer.writerow([_cell(value) for value in record.values()])
        if number % BATCH == 0:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _cell(value: Any) -> Any:  # noqa: ANN401  (same)
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    if isinstance(value, str) and value.lstrip(" ").startswith(RISKY):
        return f"'{value}"
    return value


def _jsonl(rows: pd.DataFrame) -> Iterator[bytes]:
    for record in _records(rows):
        yield json.dumps(record, ensure_ascii=False).encode() + b"\n"


def _geojson(rows: pd.DataFrame) -> Iterator[bytes]:
    yield b'{"type": "FeatureCollection", "features": ['
    for number, record in enumerate(_records(rows)):
        lat, lon = record.pop("lat", None), record.pop("lon", None)
        geometry = None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}
        feature = {"type": "Feature", "geometry": geometry, "properties": record}
        yield (b",\n" if number else b"\n") + json.dumps(feature, ensure_ascii=False).encode()
    yield b"\n]}\n"


def _parquet(rows: pd.DataFrame) -> Iterator[bytes]:
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(_records(rows))) if len(rows) else pa.table({name: [] for name in rows.columns}), buffer)
    yield buffer.getvalue()


def file_name(what: str, form: str) -> str:
    """Return the name under which a download is saved."""
    return f"warta-{what}.{form}"
