"""The set of sentences that filters choose, as SQL. Every query of this package starts from it, so that no two counts can differ.

A sentence has on its own row all that filters ask (:data:`warta.store.tables.WIDE`). Where they ask for a country, a place or an
actor, only the rows of it are read: the tables ``by_country``, ``by_place`` and ``by_actor`` have its sentences side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import pyarrow as pa  # type: ignore[import-untyped]  # ships no types

from warta.query.text_hits import text_hits
from warta.store.tables import BITS, WIDE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from warta.query.filters import Filters
    from warta.store import Snapshot

HITS = "text_hits"
"""Name under which the articles that a search text found are joined in."""
ALTERNATIVES = 4
"""Values of a filter up to which only their rows are read; with more, all sentences are looked at."""
ONE_BY_ONE = 20
"""Rows that are looked up one by one."""
COLUMNS = tuple(f'"{column}"' for column in WIDE)
Kind = Literal["country", "place", "actor"]
ENTRY = {"country": ("country", "roles", "itself"), "place": ("place_id", "roles", "drawn_here"), "actor": ("actor_id",)}
"""What a row of an entry has beside the columns of its sentence."""
_UNNESTED = {
    "country": ("countries", "u.e.country, u.e.roles, u.e.itself"),
    "place": ("places", "u.e.place_id, u.e.roles, u.e.drawn AS drawn_here"),
    "actor": ("actors", "u.e AS actor_id"),
}


class Clause(NamedTuple):
    """A piece of SQL and the values of its question marks."""

    sql: str
    values: tuple[Any, ...] = ()


class Inner(NamedTuple):
    """A condition that one sentence must meet: it has a row in ``table`` with one of ``values`` in ``column``, in one of ``roles``.

    ``roles`` are bits of ``role_column``, 0 for any.
    """

    table: str
    column: str
    values: tuple[str, ...]
    roles: int = 0
    role_column: str = "roles"

    def on(self, row: str, values: Sequence[str] | None = None) -> Clause:
        """Return the condition on a row of the table."""
        chosen = self.values if values is None else tuple(values)
        one = "= ?" if len(chosen) == 1 else f"IN ({marks(chosen)})"
        roles = f" AND ({row}.{self.role_column} & {self.roles}) <> 0" if self.roles else ""
        return Clause(f"{row}.{self.column} {one}{roles}", chosen)

    def among(self, number: str = "sentence_no", values: Sequence[str] | None = None) -> Clause:
        """Return a query of the sentences that meet it, or of their articles."""
        sql, filled = self.on("i", values)
        return Clause(f"SELECT i.{number} FROM {self.table} AS i WHERE {sql}", filled)

    def once(self) -> list[Clause]:
        """Return the conditions on a row ``r`` of the table under which each sentence is there once, though it meets several values."""
        ways, filled = [], []
        for at, value in enumerate(self.values):
            sql, values = self.among(values=self.values[:at]) if at else Clause("", ())
            ways.append(f"r.{self.column} = ?" + (f" AND r.sentence_no NOT IN ({sql})" if at else ""))
            filled += [value, *values]
        first = self.on("r")
        return [first] if len(ways) == 1 else [first, Clause(f"({' OR '.join(f'({way})' for way in ways)})", tuple(filled))]


def marks(values: Sequence[Any]) -> str:
    """Return question marks for a list of values."""
    return ", ".join("?" * len(values))


def mask(roles: Sequence[str]) -> int:
    """Return roles as bits."""
    return sum(BITS[role] for role in roles)


def within_sentence(filters: Filters) -> list[Inner]:
    """Return the conditions that hold within one sentence, but for the event date; the rarest kind first."""
    roles = mask(filters.roles)
    found = [Inner("by_place", "place_id", filters.place, roles)] if filters.place else []
    found += [Inner("by_actor", "actor_id", (actor,)) for actor in filters.actor]
    return [*found, Inner("by_country", "country", filters.country, roles)] if filters.country else found


def event_days(filters: Filters, row: str = "r") -> list[Clause]:
    """Return the condition on a sentence that one of its ranges of days meets the event dates asked for, if any are."""
    if filters.date != "event" or not (filters.from_ or filters.to):
        return []
    first, last = (day.isoformat() if day else "" for day in (filters.from_, filters.to))
    after, before = f"{row}.last_day >= CAST(? AS DATE)", f"{row}.first_day <= CAST(? AS DATE)"
    if not last:
        return [Clause(after, (first,))]
    if not first:
        return [Clause(before, (last,))]
    # Between the ends of all ranges of a sentence there may be days that none of them covers.
    several = 'SELECT t.sentence_no FROM ranges AS t WHERE t."to" >= CAST(? AS DATE) AND t."from" <= CAST(? AS DATE)'
    one = f"({row}.ranges = 1 OR {row}.sentence_no IN ({several}))"
    return [Clause(f"{after} AND {before} AND {one}", (first, last, first, last))]


def within_article(filters: Filters, row: str = "r") -> list[Clause]:
    """Return the conditions on the article, as SQL on a row of any table that has it."""
    clauses = []
    for column, values in (("outlet", filters.source), ("language", filters.language)):
        if values:
            clauses.append(Clause(f"{row}.{column} IN ({marks(values)})", values))
    if filters.date == "published":
        if filters.from_:
            clauses.append(Clause(f"{row}.published_to >= CAST(? AS DATE)", (filters.from_.isoformat(),)))
        if filters.to:
            clauses.append(Clause(f"{row}.published_from <= CAST(? AS DATE)", (filters.to.isoformat(),)))
    if filters.q:
        clauses.append(Clause(f"{row}.article_no IN (SELECT h.article_no FROM {HITS} AS h)"))
    return clauses


def whole_articles(filters: Filters) -> bool:
    """Return whether every sentence of a selected article is selected."""
    return not within_sentence(filters) and not event_days(filters)


def selected(filters: Filters, clicked: Sequence[Inner] = ()) -> Clause:
    """Return a query of the selected sentences, each once, with the columns of :data:`warta.store.tables.WIDE`.

    ``clicked`` are further conditions on each sentence, whatever the scope of the filters.
    """
    inner = within_sentence(filters)
    if filters.scope == "article" and inner:
        return _from("sentences", list(clicked), [*_somewhere(filters, inner), *within_article(filters)])
    return _from("sentences", [*clicked, *inner], [*event_days(filters), *within_article(filters)])


def entries(filters: Filters, kind: Kind, clicked: Sequence[Inner] = ()) -> Clause:
    """Return a query of the countries, places or actors of the selected sentences: :data:`ENTRY`, then the columns of the sentence."""
    own = ", ".join(f"r.{column}" for column in ENTRY[kind])
    if not clicked and not within_sentence(filters):
        return _from(f"by_{kind}", [], [*event_days(filters), *within_article(filters)], f"{own}, ")
    sql, values = selected(filters, clicked)
    items, fields = _UNNESTED[kind]
    columns = ", ".join(f"u.{column}" for column in COLUMNS)
    return Clause(f"SELECT {fields}, {columns} FROM (SELECT UNNEST(w.{items}) AS e, w.* FROM ({sql}) AS w) AS u", values)


def _from(table: str, inner: list[Inner], conditions: list[Clause], more: str = "") -> Clause:
    """Return a query of the rows that meet all conditions: of those of an inner one where it has few values."""
    driver = next((each for each in inner if len(each.values) <= ALTERNATIVES), None)
    if driver:
        table = driver.table
        conditions = [*driver.once(), *conditions]
    for each in inner:
        if each is not driver:
            sql, values = each.among()
            conditions = [*conditions, Clause(f"r.sentence_no IN ({sql})", values)]
    where = f" WHERE {' AND '.join(sql for sql, _ in conditions)}" if conditions else ""
    values = tuple(value for _, filled in conditions for value in filled)
    return Clause(f"SELECT {more}{', '.join(f'r.{column}' for column in COLUMNS)} FROM {table} AS r{where}", values)


def _somewhere(filters: Filters, inner: Sequence[Inner]) -> list[Clause]:
    """Return the conditions that each holds in some sentence of the article, and one of them in the sentence itself."""
    days = event_days(filters, "s")
    articles = [each.among("article_no") for each in inner]
    articles += [Clause(f"SELECT s.article_no FROM sentences AS s WHERE {sql}", values) for sql, values in days]
    here = [Clause(f"r.sentence_no IN ({sql})", values) for sql, values in (each.among() for each in inner)] + event_days(filters)
    either = Clause(f"({' OR '.join(f'({sql})' for sql, _ in here)})", tuple(value for _, values in here for value in values))
    return [*(Clause(f"r.article_no IN ({sql})", values) for sql, values in articles), either]


def those(table: str, column: str, numbers: Sequence[int], columns: str = "*") -> str:
    """Return a query of the rows of a table that have one of these numbers.

    A list after IN makes DuckDB read every column of every row. One number at a time, it skips to the few rows that are meant; in the
    small table of articles it is quicker to look through the numbers.
    """
    rows = f"SELECT {columns} FROM {table} WHERE"
    if len(numbers) > ONE_BY_ONE or (numbers and table == "articles"):
        return f"{rows} {column} IN (SELECT UNNEST([{', '.join(map(str, numbers))}]))"
    return " UNION ALL ".join(f"{rows} {column} = {number}" for number in numbers) or f"{rows} FALSE"


def ask(snapshot: Snapshot, filters: Filters, sql: str, values: Sequence[Any] = (), of: Clause | None = None) -> pd.DataFrame:
    """Return the answer to a query that may read ``selected`` beside the tables of the snapshot.

    ``values`` fill the question marks of ``sql`` in order; ``of`` is what ``selected`` stands for, :func:`selected` unless given.
    """
    of_sql, filled = of or selected(filters)
    return _asked(snapshot, filters, f"WITH selected AS NOT MATERIALIZED ({of_sql}) {sql}", [*filled, *values])


def ask_articles(snapshot: Snapshot, filters: Filters, sql: str, values: Sequence[Any] = ()) -> pd.DataFrame:
    """Return the answer to a query of ``selected``, the selected articles, where the filters choose whole articles."""
    conditions = [Clause("r.sentences > 0"), *within_article(filters)]
    where = " AND ".join(condition for condition, _ in conditions)
    filled = [value for _, each in conditions for value in each]
    return _asked(
        snapshot, filters, f"WITH selected AS NOT MATERIALIZED (SELECT r.* FROM articles AS r WHERE {where}) {sql}", [*filled, *values]
    )


def _asked(snapshot: Snapshot, filters: Filters, statement: str, values: Sequence[Any]) -> pd.DataFrame:
    cursor = snapshot.connection.cursor()
    if filters.q:
        articles = text_hits(snapshot, filters.q).articles
        cursor.register(HITS, pa.table({"article_no": articles, "rank": pa.array(range(len(articles)), pa.int32())}))
    with snapshot.turns:
        return cursor.execute(statement, list(values)).df()


def ask_all(snapshot: Snapshot, sql: str, values: Sequence[Any] = ()) -> pd.DataFrame:
    """Return the answer to a query of the whole snapshot."""
    with snapshot.turns:
        return snapshot.connection.cursor().execute(sql, list(values)).df()


def ask_rows(snapshot: Snapshot, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Return the answer to a query of the whole snapshot as tuples, which for a few rows is quicker than a frame."""
    with snapshot.turns:
        return snapshot.connection.cursor().execute(sql, list(values)).fetchall()
