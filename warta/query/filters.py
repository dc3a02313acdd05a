"""What a view selects: one frozen value that is a link, a sentence for people, and (in ``selection``) an SQL clause.

Because all three come from the same value, the link, the chips and the rows cannot disagree.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

DEFAULT_ROLES = ("event", "dateline")
"""Roles that put a sentence on the map unless a link says otherwise: something happens there, or is told from there."""
ROLES = ("event", "dateline", "mentioned", "origin", "actor")
MANY = ("country", "actor", "place", "source", "language", "role")
"""Keys that may be repeated. Their values are alternatives, but for actors: every named actor must be there."""
LONGEST_TEXT = 10_000
"""Code points of a search text; what is beyond is cut, and a problem says so."""


@dataclasses.dataclass(frozen=True)
class Problem:
    """A value of a link that was dropped, and why."""

    key: str
    value: str
    reason: str


@dataclasses.dataclass(frozen=True)
class Chip:
    """One part of a filter as people read it; ``Filters.without(key, value)`` removes it."""

    key: str
    value: str
    label: str


class Labels(Protocol):
    """Knows what a store holds, and what it is called."""

    def label(self, key: str, value: str) -> str:
        """Return the name of a value for people."""

    def knows(self, key: str, value: str) -> bool:
        """Return whether the store holds a value of a key."""


@dataclasses.dataclass(frozen=True)
class Filters:
    """A selection of sentences.

    ``country`` holds ISO 3166-1 alpha-2 codes, ``actor`` and ``place`` ids, ``source`` outlets, ``language`` ISO 639-1 codes.
    ``from_`` and ``to`` are days, both included, None for no limit; ``date`` says which date they limit. ``role`` says which
    mentions of places count, () for :data:`DEFAULT_ROLES`. With ``scope`` "sentence", country, place, actor and event date hold
    together in one sentence; with "article", somewhere in one article.
    """

    country: tuple[str, ...] = ()
    from_: dt.date | None = None
    to: dt.date | None = None
    date: Literal["event", "published"] = "event"
    actor: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    q: str = ""
    scope: Literal["sentence", "article"] = "sentence"

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that count."""
        return self.role or DEFAULT_ROLES

    @classmethod
    def from_query(cls, params: Mapping[str, Sequence[str]], known: Labels | None = None) -> tuple[Filters, tuple[Problem, ...]]:
        """Return the filters that a link asks for and the values that had to be dropped.

        Args:
            params: every value of every key of the query; keys that are no filter are left alone.
            known: the store to check values against; None to take all that are well formed.
        """
        problems: list[Problem] = []
        values: dict[str, object] = {key: _many(key, params.get(key, ()), known, problems) for key in MANY}
        values["from_"] = _day("from", params, problems)
        values["to"] = _day("to", params, problems)
        values["date"] = _choice("date", params, ("event", "published"), problems)
        values["scope"] = _choice("scope", params, ("sentence", "article"), problems)
        values["q"] = _text(params, problems)
        first, last = values["from_"], values["to"]
        if isinstance(first, dt.date) and isinstance(last, dt.date) and last < first:
            problems.append(Problem("to", last.isoformat(), "the range ends before it begins"))
            values["to"] = None
        return cls(**values), tuple(problems)  # type: ignore[arg-type]  # each made by the function for its key

    def to_query(self) -> list[tuple[str, str]]:
        """Return the link's query as pairs, defaults left out."""
        pairs = [(key, value) for key in MANY for value in getattr(self, key)]
        if self.from_:
            pairs.append(("from", self.from_.isoformat()))
        if self.to:
            pairs.append(("to", self.to.isoformat()))
        if self.date != "event":
            pairs.append(("date", self.date))
        if self.q:
            pairs.append(("q", self.q))
        if self.scope != "sentence":
            pairs.append(("scope", self.scope))
        return pairs

    def without(self, key: str, value: str = "") -> Filters:
        """Return the filters without one value, or without a whole key where ``value`` is empty."""
        if key in MANY:
            kept = tuple(each for each in getattr(self, key) if value and each != value)
            return dataclasses.replace(self, **{key: kept})  # type: ignore[arg-type]  # by key
        if key == "dates":
            return dataclasses.replace(self, from_=None, to=None)
        blank: dict[str, object] = {"from": None, "to": None, "date": "event", "q": "", "scope": "sentence"}
        return dataclasses.replace(self, **{"from_" if key == "from" else key: blank[key]})  # type: ignore[arg-type]  # by key

    def chips(self, names: Labels) -> list[Chip]:
        """Return the parts of the filter, each with the words that people read."""
        chips = [Chip(key, value, f"{LEAD[key]} {names.label(key, value)}") for key in MANY for value in getattr(self, key)]
        if self.from_ or self.to:
            which = "" if self.date == "event" else "published "
            chips.append(Chip("dates", "", which + days_in_words(self.from_, self.to)))
        if self.q:
            chips.append(Chip("q", self.q, f"text: {self.q if len(self.q) <= 40 else self.q[:39] + '…'}"))  # noqa: PLR2004  (one line)
        if self.scope == "article":
            chips.append(Chip("scope", "article", "together in one article"))
        return chips

    def describe(self, names: Labels) -> str:
        """Return the filter as a sentence: ``in Kazakhstan or Uzbekistan, naming Xi Jinping, 1–30 Sep 2022``."""
        parts = []
        for key in MANY:
            values = [names.label(key, value) for value in getattr(self, key)]
            if values:
                parts.append(f"{LEAD[key]} {_joined(values, 'and' if key == 'actor' else 'or')}")
        if self.from_ or self.to:
            parts.append(("published " if self.date == "published" else "") + days_in_words(self.from_, self.to))
        if self.q:
            parts.append(f"with “{self.q if len(self.q) <= 80 else self.q[:79] + '…'}” in the text")  # noqa: PLR2004  (one line)
        if not parts:
            return "everything"
        return ", ".join(parts) + (", together in one article" if self.scope == "article" else "")


