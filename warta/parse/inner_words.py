"""Words that stand in lower case inside the names of the tables: "of", "de la", "am", and nouns where a language writes them small.

A run of words that meets another small word is no longer a name. Most words of most scripts are small, so that this ends nearly all runs.
"""

from __future__ import annotations

import csv
import functools
from pathlib import Path

from warta.gazetteer.fold import fold
from warta.parse.actor_rows import alias_tables, names_of, rows

DATA = Path(__file__).resolve().parents[2] / "data"
GAZETTEER = DATA / "gazetteer" / "inner_words.txt"
DEMONYMS = DATA / "places" / "demonyms.csv"


@functools.cache
def inner_words() -> frozenset[str]:
    """Return the folded words that stand in lower case after the first word of a name of any table."""
    known = frozenset(GAZETTEER.read_text(encoding="utf-8").split())
    tables = ("people.csv", "organisations.csv")
    actors = (name for table in tables for row in rows(table) for name, _language in names_of(row))
    aliases = (name for table in alias_tables().values() for row in rows(table) for name in row["aliases"].split("|"))
    return known | peoples() | {fold(word) for name in (*actors, *aliases) if not name.isupper() for word in small_words(name)}


@functools.cache
def peoples() -> frozenset[str]:
    """Return the folded words for peoples that a language writes small: they stand in names of bodies."""
    with DEMONYMS.open(encoding="utf-8", newline="") as lines:
        names = [name for row in csv.DictReader(lines) for name in row["names"].split("|")]
    return frozenset(fold(word) for name in names for word in name.split(" ") if word[:1].islower())


def small_words(name: str) -> list[str]:
    """Return the words in lower case after the first of a name."""
    return [part for word in name.split(" ")[1:] for part in word.replace("-", " ").replace("’", "'").split("'") if part[:1].islower()]
