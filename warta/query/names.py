"""What the values of filters are called, whether a store holds them, and who goes by a name in any script."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import pandas as pd
from babel import Locale

from warta.query.filters import ROLES, Filters
from warta.query.selection import codes, has_article, selected
from warta.query.sql import ask_all
from warta.query.values import OBJECT, named, values
from warta.store.columns import KINDS
from warta.store.index import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from warta.store import Snapshot

_SHORT = {"HK": "Hong Kong", "MO": "Macao", "MM": "Myanmar", "PS": "Palestine", "TR": "Turkey"}
"""Territories that CLDR names at length, or in a spelling that differs from the canonical name of the parsed article."""


class Names:
    """The labels of a snapshot; each is looked up once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._seen: dict[tuple[str, str], bool] = {}
        self._labels: dict[tuple[str, str], str] = {}

    def knows(self, key: str, value: str) -> bool:
        """Return whether the store holds a value of country, place, actor, source, language or article."""
        if (key, value) not in self._seen:
            self._seen[key, value] = self._known(key, value)
        return self._seen[key, value]

    def _known(self, key: str, value: str) -> bool:
        if key == "article":
            return not ask_all(self._snapshot, "SELECT 1 FROM articles WHERE id = ? LIMIT 1", [value]).empty
        if key in KINDS:
            return any(len(each) for each in selected(self._snapshot, Filters(**{key: (value,)}, role=ROLES)))  # type: ignore[arg-type]  # by key
        return any(has_article(columns, Filters(**{key: (value,)})) for columns in self._snapshot.columns)  # type: ignore[arg-type]  # by key

    def label(self, key: str, value: str) -> str:
        """Return the name of a value in English; the value itself where it has none."""
        if (key, value) not in self._labels:
            self._labels[key, value] = self._label(key, value)
        return self._labels[key, value]

    def _label(self, key: str, value: str) -> str:
        if key == "country":
            return country_name(value)
        if key == "language":
            return language_name(value)
        if key not in {"place", "actor"}:
            return value
        at = codes(values(self._snapshot, key).ids, [value])  # type: ignore[arg-type]  # one of the two
        return str(named(self._snapshot, key, at)["name"][0]) if at else value  # type: ignore[arg-type]  # same


def words(values: Iterable[str | None]) -> pd.Series[str]:
    """Return texts as a column of texts, also where there are none: pandas would make numbers of nothing."""
    return pd.Series(list(values), dtype=OBJECT)


@functools.cache
def country_name(code: str) -> str:
    """Return the English name of an ISO 3166-1 alpha-2 code, the code itself where it has none."""
    return str(_SHORT.get(code) or Locale.parse("en").territories.get(code, code))


@functools.cache
def language_name(code: str) -> str:
    """Return the English name of an ISO 639-1 code, the code itself where it has none."""
    return str(Locale.parse("en").languages.get(code, code))


def suggest_actors(snapshot: Snapshot, text: str, limit: int = 20) -> pd.DataFrame:
    """Return actors that go by a name that holds ``text``, whatever case, accents or script: actor_id, name, kind, alias."""
    wanted = fold(text).lower().strip()
    return ask_all(
        snapshot,
        "SELECT n.actor_id, n.name, n.kind, MIN(a.alias) AS alias, COUNT(*) AS aliases FROM actor_names AS n "
        "JOIN actor_aliases AS a ON a.actor_id = n.actor_id "
        "WHERE contains(lower(strip_accents(a.alias)), ?) OR contains(lower(strip_accents(n.name)), ?) "
        "GROUP BY n.actor_id, n.name, n.kind ORDER BY length(n.name), n.name LIMIT ?",
        [wanted, wanted, limit],
    )


def country_of(snapshot: Snapshot, place_id: str) -> str | None:
    """Return the country code of a place, None for places of several countries."""
    at = codes(values(snapshot, "place").ids, [place_id])
    country = named(snapshot, "place", at)["country"][0] if at else None
    return None if country is None else str(country)
