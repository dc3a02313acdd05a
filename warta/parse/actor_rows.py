"""The rows of the tables of actors in ``data/actors/``."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLES = Path(__file__).resolve().parents[2] / "data" / "actors"
ALIASES = {"ar": "aliases_arabic.csv", "fa": "aliases_persian.csv", "hi": "aliases_hindi.csv"} | {
    "ja": "aliases_japanese.csv",
    "ko": "aliases_korean.csv",
}


def alias_tables() -> dict[str, str]:
    """Return {language: its table of further aliases, by slug}: those of ``ALIASES``, and each ``aliases_<ISO 639-1>.csv``."""
    return ALIASES | {path.stem[-2:]: path.name for path in sorted(TABLES.glob("aliases_??.csv"))}


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of actors."""
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def scoped(written: str) -> tuple[str, str | None]:
    """Return an alias and the language that it is confined to: ``tr:AB`` is the European Union in Turkish only."""
    confined = written[2:3] == ":" and written[:2].islower()
    return (written[3:], written[:2]) if confined else (written, None)


def names_of(row: dict[str, str]) -> Iterator[tuple[str, str | None]]:
    """Yield the names of a row, each with the language that it is confined to, None for all.

    A canonical name that stands among the aliases confined to languages means the actor in those only: "Kering" is Indonesian for dry.
    """
    names = dict.fromkeys(scoped(written) for written in row["aliases"].split("|"))
    if not any(alias == row["name"] for alias, _language in names):
        yield row["name"], None
    yield from names
