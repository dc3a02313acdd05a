"""What is kept of an article to tell its story by: some 200 bytes, of which nothing of its text can be read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import msgspec

from warta.stories.keys import keys_of
from warta.stories.signature import signature
from warta.stories.vector import LEAD, vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warta.article import ParsedArticle

VERSION = 1
"""Of what is written here. Traits of another version are not compared: they count as unknown."""


class Traits(msgspec.Struct, frozen=True, array_like=True):
    """Traits of an article: day of publication (proleptic ordinal, None if unknown), words, names, meaning.

    ``signature``, ``keys`` and ``vector`` are bytes as their modules write them, empty where there is nothing to compare.
    ``begun`` is the day of the first article of its story, known once the story is decided.
    """

    version: int
    day: int | None
    signature: bytes
    keys: bytes
    vector: bytes
    begun: int | None = None

    def packed(self) -> bytes:
        """Return the traits as bytes (MessagePack)."""
        return msgspec.msgpack.encode(self)


def unpacked(packed: bytes | None) -> Traits | None:
    """Return packed traits, None where there are none that this version can compare."""
    if not packed:
        return None
    try:
        traits = msgspec.msgpack.decode(packed, type=Traits)
    except msgspec.DecodeError:
        return None
    return traits if traits.version == VERSION else None


def traits_of(parsed: ParsedArticle) -> Traits:
    """Return the traits of an article but its vector, in some 0.06 ms."""
    first = parsed.published.from_
    return Traits(
        version=VERSION,
        day=dt.date.fromisoformat(first).toordinal() if first else None,
        signature=signature(_body(parsed)),
        keys=keys_of(parsed),
        vector=b"",
    )


def with_vectors(traits: Sequence[Traits], articles: Sequence[ParsedArticle]) -> list[Traits]:
    """Return the traits of articles with their vectors, which take half as long as the parser does."""
    made = vectors([(parsed.title or "", _body(parsed)[:LEAD]) for parsed in articles])
    return [msgspec.structs.replace(one, vector=vector) for one, vector in zip(traits, made, strict=True)]


def _body(parsed: ParsedArticle) -> str:
    """Return the running text; the whole where nothing is marked as that."""
    parts = [parsed.text[block.start : block.end] for block in parsed.blocks if block.kind == "body"]
    return "\n".join(parts) or parsed.text
