"""Random filters as people choose them: frequent values often, one or two at a time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from warta.query import Filters, facet, last_published

if TYPE_CHECKING:
    import random

    from warta.store import Snapshot

KINDS = ("country", "actor", "dates", "country dates", "actor dates", "country actor")
SPANS = (7, 30, 30, 90, 365)
"""Days of a range."""
SHOWN = 40
"""Values of a list that people choose from."""


class Choices:
    """Draws filters from what a store holds."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Ask for the values that may be drawn."""
        everything = Filters()
        self._values = {key: [str(value) for value in facet(snapshot, everything, key, SHOWN)["value"]] for key in ("country", "actor")}
        self._last = last_published(snapshot, everything) or dt.date(2024, 1, 1)

    def filters(self, drawn: random.Random) -> Filters:
        """Return a random filter of countries, actors and event dates."""
        kind = drawn.choice(KINDS)
        country = self._value(drawn, "country") if "country" in kind else ()
        actor = self._value(drawn, "actor") if "actor" in kind else ()
        if "dates" not in kind:
            return Filters(country=country, actor=actor)
        last = self._last - dt.timedelta(int(2500 * drawn.random() ** 2))
        return Filters(country=country, actor=actor, from_=last - dt.timedelta(drawn.choice(SPANS)), to=last)

    def _value(self, drawn: random.Random, key: str) -> tuple[str]:
        values = self._values[key]
        return (values[int(len(values) * drawn.random() ** 1.5)],)
