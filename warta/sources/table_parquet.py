"""Parquet: an article a row. Only the columns that are needed are read, a few hundred rows at a time."""

from __future__ import annotations

import datetime as dt
from typing import IO, TYPE_CHECKING, Any

from warta.article import Rejected
from warta.sources.columns import fields, mapping
from warta.sources.limits import COLUMNS, PARQUET_GROUP_BYTES
from warta.sources.raw import read_fields
from warta.sources.streams import Exceeded, seekable

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
    from pyarrow import parquet

    from warta.sources.context import Context, Item

_BATCH = 256
_THRIFT = 100_000_000
"""Bytes of the description at the end of the file, which is held in memory."""


def read_parquet(file: IO[bytes], source: str, context: Context) -> Iterator[Item]:
    """Yield the article in each row; the number of the row stands where other files have their line."""
    try:
        with seekable(file) as data:
            yield from _table(data, source, context)
    except Exceeded as error:
        yield Rejected(source=source, reason=str(error))


def _table(file: IO[bytes], source: str, context: Context) -> Iterator[Item]:
    # pyarrow takes a while to import, which only those pay who bring Parquet.
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import parquet  # noqa: PLC0415

    try:
        table = parquet.ParquetFile(
            file, buffer_size=1 << 20, pre_buffer=False, thrift_string_size_limit=_THRIFT, thrift_container_size_limit=_THRIFT // 10
        )
        names = table.schema_arrow.names
    except (pa.ArrowException, OSError, ValueError) as error:
        yield Rejected(source=source, reason=f"broken Parquet: {_said(error)}")
        return
    try:
        columns = mapping(names[:COLUMNS], context.columns)
    except ValueError as error:
        yield Rejected(source=source, reason=str(error))
        return
    before = 0
    found = False
    for group in range(table.metadata.num_row_groups):
        row = before
        try:
            for batch in _batches(table, group, [names[at] for at in columns.values()]):
                yield from _articles(batch, columns, names, source, row)
                row += batch.num_rows
                found = found or batch.num_rows > 0
        except (pa.ArrowException, OSError, ValueError) as error:
            found = True
            yield Rejected(source=source, line=row + 1, reason=f"broken Parquet, to the end of row group {group + 1}: {_said(error)}")
        before += table.metadata.row_group(group).num_rows
    if not found:
        yield Rejected(source=source, reason="a table without a row")


def _batches(table: parquet.ParquetFile, group: int, names: list[str]) -> Iterator[pa.RecordBatch]:
    # Not by column: pyarrow ends the process on a column whose statistics are broken, where reading it only raises.
    if (size := table.metadata.row_group(group).total_byte_size) > PARQUET_GROUP_BYTES:
        raise ValueError(f"has {size:,} bytes: write smaller row groups")
    yield from table.iter_batches(batch_size=_BATCH, row_groups=[group], columns=names)


def _articles(batch: pa.RecordBatch, columns: dict[str, int], names: list[str], source: str, before: int) -> Iterator[Item]:
    cells = {field: batch.column(batch.schema.names.index(names[column])) for field, column in columns.items()}
    for at in range(batch.num_rows):
        try:
            found = {field: _plain(column[at].as_py()) for field, column in cells.items()}
        except (UnicodeDecodeError, ValueError, OverflowError) as error:
            yield Rejected(source=source, line=before + at + 1, reason=f"a value that cannot be read: {error}"[:300])
            continue
        yield read_fields(fields(list(found.values()), {field: index for index, field in enumerate(found)}), source, before + at + 1)


def _plain(value: Any) -> Any:  # noqa: ANN401  (what a cell may hold)
    """Return a value as a raw article has it: days as ISO 8601, bytes as text."""
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return value.decode() if isinstance(value, bytes) else value


def _said(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:200]
