"""What a reader is told beside its bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import IO

from warta.article import Article, ParsedArticle, Rejected
from warta.sources.limits import ARCHIVE_DEPTH
from warta.sources.streams import Budget, Exceeded

Item = Article | ParsedArticle | Rejected


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader is told beside its bytes.

    Attributes:
        inner: reads a member of an archive: its bytes, its name, what it is called in messages, and the context.
        columns: which column of a table holds which field of an article, where the user said so.
        budget: what may still come out of the input.
        depth: in how many layers of packing the bytes lay.
    """

    inner: Callable[[IO[bytes], str, str, Context], Iterable[Item]]
    columns: Mapping[str, str] = field(default_factory=dict)
    budget: Budget = field(default_factory=Budget)
    depth: int = 0

    def within(self) -> Context:
        """Return the context of what lies in an archive.

        Raises:
            Exceeded: there are too many archives in archives.
        """
        if self.depth >= ARCHIVE_DEPTH:
            raise Exceeded(f"lies in more than {ARCHIVE_DEPTH} layers of packing")
        return replace(self, depth=self.depth + 1)


Reader = Callable[[IO[bytes], str, Context], Iterable[Item]]
"""Takes bytes, what they are called in messages, and the context; gives articles and rejects."""
