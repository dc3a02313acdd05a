"""Streams of bytes that are counted: what is unpacked may be far more than what was given, and then it stops."""

from __future__ import annotations

import contextlib
import io
import tempfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from warta.sources.limits import ARCHIVE_BYTES, ARCHIVE_RATIO, ARCHIVE_RATIO_FROM, SPOOL_BYTES, SPOOL_MEMORY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typing_extensions import Buffer

PIECE = 1 << 16
"""Bytes that are read at a time."""


class Exceeded(ValueError):  # noqa: N818  (says what happened)
    """More came out of an archive than can be news; the message says how much."""


@dataclass(slots=True)
class Budget:
    """What may still come out of an input, over all archives in it.

    Attributes:
        given: bytes of the input that were read or are there to be read.
        unpacked: bytes that came out of it so far, those of archives within archives each time.
    """

    given: int = 0
    unpacked: int = 0

    def spend(self, count: int) -> None:
        """Count bytes that came out.

        Raises:
            Exceeded: these are too many.
        """
        self.unpacked += count
        if self.unpacked > ARCHIVE_BYTES:
            raise Exceeded(f"more than {ARCHIVE_BYTES // 1_000_000_000} GB come out of it: unpack it and give the files")
        if self.unpacked > max(ARCHIVE_RATIO_FROM, ARCHIVE_RATIO * self.given):
            raise Exceeded(
                f"{ARCHIVE_RATIO} times as much comes out of it as it holds, which no text does: it looks like a decompression bomb"
            )


class Metered(io.RawIOBase):
    """A stream that charges a budget for what is read from it: as unpacked or, for the input itself, as given."""

    def __init__(self, file: IO[bytes], budget: Budget, *, given: bool = False) -> None:
        super().__init__()
        self._file = file
        self._budget = budget
        self._given = given

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Read up to as many bytes as a buffer holds."""
        view = memoryview(buffer)
        # A pipe gives what there is, not only when it is full.
        read = getattr(self._file, "read1", self._file.read)
        data = read(min(len(view), PIECE))
        view[: len(data)] = data
        if self._given:
            self._budget.given += len(data)
        else:
            self._budget.spend(len(data))
        return len(data)


def buffered(file: IO[bytes]) -> io.BufferedReader:
    """Return a stream that can be peeked into."""
    return file if isinstance(file, io.BufferedReader) else io.BufferedReader(file, PIECE)  # type: ignore[arg-type]  # it needs what RawIOBase has, and IO does not tell of it


@contextlib.contextmanager
def seekable(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """Give a stream that can be moved about in: the same, or a copy in memory or, if it is large, in a file without a name.

    Raises:
        Exceeded: the stream is too long to be copied.
    """
    if file.seekable():
        yield file
        return
    with tempfile.SpooledTemporaryFile(max_size=SPOOL_MEMORY) as copy:
        size = 0
        while piece := file.read(PIECE):
            size += len(piece)
            if size > SPOOL_BYTES:
                raise Exceeded(
                    f"larger than the {SPOOL_BYTES // 1_000_000_000} GB that are copied to be read: unpack the archive around it"
                )
            copy.write(piece)
        copy.seek(0)
        yield copy


def size_of(file: IO[bytes]) -> int:
    """Return how many bytes a stream that can be moved about in has."""
    here = file.tell()
    size = file.seek(0, io.SEEK_END)
    file.seek(here)
    return size
