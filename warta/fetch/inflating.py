"""Content encodings, decompressed piece by piece and never beyond a limit: a megabyte of gzip can hold a gigabyte."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from warta.fetch.errors import FetchError
from warta.fetch.transport import too_large

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ACCEPTED = "gzip, deflate"
GZIP_MAGIC = b"\x1f\x8b"
_PIECE = 65_536
_GZIP, _ZLIB, _RAW = zlib.MAX_WBITS | 16, zlib.MAX_WBITS, -zlib.MAX_WBITS


def inflated(pieces: Iterable[bytes], encoding: str, most: int) -> bytes:
    """Return a body without its content encoding.

    Args:
        pieces: the body as it comes.
        encoding: the header ``Content-Encoding``; empty if there is none.
        most: bytes that the result may have.

    Raises:
        FetchError: the result is ``too large``, or the encoding is ``broken`` or none that was asked for.
    """
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return _bounded(pieces, most)
    if name in {"gzip", "x-gzip"}:
        return _bounded(_gunzipped(pieces), most)
    if name == "deflate":
        return _bounded(_deflated(pieces), most)
    raise FetchError("broken", f"it is encoded as {encoding[:40]!r}, which was not asked for")


def _bounded(pieces: Iterable[bytes], most: int) -> bytes:
    taken = bytearray()
    for piece in pieces:
        taken += piece
        if len(taken) > most:
            raise too_large(most)
    return bytes(taken)


def _gunzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    machine = zlib.decompressobj(_GZIP)
    begun = False
    for piece in pieces:
        rest = piece
        while rest:
            if machine.eof:  # a gzip file may have several members
                if not rest.startswith(GZIP_MAGIC):
                    return
                machine = zlib.decompressobj(_GZIP)
            begun = True
            yield from _pumped(machine, rest)
            rest = machine.unused_data
    if begun and not machine.eof:
        raise FetchError("broken", "its compressed answer breaks off")


def _deflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    machine = None
    for piece in pieces:
        # "deflate" means zlib, and some servers send it without its wrapping; the first byte tells.
        machine = machine or zlib.decompressobj(_ZLIB if piece[:1] == b"\x78" else _RAW)
        yield from _pumped(machine, piece)
    if machine and not machine.eof:
        raise FetchError("broken", "its compressed answer breaks off")


def _pumped(machine: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    decompress: Callable[[bytes, int], bytes] = machine.decompress
    try:
        while data:
            yield decompress(data, _PIECE)
            data = machine.unconsumed_tail
        while not machine.eof and (more := decompress(b"", _PIECE)):
            yield more
    except zlib.error as error:
        raise FetchError("broken", f"its compressed answer is damaged: {error}") from error
