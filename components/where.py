"""What was clicked, as one parameter of the address, so that an open piece of evidence is a link too."""

from __future__ import annotations

import dataclasses
import datetime as dt
from urllib.parse import quote, unquote

from warta.query import Where

FIELDS = ("place_id", "country", "actor_id", "from_", "to", "basis", "not_placed")
FLAGS = ("country_only", "undated")


def encode(where: Where) -> str:
    """Return a click as ``field:value`` pairs joined by ``;``."""
    parts = [f"{name}:{quote(str(value), safe='')}" for name in FIELDS if (value := getattr(where, name)) is not None]
    parts += [name for name in FLAGS if getattr(where, name)]
    if where.sentence:
        parts.append(f"sentence:{quote(where.sentence[0], safe='')}.{where.sentence[1]}")
    return ";".join(parts)


def decode(text: str) -> Where | None:
    """Return the click that a parameter describes, None where it describes none."""
    values: dict[str, object] = {}
    try:
        for part in filter(None, text.split(";")):
            name, _, value = part.partition(":")
            values |= _value(name, unquote(value))
    except ValueError:
        return None
    return dataclasses.replace(Where(), **values) if values else None  # type: ignore[arg-type]  # named by _value


def _value(name: str, value: str) -> dict[str, object]:
    if name in FLAGS:
        return {name: True}
    if name in {"from_", "to"}:
        return {name: dt.date.fromisoformat(value)}
    if name == "sentence":
        article, _, ordinal = value.rpartition(".")
        return {name: (article, int(ordinal))}
    if name in FIELDS:
        return {name: value}
    raise ValueError(name)
