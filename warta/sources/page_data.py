"""JSON-LD: what a page says of its article to search engines (https://schema.org/NewsArticle)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Node = dict[str, Any]

_WRAPPED = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*$")
_TRAILING = re.compile(r",(\s*[\]}])")
_MOST_NODES = 20_000
_MOST_CHARACTERS = 2_000_000


def article_node(scripts: Iterable[str], address: str | None) -> Node:
    """Return what a page says of its article, with references to its other nodes put in place; empty where it says nothing.

    Args:
        scripts: the texts of its ``application/ld+json`` elements, sound or not.
        address: the page's own address: where it describes several articles, the one that has it is meant, else the first.
    """
    nodes = [node for script in scripts for node in _walk(_loaded(script))]
    articles = [node for node in nodes if any(kind.endswith(("Article", "BlogPosting")) for kind in _kinds(node))]
    own = (node for node in articles if address and address in {*texts(node, "url"), *texts(node, "mainEntityOfPage"), *texts(node, "@id")})
    chosen = next(own, None) or next((node for node in articles if texts(node, "headline")), None) or next(iter(articles), {})
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    return {key: _resolved(value, named) for key, value in chosen.items()}


def texts(node: Mapping[str, Any], key: str, inner: tuple[str, ...] = ("name", "@id", "url", "@value")) -> list[str]:
    """Return the strings of a property, which may be a string, an object with one of the ``inner`` properties, or a list of these."""
    value = node.get(key)
    found = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            item = next((item[name] for name in inner if item.get(name)), None)  # noqa: PLW2901  (the string within)
            item = item[0] if isinstance(item, list) and item else item  # noqa: PLW2901  (same)
        if isinstance(item, str) and item.strip():
            found.append(item.strip())
    return found


def _loaded(script: str) -> object:
    text = _WRAPPED.sub("", script[:_MOST_CHARACTERS]).strip().rstrip(";")
    for form in (text, _TRAILING.sub(r"\1", text)):
        try:
            return json.loads(form, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(value: object) -> Iterator[Node]:
    """Yield the objects of a document, outer ones first, each level in order."""
    level = [value]
    count = 0
    while level and count < _MOST_NODES:
        inner: list[object] = []
        for item in level:
            count += 1
            if isinstance(item, dict):
                yield item
                inner.extend(item.values())
            elif isinstance(item, list):
                inner.extend(item)
        level = [item for item in inner if isinstance(item, dict | list)]


def _kinds(node: Node) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _resolved(value: object, named: Mapping[str, Node]) -> object:
    if isinstance(value, list):
        return [_resolved(item, named) for item in value] if all(not isinstance(item, list) for item in value) else value
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and not value.get("name"):
        return named.get(value["@id"], value)
    return value
