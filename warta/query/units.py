"""What is counted where sentences are not: articles, or the stories that they tell.

It changes how a selection is counted, never what is in it, and is therefore no filter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from warta.query.filters import Problem
from warta.query.sql import ask_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from warta.store import Snapshot

Unit = Literal["articles", "stories"]
UNITS: tuple[Unit, ...] = get_args(Unit)


def unit_from_query(params: Mapping[str, Sequence[str]]) -> tuple[Unit, tuple[Problem, ...]]:
    """Return what a link counts by (``unit=stories``), and its value if it is neither."""
    value = next(iter(params.get("unit", ())), UNITS[0])
    for unit in UNITS:
        if value == unit:
            return unit, ()
    return UNITS[0], (Problem("unit", value, f"it is one of {', '.join(UNITS)}"),)


def has_stories(snapshot: Snapshot) -> bool:
    """Return whether any story is told by more than one article."""
    row = ask_all(snapshot, "SELECT COUNT(DISTINCT story_no) AS stories, COUNT(*) AS articles FROM articles").iloc[0]
    return int(row["stories"]) < int(row["articles"])
