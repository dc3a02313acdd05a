"""Articles of a selection: searched, listed, and one read whole."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Literal

from warta.query.counts import count
from warta.query.selection import ask, ask_all, ask_articles, ask_rows, those, whole_articles
from warta.query.snippets import Snippet, snippet
from warta.query.text_hits import matching, text_page
from warta.query.text_query import read

if TYPE_CHECKING:
    import pandas as pd

    from warta.article import ParsedArticle
    from warta.query.filters import Filters
    from warta.query.units import Unit
    from warta.store import Snapshot

_READING = "ROW(s.kind <> 'body', s.ordinal)"
"""What is shown of an article first: running text, rather than its title again or its dateline."""
_TOLD = "id, article_no, title, outlet, language, published, published_basis, sample"
_NEWEST = "r.published_from DESC NULLS LAST, r.article_no"


@dataclasses.dataclass(frozen=True)
class Page:
    """A page of articles, or of stories: of each the article that told it first, if it is selected, else the one with most sentences.

    ``rows``: id, article_no, title, outlet, language, published, published_basis, sample, sentences (selected, of the whole story),
    ordinal (of the best sentence), snippet, highlights (spans in the snippet); for stories also articles and languages, how many of the
    selection tell it. ``total`` is how many there are on all pages; ``note`` tells how the text was read.
    """

    rows: pd.DataFrame
    total: int
    note: str | None


def search(
    snapshot: Snapshot,
    filters: Filters,
    order: Literal["relevance", "newest"] = "newest",
    page: int = 1,
    size: int = 10,
    unit: Unit = "articles",
) -> Page:
    """Return one page of the selected articles: by BM25 where there is a search text and that is asked for, else newest first.

    Where stories are counted, each is there once: in the place of its newest article, or of the one that answers the search best.
    """
    counted = count(snapshot, filters, unit)
    total = counted.articles if counted.stories is None else counted.stories
    note = read(filters.q).note
    ranked = order == "relevance" and bool(filters.q)
    offset = max(0, page - 1) * size
    if unit == "stories":
        stories = _stories(snapshot, filters, size, offset, ranked=ranked)
        rows = _rows(snapshot, filters, dict(zip(stories["article_no"].astype(int), stories["sentences"].astype(int), strict=True)))
        rows = rows.merge(stories[["article_no", "articles", "languages"]], on="article_no", how="left")
    else:
        rows = _rows(snapshot, filters, _chosen(snapshot, filters, size, offset, ranked=ranked))
    return Page(rows, total, note if total else _nothing(snapshot, filters, note))


def _stories(snapshot: Snapshot, filters: Filters, limit: int, offset: int, *, ranked: bool) -> pd.DataFrame:
    """Return the stories of a page in their order: article_no (that which stands for it), sentences, articles, languages."""
    hits = "JOIN text_hits AS h ON h.article_no = s.article_no" if ranked else ""
    order = "MIN(s.rank)" if ranked else "MAX(a.published_from) DESC NULLS LAST"
    return ask(
        snapshot,
        filters,
        "SELECT ARG_MIN(a.article_no, ROW(a.id <> a.story, -s.sentences, a.article_no)) AS article_no, SUM(s.sentences) AS sentences, "
        "COUNT(*) AS articles, COUNT(DISTINCT a.language) AS languages "
        f"FROM (SELECT s.article_no, COUNT(*) AS sentences{', MIN(h.rank) AS rank' if ranked else ''} FROM selected AS s {hits} "
        "GROUP BY s.article_no) AS s JOIN articles AS a ON a.article_no = s.article_no "
        f"GROUP BY a.story_no ORDER BY {order}, MIN(a.article_no) LIMIT ? OFFSET ?",
        [limit, offset],
    )


def _chosen(snapshot: Snapshot, filters: Filters, limit: int, offset: int, *, ranked: bool) -> dict[int, int]:
    """Return the numbers of the articles of a page in their order, each with how many of its sentences are selected."""
    whole = whole_articles(filters)
    if whole and filters.q:
        return text_page(snapshot, filters, limit, offset, ranked=ranked)
    rows = (
        "selected AS r"
        if whole
        else "(SELECT s.article_no, ANY_VALUE(s.published_from) AS published_from, COUNT(*) AS sentences FROM selected AS s "
        "GROUP BY s.article_no) AS r"
    )
    hits = "JOIN text_hits AS h ON h.article_no = r.article_no" if ranked else ""
    found = (ask_articles if whole else ask)(
        snapshot,
        filters,
        f"SELECT r.article_no, r.sentences FROM {rows} {hits} ORDER BY {'h.rank' if ranked else _NEWEST} LIMIT ? OFFSET ?",
        [limit, offset],
    )
    return {int(number): int(sentences) for number, sentences in zip(found["article_no"], found["sentences"], strict=True)}


def _rows(snapshot: Snapshot, filters: Filters, chosen: dict[int, int]) -> pd.DataFrame:
    """Return what is told of the articles of a page, with the best of their sentences and the spans of the words that were looked for."""
    numbers = list(chosen)
    rows = ask_all(snapshot, those("articles", "article_no", numbers, _TOLD))
    place = {number: at for at, number in enumerate(chosen)}
    rows = rows.sort_values("article_no", key=lambda column: column.map(place), ignore_index=True)
    best = _best(snapshot, filters, numbers)
    found = [best[int(number)] for number in rows["article_no"]]
    rows["sentences"] = [chosen[int(number)] for number in rows["article_no"]]
    rows["ordinal"] = [ordinal for ordinal, _text, _spans in found]
    rows["snippet"] = [text for _ordinal, text, _spans in found]
    rows["highlights"] = [list(spans) for _ordinal, _text, spans in found]
    return rows


def _best(snapshot: Snapshot, filters: Filters, numbers: list[int]) -> dict[int, Snippet]:
    """Return the sentence to show of each article: that which answers the search text best, else the first that is selected."""
    sentences = those("sentences", "article_no", numbers, "article_no, sentence_no, ordinal, text, kind")
    sql = f"SELECT s.article_no, s.sentence_no, s.ordinal, s.text FROM ({sentences}) AS s ORDER BY {_READING}"
    selected = None
    if not whole_articles(filters):
        among = ", ".join(map(str, numbers)) or "NULL"
        found = ask(snapshot, filters, f"SELECT r.sentence_no FROM selected AS r WHERE r.article_no IN ({among})")
        selected = set(found["sentence_no"].tolist())
    first: dict[int, Snippet] = {}
    texts: dict[int, list[tuple[int, str]]] = {}
    for number, sentence, ordinal, text in ask_rows(snapshot, sql):
        texts.setdefault(number, []).append((ordinal, text))
        if number not in first and (selected is None or sentence in selected):
            first[number] = Snippet(ordinal, text, ())
    query = read(filters.q)
    answers = {number: snippet(listed, query) for number, listed in texts.items()} if filters.q else {}
    return {number: answers.get(number) or shown for number, shown in first.items()}


def _nothing(snapshot: Snapshot, filters: Filters, note: str | None) -> str:
    """Return why nothing was found, in words that help."""
    if not filters.q:
        return "nothing found, because no sentence fits all filters together"
    if not read(filters.q).groups:
        return "nothing found, because the text holds no word to look for"
    alone = matching(snapshot, filters.q)
    if alone:
        return f"nothing found, because the {alone:,} articles with these words do not fit the other filters"
    return "nothing found, because no article holds these words together" + (f" ({note})" if note else "")


def article(snapshot: Snapshot, article_id: str) -> ParsedArticle | None:
    """Return an article whole, None where the store has none of this id."""
    found = ask_all(snapshot, 'SELECT load, "number" FROM articles WHERE id = ?', [article_id])
    return None if found.empty else snapshot.lake.article(int(found.iloc[0, 0]), int(found.iloc[0, 1]))


def latest(snapshot: Snapshot, filters: Filters, limit: int = 5) -> pd.DataFrame:
    """Return the newest selected articles, with the columns of :class:`Page`."""
    return _rows(snapshot, filters, _chosen(snapshot, filters, limit, 0, ranked=False))
