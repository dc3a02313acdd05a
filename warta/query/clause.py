"""The selection as SQL over the tables of a snapshot, in words that other engines read too.

It says the same as :mod:`warta.query.selection`, which answers the pages; what is read whole, as downloads are, is asked with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warta.query.filters import Filters

HITS = "text_hits"
"""Name of the table of the articles that a search text found: article_no."""


class Clause(NamedTuple):
    """A piece of SQL and the values of its question marks."""

    sql: str
    values: tuple[Any, ...] = ()


def clause(filters: Filters) -> Clause:
    """Return a query of the selected sentences, each once: sentence_no, article_no."""
    inner, days = _mentioned(filters), _event_days(filters)
    if filters.scope == "article" and inner:
        somewhere = [each.on("s") for each in (*inner, *days)]
        conditions = [Clause(f"r.article_no IN (SELECT s.article_no FROM sentences AS s WHERE {sql})", values) for sql, values in somewhere]
        here = [each.on("r") for each in (*inner, *days)]
        conditions.append(Clause(f"({' OR '.join(f'({sql})' for sql, _ in here)})", tuple(value for _, values in here for value in values)))
    else:
        conditions = [each.on("r") for each in (*inner, *days)]
    conditions += _of_articles(filters)
    where = " AND ".join(condition for condition, _ in conditions) or "TRUE"
    values = tuple(value for _, filled in conditions for value in filled)
    return Clause(
        f"SELECT r.sentence_no, r.article_no FROM sentences AS r JOIN articles AS a ON a.article_no = r.article_no WHERE {where}", values
    )


def marks(values: Sequence[Any]) -> str:
    """Return question marks for a list of values."""
    return ", ".join("?" * len(values))


class _Condition(NamedTuple):
    """A condition on a sentence, for whose row braces stand, and the values of its question marks."""

    sql: str
    values: tuple[Any, ...]

    def on(self, row: str) -> Clause:
        """Return the condition on a row of that name."""
        return Clause(self.sql.replace("{}", row), self.values)


def _mentioned(filters: Filters) -> list[_Condition]:
    """Return what one sentence must name."""
    found = []
    for column, values in (("place_id", filters.place), ("country", filters.country)):
        if values:
            sql = f"SELECT p.sentence_no FROM places AS p WHERE p.{column} IN ({marks(values)}) AND p.role IN ({marks(filters.roles)})"
            found.append(_Condition(f"{{}}.sentence_no IN ({sql})", (*values, *filters.roles)))
    for actor in filters.actor:
        sql = "SELECT n.sentence_no FROM actors AS n WHERE n.actor_id = ?"
        found.append(_Condition(f"{{}}.sentence_no IN ({sql})", (actor,)))
    return found


def _event_days(filters: Filters) -> list[_Condition]:
    """Return that one of the ranges of days of a sentence meets the event dates asked for, if any are."""
    if filters.date != "event" or not (filters.from_ or filters.to):
        return []
    limits = [
        (after, before, day.isoformat())
        for after, before, day in (
            ("{}.last_day >= CAST(? AS DATE)", 't."to" >= CAST(? AS DATE)', filters.from_),
            ("{}.first_day <= CAST(? AS DATE)", 't."from" <= CAST(? AS DATE)', filters.to),
        )
        if day
    ]
    days = tuple(day for _, _, day in limits)
    ends = " AND ".join(end for end, _, _ in limits)
    if len(limits) == 1:
        return [_Condition(ends, days)]
    # Between the ends of all ranges of a sentence there may be days that none of them covers.
    several = f"SELECT t.sentence_no FROM ranges AS t WHERE {' AND '.join(meets for _, meets, _ in limits)}"
    return [_Condition(f"{ends} AND ({{}}.ranges = 1 OR {{}}.sentence_no IN ({several}))", (*days, *days))]


def _of_articles(filters: Filters) -> list[Clause]:
    """Return the conditions on the article a of a sentence."""
    found = [
        Clause(f"a.{column} IN ({marks(values)})", values)
        for column, values in (("outlet", filters.source), ("language", filters.language))
        if values
    ]
    if filters.date == "published":
        if filters.from_:
            found.append(Clause("a.published_to >= CAST(? AS DATE)", (filters.from_.isoformat(),)))
        if filters.to:
            found.append(Clause("a.published_from <= CAST(? AS DATE)", (filters.to.isoformat(),)))
    if filters.q:
        found.append(Clause(f"a.article_no IN (SELECT h.article_no FROM {HITS} AS h)"))
    return found
