"""The texts of a segment, packed in blocks beside its tables: what is shown of an article is read by its number in less than a millisecond.

A database reads columns, and a text is wanted with all that belongs to it. A block holds articles of one language, because these pack
a fifth smaller together. The files of a folder:

blocks.bin      the blocks (:mod:`warta.store.block`), packed by zstd
blocks.npy      a row a block: where it starts, its bytes packed and unpacked, the number of its first record, the checksum of it packed
articles.npy    two rows: numbers of articles in their order, the record of each
sentences.npy   of each article how many of its sentences are evidence
firsts.npy      of each article the number of the first of these sentences
"""

from __future__ import annotations

import os
import weakref
import zlib
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # ships no types

from warta.store.block import Block, Told, join, piece
from warta.store.errors import Unreadable
from warta.store.kept import Kept
from warta.store.packed import fitting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from warta.store.block import Piece

    Integers = np.ndarray[Any, np.dtype[np.int32]] | np.ndarray[Any, np.dtype[np.int64]]

BLOCK = 128_000
"""Bytes of a block before it is packed, unless it is one article: a larger block packs better, and takes longer to read."""
LEVEL = 9
"""How hard zstd tries: what is above takes twice as long and saves a hundredth."""
ARTICLES, SENTENCES, FIRSTS, BLOCKS, PACKED = "articles.npy", "sentences.npy", "firsts.npy", "blocks.npy", "blocks.bin"
HELD = 4_000_000
"""Bytes of blocks that are kept unpacked."""


class Shown(NamedTuple):
    """An article, and the number of the first of its sentences that are evidence; the others count up from it."""

    first: int
    told: Told


class _Record(NamedTuple):
    """An article on its way into a block."""

    number: int
    sentences: int
    first: int
    piece: Piece


