"""Chinese in traditional characters is read as if it were in simplified ones: each stands for one, so that offsets stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from warta.gazetteer.fold import simplified
from warta.parse.language import table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from warta.article import Article, ParsedArticle

TRADITIONAL = "zh-Hant"
"""The language of an article whose characters were others."""
Item = TypeVar("Item", bound=msgspec.Struct)


def as_read(article: Article, language: str | None) -> Article:
    """Return the article in the characters that the tables of its language are written in."""
    if not table(language, "names").get("simplify"):
        return article
    text, title = (part and part.translate(simplified()) for part in (article.text, article.title))
    return article if text == article.text else msgspec.structs.replace(article, text=text, title=title, language=TRADITIONAL)


def as_written(parsed: ParsedArticle, article: Article) -> ParsedArticle:
    """Return what was found in :func:`as_read` in the characters of the article itself."""
    text, read = article.text, parsed.text
    if text == read:
        return parsed
    spelt = {actor.surface: text[actor.start : actor.end] for actor in parsed.actors}

    def restored(items: Iterable[Item]) -> tuple[Item, ...]:
        return tuple(msgspec.structs.replace(item, surface=text[item.start : item.end]) for item in items)  # type: ignore[attr-defined]  # all have spans

    def name(written: str) -> str:
        """Return a name that is a part of the text, as that of a person whom no table knows, as the text writes it."""
        start = -1 if written.isascii() or written in spelt else read.find(written)
        return spelt.get(written, written) if start < 0 else text[start : start + len(written)]

    return msgspec.structs.replace(
        parsed,
        text=text,
        title=article.title or (parsed.title and name(parsed.title)),
        byline=tuple(msgspec.structs.replace(line, name=name(line.name)) for line in parsed.byline),
        places=restored(parsed.places),
        actors=tuple(msgspec.structs.replace(actor, name=name(actor.name)) for actor in restored(parsed.actors)),
        dates=restored(parsed.dates),
        statements=tuple(
            msgspec.structs.replace(item, speaker=name(item.speaker), reported_by=item.reported_by and name(item.reported_by))
            for item in restored(parsed.statements)
        ),
        events=tuple(msgspec.structs.replace(event, actors=tuple(map(name, event.actors))) for event in parsed.events),
        notes=tuple(
            note if note.start is None else msgspec.structs.replace(note, surface=text[note.start : note.end]) for note in parsed.notes
        ),
    )
