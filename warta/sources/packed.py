"""One packed file: .gz, .bz2 or .xz of anything that is read."""

from __future__ import annotations

import bz2
import functools
import gzip
import io
import lzma
import zlib
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, Any

from warta.article import Rejected
from warta.sources.streams import Exceeded, Metered, buffered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from warta.sources.context import Context, Item

BROKEN = (EOFError, OSError, zlib.error, lzma.LZMAError)
"""What the libraries raise on packed bytes that are broken or cut short."""
_SHORT = {".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}
_MEMORY = 1 << 28
"""Bytes of the dictionary that xz may ask for: its highest level takes 64 MB."""


def _unpack(how: str, opened: Callable[[IO[bytes]], Any], file: IO[bytes], source: str, context: Context) -> Iterator[Item]:
    try:
        stream = buffered(Metered(opened(file), context.budget))  # type: ignore[arg-type]
        yield from context.inner(stream, _inner_name(source), source, context.within())
    except Exceeded as error:
        yield Rejected(source=source, reason=str(error))
    except BROKEN as error:
        yield Rejected(source=source, reason=f"broken {how}, from here on: {error}"[:300])


def _inner_name(source: str) -> str:
    path = PurePath(source)
    return path.stem + _SHORT.get(path.suffix.lower(), "")


class _Xz(io.RawIOBase):
    """An .xz whose decoder may not ask for any amount of memory; the standard reader sets no limit."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self._decoder = lzma.LZMADecompressor(format=lzma.FORMAT_AUTO, memlimit=_MEMORY)

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while True:
            if self._decoder.eof:
                rest = self._decoder.unused_data.lstrip(b"\0") or self._file.read(1 << 16).lstrip(b"\0")
                if not rest:
                    return b""
                self._decoder = lzma.LZMADecompressor(format=lzma.FORMAT_AUTO, memlimit=_MEMORY)
            else:
                rest = self._file.read(1 << 16) if self._decoder.needs_input else b""
                if not rest and self._decoder.needs_input:
                    raise EOFError("it is cut short")
            if data := self._decoder.decompress(rest, size):
                return data


read_gzip = functools.partial(_unpack, "gzip", lambda file: gzip.GzipFile(fileobj=file, mode="rb"))
read_bzip2 = functools.partial(_unpack, "bzip2", lambda file: bz2.BZ2File(file, "rb"))
read_xz = functools.partial(_unpack, "xz", _Xz)
