"""What names are made of in a script without capitals, and what stands beside them. From ``uncased_names.toml`` of a language."""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING

from warta.gazetteer.fold import name_key
from warta.parse.grammar import grammar
from warta.parse.language import table
from warta.parse.person_words import given_names, surnames

if TYPE_CHECKING:
    from collections.abc import Iterable


SHORT = 2
"""Letters of a word that is a word before it is a name."""
USUAL = 3.8
"""Zipf frequency from which a name of the tables for all languages is a word rather than a name."""


@dataclasses.dataclass(frozen=True)
class UncasedWords:
    """Folded words of a language, but for ``stops``, which are as written: folding makes Ali of "on". docs/languages.md tells of each."""

    given: frozenset[str]
    doubtful: frozenset[str]
    family: frozenset[str]
    particles: frozenset[str]
    compound: frozenset[str]
    compound_ends: frozenset[str]
    servant: frozenset[str]
    titles: frozenset[str]
    title_openings: frozenset[str]
    between: frozenset[str]
    stops: frozenset[str]
    things: frozenset[str]
    ordinals: frozenset[str]
    after: frozenset[str]
    article: str
    heads: frozenset[str]
    light: frozenset[str]
    company: frozenset[str]
    armed: frozenset[str]
    ends: frozenset[str]
    inner: frozenset[str]
    dropped: frozenset[str]
    paired: frozenset[str]
    purpose: frozenset[str]
    both: frozenset[str]
    weak: frozenset[str]
    definite: frozenset[str]
    about: frozenset[str]
    generic: frozenset[str]
    no_places: frozenset[str]
    definite_places: frozenset[str]

    def has_article(self, word: str) -> bool:
        """Return whether a folded word begins with the article."""
        return bool(self.article) and word.startswith(self.article) and len(word) > len(self.article) + 1

    def first_strength(self, word: str, zipf: float) -> float:
        """Return how sure a word begins a person's name: 2 for a given name, 1 for one that is a word too, 0 for no known name."""
        if word in self.doubtful:
            return 1.0 if len(word) > SHORT else 0.5
        if word in self.given:
            return 2.0
        return 1.5 if zipf < USUAL and not word.startswith(self.article or "\n") and word in given_names() else 0.0

    def later_strength(self, word: str, zipf: float) -> float:
        """Return the same for a later part of the name: an article before a given name makes a surname."""
        bare = word.removeprefix(self.article)
        if word in self.given or word in self.family or word in self.doubtful or (bare in self.given and bare != word):
            return 2.0
        return 1.5 if zipf < USUAL and (word in given_names() or word in surnames()) else 0.0


@functools.cache
def uncased_words(language: str | None) -> UncasedWords | None:
    """Return the words of a language, None where it has no such table."""
    source = table(language, "uncased_names")
    if not source:
        return None
    titles = {*map(name_key, _items(source.get("titles", ""))), *grammar(language).titles}
    organisations = source.get("organisations", {})
    single = {name: _folded(source.get(name, "").split()) for name in SINGLE}
    return UncasedWords(
        **single,
        **{name: _folded(organisations.get(name, "").split()) for name in ORGANISATION},
        generic=frozenset(map(name_key, _items(organisations.get("generic", "")))),
        no_places=frozenset(map(name_key, _items(source.get("no_places", "")))),
        definite_places=frozenset(map(name_key, _items(source.get("definite_places", "")))),
        titles=frozenset(titles),
        title_openings=frozenset(title.split(" ")[0] for title in titles),
        stops=frozenset(source.get("stops", "").split()),
        article=source.get("article", ""),
    )


SINGLE = ("given", "doubtful", "family", "particles", "compound", "compound_ends", "servant", "between", "things", "ordinals", "after")
"""Lists of single words in the table."""

ORGANISATION = ("heads", "light", "company", "armed", "ends", "inner", "dropped", "paired", "purpose", "both", "weak", "definite", "about")
"""Lists of single words in its part on organisations."""


def _items(lines: str) -> Iterable[str]:
    return (item.strip() for line in lines.splitlines() for item in line.split("|") if item.strip())


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(name_key, words))
