"""Why a place is mentioned: something happens there, it dates the article, it is somebody's origin, it acts, or none of these.

A dateline and a word for a people speak for themselves. Elsewhere the cues around a name (:mod:`warta.parse.role_cues`) each add a
weight to each role, from ``data/places/role_weights.csv``, and the heaviest role wins. ``python -m tests.evaluate.roles`` makes the
weights from answer keys; they know nothing of languages.
"""

from __future__ import annotations

import csv
import functools
from pathlib import Path
from typing import TYPE_CHECKING

from warta.parse.role_cues import APPOSITION, cues

if TYPE_CHECKING:
    from collections.abc import Iterable

    from warta.article import Place, PlaceRole
    from warta.gazetteer.gazetteer import Entry
    from warta.parse.doc import Doc
    from warta.parse.phrases import Phrase

WEIGHTS = Path(__file__).resolve().parents[2] / "data" / "places" / "role_weights.csv"
ROLES: tuple[PlaceRole, ...] = ("event", "mentioned", "origin", "actor")
"""The roles that are weighed, the likeliest first."""


@functools.cache
def weights() -> dict[str, tuple[float, float, float, float]]:
    """Return what each cue adds to each of the ``ROLES``."""
    with WEIGHTS.open(encoding="utf-8", newline="") as lines:
        one, two, three, four = ROLES
        return {row["cue"]: (float(row[one]), float(row[two]), float(row[three]), float(row[four])) for row in csv.DictReader(lines)}


def role_of(doc: Doc, phrase: Phrase, entry: Entry, form: str, before: Place | None) -> PlaceRole:
    """Return why a place is mentioned; ``before`` is the place mentioned last, whose role a "City, Country" shares."""
    if form == "demonym":
        return "origin"
    if doc.block_at(phrase.start) == "dateline":
        return "dateline"
    if before and before.role == "dateline" and doc.text[before.end : phrase.start] in APPOSITION:
        return "dateline"
    return weigh(cues(doc, phrase, entry, (before.end, before.role) if before and before.form == "name" else None))


def weigh(found: Iterable[str]) -> PlaceRole:
    """Return the role that cues speak for; the first of the ``ROLES`` where they are equally strong."""
    table = weights()
    event = mentioned = origin = actor = 0.0
    for cue in found:
        if cue in table:
            one, two, three, four = table[cue]
            event, mentioned, origin, actor = event + one, mentioned + two, origin + three, actor + four
    totals = (event, mentioned, origin, actor)
    return ROLES[totals.index(max(totals))]
