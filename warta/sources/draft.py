"""What the formats of feeds have in common: an entry as the feed spells it, before anything of it is believed."""

from __future__ import annotations

import collections
import functools
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry as it stands in the feed; empty where the feed says nothing.

    Attributes:
        body: the longest text that the entry carries; HTML, unless ``plain``.
        whole: whether the feed calls it the content of the entry, not a summary.
    """

    title: str = ""
    body: str = ""
    plain: bool = False
    whole: bool = False
    link: str = ""
    guid: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    outlet: str = ""


@dataclass(frozen=True)
class Drafts:
    """The entries of a feed, and what it says of itself.

    Attributes:
        home: the address that relative links belong to, where the feed states it.
        lossy: some bytes of the feed were no characters.
        broken: the feed is no sound XML.
    """

    drafts: tuple[Draft, ...]
    outlet: str = ""
    home: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    lossy: bool = False
    broken: bool = False

    @functools.cached_property
    def unique(self) -> frozenset[str]:
        """The ids that only one entry has."""
        counts = collections.Counter(draft.guid for draft in self.drafts)
        return frozenset(guid for guid, count in counts.items() if count == 1)
