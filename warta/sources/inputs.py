"""What a person may name as an input: a file, a folder, or ``-``."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

from warta.article import Rejected
from warta.sources.context import Context, Item
from warta.sources.kinds import KINDS_SAID, read_member, read_named, sniffed
from warta.sources.member import shown
from warta.sources.streams import PIECE, Budget, Metered, buffered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


class UsageError(ValueError):
    """An input that can be told to be wrong before anything is read."""


def read(inputs: Iterable[str], stdin: IO[bytes] | None = None, columns: Mapping[str, str] | None = None) -> Iterator[Item]:
    """Yield every article of every input, or a reject in its place; folders are read recursively, in the order of names.

    Args:
        inputs: files, folders, or ``-`` for standard input.
        stdin: what ``-`` stands for; standard input if not given.
        columns: which column of a table holds which field of an article (:func:`warta.sources.columns.parse_columns`).

    Raises:
        UsageError: an input is an address, which :func:`warta.fetch.read` takes; raised at once, before anything is read.
    """
    names = list(inputs)
    for name in names:
        if _SCHEME.match(name):
            raise UsageError(f"{name}: an address; only files are read here, and warta.fetch reads both")
    return _read_all(names, stdin, columns or {})


def read_file(file: IO[bytes], name: str) -> Iterator[Item]:
    """Yield every article of an open file, or a reject in its place; its name, which is no path here, says what kind it is."""
    budget = Budget()
    stream = buffered(Metered(file, budget, given=True))  # type: ignore[arg-type]
    yield from read_named(stream, name, shown(name), Context(read_member, budget=budget))


def _read_all(names: list[str], stdin: IO[bytes] | None, columns: Mapping[str, str]) -> Iterator[Item]:
    for name in names:
        if name == "-":
            budget = Budget()
            stream = buffered(Metered(stdin or sys.stdin.buffer, budget, given=True))  # type: ignore[arg-type]
            yield from sniffed(stream, "-", Context(read_member, columns, budget))
        elif Path(name).is_dir():
            yield from _folder(Path(name), columns)
        else:
            yield from _file(Path(name), read_named, columns)


def _folder(folder: Path, columns: Mapping[str, str]) -> Iterator[Item]:
    empty = True
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            empty = False
            yield from _file(Path(parent) / name, read_member, columns)
    if empty:
        yield Rejected(source=_shown(folder), reason=f"an empty folder: put files into it; {KINDS_SAID} read")


def _shown(path: Path) -> str:
    """Return a path as text that can be stored: a name on the disk may be any bytes."""
    return os.fsencode(path).decode("utf-8", "replace")


def _file(path: Path, how: Callable[[IO[bytes], str, str, Context], Iterable[Item]], columns: Mapping[str, str]) -> Iterator[Item]:
    source = _shown(path)
    try:
        with path.open("rb", buffering=PIECE) as file:
            budget = Budget(given=os.fstat(file.fileno()).st_size)
            yield from how(file, path.name, source, Context(read_member, columns, budget))
    except OSError as error:
        reason = "there is no such file or folder" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
        yield Rejected(source=source, reason=reason)
