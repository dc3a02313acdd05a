"""The selected rows as files: CSV, JSON Lines, GeoJSON and Parquet, with the sentence that is the evidence of each row."""

from __future__ import annotations

import csv
import io
import itertools
import json
from typing import TYPE_CHECKING, Any, Literal, get_args

import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types

from warta.query.clause import marks
from warta.query.said import said
from warta.query.sql import stream

if TYPE_CHECKING:
    from collections.abc import Iterator

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
BATCH = 20_000
"""Rows that are looked up and turned into bytes at once."""
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet run a cell (OWASP, CSV injection); such a cell gets an apostrophe in front."""

_ARTICLE = (
    "a.id AS article_id, a.title, a.outlet, a.url, a.language, a.published, a.published_basis, a.sample, a.licence, "
    "coalesce(a.story, a.id) AS story"
)
_SENTENCE = (
    'CAST(NULL AS INTEGER) AS ordinal, s.sentence_no AS evidence, s.first_day AS "from", s.last_day AS "to", s.day_basis AS time_basis'
)
_JOINED = "FROM selected JOIN sentences AS s ON s.sentence_no = selected.sentence_no JOIN articles AS a ON a.article_no = s.article_no"
_NEWEST = "a.published_from DESC NULLS LAST, s.sentence_no"
_MENTION = {
    "places": (
        'm.start, m."end", m.surface, m.place_id, m.name, m.country, m.admin1, m.lat, m.lon, m.precision, m.role, m.form, m.score, m.method'
    ),
    "actors": 'm.start, m."end", m.surface, m.actor_id, m.name, m.kind, m.country, m.role, m.score, m.method',
    "dates": 'm.start, m."end", m.surface, m.value, m."from" AS date_from, m."to" AS date_to, m.precision, m.basis, m.tense',
    "statements": 'm.start, m."end", CAST(NULL AS VARCHAR) AS surface, m.speaker, m.reported_by, m.kind',
    "events": 'm.kind, m.actors, m.place, m."from" AS event_from, m."to" AS event_to, m.basis',
}


def export(snapshot: Snapshot, filters: Filters, what: What, form: Format) -> Iterator[bytes]:
    """Yield a file of exactly the selected rows, piece by piece.

    ``sentences`` gives one row a selected sentence, ``articles`` one an article, the others one a mention within the selected
    sentences. Every row carries the store version and the licence of its article. In GeoJSON a row without a point has a null
    geometry, so that the rows are the same in each format.
    """
    batches = _told(snapshot, _rows(snapshot, filters, what, points=form == "geojson"), what)
    writers = {"csv": _csv, "jsonl": _jsonl, "geojson": _geojson, "parquet": _parquet}
    yield from writers[form](batches)


def _rows(snapshot: Snapshot, filters: Filters, what: What, *, points: bool) -> Iterator[pa.RecordBatch]:
    values: list[str] = []
    if what == "articles":
        sql = (
            f"SELECT {_ARTICLE}, COUNT(*) AS sentences FROM selected JOIN articles AS a ON a.article_no = selected.article_no "
            f"GROUP BY {_plain(_ARTICLE)}, a.published_from, a.article_no ORDER BY a.published_from DESC NULLS LAST, a.article_no"
        )
    elif what == "sentences":
        point, values = _points(filters) if points else ("", [])
        extra = ", pt.place_id, pt.name AS place, pt.lat, pt.lon" if points else ""
        sql = f"SELECT {_ARTICLE}, {_SENTENCE}{extra} {_JOINED} {point} ORDER BY {_NEWEST}"
    else:
        order = f"{_NEWEST}, m.kind, m.basis" if what == "events" else f"{_NEWEST}, m.start"
        mentions = f"JOIN {what} AS m ON m.sentence_no = s.sentence_no"
        sql = f"SELECT {_ARTICLE}, {_SENTENCE}, {_MENTION[what]} {_JOINED} {mentions} ORDER BY {order}"
    return stream(snapshot, filters, sql, values, BATCH)


def _told(snapshot: Snapshot, batches: Iterator[pa.RecordBatch], what: What) -> Iterator[pa.Table]:
    """Yield rows with the texts that their numbers stand for, the version of the store and a link; dates as ISO 8601."""
    for batch in batches:
        rows = pa.Table.from_batches([batch])
        articles = rows["article_id"].to_pylist()
        ordinals: list[int | None] = [None] * len(articles)
        if what != "articles":
            numbers = rows["evidence"].to_pylist()
            sentences = said(snapshot, numbers)
            ordinals = [sentences[number].sentence.ordinal for number in numbers]
            rows = _with(rows, "ordinal", pa.array(ordinals, pa.int32()))
            rows = _with(rows, "evidence", pa.array([sentences[number].text for number in numbers], pa.string()))
            if what == "statements":
                spans = zip(numbers, rows["start"].to_pylist(), rows["end"].to_pylist(), strict=True)
                surfaces = [sentences[number].article.text[start:end] for number, start, end in spans]
                rows = _with(rows, "surface", pa.array(surfaces, pa.string()))
        rows = rows.append_column("store_version", pa.array([snapshot.meta.version] * len(articles), pa.string()))
        links = [_link(article, ordinal) for article, ordinal in zip(articles, ordinals, strict=True)]
        rows = rows.append_column("link", pa.array(links, pa.string()))
        for field in rows.schema:
            if pa.types.is_temporal(field.type):
                days = [day and day.isoformat()[:10] for day in rows[field.name].to_pylist()]
                rows = _with(rows, field.name, pa.array(days, pa.string()))
        yield rows


def _with(rows: pa.Table, name: str, values: pa.Array) -> pa.Table:
    return rows.set_column(rows.schema.get_field_index(name), name, values)


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


def _csv(batches: Iterator[pa.Table]) -> Iterator[bytes]:
    for at, rows in enumerate(batches):
        buffer = io.StringIO()
        writer = csv.writer(buffer)
        if at == 0:
            writer.writerow(rows.column_names)
        writer.writerows([_cell(value) for value in record.values()] for record in rows.to_pylist())
        yield buffer.getvalue().encode()


def _cell(value: Any) -> Any:  # noqa: ANN401  (same)
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    if isinstance(value, str) and value.lstrip(" ").startswith(RISKY):
        return f"'{value}"
    return value


def _jsonl(batches: Iterator[pa.Table]) -> Iterator[bytes]:
    for rows in batches:
        yield b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in rows.to_pylist())


def _geojson(batches: Iterator[pa.Table]) -> Iterator[bytes]:
    yield b'{"type": "FeatureCollection", "features": ['
    before = b"\n"
    for rows in batches:
        features = b",\n".join(json.dumps(_feature(record), ensure_ascii=False).encode() for record in rows.to_pylist())
        if features:
            yield before + features
            before = b",\n"
    yield b"\n]}\n"


def _feature(record: dict[str, Any]) -> dict[str, Any]:
    lat, lon = record.pop("lat", None), record.pop("lon", None)
    geometry = None if lat is None or lon is None else {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "geometry": geometry, "properties": record}


def _parquet(batches: Iterator[pa.Table]) -> Iterator[bytes]:
    first = next(batches)
    file = _Written()
    with pq.ParquetWriter(pa.PythonFile(file, mode="w"), first.schema) as writer:
        for rows in itertools.chain([first], batches):
            writer.write_table(rows)
            yield file.taken()
    yield file.taken()


class _Written(io.RawIOBase):
    """What was written and not yet taken."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._size

    def write(self, piece: Any) -> int:  # noqa: ANN401  (whatever holds bytes)
        self._pieces.append(bytes(piece))
        self._size += len(piece)
        return len(piece)

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def file_name(what: str, form: str) -> str:
    """Return the name under which a download is saved."""
    return f"warta-{what}.{form}"
