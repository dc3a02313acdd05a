"""What a page says of its selection as a whole, asked at once and kept: how much there is, what the map shows, which days it covers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from warta.query.selection import ask, ask_articles, mask, whole_articles
from warta.query.text_hits import Size, text_size

if TYPE_CHECKING:
    from warta.query.filters import Filters
    from warta.store import Snapshot


class Totals(NamedTuple):
    """Sentences by what is true of them, and the ends of all their ranges of days."""

    drawn: int
    no_point: int
    other_role: int
    unresolved: int
    no_place: int
    undated: int
    first: dt.date | None
    last: dt.date | None


def totals(snapshot: Snapshot, filters: Filters) -> Totals:
    """Return the totals of a selection."""
    return snapshot.kept.get(("totals", filters), lambda: _totals(snapshot, filters))


def size(snapshot: Snapshot, filters: Filters) -> Size:
    """Return how much is selected: from the articles alone where filters choose whole ones."""
    return snapshot.kept.get(("size", filters), lambda: _size(snapshot, filters))


def stories(snapshot: Snapshot, filters: Filters) -> int:
    """Return how many stories the selected articles tell."""
    return snapshot.kept.get(("stories", filters), lambda: _stories(snapshot, filters))


def _stories(snapshot: Snapshot, filters: Filters) -> int:
    if whole_articles(filters):
        found = ask_articles(snapshot, filters, "SELECT COUNT(DISTINCT r.story_no) AS n FROM selected AS r")
    else:
        articles = "SELECT DISTINCT s.article_no FROM selected AS s"
        sql = f"SELECT COUNT(DISTINCT a.story_no) AS n FROM articles AS a WHERE a.article_no IN ({articles})"
        found = ask(snapshot, filters, sql)
    return int(found.iloc[0, 0])


def conditions(filters: Filters) -> dict[str, str]:
    """Return by name the condition on a sentence r: it is on the map, or why it is not; or it has no time."""
    roles = mask(filters.roles)
    drawn, named = f"(r.drawn & {roles}) <> 0", f"(r.named & {roles}) <> 0"
    return {
        "drawn": drawn,
        "no_point": f"NOT {drawn} AND {named}",
        "other_role": f"NOT {named} AND r.named <> 0",
        "unresolved": "r.named = 0 AND r.unresolved",
        "no_place": "r.named = 0 AND NOT r.unresolved",
        "undated": "r.ranges = 0",
    }


def _totals(snapshot: Snapshot, filters: Filters) -> Totals:
    parts = conditions(filters)
    counted = ", ".join(f"COUNT(CASE WHEN {sql} THEN 1 END) AS {name}" for name, sql in parts.items())
    row = ask(snapshot, filters, f"SELECT {counted}, MIN(r.first_day) AS first, MAX(r.last_day) AS last FROM selected AS r").iloc[0]
    return Totals(**{name: int(row[name]) for name in parts}, first=day(row["first"]), last=day(row["last"]))


def _size(snapshot: Snapshot, filters: Filters) -> Size:
    if whole_articles(filters) and filters.q:
        return text_size(snapshot, filters)
    if whole_articles(filters):
        sql = "SELECT SUM(a.sentences) AS s, COUNT(*) AS a, MAX(a.published_to) AS last FROM selected AS a"
        row = ask_articles(snapshot, filters, sql).iloc[0]
    else:
        sql = "SELECT COUNT(*) AS s, COUNT(DISTINCT r.article_no) AS a, MAX(r.published_to) AS last FROM selected AS r"
        row = ask(snapshot, filters, sql).iloc[0]
    return Size(int(row["s"]) if row["s"] == row["s"] else 0, int(row["a"]), day(row["last"]))


def day(value: dt.date | dt.datetime | None) -> dt.date | None:
    """Return a day as a frame has it, None where it has none."""
    if value is None or value != value:  # noqa: PLR0124  (NaT is not itself)
        return None
    return value.date() if isinstance(value, dt.datetime) else value
