"""How right the parser was when it was last measured: the records of ``data/quality.json``, which ``scripts/evaluate --write`` writes.

No figure here is written by hand. A set is one collection of articles with answer keys in one language; its cases are shown only
where the articles are our own, because texts of public corpora belong to others.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

FILE = Path(__file__).resolve().parents[1] / "data" / "quality.json"


class Figure(msgspec.Struct, frozen=True):
    """A figure in 0..1 with its 95 % interval and the number of wanted items behind it."""

    value: float
    low: float
    high: float
    wanted: int


class Kind(msgspec.Struct, frozen=True):
    """A kind of error under a measure and how often it was made."""

    measure: str
    kind: str
    count: int


class Case(msgspec.Struct, frozen=True):
    """An error in its words: ``before`` and ``after`` stand around ``surface``.

    ``wanted`` says what would be right and ``found`` what was said instead; either may be empty.
    """

    measure: str
    document: str
    kind: str
    before: str
    surface: str
    after: str
    wanted: str
    found: str


class MeasuredSet(msgspec.Struct, frozen=True):
    """One collection of articles in one language, measured with one version of the parser."""

    name: str
    language: str
    parser: str
    documents: int
    figures: dict[str, Figure]
    hard: tuple[Kind, ...] = ()
    cases: tuple[Case, ...] = ()


class Quality(msgspec.Struct, frozen=True):
    """All sets that were measured."""

    sets: tuple[MeasuredSet, ...] = ()


def read(file: Path = FILE) -> Quality | None:
    """Return what was measured, None where nothing was. Raises msgspec.DecodeError where the file is damaged."""
    return msgspec.json.decode(file.read_bytes(), type=Quality) if file.is_file() else None


def write(sets: tuple[MeasuredSet, ...], file: Path = FILE) -> Quality:
    """Keep what was measured: sets measured anew take the place of older ones, others stay with the version of the parser they had."""
    older = read(file)
    kept = {(each.name, each.language): each for each in (older.sets if older else ())}
    kept |= {(each.name, each.language): each for each in sets}
    quality = Quality(tuple(kept[key] for key in sorted(kept)))
    file.write_bytes(msgspec.json.format(msgspec.json.encode(quality), indent=1) + b"\n")
    return quality
