"""Given names and surnames, whatever the language: what tells Paris Hilton and Jordan Smith from a town and a country."""

from __future__ import annotations

import csv
import functools
from pathlib import Path

from warta.gazetteer.fold import fold

TABLES = Path(__file__).resolve().parents[2] / "data" / "names"


@functools.cache
def given_names() -> frozenset[str]:
    """Return the folded given names of the table."""
    return _names("given.csv")


@functools.cache
def surnames() -> frozenset[str]:
    """Return the folded surnames of the table."""
    return _names("surnames.csv")


def _names(file: str) -> frozenset[str]:
    with (TABLES / file).open(encoding="utf-8", newline="") as lines:
        return frozenset(fold(row["name"]) for row in csv.DictReader(lines))
