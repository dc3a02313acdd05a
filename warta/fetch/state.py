"""What a watch remembers: one small SQLite file, written in one transaction a round, after the round's articles are in the store.

So a watch that is killed at any moment asks again for what it had not yet brought in, and what it brought in twice is the same article
to the store.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Self

import msgspec

from warta.fetch.robots import Rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FILE = "state.sqlite"
FORGOTTEN_AFTER = 60 * 24 * 3600.0
"""Seconds after which an entry that its feed no longer lists is forgotten."""
_VERSION = 1
_TABLES = f"""
CREATE TABLE IF NOT EXISTS feeds (url TEXT PRIMARY KEY, moved TEXT, etag TEXT, modified TEXT, due REAL NOT NULL,
    failures INTEGER NOT NULL, gone INTEGER NOT NULL, said TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seen (feed TEXT, key TEXT, digest TEXT NOT NULL, tries INTEGER NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (feed, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS robots (origin TEXT PRIMARY KEY, kind TEXT NOT NULL, text TEXT NOT NULL, until REAL NOT NULL) WITHOUT ROWID;
PRAGMA user_version = {_VERSION};
"""


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a feed.

    Attributes:
        url: as its user named it.
        moved: where it has gone for good.
        etag, modified: what to show when asking again.
        due: moment (seconds since 1970) from which on it is to be asked.
        failures: in a row.
        gone: for good (410): it is not asked again.
        said: why it failed last.
    """

    url: str
    moved: str | None = None
    etag: str | None = None
    modified: str | None = None
    due: float = 0.0
    failures: int = 0
    gone: bool = False
    said: str | None = None


class Seen(msgspec.Struct, frozen=True):
    """An entry that was taken: what the feed said of it then (empty if its page is still to be had), and how often that was tried."""

    digest: str
    tries: int = 0


class State:
    """The file. Used from one thread, as a context manager."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / FILE
        self.mended = False
        try:
            self._connection = self._opened()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise OSError(f"{self._path} cannot be opened: {error}") from error
            self._path.replace(self._path.with_suffix(".damaged"))
            self.mended = True
            self._connection = self._opened()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def feeds(self) -> dict[str, Feed]:
        """Return what is known of each feed, by its URL."""
        rows = self._connection.execute("SELECT url, moved, etag, modified, due, failures, gone, said FROM feeds")
        names = Feed.__struct_fields__
        return {row[0]: Feed(**dict(zip(names, row, strict=True)) | {"gone": bool(row[6])}) for row in rows}

    def seen(self, feed: str) -> dict[str, Seen]:
        """Return the entries of a feed that were taken, by their keys."""
        rows = self._connection.execute("SELECT key, digest, tries FROM seen WHERE feed = ?", (feed,))
        return {key: Seen(digest, tries) for key, digest, tries in rows}

    def robots(self) -> dict[str, Rules]:
        """Return the rules of each site, by origin."""
        rows = self._connection.execute("SELECT origin, kind, text, until FROM robots")
        return {origin: Rules(kind=kind, text=text, until=until) for origin, kind, text, until in rows}

    def save(self, feeds: Iterable[Feed], seen: Mapping[str, Mapping[str, Seen]], robots: Mapping[str, Rules], now: float) -> None:
        """Write the outcome of a round, all of it or nothing.

        Args:
            feeds: those that were asked.
            seen: by feed, all entries that it lists, those from earlier rounds too.
            robots: all rules that are not out of date.
            now: seconds since 1970.

        Raises:
            OSError: it cannot be written.
        """
        marks = ((feed, key, mark.digest, mark.tries, now) for feed, entries in seen.items() for key, mark in entries.items())
        rules = ((origin, rule.kind, rule.text, rule.until) for origin, rule in robots.items())
        try:
            with self._connection as transaction:
                transaction.executemany("REPLACE INTO feeds VALUES (?, ?, ?, ?, ?, ?, ?, ?)", map(msgspec.structs.astuple, feeds))
                transaction.executemany("REPLACE INTO seen VALUES (?, ?, ?, ?, ?)", marks)
                transaction.execute("DELETE FROM seen WHERE at < ?", (now - FORGOTTEN_AFTER,))
                transaction.execute("DELETE FROM robots")
                transaction.executemany("INSERT INTO robots VALUES (?, ?, ?, ?)", rules)
        except sqlite3.Error as error:
            raise OSError(f"{self._path} cannot be written: {error}") from error

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path)
        try:
            self._check(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _check(self, connection: sqlite3.Connection) -> None:
        if connection.execute("PRAGMA user_version").fetchone()[0] > _VERSION:
            raise OSError(f"{self._path} was written by a later Warta: use that one, or delete the file")
        connection.executescript(_TABLES)
        if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("damaged")
