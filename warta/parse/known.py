"""Actors of the tables in ``data/actors/``: people, organisations, and the names that stand for governments."""

from __future__ import annotations

import csv
import functools
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from warta.gazetteer.fold import HAN, name_key, stem_key
from warta.gazetteer.gazetteer import gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from warta.article import ActorKind
    from warta.parse.doc import Doc
    from warta.parse.phrases import Phrase

TABLES = Path(__file__).resolve().parents[2] / "data" / "actors"
ACRONYM = 5
"""Aliases up to this long that are all capitals must be all capitals in the text too."""


class Known(NamedTuple):
    """An actor of the tables. ``always`` tells of a metonym that is never a mere town (the Kremlin)."""

    actor_id: str
    name: str
    kind: ActorKind
    country: str | None
    always: bool = True


class Found(NamedTuple):
    """A known actor in a document."""

    phrase: Phrase
    actor: Known


class Office(NamedTuple):
    """Who held an office, from and to ISO 8601 days; an empty ``to`` means: still, when the table was made."""

    country: str
    office: str
    person: Known
    from_: str
    to: str


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of actors."""
    with (TABLES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@functools.cache
def people() -> dict[str, Known]:
    """Return the people of the table by slug."""
    return {row["slug"]: Known(f"warta:{row['slug']}", row["name"], "person", row["country"] or None) for row in rows("people.csv")}


@functools.cache
def organisations() -> dict[str, Known]:
    """Return the organisations, blocs, companies, armed groups and former states of the table by slug."""
    return {
        row["slug"]: Known(f"warta:{row['slug']}", row["name"], row["kind"], row["country"] or None)  # type: ignore[arg-type]  # checked by a test
        for row in rows("organisations.csv")
    }


@functools.cache
def offices() -> tuple[Office, ...]:
    """Return who held which office when."""
    return tuple(Office(row["country"], row["office"], people()[row["person"]], row["from"], row["to"]) for row in rows("offices.csv"))


@functools.cache
def aliases() -> dict[str, tuple[tuple[Known, str], ...]]:
    """Return {key: ((actor, alias as the table writes it), ...)} of people and organisations, with keys of stems for Russian."""
    index: dict[str, list[tuple[Known, str]]] = {}
    for name, actors in (("people.csv", people()), ("organisations.csv", organisations())):
        for row in rows(name):
            actor = actors[row["slug"]]
            for alias in [actor.name, *row["aliases"].split("|")]:
                key = name_key(alias)
                index.setdefault(key, []).append((actor, alias))
                if any("\u0400" <= letter <= "\u04ff" for letter in key):
                    index.setdefault(stem_key(key, "russian"), []).append((actor, alias))
    return {key: tuple(found) for key, found in index.items() if key}


@functools.cache
def metonyms() -> dict[str, tuple[str, bool]]:
    """Return {key: (country code, always)} of the names that stand for a government."""
    index: dict[str, tuple[str, bool]] = {}
    for row in rows("metonyms.csv"):
        for name in row["names"].split("|"):
            key = name_key(name)
            index[key] = (row["country"], row["always"] == "yes")
            if any("\u0400" <= letter <= "\u04ff" for letter in key):
                index[stem_key(key, "russian")] = index[key]
    return index


def find_known(doc: Doc, starts: Iterable[int]) -> tuple[Found, ...]:
    """Return the people and organisations of the tables in a document, the longest at each place, without overlaps.

    ``starts`` are the tokens that a name may begin with (:func:`warta.parse.name_starts.name_starts`).
    """
    table, found = aliases(), []
    last = 0
    for index in starts:
        match = next(_matches(doc, index, table), None) if index >= last else None
        if match:
            found.append(match)
            last = match.phrase.last
    return tuple(found)


def _matches(doc: Doc, index: int, table: dict[str, tuple[tuple[Known, str], ...]]) -> Iterator[Found]:
    for phrase in doc.phrases(index):
        for actor, alias in table.get(phrase.key, ()):
            if _written_as(doc.text[phrase.start : phrase.end], alias, phrase.key) and not _begins_place(doc, phrase):
                yield Found(phrase, actor)


def _begins_place(doc: Doc, found: Phrase) -> bool:
    """Return whether one word is only the first of the name of a place: "West" in "West Virginia"."""
    if found.last - found.first > 1 or HAN.match(doc.text[found.start]):
        return False
    longer = (phrase for phrase in doc.phrases(found.first) if found.last < phrase.last <= found.first + 3)
    return any(doc.text[doc.tokens[phrase.last - 1].start].isupper() and gazetteer().knows(phrase.key) for phrase in longer)


def _written_as(surface: str, alias: str, key: str) -> bool:
    """Return whether the text writes a name as names are written: capitals where the alias has them."""
    if HAN.match(surface):
        return len(surface) > 1
    if alias.isupper() and len(alias) <= ACRONYM:
        return surface.isupper() and not key.startswith("~")
    return surface[:1].isupper() if alias[:1].isupper() else True
