"""What speaks for a run of capitalised words as the name of a person: the words themselves, and those beside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from warta.gazetteer.gazetteer import gazetteer
from warta.parse.name_words import NameWords, Traits, traits

if TYPE_CHECKING:
    from warta.parse.doc import Doc

RARE, UNUSUAL, COMMON, EVERYDAY = 2.8, 3.6, 4.3, 5.0
"""Zipf frequencies: a word below the first is hardly a word of the language; one from the last on is in every article."""
CLEAR, CLEAR_INSIDE = 5.2, 5.8
"""Zipf frequencies below which a given name is hardly ever another word, where a sentence begins and within it."""
NONE = -9.0
AGE = re.compile(r",? \(?(?:aged )?\d{2}[,)]")


def evidence(doc: Doc, first: int, last: int, words: NameWords, title: int, *, initial: bool) -> tuple[float, str]:
    """Return how much speaks for a run of words as a person, and the evidence that weighs most."""
    inner = [index for index in range(first, last) if doc.folded[index] not in words.particles]
    if len(inner) < 2 or doc.folded[first] in words.things_before or _is_mere_letter(doc, first):  # noqa: PLR2004
        return NONE, ""
    each = [traits(doc.tokens[index].text, doc.language) for index in inner]
    clear = each[0].given and each[0].zipf < (CLEAR if initial else CLEAR_INSIDE) and not each[0].large
    end = doc.folded[last - 1]
    if (end in words.things_after or end in words.places) and not (clear and each[-1].surname):
        return NONE, ""
    if doc.folded[first] in words.places and not each[0].given:
        return NONE, ""
    letters = [len(doc.tokens[index].text) for index in inner]
    name = sum(_weight(one, letter, place, words, clear=clear) for place, (one, letter) in enumerate(zip(each, letters, strict=True)))
    beside, method = _beside(doc, first, last, words, title)
    against = 0.0
    if first and doc.joins[first - 1] and doc.folded[first - 1] in words.articles:
        against += 1.0
    if initial and not each[0].given and each[0].zipf >= UNUSUAL:
        against += 0.3
    if gazetteer().knows(" ".join(doc.folded[first:last])):
        against += 2.5
    if any(doc.tokens[index].text.isupper() and len(doc.tokens[index].text) > 2 for index in inner):  # noqa: PLR2004  (acronyms)
        against += 1.5
    if words.nouns_have_capitals and not each[0].given:
        against += 1.0
    return name + beside - against, method if beside else "name"


def _is_mere_letter(doc: Doc, index: int) -> bool:
    """Return whether a single letter is no initial, because no full stop follows: "D-Chicopee", "A Coruña"."""
    token = doc.tokens[index]
    return len(token.text) == 1 and doc.text[token.end : token.end + 1] not in {".", "'", "’"}


def _weight(word: Traits, letters: int, place: int, words: NameWords, *, clear: bool) -> float:
    """Return how much a word speaks for a person, at the beginning of a name or after it.

    After a ``clear`` given name a word in capitals is a surname, whatever else it may be.
    """
    if letters == 1:
        return 0.8
    if clear:
        if not place:
            return 1.5
        return 0.8 if word.surname or word.zipf < RARE else 0.3 if word.zipf < COMMON else 0.0 if word.zipf < EVERYDAY else -0.4
    weight = 1.5 if word.given and not place else 0.8 if word.given or (word.surname and place) else 0.2 if word.surname else 0.0
    if word.zipf < RARE:
        weight += 0.8
    elif word.zipf < UNUSUAL:
        weight += 0.5
    elif not (word.given or word.surname):
        weight -= 0.3 if word.zipf < COMMON else 1.0 if word.zipf < EVERYDAY else 2.0
    elif word.zipf >= EVERYDAY:
        weight -= 0.6
    if (word.people and not words.peoples_are_small) or (word.large and not (word.given and not place)):
        weight -= 1.2
    return weight


def _beside(doc: Doc, first: int, last: int, words: NameWords, title: int) -> tuple[float, str]:
    """Return how much the words around a run speak for a person."""
    if title:
        return 3.0, "title"
    if AGE.match(doc.text, doc.tokens[last - 1].end):
        return 2.5, "age"
    folded, joins = doc.folded, doc.joins
    after = [folded[index] for index in range(last, min(last + 2, len(folded))) if all(joins[place] for place in range(last - 1, index))]
    if after and (after[0] in words.speech or (len(after) > 1 and after[0] in words.auxiliaries and after[1] in words.speech)):
        return 1.5, "speech"
    if first and joins[first - 1] and folded[first - 1] in words.speech:
        return 1.5, "speech"
    if after and after[0] in words.auxiliaries:
        return 0.4, "verb"
    gap = doc.text[doc.tokens[last - 1].end : doc.tokens[last].start] if last < len(folded) else ""
    if gap == ", " and folded[last] in words.speech:
        return 1.5, "speech"
    if gap in {", ", " ("} and (folded[last] in words.apposition or folded[last] in words.title_openings):
        return 1.0, "apposition"
    before = doc.text[doc.tokens[first - 1].end : doc.tokens[first].start] if first else ""
    if before == ", " and folded[first - 1] in words.title_words:
        return 1.5, "apposition"
    return 0.0, ""
