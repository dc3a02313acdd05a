"""Quotations: stretches in quotation marks of any language, and the runs of sentences that they hold together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from warta.parse.doc import Doc

QUOTE = regex.compile(
    r"“([^“”\n]{2,900})”|\"([^\"\n]{2,900})\"|«([^«»\n]{2,900})»|„([^„“”\n]{2,900})[“”]|「([^「」\n]{2,600})」|『([^『』\n]{2,600})』"
    r"|(?<!\w)‘([^‘’\n]{2,600}(?:’\w[^‘’\n]{0,600}){0,9})’(?!\w)"
)
OPENING = regex.compile(r"[“\"«„「『]")
MARKS = "\"“”«»„「」『』‘’'"


class Quote(NamedTuple):
    """What stands between quotation marks, without the marks and the space inside them."""

    start: int
    end: int


class Unit(NamedTuple):
    """Sentences ``first`` to ``last`` (exclusive) that quotations hold together, mostly a single one."""

    first: int
    last: int
    start: int
    end: int
    quotes: tuple[Quote, ...]


def find_quotes(text: str) -> list[Quote]:
    """Return the quotations of a text in order."""
    found = []
    for match in QUOTE.finditer(text):
        start, end = match.span(match.lastindex or 0)
        inner = text[start:end]
        start, end = start + len(inner) - len(inner.lstrip()), end - (len(inner) - len(inner.rstrip()))
        if start < end:
            found.append(Quote(start, end))
    return found


def units(doc: Doc, quotes: Sequence[Quote]) -> Iterator[Unit]:
    """Yield the sentences of a document, those that one quotation spans together."""
    position, index = 0, 0
    while index < len(doc.sentences):
        first, end = index, doc.sentences[index].end
        own: list[Quote] = []
        while position < len(quotes) and quotes[position].start < end:
            own.append(quotes[position])
            while index + 1 < len(doc.sentences) and doc.sentences[index + 1].start < quotes[position].end:
                index += 1
            end = max(end, doc.sentences[index].end)
            position += 1
        yield Unit(first, index + 1, doc.sentences[first].start, end, tuple(own))
        index += 1
