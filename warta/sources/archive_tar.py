"""Tar archives: each member is read as a file of its kind would be, as a stream; nothing is written by its name."""

from __future__ import annotations

import tarfile
from typing import IO, TYPE_CHECKING, Self

from warta.article import Rejected
from warta.sources.limits import ARCHIVE_MEMBERS, TAR_HEADER_BYTES
from warta.sources.member import doubt, hidden, shown
from warta.sources.streams import Exceeded, Metered, buffered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warta.sources.context import Context, Item

_EXTENDED = {tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK}
_INVALID = tarfile.InvalidHeaderError  # type: ignore[attr-defined]  # known, but not to its stubs
_TRUNCATED = tarfile.TruncatedHeaderError  # type: ignore[attr-defined]  # same
_ReadError = tarfile.ReadError
_BROKEN = (tarfile.TarError, ValueError, RecursionError, OverflowError, IndexError, KeyError)
"""What tarfile raises on a broken archive; long chains of extended headers are a recursion to it."""


def read_tar(file: IO[bytes], source: str, context: Context) -> Iterator[Item]:
    """Yield what the members of an archive hold. Behind a broken header there is no telling where the next member begins."""
    try:
        inside = context.within()
        with tarfile.open(fileobj=file, mode="r|", tarinfo=_Strict) as archive:
            yield from _members(archive, source, inside)
    except Exceeded as error:
        yield Rejected(source=source, reason=str(error))
    except _BROKEN as error:
        yield Rejected(source=source, reason=f"broken tar, from here on: {error}"[:300])


def _members(archive: tarfile.TarFile, source: str, context: Context) -> Iterator[Item]:
    count = 0
    while (info := archive.next()) is not None:
        archive.members.clear()  # type: ignore[attr-defined]  # it would keep them all
        if info.isdir() or hidden(info.name):
            continue
        count += 1
        if count > ARCHIVE_MEMBERS:
            yield Rejected(source=source, reason=f"has more than {ARCHIVE_MEMBERS:,} members: the rest is not read")
            return
        name = f"{source}/{shown(info.name)}"
        if reason := _refused(info):
            yield Rejected(source=name, reason=reason)
        elif (member := archive.extractfile(info)) is not None:
            stream = buffered(Metered(member, context.budget))  # type: ignore[arg-type]
            yield from context.inner(stream, info.name, name, context)
    if not count:
        yield Rejected(source=source, reason="an archive without a file in it")


def _refused(info: tarfile.TarInfo) -> str | None:
    if not info.isreg() or info.issparse():
        return "is a link, a device or a sparse file, not a plain one"
    return doubt(info.name)


class _Strict(tarfile.TarInfo):
    """A header that says when it is broken: tarfile takes a broken one in the middle for the end of the archive, without a word."""

    @classmethod
    def fromtarfile(cls, tarfile: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(tarfile)
        except (_INVALID, _TRUNCATED) as error:
            raise _ReadError(str(error)) from error

    def _proc_member(self, archive: tarfile.TarFile) -> Self:
        if self.type in _EXTENDED and self.size > TAR_HEADER_BYTES:
            raise _ReadError(f"an extended header of {self.size:,} bytes")
        made: Self = super()._proc_member(archive)  # type: ignore[misc]
        return made
