"""By which names the actors of the tables are known, so that a search finds an actor under a name that no article here uses."""

from __future__ import annotations

import csv
from pathlib import Path

TABLES = Path(__file__).resolve().parents[2] / "data" / "actors"


def table_aliases() -> list[tuple[str, str]]:
    """Return (actor_id, alias) for each name in ``data/actors/``, in any script.

    The tables are read here once more, rather than through the parser, so that a server can rebuild a snapshot without it.
    """
    found = []
    for name in ("people.csv", "organisations.csv"):
        with (TABLES / name).open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        found += [(f"warta:{row['slug']}", _plain(alias)) for row in rows for alias in (row["name"], *row["aliases"].split("|")) if alias]
    return found


def _plain(alias: str) -> str:
    """Return an alias without the language that it is confined to (``tr:AB``)."""
    return alias[3:] if alias[2:3] == ":" and alias[:2].islower() else alias