LEAD = {"country": "in", "place": "at", "actor": "naming", "source": "from", "language": "in the language", "role": "places as"}
"""The words before a value in a chip or sentence."""
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def days_in_words(first: dt.date | None, last: dt.date | None) -> str:
    """Return a range of days as people write it: ``14–16 Sep 2022``, ``since 1 Sep 2022``, ``until …``."""
    if first is None and last is None:
        return "at any time"
    if first is None or last is None:
        return f"since {_written(first)}" if first else f"until {_written(last)}"
    if first == last:
        return _written(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_written(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {_written(last)}"
    return f"{_written(first)} – {_written(last)}"


def _written(day: dt.date | None) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def _joined(values: Sequence[str], word: str) -> str:
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} {word} {values[-1]}"


def _many(key: str, values: Iterable[str], known: Labels | None, problems: list[Problem]) -> tuple[str, ...]:
    kept: dict[str, None] = {}
    for value in values:
        if key == "role" and value not in ROLES:
            problems.append(Problem(key, value, f"a role is one of {', '.join(ROLES)}"))
        elif known is not None and key != "role" and not known.knows(key, value):
            problems.append(Problem(key, value, f"this store has no such {key}"))
        else:
            kept[value] = None
    roles = tuple(kept)
    return () if key == "role" and set(roles) == set(DEFAULT_ROLES) else roles


def _day(key: str, params: Mapping[str, Sequence[str]], problems: list[Problem]) -> dt.date | None:
    value = next(iter(params.get(key, ())), "")
    if not value:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        problems.append(Problem(key, value, "a day is written like 2022-09-15"))
        return None


def _choice(key: str, params: Mapping[str, Sequence[str]], options: tuple[str, ...], problems: list[Problem]) -> str:
    value = next(iter(params.get(key, ())), options[0])
    if value in options:
        return value
    problems.append(Problem(key, value, f"it is one of {', '.join(options)}"))
    return options[0]


def _text(params: Mapping[str, Sequence[str]], problems: list[Problem]) -> str:
    text = " ".join(next(iter(params.get("q", ())), "").split())
    if len(text) > LONGEST_TEXT:
        problems.append(Problem("q", text[:40] + "…", f"only the first {LONGEST_TEXT:,} characters are searched"))
    return text[:LONGEST_TEXT]
