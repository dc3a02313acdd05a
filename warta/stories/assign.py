"""Gives each article the story that it tells: that of the nearest article before it, or one of its own."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from warta.stories.near import REMEMBERED, Found, Memory
from warta.stories.signature import likeness

if TYPE_CHECKING:
    from warta.stories.traits import Traits

WINDOW = 3
"""Days of publication between two articles of one story, at most."""
SPAN = 7
"""Days after its first article in which a story takes in others: without an end a war would be one story."""
COPY = 0.4
"""Likeness from which a text is a copy of another."""
REPORT = 0.9
"""Nearness from which two articles report the same event."""
SAME_ARTICLE = 0.25
"""Likeness from which a changed version of an article tells what it told before."""


class Told(NamedTuple):
    """What was decided of an article: the id of the article that told its story first, and its traits."""

    story: str
    traits: Traits


class Stories:
    """Decides once for each article, in the order in which they come; the same articles in the same order give the same stories.

    Args:
        size: articles that are remembered.
    """

    def __init__(self, size: int = REMEMBERED) -> None:
        self._memory = Memory(size)

    def remember(self, told: Told) -> None:
        """Remember an article whose story was decided before."""
        self._memory.add(told.traits, told.story)

    def assign(self, article_id: str, traits: Traits, before: Told | None = None) -> Told:
        """Return the story of an article, and remember it.

        Args:
            article_id: its id, which becomes that of the story where it is the first to tell it.
            traits: what the story is told by.
            before: what was decided of the version before, where the article has changed.
        """
        told = self._decided(article_id, traits, before)
        self._memory.add(told.traits, told.story)
        return told

    def _decided(self, article_id: str, traits: Traits, before: Told | None) -> Told:
        if before and _still(before.traits, traits):
            return Told(before.story, msgspec.structs.replace(traits, begun=before.traits.begun))
        found = self._found(traits)
        if found:
            return Told(found.story, msgspec.structs.replace(traits, begun=found.begun))
        return Told(article_id, msgspec.structs.replace(traits, begun=traits.day))

    def _found(self, traits: Traits) -> Found | None:
        copy = self._memory.nearest_copy(traits, WINDOW)
        if copy and copy.near >= COPY and _goes_on(copy, traits):
            return copy
        reports = self._memory.nearest_reports(traits, WINDOW, REPORT)
        return next((each for each in reports if _goes_on(each, traits)), None)


def _still(before: Traits, now: Traits) -> bool:
    return before.signature == now.signature or likeness(before.signature, now.signature) >= SAME_ARTICLE


def _goes_on(found: Found, traits: Traits) -> bool:
    return found.begun is None or traits.day is None or abs(traits.day - found.begun) <= SPAN


def story_number(story: str) -> int:
    """Return a number for a story, in 0..2^63-1: what a snapshot counts by."""
    return int.from_bytes(hashlib.blake2b(story.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1
