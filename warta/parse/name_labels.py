"""What the model of names (:mod:`warta.parse.sequence`) says of a document, in the parser's own words and code points."""

from __future__ import annotations

import bisect
import itertools
import math
from typing import TYPE_CHECKING, NamedTuple

from warta.gazetteer.fold import fold
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.frequency import frequency
from warta.parse.known import is_capital
from warta.parse.name_features import Match, Sentence, classes
from warta.parse.person_words import given_names
from warta.parse.sequence import model
from warta.parse.spans import Spans
from warta.parse.units import Unit, units_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from warta.parse.doc import Doc, HasSpan
    from warta.parse.known import Found

UNREAD = frozenset({"byline", "boilerplate", "dateline"})
EVERYDAY = 4.3
"""Zipf frequency from which a word that opens a sentence has its capital from there."""
HEADLINE = 0.6
"""Share of words with a capital from which a sentence is written as a headline."""
HEADLINE_LEAST = 4
HEADLINE_WORD = 3.4
"""Zipf frequency from which a capitalised word of a headline is an ordinary word, unless it is a name of a person or of a large place."""
LEAST_NAME = 0.45
"""Chance from which words are a person or an organisation."""
CONJUNCTION = 5.6
"""Zipf frequency from which a word that opens a sentence is no part of a name, unless a table has it: "and", "now"."""
LARGE = frozenset({"country", "region", "admin1"})
LARGE_TOWN = 500_000
SURE_OF_PLACE = 0.85
"""Chance from which one word is a person or an organisation although a large place has that name."""
SURE_OF_CAPITAL = 0.97
"""The same where a seat of government has that name, which speaks and acts as they do."""
BRACKETS = {")": "(", "]": "["}


