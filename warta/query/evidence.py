"""The sentences behind a dot, a mark or a hit."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from warta.query.counts import REASONS
from warta.query.selection import Clause, Inner, ask, ask_all, marks, mask, selected, those
from warta.query.totals import conditions

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


def _clicked(filters: Filters, where: Where) -> list[Inner]:
    """Return what a click asks of a sentence as conditions that have rows of their own."""
    roles = mask(filters.roles)
    found = []
    if where.place_id:
        found.append(Inner("by_place", "place_id", (where.place_id,), roles))
    elif where.country:
        found.append(Inner("by_country", "country", (where.country,), roles, "itself" if where.country_only else "roles"))
    if where.actor_id:
        found.append(Inner("by_actor", "actor_id", (where.actor_id,)))
    return found


def _narrowed(filters: Filters, where: Where) -> Clause:
    """Return the further conditions of a click on a selected sentence r."""
    found: list[Clause] = []
    if where.from_ and where.to:
        ends = (where.from_.isoformat(), where.to.isoformat())
        basis, values = (" AND r.day_basis = ?", (where.basis,)) if where.basis else ("", ())
        one = "(r.ranges = 1 AND r.first_day = CAST(? AS DATE) AND r.last_day = CAST(? AS DATE))"
        several = 'r.sentence_no IN (SELECT t.sentence_no FROM ranges AS t WHERE t."from" = CAST(? AS DATE) AND t."to" = CAST(? AS DATE))'
        found.append(Clause(f"({one} OR {several}){basis}", (*ends, *ends, *values)))
    if where.undated:
        found.append(Clause("r.ranges = 0"))
    if where.not_placed:
        found.append(Clause(conditions(filters)[REASONS[where.not_placed]] if where.not_placed in REASONS else "FALSE"))
    if where.sentence:
        numbered = (
            "SELECT s.sentence_no FROM sentences AS s JOIN articles AS a ON a.article_no = s.article_no WHERE a.id = ? AND s.ordinal = ?"
        )
        found.append(Clause(f"r.sentence_no IN ({numbered})", where.sentence))
    return Clause(" AND ".join(sql for sql, _ in found) or "TRUE", tuple(value for _, values in found for value in values))


def evidence_count(snapshot: Snapshot, filters: Filters, where: Where) -> int:
    """Return how many selected sentences stand behind a click."""
    sql, values = _narrowed(filters, where)
    chosen = selected(filters, _clicked(filters, where))
    return int(ask(snapshot, filters, f"SELECT COUNT(*) AS n FROM selected AS r WHERE {sql}", values, of=chosen).iloc[0, 0])


def evidence(snapshot: Snapshot, filters: Filters, where: Where, offset: int = 0, limit: int = 10) -> pd.DataFrame:
    """Return the sentences behind a click, newest articles first.

    Columns: article_id, article_no, ordinal, sentence, title, outlet, language, sample, published, published_basis, start and end
    (offsets of the mention within the sentence, None where the click named none), surface, score, method, role, event_from,
    event_to, event_basis, kind (of the block).
    """
    sql, values = _narrowed(filters, where)
    found = ask(
        snapshot,
        filters,
        f"SELECT r.sentence_no, r.published_from FROM selected AS r WHERE {sql} "
        "ORDER BY r.published_from DESC NULLS LAST, r.sentence_no LIMIT ? OFFSET ?",
        [*values, limit, offset],
        of=selected(filters, _clicked(filters, where)),
    )
    numbers = [int(number) for number in found["sentence_no"]]
    mention, more = _mention(filters, where, numbers)
    return ask_all(
        snapshot,
        "SELECT a.id AS article_id, s.article_no, s.ordinal, s.text AS sentence, a.title, a.outlet, a.language, a.sample, "
        'a.published, a.published_basis, m.start - s.start AS start, m."end" - s.start AS "end", m.surface, m.score, m.method, '
        "m.role, s.first_day AS event_from, s.last_day AS event_to, s.day_basis AS event_basis, s.kind "
        f"FROM ({those('sentences', 'sentence_no', numbers)}) AS s JOIN articles AS a ON a.article_no = s.article_no "
        f"LEFT JOIN ({mention}) AS m ON m.sentence_no = s.sentence_no AND m.rank = 1 "
        "ORDER BY s.published_from DESC NULLS LAST, s.sentence_no",
        more,
    )


def _mention(filters: Filters, where: Where, numbers: list[int]) -> Clause:
    """Return a query of the mention to highlight in each sentence: of the place clicked, else of the actor, else of none."""
    columns = 'sentence_no, start, "end", surface, score, method, role'
    rank = "ROW_NUMBER() OVER (PARTITION BY sentence_no ORDER BY score DESC, start) AS rank"
    if where.place_id or where.country:
        column, value = ("place_id", where.place_id) if where.place_id else ("country", where.country)
        only = " AND precision = 'country'" if where.country_only and not where.place_id else ""
        those_here = those("places", "sentence_no", numbers)
        sql = f"SELECT {columns}, {rank} FROM ({those_here}) AS p WHERE {column} = ? AND role IN ({marks(filters.roles)}){only}"
        return Clause(sql, (value, *filters.roles))
    if where.actor_id:
        return Clause(
            f"SELECT {columns}, {rank} FROM ({those('actors', 'sentence_no', numbers)}) AS a WHERE actor_id = ?", (where.actor_id,)
        )
    return Clause(f"SELECT {columns}, 1 AS rank FROM places WHERE FALSE")