class TextsWriter:
    """Writes the texts of a segment, or of a part of one, into a folder of their own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._file = (folder / PACKED).open("wb")
        self._codec = pa.Codec("zstd", compression_level=LEVEL)
        self._waiting: dict[str | None, list[_Record]] = {}
        self._sizes: dict[str | None, int] = {}
        self._articles: list[tuple[int, int, int]] = []
        self._firsts: list[int] = []
        self._blocks: list[tuple[int, int, int, int, int]] = []

    def add(self, number: int, sentences: int, text: Told) -> None:
        """Add an article: its number, and how many of its sentences are evidence."""
        self._add(text.language, _Record(number, sentences, 0, piece(text)))

    def _add(self, language: str | None, record: _Record) -> None:
        waiting = self._waiting.setdefault(language, [])
        size = self._sizes.get(language, 0) + record.piece.size
        if waiting and size > BLOCK:
            self._pack(waiting)
            waiting.clear()
            size = record.piece.size
        waiting.append(record)
        self._sizes[language] = size

    def _pack(self, waiting: Sequence[_Record]) -> None:
        whole = join([record.piece for record in waiting])
        packed: bytes = self._codec.compress(whole, asbytes=True)
        self._put(packed, len(whole), zlib.crc32(packed), [(each.number, each.sentences, each.first) for each in waiting])

    def _put(self, packed: bytes, size: int, crc: int, records: Iterable[tuple[int, int, int]]) -> None:
        self._blocks.append((self._file.tell(), len(packed), size, len(self._articles), crc))
        self._file.write(packed)
        for number, sentences, first in records:
            self._articles.append((number, len(self._articles), sentences))
            self._firsts.append(first)

    def take(self, part: Texts, dead: frozenset[int] = frozenset()) -> None:
        """Add all articles of others but those that are out of date; blocks that are full enough are taken as they are."""
        order = np.argsort(part.articles[1])
        numbers, sentences, firsts = (column[order].tolist() for column in (part.articles[0], part.sentences, part.firsts))
        for block, (_start, _packed, size, low, crc) in enumerate(part.blocks.tolist()):
            high = part.record_end(block)
            here = [at for at in range(low, high) if numbers[at] not in dead]
            if len(here) == high - low and size > BLOCK // 2:
                self._put(part.packed(block), size, crc, [(numbers[at], sentences[at], firsts[at]) for at in here])
            elif here:
                pieces = part.pieces(block)
                for at in here:
                    self._add(pieces[at - low].language, _Record(numbers[at], sentences[at], firsts[at], pieces[at - low]))

    def close(self, first_sentence: int | None = None) -> None:
        """Write what is left; number all sentences anew in the order of the articles from ``first_sentence`` on, if it is given."""
        for waiting in self._waiting.values():
            self._pack(waiting)
        self._file.close()
        articles = np.array(self._articles, np.int32).reshape(-1, 3)
        order = np.argsort(articles[:, 0])
        articles, firsts = articles[order], np.array(self._firsts, np.int64)[order]
        if first_sentence is not None:
            firsts = first_sentence + np.cumsum(articles[:, 2], dtype=np.int64) - articles[:, 2]
        np.save(self._folder / ARTICLES, np.ascontiguousarray(articles.T[:2]))
        np.save(self._folder / SENTENCES, articles[:, 2].astype(np.min_scalar_type(articles[:, 2].max(initial=0))))
        np.save(self._folder / FIRSTS, firsts.astype(fitting(firsts)))
        np.save(self._folder / BLOCKS, np.array(self._blocks, np.int64).reshape(-1, 5))


class Texts:
    """The texts of one segment, opened for reading by any number of threads."""

    def __init__(self, folder: Path) -> None:
        """Open them.

        Raises:
            OSError, ValueError: a file is missing or none of these.
        """
        self._path = folder / PACKED
        self._file = os.open(self._path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._file)  # no sooner: another thread may be reading
        self.articles: Integers = np.load(folder / ARTICLES, mmap_mode="r")
        self.sentences: Integers = np.load(folder / SENTENCES, mmap_mode="r")
        self.firsts: Integers = np.load(folder / FIRSTS, mmap_mode="r")
        self.blocks: Integers = np.load(folder / BLOCKS)
        self._starts = np.ascontiguousarray(self.blocks[:, 3])
        self._codec = pa.Codec("zstd")
        self._kept = Kept(HELD)

    def record_end(self, block: int) -> int:
        """Return the number of the record behind the last of a block."""
        return int(self._starts[block + 1]) if block + 1 < len(self._starts) else self.articles.shape[1]

    def packed(self, block: int) -> bytes:
        """Return a block as it lies in the file.

        Raises:
            Unreadable: it is not what was written.
        """
        start, length, _size, _record, crc = self.blocks[block].tolist()
        packed = os.pread(self._file, length, start)
        if zlib.crc32(packed) != crc:
            raise Unreadable(f"{self._path} is damaged")
        return packed

    def pieces(self, block: int) -> Block:
        """Return the articles of a block; raises as :meth:`packed`."""
        whole = memoryview(self._codec.decompress(self.packed(block), int(self.blocks[block][2])))
        return Block(whole, self.record_end(block) - int(self._starts[block]))

    def find(self, wanted: Sequence[int], by: Literal["article", "sentence"]) -> Iterator[tuple[int, Shown]]:
        """Yield of each number of an article, or of a sentence, that is here its place in ``wanted`` and its article."""
        keys = self.articles[0] if by == "article" else self.firsts
        # Looking for numbers of another type, NumPy would first copy all keys.
        sought = np.minimum(np.asarray(wanted, np.int64), np.iinfo(keys.dtype).max).astype(keys.dtype)
        places = np.searchsorted(keys, sought, side="right") - 1
        found: dict[int, Shown] = {}
        for at, place in enumerate(places.tolist()):
            if place >= 0 and wanted[at] < int(keys[place]) + (1 if by == "article" else int(self.sentences[place])):
                yield at, found.get(place) or found.setdefault(place, self._shown(place))

    def _shown(self, place: int) -> Shown:
        record = int(self.articles[1][place])
        block = int(np.searchsorted(self._starts, record, side="right")) - 1
        pieces = self._kept.get(block, lambda: self.pieces(block), lambda _pieces: int(self.blocks[block][2]))
        return Shown(int(self.firsts[place]), pieces[record - int(self._starts[block])].told())


class AllTexts:
    """The texts of several segments as one."""

    def __init__(self, folders: Iterable[Path]) -> None:
        """Open them; raises as :class:`Texts`."""
        self._parts = [Texts(folder) for folder in folders]

    def articles(self, numbers: Sequence[int]) -> dict[int, Shown]:
        """Return what is shown of the articles of these numbers, as far as they are there.

        Raises:
            Unreadable: a file is damaged.
        """
        return {numbers[at]: shown for part in self._parts for at, shown in part.find(numbers, "article")}

    def sentences(self, numbers: Sequence[int]) -> dict[int, Shown]:
        """Return the articles of the sentences of these numbers, as far as they are there; raises as :meth:`articles`."""
        return {numbers[at]: shown for part in self._parts for at, shown in part.find(numbers, "sentence")}
