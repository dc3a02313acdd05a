"""The same searches put to SQLite FTS5: how many articles, and the ten best with a snippet each."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from warta.store import Snapshot

COUNT = "SELECT COUNT(*) FROM texts JOIN articles ON articles.rowid = texts.rowid WHERE texts MATCH ? AND articles.language IN (?)"
PAGE = (
    "SELECT texts.rowid, snippet(texts, 1, '[', ']', '…', 40) FROM texts JOIN articles ON articles.rowid = texts.rowid "
    "WHERE texts MATCH ? AND articles.language IN (?) ORDER BY bm25(texts) LIMIT 10"
)
QUICKLY = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000"
"""Filling is not what is compared, and a file that is not finished is thrown away: no journal, 400 MB of cache."""
HASH_BYTES = 512 * 2**20
"""Words that are gathered before they are written: with the 1 MB that FTS5 comes with, a million articles are merged again and again."""


class Fts:
    """An FTS5 index of the texts of a store."""

    def __init__(self, snapshot: Snapshot, path: Path) -> None:
        """Open it; make it first where it is not there."""
        if not path.exists():
            partial = path.with_suffix(".partial")
            partial.unlink(missing_ok=True)
            self._fill(snapshot, partial)
            partial.rename(path)  # what was not finished must not be taken for an index
        self._database = sqlite3.connect(path)

    def _fill(self, snapshot: Snapshot, path: Path) -> None:
        database = sqlite3.connect(path)
        database.executescript(QUICKLY)
        database.execute("CREATE VIRTUAL TABLE texts USING fts5(title, text)")
        database.execute(f"INSERT INTO texts(texts, rank) VALUES ('hashsize', {HASH_BYTES})")
        database.execute("CREATE TABLE articles (rowid INTEGER PRIMARY KEY, language TEXT)")
        numbers = [number for (number,) in snapshot.connection.cursor().execute("SELECT article_no FROM articles ORDER BY 1").fetchall()]
        for low in range(0, len(numbers), 5000):
            shown = snapshot.texts.articles(numbers[low : low + 5000])
            texts = [(number, each.told.title, each.told.text) for number, each in shown.items()]
            database.executemany("INSERT INTO texts (rowid, title, text) VALUES (?, ?, ?)", texts)
            database.executemany("INSERT INTO articles VALUES (?, ?)", [(number, each.told.language) for number, each in shown.items()])
        database.execute("INSERT INTO texts(texts) VALUES ('optimize')")
        database.commit()
        database.close()

    def search(self, words: str, language: str) -> int:
        """Return how many articles have the words, after fetching the ten best."""
        query = " ".join(f'"{word}"' for word in words.replace('"', "").split()) if not words.startswith('"') else words
        total = self._database.execute(COUNT, (query, language)).fetchone()[0]
        self._database.execute(PAGE, (query, language)).fetchall()
        return int(total)
