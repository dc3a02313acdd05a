"""The sentences behind a dot, a mark or a hit."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from warta.query.counts import reasons
from warta.query.selection import Clause, ask, marks

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from warta.query.filters import Filters
    from warta.store import Snapshot


@dataclasses.dataclass(frozen=True)
class Where:
    """What was clicked: a narrowing within the selection. Values of several fields must all hold in one sentence.

    ``country_only`` narrows ``country`` to mentions of the country itself. ``from_`` and ``to`` are the very ends of a mark, not
    limits. ``sentence`` is (article id, ordinal) of one sentence.
    """

    place_id: str | None = None
    country: str | None = None
    country_only: bool = False
    actor_id: str | None = None
    from_: dt.date | None = None
    to: dt.date | None = None
    basis: str | None = None
    undated: bool = False
    not_placed: str | None = None
    sentence: tuple[str, int] | None = None


def _narrowed(filters: Filters, where: Where) -> Clause:
    """Return a query of the sentence numbers that a click narrows the selection to, newest articles first."""
    conditions: list[Clause] = []
    if where.place_id or where.country:
        column, value = ("place_id", where.place_id) if where.place_id else ("country", where.country)
        only = " AND precision = 'country'" if where.country_only else ""
        sql = f"sentence_no IN (SELECT sentence_no FROM places WHERE {column} = ? AND role IN ({marks(filters.roles)}){only})"
        conditions.append(Clause(sql, (value, *filters.roles)))
    if where.actor_id:
        conditions.append(Clause("sentence_no IN (SELECT sentence_no FROM actors WHERE actor_id = ?)", (where.actor_id,)))
    if where.from_ and where.to:
        basis = " AND basis = ?" if where.basis else ""
        sql = f'sentence_no IN (SELECT sentence_no FROM times WHERE "from" = CAST(? AS DATE) AND "to" = CAST(? AS DATE){basis})'
        ends = (where.from_.isoformat(), where.to.isoformat())
        conditions.append(Clause(sql, (*ends, where.basis) if where.basis else ends))
    if where.undated:
        conditions.append(Clause("sentence_no NOT IN (SELECT sentence_no FROM times)"))
    if where.not_placed:
        sql, values = reasons(filters)
        conditions.append(Clause(f"sentence_no IN (SELECT sentence_no FROM ({sql}) AS r WHERE reason = ?)", (*values, where.not_placed)))
    if where.sentence:
        sql = (
            "sentence_no IN (SELECT s.sentence_no FROM sentences AS s JOIN articles AS a ON a.article_no = s.article_no "
            "WHERE a.id = ? AND s.ordinal = ?)"
        )
        conditions.append(Clause(sql, where.sentence))
    text = " AND ".join(sql for sql, _ in conditions) or "TRUE"
    return Clause(f"SELECT sentence_no FROM selected WHERE {text}", tuple(value for _, values in conditions for value in values))


def evidence_count(snapshot: Snapshot, filters: Filters, where: Where) -> int:
    """Return how many selected sentences stand behind a click."""
    sql, values = _narrowed(filters, where)
    return int(ask(snapshot, filters, f"SELECT COUNT(*) AS n FROM ({sql}) AS e", values).iloc[0, 0])


def evidence(snapshot: Snapshot, filters: Filters, where: Where, offset: int = 0, limit: int = 10) -> pd.DataFrame:
    """Return the sentences behind a click, newest articles first.

    Columns: article_id, article_no, ordinal, sentence, title, outlet, language, sample, published, published_basis, start and end
    (offsets of the mention within the sentence, None where the click named none), surface, score, method, role, event_from,
    event_to, event_basis, kind (of the block).
    """
    sql, values = _narrowed(filters, where)
    mention, more = _mention(filters, where)
    return ask(
        snapshot,
        filters,
        f"SELECT a.id AS article_id, s.article_no, s.ordinal, s.text AS sentence, a.title, a.outlet, a.language, a.sample, "
        'a.published, a.published_basis, m.start - s.start AS start, m."end" - s.start AS "end", m.surface, m.score, m.method, '
        "m.role, t.first AS event_from, t.last AS event_to, t.basis AS event_basis, s.kind "
        "FROM sentences AS s JOIN articles AS a ON a.article_no = s.article_no "
        f"LEFT JOIN ({mention}) AS m ON m.sentence_no = s.sentence_no AND m.rank = 1 "
        'LEFT JOIN (SELECT sentence_no, MIN("from") AS first, MAX("to") AS last, MIN(basis) AS basis FROM times GROUP BY sentence_no) AS t '
        "ON t.sentence_no = s.sentence_no "
        f"WHERE s.sentence_no IN ({sql}) ORDER BY s.sentence_no LIMIT ? OFFSET ?",
        [*more, *values, limit, offset],
    )


def _mention(filters: Filters, where: Where) -> Clause:
    """Return a query of the mention to highlight in each sentence: of the place clicked, else of the actor, else of none."""
    columns = 'sentence_no, start, "end", surface, score, method, role'
    rank = "ROW_NUMBER() OVER (PARTITION BY sentence_no ORDER BY score DESC, start) AS rank"
    if where.place_id or where.country:
        column, value = ("place_id", where.place_id) if where.place_id else ("country", where.country)
        sql = f"SELECT {columns}, {rank} FROM places WHERE {column} = ? AND role IN ({marks(filters.roles)})"
        return Clause(sql, (value, *filters.roles))
    if where.actor_id:
        return Clause(f"SELECT {columns}, {rank} FROM actors WHERE actor_id = ?", (where.actor_id,))
    return Clause(f"SELECT {columns}, 1 AS rank FROM places WHERE FALSE")
