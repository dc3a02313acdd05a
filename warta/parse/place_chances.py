"""Which places stay where a model of names reads the sentence too: the gazetteer knows the name, the model how it is used here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warta.article import Note
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.known import is_capital
from warta.parse.name_labels import SURE_OF_CAPITAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warta.article import Place
    from warta.parse.doc import Doc
    from warta.parse.name_labels import Labels

OTHER = 0.6
"""Chance of being a person or an organisation from which a name of the gazetteer is no place, unless it is a country."""
LITTLE = 0.02
"""Chance of being a place below which the name of a small town is a word like any other."""
SMALL = 60_000
"""Inhabitants below which a town is small."""


def believed(doc: Doc, places: Sequence[Place], labels: Labels) -> tuple[tuple[Place, ...], tuple[Note, ...]]:
    """Return the places that the model does not refuse, and notes on the others."""
    kept: list[Place] = []
    notes: list[Note] = []
    for place in places:
        if _is_believed(doc, place, labels):
            kept.append(place)
        else:
            reason = "the words around make it no place here"
            notes.append(Note(step="places", reason=reason, start=place.start, end=place.end, surface=place.surface))
    return tuple(kept), tuple(notes)


def _is_believed(doc: Doc, place: Place, labels: Labels) -> bool:
    if place.lat is None or place.precision == "country":
        return True
    read = [labels.chances[index] for index in range(doc.token_at(place.start), doc.token_at(place.end)) if index in labels.chances]
    other = max((person + organisation for person, organisation, _place in read), default=0.0)
    if other >= (SURE_OF_CAPITAL if is_capital(place.place_id) else OTHER):
        return False
    return len(read) != 1 or read[0][2] >= LITTLE or place.precision != "city" or not _is_small(doc, place)


def _is_small(doc: Doc, place: Place) -> bool:
    """Return whether all places of a name are small towns."""
    return all(entry.population < SMALL for entry in gazetteer().named(doc.folded[doc.token_at(place.start)]))
