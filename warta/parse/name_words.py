"""The words that names of persons and organisations are made of and stand beside, in a language. From ``names.toml``."""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING

import msgspec

from warta.gazetteer.fold import fold, name_key, stem
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.frequency import frequency
from warta.parse.grammar import grammar
from warta.parse.language import table
from warta.parse.person_words import common, given_names, surnames
from warta.parse.phrases import writing

if TYPE_CHECKING:
    from warta.article import ActorKind

KINDS: tuple[ActorKind, ...] = ("organisation", "company", "bloc", "armed group")
"""Kinds whose heads a table lists, each under a heading of its own."""
METROPOLIS = 700_000
"""Inhabitants from which a name is a place although somebody of that surname is in the article."""
SHORTEST_HOME = 4
"""Letters in the shortest name of a place that a word for its people is made of."""
LARGE_TOWN = 100_000
"""Inhabitants from which a name is a place before it is a surname."""


@dataclasses.dataclass(frozen=True)
class NameWords:
    """Words as folded keys.

    ``before`` are heads that begin the name of an organisation ("Ministerio"), ``after`` heads that end it ("Party"), ``with_of`` all
    that "of" and another name may follow ("House of Commons"), each with the kind that they tell; ``heads`` are the words of all of
    them, ``long_heads`` the last words of those of two; ``small`` are heads that are written in lower case too. ``of`` and ``both`` link
    the parts of a name ("of", "and"). ``endings`` and ``inner`` are lower-case words within a name: endings of adjectives, which
    ``verbs`` only look like, and nouns; any noun is one after an ``official`` word ("national"). ``things_before`` and ``things_after``
    make a name that of something that does not act: a treaty, a prize, a storm. ``places`` make it a place's. ``seats`` are heads of
    public bodies of a town or a division, which is named with them ("Athens Police"). ``people_endings`` make of the name of a place a
    word for who is from there.
    """

    before: dict[str, ActorKind]
    after: dict[str, ActorKind]
    with_of: dict[str, ActorKind]
    heads: frozenset[str]
    small: frozenset[str]
    of: frozenset[str]
    both: frozenset[str]
    endings: tuple[str, ...]
    inner: frozenset[str]
    official: frozenset[str]
    verbs: frozenset[str]
    things_before: frozenset[str]
    things_after: frozenset[str]
    places: frozenset[str]
    articles: frozenset[str]
    stripped: frozenset[str]
    particles: frozenset[str]
    openers: frozenset[str]
    never: frozenset[str]
    no_acronyms: frozenset[str]
    long_heads: frozenset[str]
    titles: frozenset[str]
    title_openings: frozenset[str]
    title_words: frozenset[str]
    speech: frozenset[str]
    auxiliaries: frozenset[str]
    apposition: frozenset[str]
    seats: frozenset[str]
    people_endings: tuple[str, ...]
    nouns_have_capitals: bool
    peoples_are_small: bool


@functools.cache
def name_words(language: str | None) -> NameWords:
    """Return the words of a language; those of names in any language where it has no table."""
    source, shared, around = table(language, "names"), common(), grammar(language)

    def keys(name: str) -> frozenset[str]:
        return frozenset(name_key(word) for word in (*shared.get(name, ()), *source.get(name, ())))

    def heads(side: str) -> dict[str, ActorKind]:
        return {name_key(word): kind for tables in (shared, source) for kind in KINDS for word in tables.get(kind, {}).get(side, ())}

    titles = around.titles | keys("titles")
    return NameWords(
        before=heads("before"),
        after=heads("after"),
        with_of=heads("with_of") | heads("before") | heads("after"),
        heads=frozenset(word for side in ("before", "after", "with_of") for head in heads(side) for word in head.split(" ")),
        small=keys("small"),
        of=keys("of"),
        both=keys("both"),
        endings=tuple(fold(ending) for ending in source.get("endings", ())),
        inner=keys("inner"),
        official=keys("official"),
        verbs=keys("verbs"),
        things_before=keys("things_before"),
        things_after=keys("things_after"),
        places=keys("places"),
        articles=keys("articles"),
        stripped=keys("stripped"),
        particles=keys("particles"),
        openers=keys("openers"),
        never=keys("never"),
        no_acronyms=frozenset((*shared["no_acronyms"], *source.get("no_acronyms", ()))),
        long_heads=frozenset(word.split(" ")[-1] for word in heads("after") if " " in word),
        titles=titles,
        title_openings=frozenset(title.split(" ")[0] for title in titles),
        title_words=frozenset(title.split(" ")[-1] for title in titles),
        speech=around.speech,
        auxiliaries=keys("auxiliaries"),
        apposition=keys("apposition"),
        seats=keys("seats"),
        people_endings=tuple(fold(ending) for ending in source.get("people_endings", ())),
        peoples_are_small=bool(source.get("peoples_are_small", False)),
        nouns_have_capitals=bool(source.get("nouns_have_capitals", False)),
    )


class Traits(msgspec.Struct, frozen=True, gc=False):
    """What a word is known as. ``zipf`` is its frequency in the language, in whatever case."""

    zipf: float
    given: bool
    surname: bool
    people: bool
    country: bool
    large: bool
    metropolis: bool
    town: bool


@functools.lru_cache(maxsize=65536)
def traits(word: str, language: str | None) -> Traits:
    """Return what a word of a text is known as, whatever its case."""
    folded = fold(word)
    stemmer = writing(language).stemmer
    forms = {folded, _stemmed(folded, stemmer)} if stemmer else {folded}
    places = gazetteer()
    entries = places.named(folded)
    endings = name_words(language).people_endings if forms.isdisjoint(surnames()) else ()
    return Traits(
        zipf=frequency(word.lower(), language),
        given=not forms.isdisjoint(given_names()) or (stemmer is not None and _stemmed(folded, stemmer) in _stems("given", stemmer)),
        surname=not forms.isdisjoint(surnames()) or (stemmer is not None and _stemmed(folded, stemmer) in _stems("surname", stemmer)),
        people=places.people_of(folded) is not None or (not entries and _is_from(folded, endings)),
        country=any(entry.kind == "country" for entry in entries),
        large=any(entry.kind in {"country", "region", "admin1"} or entry.population >= LARGE_TOWN for entry in entries),
        metropolis=any(entry.population >= METROPOLIS for entry in entries),
        town=bool(entries),
    )


def _is_from(folded: str, endings: tuple[str, ...]) -> bool:
    """Return whether a word says where somebody is from by its ending: Turkish "Mardinli"."""
    ending = next((ending for ending in endings if folded.endswith(ending) and len(folded) - len(ending) >= SHORTEST_HOME), None)
    return ending is not None and gazetteer().knows(folded.removesuffix(ending))


def _stemmed(folded: str, stemmer: str) -> str:
    return stem(folded, stemmer)


@functools.cache
def _stems(which: str, stemmer: str) -> frozenset[str]:
    """Return the stems of the names of the script that a stemmer is for: Cyrillic, where names have cases."""
    names = given_names() if which == "given" else surnames()
    return frozenset(stem(name, stemmer) for name in names if "\u0400" <= name[0] <= "\u04ff")
