"""Zip archives: each member is read as a file of its kind would be, as a stream; nothing is written by its name."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from typing import IO, TYPE_CHECKING

from warta.article import Rejected
from warta.sources.limits import ARCHIVE_MEMBERS, ZIP_DIRECTORY_BYTES
from warta.sources.member import doubt, hidden, shown
from warta.sources.packed import BROKEN
from warta.sources.streams import Exceeded, Metered, buffered, seekable, size_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warta.sources.context import Context, Item

_ENCRYPTED = 1
_END = b"PK\x05\x06"
_END_BYTES = 22
_ELSEWHERE = 0xFFFF_FFFF
_LONGEST_COMMENT = 65_535
_BROKEN = (*BROKEN, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, struct.error, IndexError, OverflowError)
"""What zipfile raises on a broken archive, and on ways of packing that Python does not know."""


def read_zip(file: IO[bytes], source: str, context: Context) -> Iterator[Item]:
    """Yield what the members of an archive hold; a bad member costs itself only."""
    try:
        inside = context.within()
        with seekable(file) as data:
            if (size := _directory_bytes(data)) > ZIP_DIRECTORY_BYTES:
                yield Rejected(source=source, reason=f"its list of members has {size // 1_000_000:,} MB: split the archive")
                return
            with zipfile.ZipFile(data) as archive:
                yield from _members(archive, source, inside)
    except Exceeded as error:
        yield Rejected(source=source, reason=str(error))
    except _BROKEN as error:
        yield Rejected(source=source, reason=f"broken zip: {error}"[:300])


def _members(archive: zipfile.ZipFile, source: str, context: Context) -> Iterator[Item]:
    members = [info for info in archive.infolist() if not info.is_dir() and not hidden(info.filename)]
    if not members:
        yield Rejected(source=source, reason="an archive without a file in it")
    if len(members) > ARCHIVE_MEMBERS:
        yield Rejected(source=source, reason=f"has {len(members):,} members: only the first {ARCHIVE_MEMBERS:,} are read")
    for info in members[:ARCHIVE_MEMBERS]:
        name = f"{source}/{shown(info.filename)}"
        if reason := _refused(info):
            yield Rejected(source=name, reason=reason)
            continue
        try:
            with archive.open(info) as member:
                yield from context.inner(buffered(Metered(member, context.budget)), info.filename, name, context)  # type: ignore[arg-type]
        except Exceeded as error:
            yield Rejected(source=name, reason=f"{error}; what follows in the archive is not read")
            return
        except _BROKEN as error:
            yield Rejected(source=name, reason=f"broken, from here on: {error}"[:300])


def _refused(info: zipfile.ZipInfo) -> str | None:
    if info.flag_bits & _ENCRYPTED:
        return "is encrypted: unpack it with its password and give the file"
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
        return "is a link or a device, not a file"
    return doubt(info.filename)


def _directory_bytes(data: IO[bytes]) -> int:
    """Return how long the list of members says that it is: zipfile reads all of it before it can be asked."""
    size = size_of(data)
    data.seek(max(0, size - _END_BYTES - _LONGEST_COMMENT))
    tail = data.read(_END_BYTES + _LONGEST_COMMENT)
    data.seek(0)
    at = tail.rfind(_END)
    if at < 0 or at + _END_BYTES > len(tail):
        return 0
    stated: int = struct.unpack_from("<L", tail, at + 12)[0]
    # A zip of more than 4 GB states it elsewhere; then all of what is there counts.
    return min(stated, size) if stated != _ELSEWHERE else min(size, _large_directory(data, size - len(tail) + at))


def _large_directory(data: IO[bytes], end: int) -> int:
    data.seek(max(0, end - 20))
    locator = data.read(20)
    data.seek(0)
    if not locator.startswith(b"PK\x06\x07"):
        return 0
    data.seek(min(struct.unpack_from("<Q", locator, 8)[0], end))
    record = data.read(56)
    data.seek(0, io.SEEK_SET)
    return int(struct.unpack_from("<Q", record, 40)[0]) if len(record) == 56 else 0  # noqa: PLR2004  (the length of the record)
