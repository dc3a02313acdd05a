"""Tells of the articles of a load which story each is, after those that the lake took in last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]  # ships no types

from warta.stories import REMEMBERED, Stories, Told, unpacked

if TYPE_CHECKING:
    from collections.abc import Collection

    from warta.store.lake import Lake


class Teller:
    """Decides article after article; what the lake remembers is read when the first one comes."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake
        self._stories: Stories | None = None

    def tell(self, rows: pa.Table, known: Collection[str]) -> tuple[pa.Array, pa.Array]:
        """Return the story of each article, and its traits as the lake keeps them.

        Args:
            rows: articles with ``id`` and ``traits``, none of which is in the lake in this version.
            known: the ids of those that are there in another.
        """
        stories = self._stories = self._stories or self._remembered()
        before = self._before(pa.array(known, pa.string())) if known else {}
        found, kept = [], []
        for article, packed in zip(rows["id"].to_pylist(), rows["traits"].to_pylist(), strict=True):
            traits = unpacked(packed)
            if traits is None:
                raise ValueError(f"the traits of the article {article!r} are not of this version")
            told = before[article] = stories.assign(article, traits, before.get(article))
            found.append(told.story)
            kept.append(told.traits.packed())
        return pa.array(found, pa.string()), pa.array(kept, pa.binary())

    def _before(self, ids: pa.Array) -> dict[str, Told]:
        told = self._lake.told(ids)
        return {article: Told(story, traits) for article, (story, packed) in told.items() if (traits := unpacked(packed))}

    def _remembered(self) -> Stories:
        stories = Stories()
        for story, packed in self._lake.last_told(REMEMBERED):
            if traits := unpacked(packed):
                stories.remember(Told(story, traits))
        return stories
