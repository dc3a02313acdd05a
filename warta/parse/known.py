"""Actors of the tables in ``data/actors/``: people, organisations, and the names that stand for governments."""

from __future__ import annotations

import csv
import functools
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from warta.gazetteer.fold import HAN, is_han, name_key, stem_key
from warta.parse.actor_rows import TABLES, alias_tables, names_of, rows
from warta.parse.case_stems import case_stems, declines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from warta.article import ActorKind
    from warta.parse.phrases import Phrase

ACRONYM = 5
"""Aliases up to this long that are all capitals must be all capitals in the text too."""
SHORTEST = 4
"""Letters, with the mark of a stem, that are too few to tell a name: the stem of Малья is that of Mali, of the Maldives and of "few"."""
INSIDE = 6
"""Letters in the longest alias with a capital inside that is another word without it: DuPont is not Dupont."""
HAN_OPENING = 4
"""Characters of Han and Kana by which names are looked for."""
ARTICLE = 3
"""Letters in the longest first word that proves nothing: "El País" is a paper, "El país" is not."""
Letters = Literal["capitals", "name", "capital", "inside", "any"]
"""How an alias must be written: all in capitals, first and last word with capitals, a capital first, one inside, anyhow."""


class Known(NamedTuple):
    """An actor of the tables. ``always`` tells of a metonym that is never a mere town (the Kremlin)."""

    actor_id: str
    name: str
    kind: ActorKind
    country: str | None
    always: bool = True


class HasLetters(Protocol):
    """What tells how a name is written."""

    @property
    def letters(self) -> Letters:
        """Which of its letters are capitals."""


class Alias(NamedTuple):
    """What a name of the tables means. ``language`` is set where it means that in texts of one language only."""

    actor: Known
    letters: Letters
    language: str | None


class Found(NamedTuple):
    """A known actor in a document. ``rivals`` have the same name: parties of two countries with the same acronym."""

    phrase: Phrase
    actor: Known
    rivals: tuple[Known, ...] = ()


class Office(NamedTuple):
    """Who held an office, from and to ISO 8601 days; an empty ``to`` means: still, when the table was made."""

    country: str
    office: str
    person: Known
    from_: str
    to: str


@functools.cache
def people() -> dict[str, Known]:
    """Return the people of the table by slug."""
    return {row["slug"]: Known(f"warta:{row['slug']}", row["name"], "person", row["country"] or None) for row in rows("people.csv")}


@functools.cache
def organisations() -> dict[str, Known]:
    """Return the organisations, blocs, companies, armed groups and former states of the table by slug."""
    return {
        row["slug"]: Known(f"warta:{row['slug']}", row["name"], row["kind"], row["country"] or None)  # type: ignore[arg-type]  # checked by a test
        for row in rows("organisations.csv")
    }


@functools.cache
def offices() -> tuple[Office, ...]:
    """Return who held which office when."""
    return tuple(Office(row["country"], row["office"], people()[row["person"]], row["from"], row["to"]) for row in rows("offices.csv"))


@functools.cache
def aliases() -> dict[str, tuple[Alias, ...]]:
    """Return {key: what it means} of people and organisations.

    Equal values are one object, and the aliases themselves are not kept: the tables hold tens of thousands.
    """
    return _index(lambda folded, _person: (folded,) if folded else ())


@functools.cache
def stem_aliases() -> dict[str, tuple[Alias, ...]]:
    """Return the same by the keys of stems, under which a name in Cyrillic is found in all its cases; made when such a text is read."""
    return _index(lambda folded, person: keys_of(folded, person=person)[1:])


def _index(keys: Callable[[str, bool], tuple[str, ...]]) -> dict[str, tuple[Alias, ...]]:
    index: dict[str, tuple[Alias, ...]] = {}
    same: dict[tuple[Alias, ...], tuple[Alias, ...]] = {}
    for actor, (alias, language) in _written():
        means = Alias(actor, letters_of(alias, person=actor.kind == "person"), language)
        for each in keys(name_key(alias), actor.kind == "person"):
            found = (*index.get(each, ()), means)
            index[each] = same.setdefault(found, found)
    return index


