"""Which two words begin a name of any table: of places, peoples, people, organisations, and what stands for governments."""

from __future__ import annotations

import functools

from warta.gazetteer.gazetteer import gazetteer
from warta.gazetteer.openings import Openings
from warta.parse.known import aliases, metonyms, stem_aliases


@functools.cache
def openings() -> Openings:
    """Return what two folded words a name may begin with."""
    found = gazetteer().openings()
    found.add(gazetteer().demonyms())
    found.add(aliases())
    found.add(metonyms())
    return found


@functools.cache
def stem_openings() -> Openings:
    """Return the same of the keys of stems; made when a text is read whose names have cases."""
    found = Openings()
    found.add(gazetteer().demonyms())
    found.add(stem_aliases())
    found.add(metonyms())
    return found
