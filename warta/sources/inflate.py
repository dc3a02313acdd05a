"""Unpacking that stops: packed bytes may claim to be a thousand times as many."""

from __future__ import annotations

import zlib

_GZIP = b"\x1f\x8b\x08"


class Unpackable(ValueError):  # noqa: N818  (says what the bytes are)
    """Packed bytes that are broken, or too many once unpacked; the message says which."""


def is_gzip(data: bytes) -> bool:
    """Return whether bytes begin as gzip does."""
    return data.startswith(_GZIP)


def gunzip(data: bytes, limit: int) -> bytes:
    """Return what gzip packed, of one member or several.

    Args:
        data: the packed bytes.
        limit: the most bytes that may come out.

    Raises:
        Unpackable: the bytes are broken or cut short, or more than ``limit`` come out.
    """
    pieces: list[bytes] = []
    room = limit
    while is_gzip(data):
        member = zlib.decompressobj(wbits=31)
        try:
            piece = member.decompress(data, room + 1)
        except zlib.error as error:
            raise Unpackable(f"broken gzip: {error}") from error
        room -= len(piece)
        if room < 0:
            raise Unpackable(f"more than {limit // 1_000_000} MB once unpacked")
        if not member.eof:
            raise Unpackable("broken gzip: it is cut short")
        pieces.append(piece)
        data = member.unused_data.lstrip(b"\0")
    return b"".join(pieces)