def _written() -> Iterator[tuple[Known, tuple[str, str | None]]]:
    """Yield every actor of the tables with each of its names, and the language that this is confined to."""
    actors = people() | organisations()
    yield from (
        (actors[row["slug"]], name) for table in ("people.csv", "organisations.csv") for row in rows(table) for name in names_of(row)
    )
    for code, table in alias_tables().items():
        yield from ((actors[row["slug"]], (name, code)) for row in rows(table) for name in row["aliases"].split("|"))


@functools.cache
def alias_openings() -> frozenset[str]:
    """Return the first words of all aliases."""
    return frozenset(each.split(" ", 1)[0] for each in aliases())


@functools.cache
def han_alias_openings() -> frozenset[str]:
    """Return up to ``HAN_OPENING`` characters that aliases in Han and Kana begin with."""
    return _han_openings(aliases())


@functools.cache
def han_metonym_openings() -> frozenset[str]:
    """Return the same of the names that stand for a government."""
    return _han_openings(metonyms())


def _han_openings(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(each[:length] for each in keys if HAN.match(each) for length in range(1, HAN_OPENING + 1))


@functools.cache
def stem_alias_openings() -> frozenset[str]:
    """Return the same of the keys of their stems."""
    return frozenset(each.split(" ", 1)[0] for each in stem_aliases())


def keys_of(folded: str, *, person: bool = False) -> tuple[str, ...]:
    """Return the keys of a name: its own, and those of its stems in Cyrillic; of a person's name only in the cases it is declined to."""
    if not any("\u0400" <= letter <= "\u04ff" for letter in folded):
        return (folded,) if folded else ()
    if not person:
        return folded, stem_key(folded, "russian")
    if " " not in folded and not declines(folded, "ru"):
        return (folded,)
    return folded, *(stem for stem in case_stems(folded, "ru") if len(stem) > SHORTEST)


def letters_of(alias: str, *, person: bool = False) -> Letters:
    """Return how a name must be written in a text, from how a table writes it."""
    if alias.isupper() and len(alias) <= ACRONYM:
        return "capitals"
    words = alias.split(" ")
    if len(alias) <= INSIDE and alias.isalpha() and not alias.istitle() and not alias.isupper() and alias[0].isupper():
        return "inside"
    short = len(words) == 2 and len(words[0]) <= ARTICLE  # noqa: PLR2004  (an article and a noun)
    if (person or short) and alias[:1].isupper() and words[-1][:1].isupper():
        return "name"
    return "capital" if alias[:1].isupper() else "any"


@functools.cache
def _capitals() -> frozenset[str]:
    with (TABLES.parent / "places" / "capitals.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(row["place_id"] for row in csv.DictReader(lines))


def is_capital(place_id: str) -> bool:
    """Return whether a place is a seat of government, whose name may stand for its state."""
    return place_id in _capitals()


@functools.cache
def metonyms() -> dict[str, tuple[str, bool]]:
    """Return {key: (country code, always)} of the names that stand for a government."""
    index: dict[str, tuple[str, bool]] = {}
    for row in rows("metonyms.csv"):
        for name in row["names"].split("|"):
            index.update(dict.fromkeys(keys_of(name_key(name)), (row["country"], row["always"] == "yes")))
    return index


@functools.cache
def metonym_openings() -> frozenset[str]:
    """Return the first words of these names."""
    return frozenset(key.split(" ", 1)[0] for key in metonyms())


def written_as(surface: str, alias: HasLetters, key: str) -> bool:
    """Return whether the text writes a name as names are written: capitals where the alias has them ("Ван И", not "Ван и")."""
    if is_han(surface):
        return len(surface) > 1
    if alias.letters == "capitals":
        return surface.isupper() and not key.startswith("~")
    if alias.letters == "name" and surface.rsplit(" ", maxsplit=1)[-1][:1].islower():
        return False
    if alias.letters == "inside" and surface.istitle():
        return False
    return surface[:1].isupper() if alias.letters != "any" else True
