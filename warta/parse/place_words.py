"""Words that look like a place and are none, and short forms that mean one."""

from __future__ import annotations

import csv
import functools
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from warta.gazetteer.fold import fold, name_key, stem_key
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.frequency import frequency
from warta.parse.language import table
from warta.parse.name_words import traits
from warta.parse.person_words import given_names
from warta.parse.phrases import joined
from warta.parse.role_words import role_words
from warta.parse.uncased_places import is_word

if TYPE_CHECKING:
    from warta.parse.doc import Doc
    from warta.parse.phrases import Phrase

TABLES = Path(__file__).resolve().parents[2] / "data" / "places"
FREQUENT = 4.0
"""Zipf frequency from which a word at the start of a sentence is a word before it is a town."""
VERY_FREQUENT = 5.4
"""Zipf frequency from which a capital within a sentence makes no town of a word either."""
EVERYDAY = 4.6
"""Zipf frequency from which a word is a town of some size only where a preposition of place or a state says so."""
TOWN = 150_000
"""Inhabitants from which a town of its own name is believed although the word is an everyday one."""
METROPOLIS = 700_000
"""Inhabitants from which a name is believed wherever it stands."""


@functools.cache
def abbreviations(language: str | None) -> dict[str, str]:
    """Return {short form: country code} of a language; they count only as the table writes them."""
    with (TABLES / "abbreviations.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["language"] == language]
    return {name: row["code"] for row in rows for name in row["names"].split("|")}


class State(NamedTuple):
    """A division that a short form names; with ``always`` wherever it stands, otherwise only after a comma, a bracket or a hyphen."""

    country: str
    admin1: str
    always: bool


@functools.cache
def _states() -> dict[str, State]:
    with (TABLES / "state_abbreviations.csv").open(encoding="utf-8", newline="") as lines:
        return {
            name: State(row["country"], row["admin1"], row["always"] == "yes" or "." in name)
            for row in csv.DictReader(lines)
            for name in row["names"].split("|")
        }


@functools.cache
def _openings() -> frozenset[str]:
    return frozenset(name.split(".")[0] for name in _states())


@functools.cache
def short_forms(language: str | None) -> frozenset[str]:
    """Return the words that are, or begin, the short form of a country or a division."""
    return _openings().union(abbreviations(language))


def short_state(doc: Doc, first: int) -> tuple[int, State] | None:
    """Return where the short form of a division that begins at a token ends (exclusive) and the division: ``N.C.``, ``Ky.``, ``TX``."""
    tokens = doc.tokens
    if tokens[first].text not in _openings():
        return None
    start = tokens[first].start
    for last in range(min(len(tokens), first + 3), first, -1):
        end = tokens[last - 1].end
        state = _states().get(doc.text[start:end].replace(". ", "."))
        if state is None:
            continue
        before, after = doc.text[max(0, start - 2) : start], doc.text[end : end + 1]
        beside = before in {", ", " ("} or before[-1:] in {"-", "("}
        if state.always or (beside and (after in {".", ",", ")", ";", ":", ""} or after.isspace())):
            return last, state
    return None


def state_of(doc: Doc, phrase: Phrase) -> tuple[str, str] | None:
    """Return the (country, division) that a short form right after a place names: ``Springfield, Ill.``."""
    rest = doc.text[phrase.end : phrase.end + 12]
    if not rest.startswith((", ", " (")):
        return None
    word = rest[2:].split(" ")[0].rstrip(".,;)")
    state = _states().get(word)
    return state and (state.country, state.admin1)


@functools.cache
def lower_demonyms() -> frozenset[str]:
    """Return the keys, and the keys of stems, of words for peoples that the table writes without a capital."""
    with (TABLES / "demonyms.csv").open(encoding="utf-8", newline="") as lines:
        keys = [name_key(word) for row in csv.DictReader(lines) for word in row["names"].split("|") if word[:1].islower()]
    return frozenset([*keys, *(stem_key(key, "russian") for key in keys if "\u0400" <= key[0] <= "\u04ff")])


def shouts(doc: Doc, phrase: Phrase) -> bool:
    """Return whether the words around are all capitals too, so that capitals mean nothing."""
    around = doc.tokens[max(0, phrase.first - 3) : phrase.first] + doc.tokens[phrase.last : phrase.last + 3]
    return doc.block_at(phrase.start) == "dateline" or (bool(around) and all(token.text.isupper() for token in around))


def is_ordinary(doc: Doc, phrase: Phrase, population: int, *, own: bool) -> bool:
    """Return whether one capitalised word is an ordinary word of the language rather than a town of so many inhabitants.

    ``own`` tells that the town is mainly known by this name, not by it among others.
    """
    listed = is_word(doc, phrase)
    if listed is not None:
        return listed
    zipf = frequency(doc.text[phrase.start : phrase.end].lower(), doc.language or "")
    if zipf >= VERY_FREQUENT and not (population >= METROPOLIS and (own or is_governed(doc, phrase))):
        return True
    if zipf >= EVERYDAY and not (own and population >= TOWN) and not is_governed(doc, phrase) and state_of(doc, phrase) is None:
        return True
    return zipf >= FREQUENT and (_starts_sentence(doc, phrase) or doc.is_headline(phrase.start)) and population < METROPOLIS


def _starts_sentence(doc: Doc, phrase: Phrase) -> bool:
    index = doc.sentence_at(phrase.start)
    return index is not None and doc.token_at(doc.sentences[index].start) == phrase.first


class Carriers(NamedTuple):
    """Words that make another name of the place after or before them, and links that may stand between ("University of")."""

    after: frozenset[str]
    before: frozenset[str]
    links: frozenset[str]


@functools.cache
def _carriers(language: str | None) -> Carriers:
    words = table(language, "places")
    return Carriers(*(frozenset(map(name_key, words.get(field, ()))) for field in ("carriers_after", "carriers_before", "carrier_links")))


def is_part_of_other(doc: Doc, phrase: Phrase, *, large: bool) -> bool:
    """Return whether the words belong to a longer name: a street, a person with title, a capitalised run that is no place."""
    carriers = _carriers(doc.language)
    following = doc.tokens[phrase.last] if phrase.last < len(doc.tokens) and joined(doc, phrase.last - 1) else None
    preceding = doc.tokens[phrase.first - 1] if phrase.first and joined(doc, phrase.first - 1) else None
    if preceding and doc.tokens[phrase.first].text[0].isupper() and _merely_opens(doc, phrase.first - 1):
        preceding = None
    if following and doc.folded[phrase.last] in carriers.after and following.text[0].isupper():
        return True
    if preceding and _follows_carrier(doc, phrase, carriers):
        return True
    if large:
        return False
    apart = following is not None and doc.ways.stemmer is not None and traits(following.text, doc.language).given
    if following and following.text[0].isupper() and not apart and _is_rare(doc, phrase.last) and not doc.is_headline(phrase.start):
        return True
    first = phrase.first - 1
    if not preceding or not preceding.text[0].isupper() or doc.is_headline(phrase.start):
        return False
    if doc.folded[first] in doc.grammar.titles:
        return True
    return _is_rare(doc, first) and len(preceding.text) > 1 and not preceding.text.isupper()


def _merely_opens(doc: Doc, index: int) -> bool:
    """Return whether a word has its capital from the sentence, in a language whose endings make every form rare: ``Duruşmaya``."""
    if not role_words(doc.language).suffixes or doc.folded[index] in given_names():
        return False
    sentence = doc.sentence_at(doc.tokens[index].start)
    return sentence is not None and doc.sentences[sentence].start == doc.tokens[index].start


def _follows_carrier(doc: Doc, phrase: Phrase, carriers: Carriers) -> bool:
    """Return whether a carrier stands before a name, perhaps with links between: ``Batalla de``, ``Université de la``."""
    index = phrase.first - 1
    while index > max(0, phrase.first - 3) and doc.folded[index] in carriers.links and joined(doc, index - 1):
        index -= 1
    return doc.folded[index] in carriers.before


def is_surname(doc: Doc, phrase: Phrase) -> bool:
    """Return whether a capitalised word stands right before, which makes a name of a person of the two: ``Jim Moran``.

    Not at the start of a sentence, in headlines, after a compass point and the like ("North", "Fort"), or after another place.
    """
    first = phrase.first - 1
    if first < 0 or phrase.last - phrase.first > 1 or not joined(doc, first) or doc.is_headline(phrase.start):
        return False
    word = doc.tokens[first].text
    index = doc.sentence_at(doc.tokens[first].start)
    starts = index is not None and doc.sentences[index].start == doc.tokens[first].start
    parts = _parts(doc.language)
    if not parts or starts or len(word) < 3 or not word[0].isupper() or word.isupper() or doc.folded[first] in parts:  # noqa: PLR2004
        return False
    places = gazetteer()
    large = any(entry.kind in {"country", "region", "admin1"} or entry.population >= TOWN for entry in places.named(doc.folded[first]))
    return not large and places.people_of(doc.folded[first]) is None and not _is_day(doc, first)


@functools.cache
def _parts(language: str | None) -> frozenset[str]:
    """Return the words that begin the name of a place rather than of a person."""
    return frozenset(table(language, "places").get("parts", ()))


def _is_day(doc: Doc, index: int) -> bool:
    """Return whether a word is a weekday or a month."""
    return doc.folded[index] in _days(doc.language)


@functools.cache
def _days(language: str | None) -> frozenset[str]:
    times = table(language, "time")
    return frozenset(fold(name) for group in (*times.get("weekdays", ()), *times.get("months", ())) for name in group)


def is_governed(doc: Doc, phrase: Phrase) -> bool:
    """Return whether a preposition of place stands right before, or a case of place is written on: ``Soma'da``."""
    around = doc.grammar
    if around.locative_suffixes and written_on(doc, phrase) in around.locative_suffixes:
        return True
    return phrase.first > 0 and doc.folded[phrase.first - 1] in around.locative


def written_on(doc: Doc, phrase: Phrase) -> str:
    """Return the ending that is written onto a name after an apostrophe, as a key; empty where there is none."""
    if phrase.last >= len(doc.tokens) or doc.text[phrase.end : phrase.end + 1] not in {"'", "\u2019"}:
        return ""
    return doc.folded[phrase.last] if doc.tokens[phrase.last].start == phrase.end + 1 else ""


def _is_rare(doc: Doc, index: int) -> bool:
    """Return whether a word is hardly ever used in lower case, so that beside another capital it is a part of a name."""
    word = doc.folded[index]
    if gazetteer().people_of(word) or any(entry.kind in {"country", "region", "admin1"} for entry in gazetteer().named(word)):
        return False
    return frequency(word, doc.language or "") < 3.9  # noqa: PLR2004  (rarer than everyday words)
