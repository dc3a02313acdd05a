"""When things happened: lanes of actors, marks on days and ranges, and a histogram."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from warta.query.selection import ask, marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from warta.query.filters import Filters
    from warta.store import Snapshot

Unit = Literal["day", "week", "month", "year"]
_SPANS: tuple[tuple[int, Unit], ...] = ((120, "day"), (800, "week"), (5000, "month"))
"""Longest span in days for which a unit is used."""


def unit_for(span_days: int) -> Unit:
    """Return the unit of the histogram for a span."""
    return next((unit for longest, unit in _SPANS if span_days <= longest), "year")


def _limits(filters: Filters) -> tuple[str, list[str]]:
    """Return the condition that keeps a time within the event dates asked for: a sentence may have others beside."""
    if filters.date != "event":
        return "", []
    sql = (' AND t."to" >= CAST(? AS DATE)' if filters.from_ else "") + (' AND t."from" <= CAST(? AS DATE)' if filters.to else "")
    return sql, [day.isoformat() for day in (filters.from_, filters.to) if day]


def lanes(snapshot: Snapshot, filters: Filters, limit: int = 12) -> pd.DataFrame:
    """Return the actors with the most sentences that have a time: actor_id, name, kind, sentences."""
    within, values = _limits(filters)
    return ask(
        snapshot,
        filters,
        "SELECT a.actor_id, ANY_VALUE(a.name) AS name, MIN(a.kind) AS kind, COUNT(DISTINCT a.sentence_no) AS sentences "
        "FROM selected JOIN actors AS a ON a.sentence_no = selected.sentence_no "
        f"JOIN times AS t ON t.sentence_no = selected.sentence_no WHERE TRUE{within} "
        "GROUP BY a.actor_id ORDER BY sentences DESC, a.actor_id LIMIT ?",
        [*values, limit],
    )


def timeline(snapshot: Snapshot, filters: Filters, actors: Sequence[str] | None = None, limit: int = 12, most: int = 5000) -> pd.DataFrame:
    """Return the marks of the lanes: actor_id, name, kind, from, to, precision, basis, sentences.

    ``basis`` is ``published`` where a sentence has no date of its own: such a mark is drawn hollow.
    """
    chosen = list(actors) if actors else list(lanes(snapshot, filters, limit)["actor_id"])
    within, values = _limits(filters)
    return ask(
        snapshot,
        filters,
        'SELECT a.actor_id, ANY_VALUE(a.name) AS name, MIN(a.kind) AS kind, t."from", t."to", t.precision, t.basis, '
        "COUNT(DISTINCT a.sentence_no) AS sentences FROM selected JOIN actors AS a ON a.sentence_no = selected.sentence_no "
        f"JOIN times AS t ON t.sentence_no = selected.sentence_no WHERE a.actor_id IN ({marks(chosen) or 'NULL'}){within} "
        'GROUP BY a.actor_id, t."from", t."to", t.precision, t.basis ORDER BY t."from", sentences DESC LIMIT ?',
        [*chosen, *values, most],
    )


def histogram(snapshot: Snapshot, filters: Filters, unit: Unit) -> pd.DataFrame:
    """Return sentences by day, week, month or year in which their time begins: bucket (a day), basis, sentences."""
    within, values = _limits(filters)
    return ask(
        snapshot,
        filters,
        f"SELECT CAST(DATE_TRUNC('{unit}', t.\"from\") AS DATE) AS bucket, t.basis, COUNT(DISTINCT t.sentence_no) AS sentences "
        f"FROM selected JOIN times AS t ON t.sentence_no = selected.sentence_no WHERE TRUE{within} "
        "GROUP BY bucket, t.basis ORDER BY bucket, t.basis",
        values,
    )


def undated(snapshot: Snapshot, filters: Filters) -> int:
    """Return how many selected sentences have no time at all."""
    found = ask(
        snapshot,
        filters,
        "SELECT COUNT(*) AS n FROM selected LEFT JOIN times AS t ON t.sentence_no = selected.sentence_no WHERE t.sentence_no IS NULL",
    )
    return int(found.iloc[0, 0])


def days_covered(snapshot: Snapshot, filters: Filters) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of the times of a selection, None where it has none."""
    within, values = _limits(filters)
    row = ask(
        snapshot,
        filters,
        'SELECT MIN(t."from") AS first, MAX(t."to") AS last FROM selected '
        f"JOIN times AS t ON t.sentence_no = selected.sentence_no WHERE TRUE{within}",
        values,
    ).iloc[0]
    if row["first"] is None or row["first"] != row["first"]:
        return None
    return _day(row["first"]), _day(row["last"])


def _day(value: dt.date | dt.datetime) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


def last_published(snapshot: Snapshot, filters: Filters) -> dt.date | None:
    """Return the last day of publication of the selected articles, None where no such day is known."""
    sql = "SELECT MAX(a.published_to) AS last FROM selected JOIN articles AS a ON a.article_no = selected.article_no"
    last = ask(snapshot, filters, sql).iloc[0, 0]
    return None if last is None or last != last else _day(last)  # noqa: PLR0124  (NaT is not itself)
