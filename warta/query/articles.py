"""Articles of a selection: searched, listed, and one read whole."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import pandas as pd

from warta.query.counts import count
from warta.query.selection import selected, whole_articles
from warta.query.snippets import Snippet, snippet
from warta.query.sql import ask_all
from warta.query.text_hits import matching, text_hits, text_page
from warta.query.text_query import read
from warta.store.columns import EVER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from warta.article import ParsedArticle
    from warta.query.chosen import Chosen
    from warta.query.filters import Filters
    from warta.query.units import Unit
    from warta.store import Snapshot
    from warta.store.columns import Array
    from warta.store.texts import Shown

_TOLD = ("id", "article_no", "title", "outlet", "language", "published", "published_basis", "sample")


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


def _chosen(snapshot: Snapshot, filters: Filters, limit: int, offset: int, *, ranked: bool) -> dict[int, int]:
    """Return the numbers of the articles of a page in their order, each with how many of its sentences are selected."""
    if whole_articles(filters) and filters.q:
        return text_page(snapshot, filters, limit, offset, ranked=ranked)
    listed = _listed(snapshot, filters)
    page = listed.take(first(_order(snapshot, filters, listed, ranked=ranked), offset + limit)[offset:])
    return {int(number): int(sentences) for number, sentences in zip(page.article_no, page.sentences, strict=True)}


def _stories(snapshot: Snapshot, filters: Filters, limit: int, offset: int, *, ranked: bool) -> pd.DataFrame:
    """Return the stories of a page in their order: article_no (that which stands for it), sentences, articles, languages."""
    listed = _listed(snapshot, filters)
    told = [(each.columns, each.articles()[0]) for each in selected(snapshot, filters)]
    story_no = np.concatenate([columns.story_no[articles] for columns, articles in told])
    known, story = np.unique(story_no, return_inverse=True)
    best = np.full(len(known), np.iinfo(np.int64).max)
    np.minimum.at(best, story, _order(snapshot, filters, listed, ranked=ranked))
    shown = first(best, offset + limit)[offset:]
    told_first = np.concatenate([columns.told_first[articles] for columns, articles in told])
    language = np.concatenate([np.array([*columns.languages, None], object)[columns.language[articles]] for columns, articles in told])
    rows = []
    for number in shown:
        at = np.flatnonzero(story == number)
        own = listed.take(at)
        standing = np.lexsort((own.article_no, -own.sentences, ~told_first[at]))[0]
        rows.append((int(own.article_no[standing]), int(own.sentences.sum()), len(at), len({*language[at]} - {None})))
    return pd.DataFrame(rows, columns=["article_no", "sentences", "articles", "languages"])


class _Listed(NamedTuple):
    """The selected articles, by number: how many of their sentences are selected, and when they were published (:func:`newest`)."""

    article_no: Array
    sentences: Array
    published: Array

    def take(self, rows: Array) -> _Listed:
        """Return some of them."""
        return _Listed(*(column[rows] for column in self))


def _listed(snapshot: Snapshot, filters: Filters) -> _Listed:
    parts = []
    for each in selected(snapshot, filters):
        articles, sentences = each.articles()
        parts.append((each.columns.article_no[articles], sentences, newest(each.columns.published_from[articles])))
    return _Listed(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def newest(published_from: Array) -> Array:
    """Return days of publication so that those of later days come first when sorted, and those of no known day last."""
    return np.where(published_from == EVER, EVER, -published_from.astype(np.int64))


def _order(snapshot: Snapshot, filters: Filters, listed: _Listed, *, ranked: bool) -> Array:
    """Return for each article a number, the smaller the earlier it is listed; of two that are equal the older article comes first."""
    if not ranked:
        return listed.published
    hits = text_hits(snapshot, filters.q).articles.to_numpy()
    order = np.argsort(hits)
    return order[np.searchsorted(hits, listed.article_no, sorter=order)]


def first(keys: Array, count: int) -> Array:
    """Return where the smallest keys are, in their order, of equal ones the first."""
    places = np.arange(len(keys))
    if count < len(keys):
        places = np.flatnonzero(keys <= np.partition(keys, count)[count])
    return places[np.argsort(keys[places], kind="stable")][:count]


def _rows(snapshot: Snapshot, filters: Filters, chosen: dict[int, int]) -> pd.DataFrame:
    """Return what is told of the articles of a page, with the best of their sentences and the spans of the words that were looked for."""
    shown = snapshot.texts.articles(list(chosen))
    best = _best(snapshot, filters, shown)
    rows = []
    for number, sentences in chosen.items():
        told, (ordinal, text, spans) = shown[number].told, best[number]
        of_article = (told.id, number, told.title, told.outlet, told.language, told.published, told.published_basis, told.sample)
        rows.append((*of_article, sentences, ordinal, text, list(spans)))
    return pd.DataFrame(rows, columns=[*_TOLD, "sentences", "ordinal", "snippet", "highlights"])


def _best(snapshot: Snapshot, filters: Filters, articles: Mapping[int, Shown]) -> dict[int, Snippet]:
    """Return the sentence to show of each article: that which answers the search text best, else the first that is selected.

    Running text is shown first, rather than the title again or a dateline.
    """
    chosen = None
    if not whole_articles(filters):
        chosen = {number for each in selected(snapshot, filters) for number in _within(each, list(articles))}
    query = read(filters.q)
    best = {}
    for article, (first, told) in articles.items():
        numbered = sorted(enumerate(told.sentences, first), key=lambda each: each[1].kind != "body")
        texts = [(sentence.ordinal, told.text[sentence.start : sentence.end]) for _number, sentence in numbered]
        shown = next(text for text, (number, _) in zip(texts, numbered, strict=True) if chosen is None or number in chosen)
        best[article] = (snippet(texts, query) if filters.q else None) or Snippet(*shown, ())
    return best


def _within(chosen: Chosen, articles: list[int]) -> list[int]:
    """Return the numbers of the selected sentences of some articles."""
    places = np.flatnonzero(np.isin(chosen.columns.article_no, articles))
    return [int(number) for at in places for number in chosen.within(int(at)).numbers()]


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
