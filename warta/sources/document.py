"""A JSON document: one article, or a list of them, raw or parsed; or a JSON Feed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from warta.article import Article, ParsedArticle, Rejected
from warta.sources.decoding import Undecodable, decode
from warta.sources.feed import read_feed
from warta.sources.feed_json import json_feed
from warta.sources.raw import NEEDS, read_object

if TYPE_CHECKING:
    from collections.abc import Iterator

_AT = re.compile(r"\(byte (\d+)\)")


def read_document(data: bytes, source: str) -> Iterator[Article | ParsedArticle | Rejected]:
    """Yield the articles of a document: an object, or a list of objects."""
    try:
        text = decode(data)
    except Undecodable as error:
        yield Rejected(source=source, reason=str(error))
        return
    if not text.lstrip().startswith("["):
        if '"items"' in text and not isinstance(json_feed(data), str):
            yield from read_feed(data, source)
        else:
            yield _single(text, source)
        return
    try:
        items = msgspec.json.decode(text, type=list[msgspec.Raw])
    except (msgspec.DecodeError, RecursionError) as error:
        yield _broken(text, source, error)
        return
    if not items:
        yield Rejected(source=source, reason=f"an empty list; {NEEDS}")
    for number, item in enumerate(items, 1):
        yield read_object(bytes(item), source, where=f"item {number}: ")


def _single(text: str, source: str) -> Article | ParsedArticle | Rejected:
    item = read_object(text, source)
    if isinstance(item, Rejected) and item.reason.startswith("broken JSON"):
        return Rejected(source=source, line=_line(text, item.reason), reason=item.reason)
    return item


def _broken(text: str, source: str, error: Exception) -> Rejected:
    return Rejected(source=source, line=_line(text, str(error)), reason=f"broken JSON: {error}")


def _line(text: str, reason: str) -> int:
    """Return the line that a decoding error points to; the last one where the document breaks off."""
    match = _AT.search(reason)
    head = text.encode()[: int(match[1])] if match else text.encode()
    return head.count(b"\n") + 1
