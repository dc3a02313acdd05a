"""The rows of the tables of actors in ``data/actors/``."""

from __future__ import annotations

import csv
from pathlib import Path

TABLES = Path(__file__).resolve().parents[2] / "data" / "actors"


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of actors."""
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def scoped(written: str) -> tuple[str, str | None]:
    """Return an alias and the language that it is confined to: ``tr:AB`` is the European Union in Turkish only."""
    confined = written[2:3] == ":" and written[:2].islower()
    return (written[3:], written[:2]) if confined else (written, None)
