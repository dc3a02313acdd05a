"""Words for the institutions that every state has ("foreign ministry"), and which body of a state they mean."""

from __future__ import annotations

import csv
import dataclasses
import functools
import tomllib
from typing import NamedTuple

from warta.gazetteer.fold import HAN, name_key
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.actor_rows import TABLES
from warta.parse.known import Known, Letters, keys_of, letters_of, organisations
from warta.parse.language import table
from warta.parse.phrases import writing


class Word(NamedTuple):
    """What a word for an institution means. ``owned``: only beside a country; ``country``: this one's, where no other stands beside it."""

    concept: str
    letters: Letters
    owned: bool
    country: str | None


@dataclasses.dataclass(frozen=True)
class Words:
    """The words of a language for institutions, as folded keys, and where it puts the country."""

    home: str | None
    order: frozenset[str]
    of: frozenset[str]
    inner: bool
    not_after: frozenset[str]
    not_before: frozenset[str]
    short: dict[str, str]
    index: dict[str, tuple[Word, ...]]
    openings: frozenset[str]


@functools.cache
def institution_words(language: str | None) -> Words | None:
    """Return the words of a language for institutions; None where it has no table."""
    source = table(language, "institutions")
    if not source:
        return None
    index: dict[str, tuple[Word, ...]] = {}
    for group in ("words", "owned"):
        for concept, words in source.get(group, {}).items():
            for written in words:
                country, word = (written[:2], written[3:]) if written[2:3] == ":" else (None, written)
                meaning = Word(concept, letters_of(word), group == "owned", country)
                for key in keys_of(name_key(word)):
                    index[key] = (*index.get(key, ()), meaning)
    return Words(
        home=source.get("home"),
        order=frozenset(source["order"]),
        of=frozenset(map(name_key, source["of"])),
        inner=source.get("inner", False),
        not_after=frozenset(map(name_key, source["not_after"])),
        not_before=frozenset(map(name_key, source["not_before"])),
        short=source.get("short", {}),
        index=index,
        openings=_openings(index, writing(language).prefixes),
    )


def _openings(index: dict[str, tuple[Word, ...]], prefixes: tuple[str, ...]) -> frozenset[str]:
    """Return the first words of keys, alone and with what may be written onto them; of Chinese the first two characters."""
    first = {key[:2] if HAN.match(key) else key.split(" ")[0] for key in index}
    return frozenset([*first, *(prefix + word for prefix in prefixes for word in first)])


@functools.cache
def _names() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    source = tomllib.loads((TABLES / "institutions.toml").read_text(encoding="utf-8"))
    return source["names"], frozenset(source["listed"]), frozenset(source["the"])


@functools.cache
def _bodies() -> dict[tuple[str, str], dict[str, str]]:
    with (TABLES / "institutions.csv").open(encoding="utf-8", newline="") as lines:
        return {(row["country"], row["concept"]): row for row in csv.DictReader(lines)}


def concepts() -> frozenset[str]:
    """Return the institutions that a state may have."""
    return frozenset(_names()[0])


def has(country: str, concept: str) -> bool:
    """Return whether a state has such an institution, as far as the tables know."""
    return concept not in _names()[1] or (country, concept) in _bodies()


@functools.cache
def body(country: str, concept: str) -> Known | None:
    """Return the body of a state that an institution is; None for codes that are no country."""
    row = _bodies().get((country, concept), {})
    if row.get("organisation"):
        return organisations()[row["organisation"]]
    state = gazetteer().country(country)
    if state is None:
        return None
    names, _listed, the = _names()
    name = row.get("name") or names[concept].format(country=f"the {state.name}" if country in the else state.name)
    return Known(f"warta:{country.lower()}-{concept}", name, "organisation", country)
