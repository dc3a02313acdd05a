"""When things happened: lanes of actors, marks on days and ranges, and a histogram."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from warta.query.selection import Clause, ask, entries, event_days, marks
from warta.query.totals import day, size, totals

if TYPE_CHECKING:
    import datetime as dt
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


_TIMES = (
    'SELECT {0}, r.sentence_no, r.ranges, COALESCE(t."from", r.first_day) AS first_day, COALESCE(t."to", r.last_day) AS last_day, '
    "COALESCE(t.precision, r.day_precision) AS precision, r.day_basis AS basis "
    "FROM selected AS r LEFT JOIN ranges AS t ON t.sentence_no = r.sentence_no WHERE r.ranges > 0"
)
"""Each range of days of each selected sentence; of most sentences it stands on their row."""


def _limits(filters: Filters) -> Clause:
    """Return the condition that keeps a range t within the event dates asked for: a sentence may have others beside."""
    if filters.date != "event":
        return Clause("TRUE")
    parts = [("t.last_day >= CAST(? AS DATE)", filters.from_), ("t.first_day <= CAST(? AS DATE)", filters.to)]
    used = [(sql, day.isoformat()) for sql, day in parts if day]
    return Clause(" AND ".join(sql for sql, _ in used) or "TRUE", tuple(day for _, day in used))


def lanes(snapshot: Snapshot, filters: Filters, limit: int = 12) -> pd.DataFrame:
    """Return the actors with the most sentences that have a time: actor_id, name, kind, sentences."""
    days, dated = (event_days(filters, "e") or [Clause("TRUE")])[0]
    return ask(
        snapshot,
        filters,
        "SELECT c.actor_id, n.name, n.kind, c.sentences FROM (SELECT e.actor_id, COUNT(*) AS sentences FROM selected AS e "
        f"WHERE e.ranges > 0 AND {days} GROUP BY e.actor_id ORDER BY sentences DESC, e.actor_id LIMIT ?) AS c "
        "JOIN actor_names AS n ON n.actor_id = c.actor_id ORDER BY c.sentences DESC, c.actor_id",
        [*dated, limit],
        of=entries(filters, "actor"),
    )


def timeline(snapshot: Snapshot, filters: Filters, actors: Sequence[str] | None = None, limit: int = 12, most: int = 5000) -> pd.DataFrame:
    """Return the marks of the lanes: actor_id, name, kind, from, to, precision, basis, sentences.

    ``basis`` is ``published`` where a sentence has no date of its own: such a mark is drawn hollow. Of more than ``most`` marks those
    with the most sentences are given.
    """
    chosen = list(actors) if actors else list(lanes(snapshot, filters, limit)["actor_id"])
    within, values = _limits(filters)
    of_sql, of_values = entries(filters, "actor")
    of = Clause(f"SELECT * FROM ({of_sql}) AS x WHERE x.actor_id IN ({marks(chosen) or 'NULL'})", (*of_values, *chosen))
    return ask(
        snapshot,
        filters,
        'SELECT m.actor_id, n.name, n.kind, m.first_day AS "from", m.last_day AS "to", m.precision, m.basis, m.sentences FROM ('
        "SELECT t.actor_id, t.first_day, t.last_day, t.precision, t.basis, COUNT(*) AS sentences "
        f"FROM ({_TIMES.format('r.actor_id')}) AS t "
        f"WHERE {within} GROUP BY t.actor_id, t.first_day, t.last_day, t.precision, t.basis "
        "ORDER BY sentences DESC, t.first_day, t.last_day, t.actor_id LIMIT ?) AS m "
        "JOIN actor_names AS n ON n.actor_id = m.actor_id ORDER BY m.first_day, m.sentences DESC, m.last_day, m.actor_id",
        [*values, most],
        of=of,
    )


def histogram(snapshot: Snapshot, filters: Filters, unit: Unit) -> pd.DataFrame:
    """Return sentences by day, week, month or year in which their time begins: bucket (a day), basis, sentences."""
    within, values = _limits(filters)
    return ask(
        snapshot,
        filters,
        f"SELECT CAST(DATE_TRUNC('{unit}', d.first_day) AS DATE) AS bucket, d.basis, CAST(SUM(d.sentences) AS BIGINT) AS sentences FROM ("
        f"SELECT t.first_day, t.basis, COUNT(*) AS sentences FROM ({_TIMES.format('r.article_no')}) AS t "
        f"WHERE t.ranges = 1 AND {within} GROUP BY t.first_day, t.basis UNION ALL "
        f"SELECT t.first_day, t.basis, 1 AS sentences FROM (SELECT DISTINCT DATE_TRUNC('{unit}', t.first_day) AS first_day, t.basis, "
        f"t.sentence_no FROM ({_TIMES.format('r.article_no')}) AS t WHERE t.ranges > 1 AND {within}) AS t) AS d "
        "GROUP BY bucket, d.basis ORDER BY bucket, d.basis",
        [*values, *values],
    )


def undated(snapshot: Snapshot, filters: Filters) -> int:
    """Return how many selected sentences have no time at all."""
    return totals(snapshot, filters).undated


def days_covered(snapshot: Snapshot, filters: Filters) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of the times of a selection, None where it has none."""
    within, values = _limits(filters)
    if within == "TRUE":
        found = totals(snapshot, filters)
        return (found.first, found.last) if found.first and found.last else None
    row = ask(
        snapshot,
        filters,
        f"SELECT MIN(t.first_day) AS first, MAX(t.last_day) AS last FROM ({_TIMES.format('r.article_no')}) AS t WHERE {within}",
        values,
    ).iloc[0]
    first, last = day(row["first"]), day(row["last"])
    return (first, last) if first and last else None


def last_published(snapshot: Snapshot, filters: Filters) -> dt.date | None:
    """Return the last day of publication of the selected articles, None where no such day is known."""
    return size(snapshot, filters).last_published
