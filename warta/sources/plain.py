"""Plain text: a file is an article, as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warta.article import Article, Rejected, article_id
from warta.sources.check import WORDLESS, worded
from warta.sources.decoding import Undecodable, decode

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_plain(data: bytes, source: str) -> Iterator[Article | Rejected]:
    """Yield the article in a text file. Title, byline and the like are left to the parser to find."""
    try:
        text = decode(data)
    except Undecodable as error:
        yield Rejected(source=source, reason=str(error))
        return
    yield Article(id=article_id(text), text=text) if worded(text) else Rejected(source=source, reason=WORDLESS)
