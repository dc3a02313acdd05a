"""From inputs to parcels for the lake: read, parsed, checked and packed, in this process or in several.

Large files of JSON Lines are cut into pieces that the workers read themselves, so that nothing of them passes through this process.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from warta.article import Article, Rejected
from warta.sources import read
from warta.sources.lines import ENDINGS, Item, Lines, pieces
from warta.sources.parsing import parse_item
from warta.store.parcel import Parcel, pack
from warta.workers import in_order, pool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CHUNK = 64
"""Articles that a worker takes at a time."""
FEW = 4 * CHUNK
"""Up to so many articles are parsed in this process: to start others takes longer."""
PIECE = 4_000_000
"""Bytes of a file that a worker takes at a time."""


class Piece(NamedTuple):
    """Whole lines of a file, from one byte to another."""

    path: Path
    start: int
    end: int


Task = Piece | list[Item]


class Done(NamedTuple):
    """What came of a piece or of some items: lines read, whether the file must not be read on, bytes done."""

    parcel: Parcel
    lines: int = 0
    stopped: bool = False
    size: int = 0


def parcels(inputs: Iterable[str], workers: int) -> Iterator[Done]:
    """Yield what is in the inputs, in their order: articles parsed and rejects.

    Args:
        inputs: as :func:`warta.sources.read` takes them.
        workers: processes to work in.

    Raises:
        UsageError: an input is an address.
    """
    yield from _worked(itertools.chain.from_iterable(map(_tasks, inputs)), workers)


def packed(items: Iterable[Item], workers: int) -> Iterator[Done]:
    """Do as :func:`parcels` with what a source has read already."""
    yield from _worked(_chunks(items), workers)


def _worked(tasks: Iterator[Task], workers: int) -> Iterator[Done]:
    if workers <= 1:
        yield from _numbered(map(_work, tasks))
        return
    first = list(itertools.islice(tasks, FEW // CHUNK))
    if len(first) < FEW // CHUNK and not any(isinstance(task, Piece) for task in first):
        yield from _numbered(map(_work, first))
        return
    with pool(workers) as processes:
        yield from _numbered(in_order(processes, _work, itertools.chain(first, tasks), 3 * workers))


def size(inputs: Iterable[str]) -> int | None:
    """Return the bytes that :class:`Done` will add up to; None where that is not known."""
    names = list(inputs)
    return sum(Path(name).stat().st_size for name in names) if all(map(_cut, names)) else None


def _cut(name: str) -> bool:
    path = Path(name)
    return path.suffix.lower() in ENDINGS and path.is_file() and path.stat().st_size > PIECE


def _tasks(name: str) -> Iterator[Task]:
    ends: list[int] = []
    with contextlib.suppress(OSError):  # what cannot be read is told by the reader
        ends = pieces(Path(name), PIECE) if _cut(name) else []
    if ends:
        yield from (Piece(Path(name), start, end) for start, end in itertools.pairwise(ends))
        return
    yield from _chunks(read([name]))


def _chunks(items: Iterable[Item]) -> Iterator[Task]:
    stream = iter(items)
    while some := list(itertools.islice(stream, CHUNK)):
        yield some


def _work(task: Task) -> tuple[Task, Done]:
    if not isinstance(task, Piece):
        return [], Done(_parcel(task))
    source = os.fsencode(task.path).decode("utf-8", "replace")
    try:
        with task.path.open("rb") as file:
            file.seek(task.start)
            lines = Lines(file, source, begins=task.start == 0, end=task.end)
            parcel = _parcel(list(lines.items()))
    except OSError as error:
        return task, Done(pack([Rejected(source=source, reason=f"cannot be read: {error.strerror}")]), stopped=True)
    return task, Done(parcel, lines.lines, lines.stopped, task.end - task.start)


def _parcel(items: list[Item]) -> Parcel:
    # What was parsed already comes by the million: to tell what it means as well would take longer than all the rest.
    return pack(map(parse_item, items), meaning=any(isinstance(item, Article) for item in items))


def _numbered(results: Iterator[tuple[Task, Done]]) -> Iterator[Done]:
    """Yield results with the lines of rejects counted from the beginning of their file."""
    path: Path | None = None
    lines, stopped = 0, False
    for task, done in results:
        if not isinstance(task, Piece):
            yield done
            continue
        if task.path != path or task.start == 0:
            path, lines, stopped = task.path, 0, False
        if stopped:
            continue
        rejects = [msgspec.structs.replace(item, line=item.line + lines) if item.line else item for item in done.parcel.rejects]
        lines, stopped = lines + done.lines, done.stopped
        yield done._replace(parcel=done.parcel._replace(rejects=rejects))
