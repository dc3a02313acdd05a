"""One JSON object: a raw article (``id``, ``text`` and what else is known), or one that was parsed already (``schema``)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec

from warta.article import Article, Byline, ParsedArticle, Rejected, article_id, decode_parsed
from warta.sources.check import WORDLESS, fault, worded
from warta.sources.limits import ID_LENGTH

if TYPE_CHECKING:
    from collections.abc import Mapping

_SURROGATE = re.compile("[\ud800-\udfff]")
NEEDS = 'an article needs at least {"text": "..."}, one that is parsed already "schema": 1'


def read_object(data: bytes | str, source: str, line: int | None = None, where: str = "") -> Article | ParsedArticle | Rejected:
    """Return the article in a JSON object, or why there is none.

    A lone half of a surrogate pair, which JSON can spell and no text can hold, becomes U+FFFD; offsets do not move by that.

    Args:
        data: the object, encoded.
        source: the file, for the record.
        line: its line there, from 1.
        where: what to put before the reason, such as ``item 3: ``.
    """
    try:
        return _article(_mended(data))
    except (ValueError, RecursionError) as error:
        return Rejected(source=source, line=line, reason=where + _said(error))


def read_fields(fields: Mapping[str, Any], source: str, line: int) -> Article | Rejected:
    """Return the article in the fields of a row, or why there is none; what is no text in them is left out.

    Args:
        fields: by the names that a raw article has in JSON.
        source: the file, for the record.
        line: where the row begins there, from 1.
    """
    try:
        return _raw(fields)
    except ValueError as error:
        return Rejected(source=source, line=line, reason=str(error))


def web_address(value: object) -> str | None:
    """Return a URL of the web; None for anything else, such as ``javascript:``."""
    if not isinstance(value, str):
        return None
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        return None
    return value.strip() if parts.scheme.lower() in {"http", "https"} and parts.netloc else None


def _said(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return f"JSON nested too deeply; {NEEDS}"
    if isinstance(error, msgspec.ValidationError):
        return f"not the shape of a parsed article of schema 1: {error}"
    if isinstance(error, msgspec.DecodeError | UnicodeDecodeError | json.JSONDecodeError):
        return f"broken JSON: {error}"
    return str(error)


def _mended(data: bytes | str) -> bytes | str:
    """Return JSON in which lone surrogates are replaced; as it was, where there are none."""
    escape = b"\\ud" if isinstance(data, bytes) else "\\ud"
    if escape not in data.lower():  # type: ignore[operator]
        return data
    try:
        msgspec.json.decode(data)
    except msgspec.DecodeError:
        return _SURROGATE.sub("\ufffd", json.dumps(json.loads(data), ensure_ascii=False))
    return data


class _Peek(msgspec.Struct):
    """What tells a parsed article from a raw one, without decoding the rest."""

    schema: Any = msgspec.UNSET


def _article(data: bytes | str) -> Article | ParsedArticle:
    try:
        schema = msgspec.json.decode(data, type=_Peek).schema
    except msgspec.ValidationError as error:
        raise ValueError(f"JSON of another shape ({error}); {NEEDS}") from error
    return _raw(msgspec.json.decode(data)) if schema is msgspec.UNSET else _parsed(schema, data)


def _parsed(schema: object, data: bytes | str) -> ParsedArticle:
    if schema != 1 or isinstance(schema, bool):
        raise ValueError(f"schema {str(schema)[:40]!r} is not known: this Warta reads parsed articles of schema 1")
    parsed = decode_parsed(data)
    if reason := fault(parsed):
        raise ValueError(reason)
    return msgspec.structs.replace(parsed, url=web_address(parsed.url))


def _raw(fields: Mapping[str, Any]) -> Article:
    text = fields.get("text")
    if not isinstance(text, str):
        raise ValueError(f"no “text” among its fields ({', '.join(list(fields)[:8])[:120] or 'none'}); {NEEDS}")  # noqa: TRY004
    if not worded(text):
        raise ValueError(WORDLESS)
    url = web_address(fields.get("url"))
    given = str(fields["id"]).strip() if isinstance(fields.get("id"), str | int) else ""
    if len(given) > ID_LENGTH:
        raise ValueError(f"an id of {len(given)} characters: at most {ID_LENGTH}, or none at all")
    published = fields.get("published")
    return Article(
        id=given or article_id(text, url),
        text=text,
        title=_words(fields.get("title")),
        language=_words(fields.get("language")),
        published=None if published is None else str(published)[:100],
        url=url,
        outlet=_words(fields.get("outlet")),
        byline=tuple(_bylines(fields.get("byline"))),
        sample=fields.get("sample") is True,
        licence=_words(fields.get("licence")),
    )


def _words(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _bylines(value: object) -> list[Byline]:
    found = []
    for item in value if isinstance(value, list) else [value]:
        name, role = (item.get("name"), item.get("role")) if isinstance(item, dict) else (item, None)
        if spelt := _words(name):
            found.append(Byline(name=spelt, role=_words(role)))
    return found
