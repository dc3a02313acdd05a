"""Given names and surnames, whatever the language: what tells Paris Hilton and Jordan Smith from a town and a country."""

from __future__ import annotations

import csv
import functools
import tomllib
from pathlib import Path
from typing import Any

import regex

from warta.gazetteer.fold import fold, name_key
from warta.parse.language import table

DATA = Path(__file__).resolve().parents[2] / "data"
TABLES = DATA / "names"
PEOPLE = DATA / "actors" / "people.csv"
SURNAME_FIRST = frozenset(["CN", "TW", "HK", "MO", "SG", "KR", "KP", "VN", "KH"])
"""Countries whose people are written with the surname first."""
PARTS, SHORTEST = 2, 3
"""Words in a plain name, and letters in the shortest of them that is kept."""
CYRILLIC = regex.compile(r"\p{Cyrillic}")


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
    """Return the folded given names of the table, and those of the people of the table of actors."""
    return _names("given.csv") | frozenset(words[0] for words in _of_known_people())


@functools.cache
def surnames() -> frozenset[str]:
    """Return the folded surnames of the table, and those of the people of the table of actors."""
    return _names("surnames.csv") | frozenset(words[-1] for words in _of_known_people())


def _names(file: str) -> frozenset[str]:
    with (TABLES / file).open(encoding="utf-8", newline="") as lines:
        return frozenset(fold(row["name"]) for row in csv.DictReader(lines))


@functools.cache
def _of_known_people() -> tuple[tuple[str, str], ...]:
    """Return (given name, surname) of known people whose name has these two parts in this order."""
    titles = {fold(title) for name in ("grammar", "names") for title in table("en", name).get("titles", ())}
    with PEOPLE.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["country"] not in SURNAME_FIRST and fold(row["name"]).split()[0] not in titles]
    found = []
    for row in rows:
        if len(fold(row["name"]).split()) == PARTS:
            aliases = [alias for alias in row["aliases"].split("|") if alias[:1].upper() == row["name"][0] or CYRILLIC.match(alias)]
            names = (fold(name).split() for name in (row["name"], *aliases))
            found += [(words[0], words[1]) for words in names if len(words) == PARTS and all(len(word) >= SHORTEST for word in words)]
    return tuple(found)
