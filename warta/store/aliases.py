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
        found += [(f"warta:{row['slug']}", alias) for row in rows for alias in (row["name"], *row["aliases"].split("|")) if alias]
    return found
