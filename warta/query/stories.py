"""The other articles that tell the same story as one, and the versions of one article that there were."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from warta.query.sql import ask_all

if TYPE_CHECKING:
    import pandas as pd

    from warta.article import ParsedArticle
    from warta.store import Snapshot
    from warta.store.lake import Version

MOST = 200
"""Articles of a story that are listed."""
MOST_VERSIONS = 50
"""Versions of an article that are read."""
_SAME = "FROM articles AS a JOIN articles AS o ON o.story_no = a.story_no AND o.id <> a.id WHERE a.id = ?"


class Story(NamedTuple):
    """The other articles of a story, the first published first: how many, in how many languages with this one, and their rows.

    ``rows``: id, article_no, title, outlet, language, published, published_basis, sample, sentences.
    """

    articles: int
    languages: int
    rows: pd.DataFrame


def same_story(snapshot: Snapshot, article_id: str) -> Story:
    """Return the other articles that tell the same story; the first :data:`MOST` of them as rows."""
    counted = ask_all(
        snapshot,
        "SELECT COUNT(*) AS articles, COUNT(DISTINCT language) AS languages FROM articles "
        "WHERE story_no = (SELECT story_no FROM articles WHERE id = ?)",
        [article_id],
    ).iloc[0]
    rows = ask_all(
        snapshot,
        "SELECT o.id, o.article_no, o.title, o.outlet, o.language, o.published, o.published_basis, o.sample, o.sentences "
        f"{_SAME} ORDER BY o.published_from NULLS LAST, o.article_no LIMIT {MOST}",
        [article_id],
    )
    return Story(max(0, int(counted["articles"]) - 1), int(counted["languages"]), rows)


def versions(snapshot: Snapshot, article_id: str) -> list[Version]:
    """Return the versions of the text of an article, that which is served first, each with the time when it first came in.

    What was only parsed anew from the same text is no version. Of very many the latest :data:`MOST_VERSIONS` are looked at.

    Raises:
        Damaged: the lake cannot be read.
    """
    row = ask_all(snapshot, 'SELECT load, "number" FROM articles WHERE id = ?', [article_id])
    served = (int(row.iloc[0, 0]), int(row.iloc[0, 1])) if len(row) else (0, 0)
    known = [each for each in snapshot.lake.versions_of(article_id) if (each.load, each.number) <= served][:MOST_VERSIONS]
    if len(known) < 2:  # noqa: PLR2004  (nothing to compare)
        return known
    texts = itertools.groupby(known, lambda each: snapshot.lake.article(each.load, each.number).text)
    return [list(same)[-1] for _text, same in texts]


def version(snapshot: Snapshot, article_id: str, load: int, number: int) -> ParsedArticle | None:
    """Return one version of an article; None where the lake has none of this article there.

    Raises:
        Damaged: the lake cannot be read.
    """
    known = {(each.load, each.number) for each in versions(snapshot, article_id)}
    return snapshot.lake.article(load, number) if (load, number) in known else None
