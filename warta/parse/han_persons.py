"""Persons of the tables whose name in Chinese is known in full, with a dot: another given name before the surname is somebody else's."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from warta.gazetteer.fold import HAN
from warta.parse.actor_rows import rows

if TYPE_CHECKING:
    from warta.parse.doc import Doc
    from warta.parse.phrases import Phrase

DOT = "·"


@functools.cache
def fully_named() -> frozenset[str]:
    """Return the ids of the persons with a name of two parts in Chinese."""
    people = ((row["slug"], row["aliases"].split("|")) for row in rows("people.csv"))
    return frozenset(f"warta:{slug}" for slug, names in people if any(DOT in name and HAN.match(name) for name in names))


def is_dotted(doc: Doc, name: tuple[int, int, str], part: Phrase) -> bool:
    """Return whether a known name is but a part of a longer one with a dot in it: 哈里斯 in 理查德·哈里斯."""
    start, end, _kind = name
    return (start, end) != (part.start, part.end) and DOT in doc.text[start:end]
