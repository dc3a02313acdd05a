"""Which places stay where a model of names reads the sentence too: the gazetteer knows the name, the model how it is used here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warta.article import Note
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.frequency import frequency
from warta.parse.institution_words import institution_words
from warta.parse.known import is_capital
from warta.parse.language import table
from warta.parse.name_labels import EVERYDAY, SURE_OF_CAPITAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warta.article import Place
    from warta.parse.doc import Doc
    from warta.parse.name_labels import Labels

STATES = frozenset({"actor", "origin"})
"""Roles in which a country is a state rather than a place."""
OTHER = 0.6
"""Chance of being a person or an organisation from which a name of the gazetteer is no place, unless it is a country."""
LITTLE = 0.05
"""Chance of being a place below which the name of a small town is a word like any other, or a part of another name."""
SMALL = 100_000
"""Inhabitants below which a town is small."""
SITE = 0.1
"""Chance of being a place below which words after a word for a building, a street or a river name none: "Menteri Perumahan Suharso"."""
HEADED = ("gazetteer site", "site beside", "gazetteer natural")
"""How places are found that such a word tells."""
STANDS = 0.6
"""Chance of being a place below which a country that acts, or that somebody is from, is no place besides."""


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


def besides_states(doc: Doc, places: Sequence[Place], labels: Labels) -> tuple[Place, ...]:
    """Return the places but for states that act, or that somebody is from or governs, where the model sees no place: they are actors.

    Neither tells alone: "Israel" is a place in "tiba di Israel" and none in "tentara Israel", and the words around are few.
    """
    return tuple(place for place in places if not (place.role in STATES and _is_state(place)) or _is_read(doc, place, labels))


def _is_state(place: Place) -> bool:
    """Return whether a place is a country, or a seat of government that acts."""
    return place.precision == "country" or (place.role == "actor" and is_capital(place.place_id))


def _is_read(doc: Doc, place: Place, labels: Labels) -> bool:
    """Return whether the model, where it read the words, takes them for a place."""
    read = _chances(doc, place, labels)
    return not read or sum(chances[2] for chances in read) >= STANDS * len(read)


def _chances(doc: Doc, place: Place, labels: Labels) -> list[Sequence[float]]:
    return [labels.chances[index] for index in range(doc.token_at(place.start), doc.token_at(place.end)) if index in labels.chances]


def _is_believed(doc: Doc, place: Place, labels: Labels) -> bool:
    read = _chances(doc, place, labels)
    if place.precision == "country" or not read:
        return True
    chance = sum(chances[2] for chances in read) / len(read)
    if place.lat is None or "site" in place.method:
        return chance >= SITE or not place.method.startswith(HEADED)
    seat = is_capital(place.place_id)
    if max(person + organisation for person, organisation, _place in read) >= (SURE_OF_CAPITAL if seat else OTHER):
        return False
    if _is_number(doc, place):
        return chance >= OTHER
    return chance >= LITTLE or place.precision != "city" or not (_is_small(doc, place) or (not seat and _is_foreign_word(doc, place)))


def _is_foreign_word(doc: Doc, place: Place) -> bool:
    """Return whether a name is an everyday word of the language, and a town of that name lies in another country: "Kota", "Surat"."""
    words = institution_words(doc.language)
    everyday = " " not in place.surface and frequency(place.surface.lower(), doc.language) >= EVERYDAY
    return everyday and words is not None and place.country != words.home


def _is_number(doc: Doc, place: Place) -> bool:
    """Return whether a name is a number too: "Lima"."""
    return doc.spelt[doc.token_at(place.start)] in table(doc.language, "time").get("n", {})


def _is_small(doc: Doc, place: Place) -> bool:
    """Return whether all places of a name are small towns."""
    key = " ".join(doc.folded[doc.token_at(place.start) : doc.token_at(place.end)])
    return all(entry.population < SMALL for entry in gazetteer().named(key))
