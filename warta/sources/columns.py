"""Which column of a table holds which field of an article: by its usual names, or as the user says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

USUAL = {
    "text": ("text", "content", "body", "article", "article_text", "article_body", "articlebody", "full_text", "maintext", "main_text"),
    "id": ("id", "article_id", "doc_id", "document_id", "guid", "uuid", "uid"),
    "title": ("title", "headline", "article_title", "heading"),
    "published": (
        "published", "date", "published_at", "publish_date", "published_date", "publication_date", "date_published", "date_publish",
        "pub_date", "pubdate", "publishedat", "datetime", "timestamp", "created_at",
    ),
    "url": ("url", "link", "article_url", "source_url", "web_url", "permalink"),
    "outlet": ("outlet", "publisher", "publication", "source", "source_name", "source_domain", "newspaper", "site", "domain"),
    "language": ("language", "lang", "language_code", "lang_code"),
    "byline": ("byline", "author", "authors", "by"),
    "licence": ("licence", "license"),
}  # fmt: skip
"""Each field of an article, and the usual names of its column: as words joined by underscores, in lower case, best first."""

ALIASES = {"author": "byline", "license": "licence", "date": "published", "body": "text", "link": "url"}
"""What a user may call a field of an article, other than by its own name."""

_SHOWN = 12
_WORD = re.compile(r"[^\W_]+")


def parse_columns(given: str) -> dict[str, str]:
    """Return the columns that a user names, as ``text=body,title=headline``: a field of an article each, and the column that holds it.

    Raises:
        ValueError: it is not written so, or no article has such a field.
    """
    found: dict[str, str] = {}
    for pair in given.split(","):
        field, equals, column = (part.strip() for part in pair.partition("="))
        field = ALIASES.get(field, field)
        if not equals or not column or field not in USUAL:
            raise ValueError(f"--columns {pair.strip()!r}: write FIELD=COLUMN, with one of these fields: {', '.join(USUAL)}")
        found[field] = column
    return found


def mapping(names: Sequence[str], given: Mapping[str, str]) -> dict[str, int]:
    """Return which column holds which field of an article, by its index.

    Args:
        names: the columns that there are.
        given: what the user says of them, by field.

    Raises:
        ValueError: there is no column for the text, or none that the user named; the message names those that there are.
    """
    found: dict[str, int] = {}
    bare = [name.strip() for name in names]
    for field, column in given.items():
        if column not in bare:
            raise ValueError(f"no column {column!r}: it has {_listed(bare)}")
        found[field] = bare.index(column)
    spelt = ["_".join(_WORD.findall(name)).casefold() for name in names]
    for field, usual in USUAL.items():
        at = next((spelt.index(name) for name in usual if name in spelt and spelt.index(name) not in found.values()), None)
        if at is not None:
            found.setdefault(field, at)
    if "text" not in found:
        raise ValueError(f"no column for the text: it has {_listed(bare)}. Say which one it is: --columns text=COLUMN")
    return found


def fields(row: Sequence[Any], columns: Mapping[str, int]) -> dict[str, Any]:
    """Return the fields of an article in a row; empty cells are left out."""
    return {field: row[at] for field, at in columns.items() if at < len(row) and row[at] is not None and row[at] != ""}


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(repr(name[:60]) for name in names[:_SHOWN]) + more if names else "none"
