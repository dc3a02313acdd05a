"""Given names and surnames, whatever the language: what tells Paris Hilton and Jordan Smith from a town and a country."""

from __future__ import annotations

import csv
import functools
import tomllib
from pathlib import Path
from typing import Any

from warta.gazetteer.fold import fold, name_key

TABLES = Path(__file__).resolve().parents[2] / "data" / "names"


@functools.cache
def common() -> dict[str, Any]:
    """Return the table of words of names in any language."""
    return tomllib.loads((TABLES / "common.toml").read_text(encoding="utf-8"))


@functools.cache
def particles() -> frozenset[str]:
    """Return the folded small words within names of persons in any language: "van", "de", "bin"."""
    return frozenset(name_key(word) for word in common()["particles"])


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
