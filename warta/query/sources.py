"""Where a store's articles come from: outlets, languages, loads, and what was rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warta.query.sql import ask_all

if TYPE_CHECKING:
    import pandas as pd

    from warta.store import Snapshot


def outlets(snapshot: Snapshot) -> pd.DataFrame:
    """Return outlet, language, articles, sentences, first and last day of publication, sample; most articles first."""
    return ask_all(
        snapshot,
        "SELECT outlet, language, COUNT(*) AS articles, SUM(sentences) AS sentences, MIN(published_from) AS first, "
        "MAX(published_to) AS last, MIN(CASE WHEN sample THEN 1 ELSE 0 END) = 1 AS sample FROM articles "
        "GROUP BY outlet, language ORDER BY articles DESC, outlet, language",
    )


def published_bases(snapshot: Snapshot) -> pd.DataFrame:
    """Return how the day of publication is known: basis, articles."""
    return ask_all(snapshot, "SELECT published_basis AS basis, COUNT(*) AS articles FROM articles GROUP BY basis ORDER BY articles DESC")


def loads(snapshot: Snapshot) -> pd.DataFrame:
    """Return the loads of a store, newest first: load, taken_at, accepted, rejected, inputs."""
    return ask_all(snapshot, "SELECT load, taken_at, accepted, rejected, inputs FROM loads ORDER BY taken_at DESC, load DESC")


def rejects(snapshot: Snapshot, limit: int = 1000) -> pd.DataFrame:
    """Return what was rejected, newest first: source, line, reason, taken_at."""
    return ask_all(snapshot, "SELECT source, line, reason, taken_at FROM rejects ORDER BY taken_at DESC, source, line LIMIT ?", [limit])


def has_samples(snapshot: Snapshot) -> bool:
    """Return whether sample articles are in the store."""
    return not ask_all(snapshot, "SELECT 1 AS one FROM articles WHERE sample LIMIT 1").empty


def articles_total(snapshot: Snapshot) -> int:
    """Return how many articles the store serves."""
    return int(snapshot.meta.counts.get("articles", 0))
