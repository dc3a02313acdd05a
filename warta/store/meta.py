"""What a snapshot says about itself: ``meta.json``, with a checksum of every other file."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

import msgspec

from warta.store import paths
from warta.store.errors import Damaged

if TYPE_CHECKING:
    from pathlib import Path

MEND = "Build it anew from the lake: python -m warta rebuild"


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """The description of a snapshot.

    ``version`` names the state of the lake that it was built from, as in ``articles@12``; ``lake`` holds the version of each
    table; ``counts`` the rows of each table; ``files`` a BLAKE2b digest of each file by its path in the snapshot.
    """

    snapshot: int
    generation: str
    built_at: str
    version: str
    parser: str
    lake: dict[str, int]
    counts: dict[str, int]
    files: dict[str, str]


def digests(folder: Path) -> dict[str, str]:
    """Return the digest of each file in a folder but ``meta.json``, by relative path, sorted."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".lock"))
    return {path.relative_to(folder).as_posix(): _digest(path) for path in files if path != folder / paths.META}


def read_meta(folder: Path) -> Meta:
    """Return the description of the snapshot in a folder.

    Raises:
        Damaged: it is missing or does not parse.
    """
    try:
        return msgspec.json.decode((folder / paths.META).read_bytes(), type=Meta)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Damaged(f"{folder / paths.META} is missing or broken ({error}). {MEND}") from error


def write_meta(folder: Path, meta: Meta) -> None:
    """Write the description, last of all files."""
    (folder / paths.META).write_bytes(msgspec.json.format(msgspec.json.encode(meta), indent=1))


def sync(path: Path) -> None:
    """Make a file or folder reach the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
