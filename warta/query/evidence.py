"""The sentences behind a dot, a mark or a hit."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from warta.query.articles import first, newest
from warta.query.clause import Clause, marks
from warta.query.counts import REASONS
from warta.query.filters import Filters
from warta.query.names import words
from warta.query.said import said
from warta.query.selection import Named, mask, selected
from warta.query.sql import ask_all, ask_rows, those
from warta.query.times import day_number, has, times
from warta.query.totals import conditions
from warta.store.traits import DATED

if TYPE_CHECKING:
    import datetime as dt

    from warta.query.chosen import Chosen
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


def _behind(snapshot: Snapshot, filters: Filters, where: Where) -> list[Chosen]:
    """Return the selected sentences behind a click, segment by segment."""
    roles = mask(filters.roles)
    found = selected(snapshot, filters)
    if where.place_id:
        found = _naming(found, Named("place", (where.place_id,), roles))
    elif where.country:
        found = _naming(found, Named("country", (where.country,), roles, where.country_only))
    if where.actor_id:
        found = _naming(found, Named("actor", (where.actor_id,)))
    if where.from_ and where.to:
        found = [_at(each, day_number(where.from_), day_number(where.to), where.basis) for each in found]
    if where.undated:
        found = [each.among(~has(each.of(each.columns.traits), DATED)) for each in found]
    if where.not_placed:
        name = REASONS.get(where.not_placed)
        found = [each.among(conditions(filters, each.of(each.columns.traits))[name]) for each in found] if name else []
    return [_one(snapshot, each, *where.sentence) for each in found] if where.sentence else found


def _naming(found: list[Chosen], name: Named) -> list[Chosen]:
    return [each.common(name.sentences(each.columns)) for each in found]


def _at(chosen: Chosen, first: int, last: int, basis: str | None) -> Chosen:
    """Return the sentences that have a range of just these days, and their days on this basis, if one is asked for."""
    found = times(chosen, Filters())
    kept = np.zeros(len(chosen), bool)
    same = (found.first == first) & (found.last == last)
    kept[found.sentence[same & (found.published == (basis == "published")) if basis else same]] = True
    return chosen.among(kept)


def _one(snapshot: Snapshot, chosen: Chosen, article: str, ordinal: int) -> Chosen:
    numbers = [number for (number,) in ask_rows(snapshot, "SELECT article_no FROM articles WHERE id = ?", (article,))]
    shown = snapshot.texts.articles(numbers).values()
    meant = [number for first, told in shown for number, sentence in enumerate(told.sentences, first) if sentence.ordinal == ordinal]
    return chosen.among(np.isin(chosen.numbers(), meant))


def evidence_count(snapshot: Snapshot, filters: Filters, where: Where) -> int:
    """Return how many selected sentences stand behind a click."""
    return sum(len(each) for each in _behind(snapshot, filters, where))


def evidence(snapshot: Snapshot, filters: Filters, where: Where, offset: int = 0, limit: int = 10) -> pd.DataFrame:
    """Return the sentences behind a click, newest articles first.

    Columns: article_id, article_no, ordinal, sentence, title, outlet, language, sample, published, published_basis, start and end
    (offsets of the mention within the sentence, None where the click named none), surface, score, method, role, event_from,
    event_to, event_basis, kind (of the block).
    """
    numbers = _page(_behind(snapshot, filters, where), offset, limit)
    mention, more = _mention(filters, where, numbers)
    rows = ask_all(
        snapshot,
        'SELECT s.article_no, s.sentence_no AS sentence, m.start, m."end", m.score, m.method, m.role, '
        "s.first_day AS event_from, s.last_day AS event_to, s.day_basis AS event_basis "
        f"FROM ({those('sentences', 'sentence_no', numbers)}) AS s "
        f"LEFT JOIN ({mention}) AS m ON m.sentence_no = s.sentence_no AND m.rank = 1",
        more,
    )
    rows = rows.set_index("sentence", drop=False).loc[numbers].reset_index(drop=True)
    sentences = said(snapshot, numbers)
    found = [sentences[number] for number in numbers]
    told = {name: words(getattr(each.article, name) for each in found) for name in ("title", "outlet", "language", "published")}
    surfaces = (_surface(each.article.text, *span) for each, *span in zip(found, rows["start"], rows["end"], strict=True))
    starts = [each.sentence.start for each in found]
    return rows.assign(
        **told,
        article_id=words(each.article.id for each in found),
        published_basis=words(each.article.published_basis for each in found),
        sample=[each.article.sample for each in found],
        ordinal=[each.sentence.ordinal for each in found],
        sentence=words(each.text for each in found),
        surface=words(surfaces),
        kind=words(each.sentence.kind for each in found),
        start=rows["start"] - starts,
        end=rows["end"] - starts,
    )


def _surface(text: str, start: float, end: float) -> str | None:
    """Return what a text has from one offset to another, None where there are none."""
    return None if pd.isna(start) else text[int(start) : int(end)]


def _page(found: list[Chosen], offset: int, limit: int) -> list[int]:
    """Return the numbers of the sentences of a page: those of newer articles first, of one day the older article first."""
    parts = [(number, *each.articles()) for number, each in enumerate(found)]
    rows = [(np.full(len(articles), part), articles, sizes, found[part].columns.article_no[articles]) for part, articles, sizes in parts]
    part, article, size, article_no = (
        (np.concatenate(column) for column in zip(*rows, strict=True)) if rows else [np.empty(0, np.int64)] * 4
    )
    by_number = np.argsort(article_no, kind="stable")
    published = np.concatenate([newest(each.columns.published_from[articles]) for each, (_, articles, _) in zip(found, parts, strict=True)])
    numbers: list[int] = []
    passed = 0
    for at in by_number[first(published[by_number], offset + limit)]:
        if passed + size[at] > offset:
            numbers += found[part[at]].within(int(article[at])).numbers().tolist()[max(0, offset - passed) :]
        passed += int(size[at])
        if len(numbers) >= limit:
            break
    return numbers[:limit]


def _mention(filters: Filters, where: Where, numbers: list[int]) -> Clause:
    """Return a query of the mention to highlight in each sentence: of the place clicked, else of the actor, else of none."""
    if where.place_id or where.country:
        column, value = ("place_id", where.place_id) if where.place_id else ("country", where.country)
        only = " AND s.precision = 'country'" if where.country_only and not where.place_id else ""
        return Clause(f"{_ranked('places', numbers, column)} AND r.role IN ({marks(filters.roles)}){only}", (value, *filters.roles))
    if where.actor_id:
        return Clause(_ranked("actors", numbers, "actor_id"), (where.actor_id,))
    return Clause('SELECT sentence_no, start, start AS "end", score, role AS method, role, 1 AS rank FROM places_rows WHERE FALSE')


def _ranked(table: str, numbers: list[int], column: str) -> str:
    """Return a query of mentions in some sentences of what has a value in a column, the best of each first; more conditions may follow.

    It joins what rows share to the few rows that are meant, rather than the other way round.
    """
    return (
        'SELECT r.sentence_no, r.start, r.start + s.length AS "end", r.score, s.method, r.role, '
        "ROW_NUMBER() OVER (PARTITION BY r.sentence_no ORDER BY r.score DESC, r.start) AS rank "
        f"FROM ({those(f'{table}_rows', 'sentence_no', numbers)}) AS r "
        f"JOIN {table}_shared AS s ON s.part = r.part AND s.shared = r.shared WHERE s.{column} = ?"
    )
