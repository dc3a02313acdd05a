"""How articles lie in a block: what is alike side by side, which packs a fortieth smaller than one article after the other.

A block has the number of whole numbers, these byte by byte (the lowest of all, then the next), and then the heads of its articles as
MessagePack, and their texts. The numbers are, of each article, the bytes of its head, those of its text, and how many spans it has; then of
all spans how far they start behind the end of the one before, and their lengths.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy as np

from warta.store.rows import EVIDENCE, kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warta.article import ParsedArticle

    Integers = np.ndarray[Any, np.dtype[np.int32]]

_LETTERS = {
    "title": "t",
    "byline": "y",
    "dateline": "d",
    "caption": "c",
    "heading": "h",
    "body": "b",
    "related-link": "r",
    "boilerplate": "p",
}
_KINDS = {letter: kind for kind, letter in _LETTERS.items()}


class Sentence(NamedTuple):
    """A sentence that is evidence: its place in the article, its span (code points), and the kind of its block."""

    ordinal: int
    start: int
    end: int
    kind: str


class Head(msgspec.Struct, frozen=True, array_like=True):
    """What is shown of an article in a list."""

    id: str
    title: str | None
    outlet: str | None
    language: str | None
    published: str | None
    published_basis: str
    sample: bool
    kinds: str
    """A letter a sentence, for its kind."""


class Told(Head, frozen=True, kw_only=True):
    """It with its text whole; :attr:`sentences` reads ``kinds`` and ``spans``."""

    text: str
    spans: list[int]
    """Of each sentence how far it starts behind the end of the one before, and its length."""

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences that are evidence, in their order."""
        ends = list(itertools.accumulate(self.spans))
        spans = zip(self.kinds, ends[::2], ends[1::2], strict=True)
        found = (Sentence(ordinal, start, end, _KINDS[letter]) for ordinal, (letter, start, end) in enumerate(spans))
        return [sentence for sentence in found if sentence.kind in EVIDENCE]


def told(parsed: ParsedArticle) -> Told:
    """Return what is shown of a parsed article."""
    ends = [0, *itertools.chain.from_iterable((span.start, span.end) for span in parsed.sentences)]
    published = parsed.published
    return Told(
        *(parsed.id, parsed.title, parsed.outlet, parsed.language, published.value, published.basis, parsed.sample),
        text=parsed.text,
        kinds="".join(_LETTERS[kind] for kind in kinds(parsed)),
        spans=[end - start for start, end in itertools.pairwise(ends)],
    )


class Piece(NamedTuple):
    """An article as it lies in a block: its head and its text as bytes, and its spans."""

    head: bytes | memoryview
    text: bytes | memoryview
    spans: Integers

    @property
    def size(self) -> int:
        """About how many bytes of a block it takes."""
        return len(self.head) + len(self.text) + len(self.spans)

    @property
    def language(self) -> str | None:
        """The language of the article."""
        return self._head().language

    def told(self) -> Told:
        """Return the article."""
        head = self._head()
        return Told(*(getattr(head, name) for name in Head.__struct_fields__), text=str(self.text, "utf-8"), spans=self.spans.tolist())

    def _head(self) -> Head:
        return msgspec.msgpack.decode(self.head, type=Head)


def piece(text: Told) -> Piece:
    """Return an article as it lies in a block."""
    head = Head(*(getattr(text, name) for name in Head.__struct_fields__))
    return Piece(msgspec.msgpack.encode(head), text.text.encode(), np.array(text.spans, np.int32))


def join(pieces: Sequence[Piece]) -> bytes:
    """Return the block of some articles, not packed yet."""
    spans = np.concatenate([each.spans for each in pieces])
    sizes = [[len(each[part]) for each in pieces] for part in range(3)]
    numbers = np.concatenate([*sizes, spans[::2], spans[1::2]]).astype("<i4")
    planes = numbers.view(np.uint8).reshape(-1, 4).T.tobytes()
    return b"".join((len(numbers).to_bytes(4, "little"), planes, *(each.head for each in pieces), *(each.text for each in pieces)))


class Block:
    """A block that was unpacked, of so many articles; each is taken out when it is asked for."""

    def __init__(self, whole: memoryview, count: int) -> None:
        size = int.from_bytes(whole[:4], "little")
        planes = np.frombuffer(whole, np.uint8, 4 * size, 4).reshape(4, size)
        numbers = np.ascontiguousarray(planes.T).view("<i4").ravel()
        self._whole = whole
        self._count = count
        self._edges = np.cumsum(np.append(4 + 4 * size, numbers[: 2 * count]))
        self._ends = np.cumsum(np.append(0, numbers[2 * count : 3 * count]))
        self._spans = numbers[3 * count :].reshape(2, -1)

    def __getitem__(self, at: int) -> Piece:
        """Return an article, by where it comes in the block."""
        return Piece(
            self._whole[self._edges[at] : self._edges[at + 1]],
            self._whole[self._edges[self._count + at] : self._edges[self._count + at + 1]],
            self._spans[:, self._ends[at] // 2 : self._ends[at + 1] // 2].T.ravel(),
        )
