"""The work on one stretch of the lake, in any process: from parsed articles to tables of rows in files, and texts for the index."""

from __future__ import annotations

import contextlib
import gc
import hashlib
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types

from warta.article import decode_parsed
from warta.store import paths, shared
from warta.store.block import told
from warta.store.index import Text, fold, spaced
from warta.store.rows import Numbers, Rows, Taken, article_rows, day
from warta.store.texts import TextsWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_COLUMNS = ["load", "number", "taken_at", "digest", "parsed"]
_STORY = "story"
"""A column that lakes of earlier versions lack."""
NOT_SERVED = -1


class Stretch(NamedTuple):
    """Some row groups of a file of the lake; ``numbers`` holds the article number of each row, :data:`NOT_SERVED` for old versions.

    The rows go to ``folder`` as ``TABLE-PART.parquet``, what is shown of the articles as ``texts-PART``.
    """

    path: Path
    groups: range
    numbers: Sequence[int]
    folder: Path
    part: int


class Staged(NamedTuple):
    """What came of a stretch: the texts, and what could not be read, in words."""

    texts: list[Text]
    lost: list[str]


def stage(stretch: Stretch) -> Staged:
    """Write the rows of a stretch. Sentences are numbered within their article, from 0."""
    with _uncollected():
        return _stage(stretch)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python not look for cycles among what is made: there are none, and it would look through a hundred thousand rows again and again.

    It takes a fifth of the time.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _stage(stretch: Stretch) -> Staged:
    texts: list[Text] = []
    lost: list[str] = []
    rows: Rows = {}
    shown = TextsWriter(stretch.folder / f"{paths.TEXTS}-{stretch.part}")
    at = 0
    for group in stretch.groups:
        try:
            with pq.ParquetFile(stretch.path) as parquet:
                size = parquet.metadata.row_group(group).num_rows
                numbers = stretch.numbers[at : at + size]
                at += size
                if any(number != NOT_SERVED for number in numbers):
                    _group(parquet.read_row_group(group, columns=[*_COLUMNS, _STORY]), numbers, rows, shown, texts, lost)
        except (OSError, pa.ArrowException) as error:
            lost.append(f"lake: {stretch.path}, row group {group}, is damaged ({error})")
    for name, values in rows.items():
        if values:
            for table, made in shared.split(name, values, stretch.part):
                pq.write_table(made, stretch.folder / f"{table}-{stretch.part}.parquet", compression="lz4")
    shown.close()
    return Staged(texts, lost)


def _group(table: pa.Table, numbers: Sequence[int], rows: Rows, shown: TextsWriter, texts: list[Text], lost: list[str]) -> None:
    columns = [table[name].to_pylist() for name in _COLUMNS]
    stories = table[_STORY].to_pylist() if _STORY in table.column_names else [None] * table.num_rows
    for number, story, load, place, taken_at, digest, encoded in zip(numbers, stories, *columns, strict=True):
        if number == NOT_SERVED:
            continue
        if content_digest(encoded.encode()) != digest:
            lost.append(f"lake: article {load}/{place} is not what was written")
            continue
        parsed = decode_parsed(encoded)
        taken = Taken(load, place, taken_at.replace(tzinfo=None), story)
        fresh = article_rows(parsed, taken, Numbers(number, 0))
        for name, new in fresh.items():
            rows.setdefault(name, []).extend(new)
        shown.add(number, len(fresh["sentences"]), told(parsed))
        days = (day(parsed.published.from_), day(parsed.published.to))
        words = (spaced(fold(parsed.title or "")), spaced(fold(parsed.text)), parsed.language, parsed.outlet)
        texts.append(Text(number, parsed.id, *words, *days, len(fresh["sentences"])))


def content_digest(encoded: bytes) -> str:
    """Return the digest that the lake keeps of a parsed article, as JSON."""
    return hashlib.blake2b(encoded, digest_size=16).hexdigest()