class Label(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive), code points ``start`` to ``end``, that are a ``PER``, an ``ORG`` or a ``LOC``."""

    first: int
    last: int
    start: int
    end: int
    kind: str
    score: float


class Labels(NamedTuple):
    """The names in order, and for each token that was read the chances that it is of a PER, an ORG, a LOC."""

    spans: tuple[Label, ...]
    chances: Mapping[int, Sequence[float]]


def before_dates(labels: Labels | None, expressions: Iterable[HasSpan]) -> Labels | None:
    """Return labels without those that run into a time expression: "Jakarta Selasa" is a town and a Tuesday, to be read without them."""
    if labels is None:
        return None
    times = Spans((item.start, item.end) for item in expressions)
    return labels._replace(spans=tuple(label for label in labels.spans if not times.touch(label.start, label.end)))


def label_names(doc: Doc, known: Sequence[Found] = ()) -> Labels | None:
    """Return the names that a model finds in a document, which knows some; None where its language has no model."""
    reader = model(doc.language)
    if reader is None:
        return None
    sentences: list[Sentence] = []
    for sentence in doc.sentences:
        if doc.block_at(sentence.start) not in UNREAD:
            units = units_in(doc, sentence.start, sentence.end)
            if _has_names(units, doc.language):
                sentences.append(Sentence(units, _as_read(doc, units), known_units(units, known)))
    spans: list[Label] = []
    chances: dict[int, list[float]] = {}
    for read, reading in zip(sentences, reader.read(sentences), strict=True):
        chances.update(_by_token(read.units, reading.chances))
        for span in reading.spans:
            label = _label(read.units[span.first : span.last], span.kind, span.score, doc.language, initial=span.first == 0)
            if label:
                spans.append(label)
    return Labels(tuple(spans), chances)


def _by_token(units: Sequence[Unit], rows: Sequence[list[float]]) -> dict[int, list[float]]:
    """Return what was told of units by their tokens; marks have none."""
    found: dict[int, list[float]] = {}
    for unit, row in zip(units, rows, strict=True):
        size = unit.last - unit.first
        if size == 1:
            found[unit.first] = row
        elif size:
            found.update(dict.fromkeys(range(unit.first, unit.last), row))
    return found


def known_units(units: Sequence[Unit], known: Sequence[Found]) -> list[Match]:
    """Return which units are names of the tables, and the first letter of the kind of each."""
    if not units or not known:
        return []
    begin = bisect.bisect_left(known, units[0].first, key=lambda each: each.phrase.first)
    if begin == len(known) or known[begin].phrase.first >= units[-1].last:
        return []
    words = [index for index, unit in enumerate(units) if unit.is_word]
    firsts = [units[index].first for index in words]
    found: list[Match] = []
    for each in itertools.islice(known, begin, None):
        low, high = bisect.bisect_left(firsts, each.phrase.first), bisect.bisect_left(firsts, each.phrase.last)
        if low >= len(words):
            break
        if low < high:
            found.append((words[low], words[high - 1] + 1, each.actor.kind[0]))
    return found


def _has_names(units: Sequence[Unit], language: str | None) -> bool:
    """Return whether a sentence has a capital that is not merely that of its first word, unless that is a large place."""
    opening = None
    for index, unit in enumerate(units):
        if unit.text[0].isupper():
            if opening is not None or index > 1:
                return True
            opening = unit.text
    if opening is None:
        return False
    word = opening.lower()
    return frequency(word, language) < EVERYDAY or _is_large_place(fold(word))


def _as_read(doc: Doc, units: Sequence[Unit]) -> list[str]:
    """Return the words of a sentence; in a headline, where all words have capitals, ordinary words without theirs.

    What ends with a full stop is no headline but a list of names: "Partai-partai itu adalah Partai Patriot, Partai Pelopor ...".
    """
    words = [unit.text for unit in units]
    if words[-1] == ".":
        return words
    named = [word for unit, word in zip(units, words, strict=True) if unit.is_word]
    if len(named) < HEADLINE_LEAST or sum(word[0].isupper() for word in named) < HEADLINE * len(named):
        return words
    small = doc.small
    return [word.lower() if _is_ordinary(word, small, doc.language) else word for word in words]


def _is_ordinary(word: str, small: frozenset[str], language: str | None) -> bool:
    """Return whether a capitalised word of a headline is one that the article, or the language, writes small."""
    lower = word.lower()
    if not word.istitle() or lower in small:
        return word.istitle()
    person = fold(word) in given_names() or lower in classes(language).given or lower in classes(language).surnames
    return frequency(lower, language) >= HEADLINE_WORD and not person and not _is_large_place(lower)


def _is_large_place(folded: str) -> bool:
    return any(entry.kind in LARGE or entry.population >= LARGE_TOWN for entry in gazetteer().named(folded))


def _label(units: Sequence[Unit], kind: str, score: float, language: str | None, *, initial: bool) -> Label | None:
    """Return units as a label, without marks and words at its ends that are no part of a name; a bracket that closes one in it stays."""
    low, high = 0, len(units)
    while low < high and (
        not units[low].is_word or (high - low > 1 and _is_before(units[low], kind, language, initial=initial and low == 0))
    ):
        low += 1
    while high > low and not units[high - 1].is_word:
        opening = BRACKETS.get(units[high - 1].text)
        if opening and any(unit.text == opening for unit in units[low:high]):
            break
        high -= 1
    words = [unit for unit in units[low:high] if unit.is_word]
    if not words or (kind != "LOC" and score < _least(words)):
        return None
    return Label(words[0].first, words[-1].last, units[low].start, units[high - 1].end, kind, score)


def _least(words: Sequence[Unit]) -> float:
    """Return the chance from which words are a person or an organisation: more where they name a place too, never where a state."""
    folded = [fold(word.text) for word in words]
    entries = gazetteer().named(" ".join(folded))
    if any(entry.kind == "country" for entry in entries):
        return math.inf
    if any(is_capital(entry.place_id) for entry in entries):
        return SURE_OF_CAPITAL
    place = bool(entries) if len(folded) > 1 else all(_is_large_place(part) for part in folded[0].split("-"))
    return SURE_OF_PLACE if place else LEAST_NAME


def _is_before(unit: Unit, kind: str, language: str | None, *, initial: bool) -> bool:
    """Return whether the first word of a name only stands before it: a country before its president, a conjunction at the start."""
    lower, folded = unit.text.lower(), fold(unit.text)
    if initial and frequency(lower, language) >= CONJUNCTION and not classes(language).of.get(lower) and not _is_large_place(folded):
        return True
    return kind == "PER" and folded not in given_names() and any(entry.kind == "country" for entry in gazetteer().named(folded))
