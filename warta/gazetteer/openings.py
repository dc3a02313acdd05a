"""Which two words begin a name: most runs of words of a text begin none, and need not be looked up."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

BITS = 22
"""Logarithm of the number of bits: at a quarter of a million names one look-up in a hundred says yes for nothing."""
SPREAD = 0x9E3779B1
"""Odd multiplier (Knuth's, of the golden ratio) that makes a second place of the first hash."""


class Openings:
    """A Bloom filter of the first two words of keys: never wrong when it says no. Half a megabyte, however many the names."""

    def __init__(self, bits: bytes = bytes(1 << (BITS - 3))) -> None:
        """Begin with the bits of another one, or with none."""
        self.bits = bytearray(bits)

    def add(self, keys: Iterable[str]) -> None:
        """Add the first two words of each key that has so many."""
        for pair in {" ".join(key.split(" ", 2)[:2]) for key in keys if " " in key}:
            for place in _places(pair):
                self.bits[place >> 3] |= 1 << (place & 7)

    def __contains__(self, pair: str) -> bool:
        """Return whether two words, with a space between, may begin a key."""
        one, other = _places(pair)
        return bool(self.bits[one >> 3] >> (one & 7) & self.bits[other >> 3] >> (other & 7) & 1)


def _places(pair: str) -> tuple[int, int]:
    """Return two bits for a pair of words: the same on every machine, so that a file can hold them."""
    first = zlib.crc32(pair.encode("utf-8", "surrogatepass"))
    return first & ((1 << BITS) - 1), (first * SPREAD >> 10) & ((1 << BITS) - 1)
