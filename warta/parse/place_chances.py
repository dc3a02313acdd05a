"""Which places stay where a model of names reads the sentence too: the gazetteer knows the name, the model how it is used here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warta.article import Note
from warta.parse.known import is_capital

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warta.article import Place
    from warta.parse.doc import Doc
    from warta.parse.name_labels import Labels

OTHER = 0.6
"""Chance of being a person or an organisation from which a name of the gazetteer is no place, unless it is a state or its capital."""


def believed(doc: Doc, places: Sequence[Place], labels: Labels) -> tuple[tuple[Place, ...], tuple[Note, ...]]:
    """Return the places that the model does not refuse, and notes on the others."""
    kept: list[Place] = []
    notes: list[Note] = []
    for place in places:
        state = place.precision == "country" or is_capital(place.place_id)
        if state or place.lat is None or _other(doc, place, labels) < OTHER:
            kept.append(place)
        else:
            reason = "the words around make it no place here"
            notes.append(Note(step="places", reason=reason, start=place.start, end=place.end, surface=place.surface))
    return tuple(kept), tuple(notes)


def _other(doc: Doc, place: Place, labels: Labels) -> float:
    """Return the chance that a word of a mention is of a person or an organisation."""
    indexes = range(doc.token_at(place.start), doc.token_at(place.end))
    return max((sum(labels.chances[index][:2]) for index in indexes if index in labels.chances), default=0.0)
