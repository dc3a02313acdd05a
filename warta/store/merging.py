"""Which segments to make one of, so that there are few, and so that a small load never waits for the rewriting of a large one.

Sizes grow by steps, as in a log-structured merge tree: what is added is merged with the segments that are not much larger than it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warta.store.segment import Segment

STEP = 4
"""A segment up to so many times as large as all smaller ones together is merged with them."""
AT_ONCE = 20_000
"""Articles that are merged before what is new is served; more wait until it is."""
FEW, MOST = 4, 8
"""Segments that do not call for merging yet, and that there may be."""
DEAD = 0.2
"""Share of articles out of date from which on a segment is rewritten."""


def choose(segments: Sequence[Segment], most: int | None = None) -> list[Segment]:
    """Return the segments that should become one, none where all is well.

    Args:
        segments: those that are served.
        most: articles that may be rewritten; any number if not given.
    """
    by_size = sorted(segments, key=lambda segment: segment.articles)
    chosen: list[Segment] = []
    articles = 0
    for segment in by_size if len(by_size) > FEW else ():
        if chosen and segment.articles > STEP * articles and len(by_size) - len(chosen) < MOST:
            break
        if most is not None and articles + segment.articles > most:
            break
        chosen.append(segment)
        articles += segment.articles
    if len(chosen) > 1:
        return chosen
    worn = [segment for segment in by_size if len(segment.dead) > DEAD * segment.meta.counts["articles"]]
    return [segment for segment in worn if most is None or segment.articles <= most][:1]
