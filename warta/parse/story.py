"""What a story has come to as it is read: the days that "the next day" or "that year" are counted from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from warta.parse.time_values import Anchor, Found

if TYPE_CHECKING:
    import datetime as dt

    from warta.article import Tense
    from warta.parse.timex import Days

LONG = frozenset({"Y", "DE", "CE", "Q", "H_"})
"""Units that are counted from whatever the story has come to, be it only a year."""
MONTH, RECENT = 31, 3
FAR = 250
"""What happens on "the same day" so many code points after the last day that was told is of the day that the story is about."""
TOLD_ON = frozenset({"narrative", "recent", "time"})
"""Traits of what is counted from the story."""


class Story(NamedTuple):
    """Where a story stands.

    ``written`` is the day it was written on, ``day`` the last day that it names, ``month`` the last stretch no longer than a month,
    ``stretch`` the last of any length, ``past`` the last that is not yet to come, ``recent`` the last day of those just before
    publication, which most of a story is about, ``told`` where the last day stands.
    """

    published: dt.date | None
    written: dt.date | None
    day: dt.date | None
    month: dt.date | None
    stretch: dt.date | None
    past: dt.date | None
    recent: dt.date | None
    told: int = 0

    @classmethod
    def begun(cls, published: dt.date | None) -> Story:
        """Return a story of which nothing is known but the day of its publication."""
        return cls(published, published, published, published, published, published, published)

    def anchored(self, item: Found, tense: Tense | None) -> tuple[Found, Anchor]:
        """Return an expression and what it is counted from.

        "Three days later", where the story has named no day yet, tells a time that it takes and no day.
        """
        if not item.traits.keys() & TOLD_ON or self._is_planned(item, tense):
            return item, Anchor(self.written, tense)
        anchor = self._anchor(item)
        goes_on = int(item.traits.get("shift", 0)) > 0 and "n" in item.holes.keys() | item.traits.keys()
        if goes_on and anchor == self.published and tense != "future":
            item = item._replace(traits={**item.traits, "duration": True})
        return item, Anchor(anchor, tense)

    def _is_planned(self, item: Found, tense: Tense | None) -> bool:
        """Return whether an expression is a time of day to come, which is of the day of publication though the story told of another."""
        if "time" not in item.traits or tense != "future" or self.published is None or self.day is None:
            return False
        return self.day < self.published

    def _anchor(self, item: Found) -> dt.date | None:
        unit = item.holes.get("unit") or item.traits.get("fixed")
        same_day = "time" in item.traits or item.traits.get("offset") == 0
        if "recent" in item.traits or (same_day and item.start - self.told > FAR):
            return self.recent
        if "shift" in item.traits and unit in LONG:
            return self.past if item.traits["shift"] else self.stretch
        if unit == "M":
            return self.month
        return self.stretch if "year" in item.traits or ("month" in item.holes and "d" not in item.holes) else self.day

    def after(self, item: Found, covered: Days, *, written: bool) -> Story:
        """Return where the story stands after an expression that covers some days; ``written`` tells that it is the day of writing."""
        if item.traits.keys() & TOLD_ON and _looks_back(item):
            return self
        first, length = covered.first, (covered.last - covered.first).days
        ahead = bool(self.published and first > self.published)
        if length:
            month = first if length <= MONTH and not ahead else self.month
            return self._replace(month=month, stretch=first, past=self.past if ahead else first)
        just = bool(self.published and 0 <= (self.published - first).days <= RECENT)
        return self._replace(
            written=first if written and just else self.written,
            day=first,
            month=first,
            stretch=first,
            past=first,
            recent=first if just else self.recent,
            told=item.end,
        )


def _looks_back(item: Found) -> bool:
    """Return whether an expression turns back from the story for a moment ("two days earlier"), which then goes on from where it was."""
    return int(item.traits.get("shift", 0)) < 0 or int(item.traits.get("offset", 0)) < 0
