"""What segments and generations say about themselves: ``meta.json``, with the size and the checksums of every other file."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, TypeVar

import msgspec

from warta.store import paths
from warta.store.errors import Damaged

if TYPE_CHECKING:
    from pathlib import Path

MEND = "Build it anew from the lake: python -m warta rebuild"
_BLOCK, _BLOCKS = 1_048_576, 16
"""Bytes and number of the pieces that the quick checksum of a file reads; a smaller file it reads whole. With another choice, what
was built before looks damaged: raise :data:`warta.store.tables.SNAPSHOT` with it."""


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """What a file is known by: its size in bytes, a BLAKE2b digest, and one of its size and a few pieces of it only."""

    size: int
    digest: str
    quick: str


class SegmentMeta(msgspec.Struct, frozen=True, kw_only=True):
    """The description of a segment. ``counts`` holds the rows of each of its tables."""

    snapshot: int
    segment: str
    counts: dict[str, int]
    files: dict[str, Mark]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A segment as a generation uses it: articles that it holds, and how many of them are out of date and not served."""

    segment: str
    articles: int
    dead: int


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """The description of a generation.

    ``version`` names the state of the lake that it was built from, as in ``articles@12``; ``lake`` holds the version of each
    table; ``counts`` the rows of each table that are served; ``files`` the files of the generation itself by their path in it;
    ``taken`` is the place in the lake (load, number) up to which it holds all; ``next_article`` and ``next_sentence`` are the numbers that
    come next; ``lost`` tells what of the lake could not be read when it was built.
    """

    snapshot: int
    generation: str
    built_at: str
    version: str
    parser: str
    lake: dict[str, int]
    counts: dict[str, int]
    files: dict[str, Mark]
    segments: tuple[Part, ...]
    taken: tuple[int, int]
    next_article: int
    next_sentence: int
    lost: tuple[str, ...] = ()


Described = TypeVar("Described", Meta, SegmentMeta)


def read_meta(folder: Path) -> Meta:
    """Return the description of the generation in a folder.

    Raises:
        Damaged: it is missing or does not parse.
    """
    return _read(folder, Meta)


def read_segment(folder: Path) -> SegmentMeta:
    """Return the description of the segment in a folder; raises as :func:`read_meta`."""
    return _read(folder, SegmentMeta)


def _read(folder: Path, kind: type[Described]) -> Described:
    try:
        return msgspec.json.decode((folder / paths.META).read_bytes(), type=kind)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Damaged(f"{folder / paths.META} is missing or broken ({error}). {MEND}") from error


def write_meta(folder: Path, meta: Meta | SegmentMeta) -> None:
    """Write the description, last of all files."""
    (folder / paths.META).write_bytes(msgspec.json.format(msgspec.json.encode(meta), indent=1))


def marks(folder: Path, known: dict[str, Mark] | None = None) -> dict[str, Mark]:
    """Return the mark of each file in a folder by relative path, sorted; those that are ``known`` already are not read again."""
    found = dict(_files(folder))
    return {name: (known or {}).get(name) or _mark(path) for name, path in found.items()}


def changed(folder: Path, files: dict[str, Mark], *, whole: bool) -> list[str]:
    """Return the names of the files that are missing or not what they were.

    Args:
        folder: where they lie.
        files: what they were.
        whole: read all bytes; else compare the size, and the bytes of some pieces of each file.
    """
    return [name for name, mark in files.items() if not _is(folder / name, mark, whole=whole)]


def _is(path: Path, mark: Mark, *, whole: bool) -> bool:
    try:
        return path.stat().st_size == mark.size and (_digest(path) == mark.digest if whole else _quick(path) == mark.quick)
    except OSError:
        return False


def _files(folder: Path) -> list[tuple[str, Path]]:
    return sorted(
        (path.relative_to(folder).as_posix(), path)
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(".lock") and path.name != paths.READERS and path != folder / paths.META
    )


def _mark(path: Path) -> Mark:
    return Mark(path.stat().st_size, _digest(path), _quick(path))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _quick(path: Path) -> str:
    size = path.stat().st_size
    if size <= _BLOCK * _BLOCKS:
        return _digest(path)
    found = hashlib.blake2b(str(size).encode(), digest_size=16)
    with path.open("rb", buffering=0) as file:
        for piece in range(_BLOCKS):
            file.seek((size - _BLOCK) * piece // (_BLOCKS - 1))
            found.update(file.read(_BLOCK))
    return found.hexdigest()


def sync(path: Path) -> None:
    """Make a file or folder reach the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_all(folder: Path) -> None:
    """Make a folder and all in it reach the disk."""
    for path in (*folder.rglob("*"), folder):
        sync(path)
