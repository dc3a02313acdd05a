"""Articles of a selection: searched, listed, and one read whole."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Literal

from warta.query.selection import ask, ask_all, text_hits
from warta.query.snippets import snippet
from warta.query.text_query import read

if TYPE_CHECKING:
    import pandas as pd

    from warta.article import ParsedArticle
    from warta.query.filters import Filters
    from warta.store import Snapshot

_READING = "ROW(s.kind <> 'body', s.ordinal)"
"""What is shown of an article first: running text, rather than its title again or its dateline."""
_COLUMNS = (
    "a.id, a.article_no, a.title, a.outlet, a.language, a.published, a.published_basis, a.sample, COUNT(*) AS sentences, "
    f"ARG_MIN(s.ordinal, {_READING}) AS ordinal, ARG_MIN(s.text, {_READING}) AS first_sentence"
)
_FROM = "FROM selected JOIN sentences AS s ON s.sentence_no = selected.sentence_no JOIN articles AS a ON a.article_no = s.article_no"
_GROUP = "GROUP BY a.id, a.article_no, a.title, a.outlet, a.language, a.published, a.published_basis, a.sample"


@dataclasses.dataclass(frozen=True)
class Page:
    """A page of articles.

    ``rows``: id, article_no, title, outlet, language, published, published_basis, sample, sentences
    (selected), ordinal (of the best sentence), snippet, highlights (spans in the snippet); ``note`` tells how the text was read.
    """

    rows: pd.DataFrame
    articles: int
    note: str | None


def search(snapshot: Snapshot, filters: Filters, order: Literal["relevance", "newest"] = "newest", page: int = 1, size: int = 10) -> Page:
    """Return one page of the selected articles: by BM25 where there is a search text and that is asked for, else newest first."""
    total = int(ask(snapshot, filters, "SELECT COUNT(DISTINCT article_no) AS n FROM selected").iloc[0, 0])
    note = text_hits(snapshot, filters.q).note if filters.q else None
    if not total:
        return Page(ask(snapshot, filters, f"SELECT {_COLUMNS} {_FROM} {_GROUP}"), 0, _nothing(snapshot, filters, note))
    ranked = order == "relevance" and bool(filters.q)
    rank = _ranks(snapshot, filters) if ranked else ""
    by = f"MIN({rank}), a.article_no" if ranked else "a.article_no"
    rows = ask(
        snapshot,
        filters,
        f"SELECT {_COLUMNS} {_FROM} {_GROUP} ORDER BY {by} LIMIT ? OFFSET ?",
        [size, max(0, page - 1) * size],
    )
    return Page(_with_snippets(snapshot, filters, rows), total, note)


def _ranks(snapshot: Snapshot, filters: Filters) -> str:
    """Return the SQL of an article's place among the hits."""
    count = len(text_hits(snapshot, filters.q).articles)
    return (
        "(SELECT h.rank FROM (SELECT article_no, ROW_NUMBER() OVER () AS rank FROM text_hits) AS h WHERE h.article_no = a.article_no)"
        if count
        else "0"
    )


def _with_snippets(snapshot: Snapshot, filters: Filters, rows: pd.DataFrame) -> pd.DataFrame:
    query = read(filters.q)
    found = []
    for row in rows.itertuples():
        text = str(row.first_sentence)
        ordinal = int(row.ordinal)
        if filters.q:
            sentences = ask_all(
                snapshot, f"SELECT ordinal, text FROM sentences AS s WHERE article_no = ? ORDER BY {_READING}", [int(row.article_no)]
            )
            best = snippet(list(zip(sentences["ordinal"], sentences["text"], strict=True)), query)
            ordinal, text, spans = best or (ordinal, text, ())
        else:
            spans = ()
        found.append((ordinal, text, spans))
    shown = rows.drop(columns=["first_sentence"])
    shown["ordinal"] = [ordinal for ordinal, _text, _spans in found]
    shown["snippet"] = [text for _ordinal, text, _spans in found]
    shown["highlights"] = [list(spans) for _ordinal, _text, spans in found]
    return shown


def _nothing(snapshot: Snapshot, filters: Filters, note: str | None) -> str:
    """Return why nothing was found, in words that help."""
    if not filters.q:
        return "nothing found, because no sentence fits all filters together"
    if not read(filters.q).groups:
        return "nothing found, because the text holds no word to look for"
    alone = len(text_hits(snapshot, filters.q).articles)
    if alone:
        return f"nothing found, because the {alone:,} articles with these words do not fit the other filters"
    return "nothing found, because no article holds these words together" + (f" ({note})" if note else "")


def article(snapshot: Snapshot, article_id: str) -> ParsedArticle | None:
    """Return an article whole, None where the store has none of this id."""
    found = ask_all(snapshot, 'SELECT load, "number" FROM articles WHERE id = ?', [article_id])
    return None if found.empty else snapshot.lake.article(int(found.iloc[0, 0]), int(found.iloc[0, 1]))


def latest(snapshot: Snapshot, filters: Filters, limit: int = 5) -> pd.DataFrame:
    """Return the newest selected articles: id, title, outlet, language, published, published_basis, sample, sentences, ordinal."""
    return ask(snapshot, filters, f"SELECT {_COLUMNS} {_FROM} {_GROUP} ORDER BY a.article_no LIMIT ?", [limit])
