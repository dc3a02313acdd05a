"""Which words name a town in a script without capitals, where nothing in the spelling tells Medina from "city".

A language of such a script lists in ``places.toml`` the ``words`` that are spelt like a town and name one only after a noun of place
("the town of Bab"), and the ``ordinary`` ones that name one after a preposition of place too.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from warta.gazetteer.fold import name_key
from warta.parse.frequency import frequency
from warta.parse.language import table

if TYPE_CHECKING:
    from warta.parse.doc import Doc
    from warta.parse.phrases import Phrase

LEAST = 30_000
"""Inhabitants from which a town is believed wherever its name stands."""
LEAST_GOVERNED = 0
"""Inhabitants from which it is where a preposition or a noun of place says that a rare word is a place; of many nobody knows how many."""
RARE = 2.5
"""Zipf frequency below which a word is no ordinary one."""


class Lists(NamedTuple):
    """Folded words of a language: see above; ``nouns`` are words for kinds of places."""

    words: frozenset[str]
    ordinary: frozenset[str]
    nouns: frozenset[str]


@functools.cache
def lists(language: str | None) -> Lists | None:
    """Return the lists of a language, None where it has none."""
    source = table(language, "places").get("uncased")
    return source and Lists(*(frozenset(map(name_key, source.get(name, "").split())) for name in Lists._fields))


def least_inhabitants(doc: Doc, phrase: Phrase) -> int:
    """Return how many inhabitants a town of this name must have to be believed here."""
    known = lists(doc.language)
    if known is None:
        return LEAST
    before = doc.folded[phrase.first - 1] if phrase.first else ""
    said = before in known.nouns or before in doc.grammar.locative
    several = phrase.last - phrase.first > 1
    return LEAST_GOVERNED if said and (several or frequency(doc.text[phrase.start : phrase.end], doc.language) < RARE) else LEAST


def is_word(doc: Doc, phrase: Phrase) -> bool | None:
    """Return whether one word is no town here; None where the language has no lists to tell."""
    known = lists(doc.language)
    if known is None:
        return None
    before = doc.folded[phrase.first - 1] if phrase.first else ""
    if phrase.key in known.words:
        return before not in known.nouns
    return phrase.key in known.ordinary and before not in known.nouns and before not in doc.grammar.locative
