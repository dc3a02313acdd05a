"""The words around the name of a place that tell why it is mentioned, from ``roles.toml`` of a language."""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING

from warta.gazetteer.fold import WORD
from warta.parse.grammar import grammar
from warta.parse.language import table
from warta.parse.spelling import spelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from warta.parse.doc import Doc

LONGEST = 3
"""Words in the longest entry of a table."""


@dataclasses.dataclass(frozen=True)
class RoleWords:
    """Words as :func:`warta.parse.spelling.spelt` spells them; a relation is what a preposition, ending or postposition says.

    ``ahead`` are the last words of all that tells something before a name, titles of persons too, ``behind`` the first words of all that
    does after it.
    """

    relations: dict[str, str]
    suffixes: dict[str, str]
    prefixes: dict[str, str]
    after: dict[str, str]
    belonging: frozenset[str]
    born: frozenset[str]
    undergoing: frozenset[str]
    place_nouns: frozenset[str]
    distance: frozenset[str]
    articles: frozenset[str]
    conjunctions: frozenset[str]
    ahead: frozenset[str]
    behind: frozenset[str]


def _key(words: str) -> str:
    return " ".join(spelt(word) for word in WORD.findall(words)) if any(map(str.isspace, words)) or not _is_han(words) else words


def _is_han(word: str) -> bool:
    return "\u3040" <= word[:1] <= "\u9fff"


@functools.cache
def role_words(language: str | None) -> RoleWords:
    """Return the words of a language; where it has no such table, its prepositions of place alone."""
    source = table(language, "roles")
    relations = source.get("relations", {"in": table(language, "grammar").get("locative", ())})

    def keys(name: str) -> frozenset[str]:
        return frozenset(_key(word) for word in source.get(name, ()))

    told, after = _inverse(relations), _inverse(source.get("after", {}))
    belonging, undergoing = keys("belonging") | keys("born"), keys("undergoing")
    place_nouns, distance, titles = keys("place_nouns"), keys("distance"), grammar(language).titles
    return RoleWords(
        relations=told,
        suffixes=_inverse(source.get("suffixes", {})),
        prefixes=_inverse(source.get("prefixes", {})),
        after=after,
        belonging=belonging,
        born=keys("born"),
        undergoing=undergoing,
        place_nouns=place_nouns,
        distance=distance,
        articles=keys("articles"),
        conjunctions=keys("conjunctions"),
        ahead=frozenset(each.split(" ")[-1] for each in (*told, *belonging, *undergoing, *place_nouns, *distance, *titles)),
        behind=frozenset(each.split(" ")[0] for each in (*told, *after, *belonging, *undergoing)),
    )


def _inverse(words: dict[str, Iterable[str]]) -> dict[str, str]:
    return {_key(word): name for name, group in words.items() for word in group}


def endings(doc: Doc, index: int, floor: int = 0) -> list[str]:
    """Return the runs of up to ``LONGEST`` words that end with a token, longest first, without letters written onto the first."""
    run = doc.spelt[index]
    runs = [run]
    for before in range(index - 1, max(floor, index - LONGEST + 1) - 1, -1):
        run = f"{doc.spelt[before]} {run}"
        runs.append(run)
    runs.reverse()
    prefixes = doc.ways.prefixes
    return [*runs, *(run[len(prefix) :] for prefix in prefixes for run in runs if run.startswith(prefix))] if prefixes else runs


def beginnings(doc: Doc, index: int) -> list[str]:
    """Return the runs of up to ``LONGEST`` words that begin with a token, longest first."""
    words = doc.spelt[index : index + LONGEST]
    return [" ".join(words[:stop]) for stop in range(len(words), 0, -1)]


def relation_of(runs: Iterable[str], relations: Mapping[str, str]) -> str | None:
    """Return the relation that the first of the runs with one says."""
    for run in runs:
        if run in relations:
            return relations[run]
    return None
