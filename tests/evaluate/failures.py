"""What the parser got wrong: each failure in its words, and what kind of failure it is."""

from __future__ import annotations

import collections
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.evaluate.measures import MEASURES, overlaps
from warta.quality import Case, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Row = dict[str, Any]
AROUND = 60
"""Code points shown on each side of a failure."""
CASES = 12
"""Cases kept of each measure."""
SHOWN = (
    "name",
    "value",
    "speaker",
    "what",
    "kind",
    "country",
    "role",
    "reported_by",
    "from",
    "to",
    "start_date",
    "end_date",
    "place",
    "actors",
)
"""Fields of an item that tell what it is."""


class Failure(NamedTuple):
    """An item of a key that was not found (``wanted``), or one that was found and is wrong (``found``), or both where they overlap."""

    measure: str
    document: str
    kind: str
    wanted: Row | None
    found: Row | None
    text: str


def failures(document: str, text: str, key: Row, out: Row) -> Iterator[Failure]:
    """Yield everything that is wrong in a document. A found item that overlaps a missed one is told with it, once."""
    for label, how in MEASURES.items():
        if how.needs not in key:
            continue
        told = []
        found = how.found(key, out)
        for item in how.missed(key, out):
            near = next((other for other in found if _touch(item, other)), None)
            told.append(near)
            yield Failure(label, document, _kind(item, near), item, near, text)
        for item in how.wrong(key, out):
            if not any(item is other for other in told):
                yield Failure(label, document, "found where the key has none", None, item, text)


def _touch(item: Row, other: Row) -> bool:
    return "start" in item and "start" in other and overlaps({"end": item["start"] + 1, **item}, other)


def _kind(wanted: Row, found: Row | None) -> str:
    if found is None:
        return "not found"
    if "value" in wanted:
        return "another value" if wanted["value"] != found.get("value") else "another extent"
    if "quote" in wanted:
        return "another speaker"
    if wanted.get("lat") is not None:
        return "not placed" if found.get("lat") is None else "another place of that name"
    return "another name" if wanted.get("name") != found.get("name") else "another extent"


def kinds(found: Iterable[Failure]) -> tuple[Kind, ...]:
    """Return how often each kind of failure was made, the most frequent first."""
    counted = collections.Counter((failure.measure, failure.kind) for failure in found)
    return tuple(Kind(measure, kind, count) for (measure, kind), count in counted.most_common())


def cases(found: Iterable[Failure]) -> tuple[Case, ...]:
    """Return the first cases of each measure, at most ``CASES`` of each, spread over the documents."""
    by_measure: dict[str, list[Failure]] = collections.defaultdict(list)
    for failure in found:
        by_measure[failure.measure].append(failure)
    return tuple(_case(failure) for each in by_measure.values() for failure in _spread(each)[:CASES])


def _spread(found: list[Failure]) -> list[Failure]:
    """Return failures in turn from each document."""
    turns: collections.Counter[str] = collections.Counter()
    numbered = []
    for failure in found:
        numbered.append((turns[failure.document], failure))
        turns[failure.document] += 1
    return [failure for _turn, failure in sorted(numbered, key=lambda pair: pair[0])]


def _case(failure: Failure) -> Case:
    before, surface, after = _around(failure)
    return Case(failure.measure, failure.document, failure.kind, before, surface, after, _told(failure.wanted), _told(failure.found))


def _around(failure: Failure) -> tuple[str, str, str]:
    item = failure.wanted or failure.found or {}
    if "start" not in item:
        return "", "", ""
    start, end = item["start"], item.get("end") or item["start"] + len(item.get("quote", ""))
    text = failure.text
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return before.split("\n")[-1], text[start:end], after.split("\n")[0]


def _told(item: Row | None) -> str:
    """Return what an item says, in a few words."""
    values = [item.get(name) for name in SHOWN] if item else []
    return " · ".join(", ".join(value) if isinstance(value, list) else str(value) for value in values if value)


def line(group: str, failure: Failure) -> str:
    """Return a failure as a line for people."""
    before, surface, after = _around(failure)
    words = " ".join(f"{before}[{surface}]{after}".split())
    return "\t".join((group, failure.measure, failure.document, failure.kind, words, _told(failure.wanted), _told(failure.found)))
