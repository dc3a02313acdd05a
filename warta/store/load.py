"""Takes parsed articles into the lake and publishes a snapshot of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING, Any

import msgspec

from warta.article import ParsedArticle, Rejected, encode
from warta.store import paths
from warta.store.build import publish
from warta.store.errors import StoreError
from warta.store.lake import Lake
from warta.store.lock import locked
from warta.store.meta import read_meta
from warta.store.snapshot import current_generation
from warta.store.tables import SNAPSHOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

BATCH_BYTES = 32_000_000
"""Encoded size of the articles that are committed to the lake at a time."""


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """What a load did: articles new, changed, as they were, and inputs rejected. ``generation`` is what is served now."""

    new: int
    changed: int
    unchanged: int
    rejected: int
    generation: str | None

    @property
    def accepted(self) -> int:
        """Articles that were taken or were there already."""
        return self.new + self.changed + self.unchanged


class _Intake:
    """Sorts what comes in into what is new, changed, unchanged or rejected, and writes it to the lake in batches."""

    def __init__(self, lake: Lake, taken_at: dt.datetime, progress: Callable[[int, int], None]) -> None:
        self._lake = lake
        self._taken_at = taken_at
        self._progress = progress
        self._known = lake.digests()
        self.load = lake.next_load()
        self._rows: list[dict[str, Any]] = []
        self._bytes = 0
        self._number = 0
        self.rejects: list[Rejected] = []
        self.counts = {"new": 0, "changed": 0, "unchanged": 0}

    def take(self, item: ParsedArticle | Rejected) -> None:
        """Take one article, or note one reject."""
        if isinstance(item, Rejected):
            self.rejects.append(item)
        else:
            self._article(item)
        self._progress(sum(self.counts.values()), len(self.rejects))

    def _article(self, parsed: ParsedArticle) -> None:
        encoded = encode(parsed)
        digest = hashlib.blake2b(encoded, digest_size=16).hexdigest()
        before = self._known.get(parsed.id)
        if before == digest:
            self.counts["unchanged"] += 1
            return
        self.counts["new" if before is None else "changed"] += 1
        self._known[parsed.id] = digest
        self._number += 1
        self._bytes += len(encoded)
        self._rows.append(_lake_row(parsed, encoded, digest) | self._stamp() | {"number": self._number})
        if self._bytes > BATCH_BYTES:
            self.flush()

    def flush(self) -> None:
        """Commit the articles that wait."""
        if self._rows:
            self._lake.append("articles", self._rows)
        self._rows, self._bytes = [], 0

    def finish(self, inputs: Sequence[str]) -> bool:
        """Commit all that waits, and the load itself; return whether anything was written."""
        if not (self.counts["new"] or self.counts["changed"] or self.rejects):
            return False
        self.flush()
        if self.rejects:
            rows = [{"source": item.source, "line": item.line, "reason": item.reason} | self._stamp() for item in self.rejects]
            self._lake.append("rejects", rows)
        done = {
            "accepted": self.counts["new"] + self.counts["changed"],
            "changed": self.counts["changed"],
            "unchanged": self.counts["unchanged"],
            "rejected": len(self.rejects),
            "inputs": json.dumps([name.encode("utf-8", "replace").decode() for name in inputs], ensure_ascii=False),
        }
        self._lake.append("loads", [done | self._stamp()])
        return True

    def _stamp(self) -> dict[str, Any]:
        return {"load": self.load, "taken_at": self._taken_at}


def load(
    items: Iterable[ParsedArticle | Rejected],
    store: Path,
    inputs: Sequence[str] = (),
    progress: Callable[[int, int], None] = lambda _accepted, _rejected: None,
) -> Loaded:
    """Take articles into a store, and put a snapshot with them in service.

    An article whose id and content are known already changes nothing. One with a known id and another content becomes the
    version that is served; what was there before stays in the lake. Served files are never touched.

    Args:
        items: parsed articles, whose offsets and days were checked, and rejects.
        store: the folder; made if it is not there.
        inputs: where the items come from, for the record.
        progress: called after each item with the numbers accepted and rejected so far.

    Raises:
        Busy: another load is going on.
    """
    lake = Lake(store)
    with locked(store):
        intake = _Intake(lake, dt.datetime.now(dt.UTC), progress)
        for item in items:
            intake.take(item)
        written = intake.finish(inputs)
        generation = _in_service(store, lake)
        if written or (generation is None and lake.exists()):
            generation = publish(store, lake)
    return Loaded(**intake.counts, rejected=len(intake.rejects), generation=generation)


def _in_service(store: Path, lake: Lake) -> str | None:
    """Return the generation in service if it is one of the lake as it is now: a load that was killed may have left it behind."""
    try:
        generation = current_generation(store)
        meta = read_meta(paths.snapshots(store) / generation)
    except StoreError:
        return None
    return generation if meta.lake == lake.versions() and meta.snapshot == SNAPSHOT else None


def _lake_row(parsed: ParsedArticle, encoded: bytes, digest: str) -> dict[str, Any]:
    return {
        "id": parsed.id,
        "digest": digest,
        "title": parsed.title,
        "outlet": parsed.outlet,
        "url": parsed.url,
        "language": parsed.language,
        "published": parsed.published.value,
        "published_from": parsed.published.from_,
        "published_to": parsed.published.to,
        "parser": parsed.parser,
        "sample": parsed.sample,
        "licence": parsed.licence,
        "parsed": encoded.decode(),
    }
