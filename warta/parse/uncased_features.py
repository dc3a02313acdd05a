"""Names that say what they are in a script without capitals: ``نهر النيل``, ``شارع الحبيب بورقيبة``, ``ساحة التحرير``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warta.gazetteer.gazetteer import gazetteer
from warta.parse.frequency import frequency
from warta.parse.uncased_words import UncasedWords, uncased_words

if TYPE_CHECKING:
    from warta.parse.doc import Doc

MOST = 3
"""Words of the name after its head."""
FIRST = 3.6
"""Zipf frequency below which a word without an article right after a head is a name."""
LATER = 3.0
"""The same of a later word."""
USUAL = 5.3
"""Zipf frequency from which a word with an article, that no gazetteer knows, makes a phrase of a head rather than a name."""


def name_after(doc: Doc, head: int) -> int | None:
    """Return where the name after a head ends (exclusive), None where no name follows: a word with an article, or names."""
    words = uncased_words(doc.language)
    if words is None or not _follows(doc, words, head + 1):
        return None
    if " ".join(doc.folded[head : head + 2]) in words.no_places:
        return None
    definite, first = words.has_article(doc.folded[head]), words.has_article(doc.folded[head + 1])
    if definite:
        return head + 2 if " ".join(doc.folded[head : head + 2]) in words.definite_places else None
    last = head + 1
    while last - head <= MOST and _follows(doc, words, last) and _is_part(doc, words, last, head):
        last += 1
        if first and not _is_name(doc, words, last):
            break
    return last if last > head + 1 else None


def _follows(doc: Doc, words: UncasedWords, index: int) -> bool:
    """Return whether a word may belong to the same name as the word before it."""
    if index >= len(doc.tokens) or not doc.joins[index - 1]:
        return False
    token = doc.tokens[index]
    return not token.proclitic and token.text.isalpha() and token.text not in words.stops and doc.folded[index] not in words.titles


def _is_part(doc: Doc, words: UncasedWords, index: int, head: int) -> bool:
    first = index == head + 1
    if first and words.has_article(doc.folded[index]):
        return gazetteer().people_of(doc.folded[index]) is None and (
            frequency(doc.tokens[index].text, doc.language) < USUAL or gazetteer().knows(doc.folded[index])
        )
    if first and gazetteer().knows(doc.folded[index]) and doc.folded[index] not in words.inner:
        return True
    return _is_name(doc, words, index, FIRST if first else LATER)


def _is_name(doc: Doc, words: UncasedWords, index: int, limit: float = LATER) -> bool:
    """Return whether a word is a person's name or hardly a word of the language."""
    if not _follows(doc, words, index):
        return False
    word, zipf = doc.folded[index], frequency(doc.tokens[index].text, doc.language)
    if word in words.ordinals:
        return words.first_strength(doc.folded[index - 1], 0.0) > 0
    if words.has_article(word):
        return words.later_strength(word, zipf) > 1 and zipf < FIRST
    return word in words.particles or words.first_strength(word, zipf) > 1 or words.later_strength(word, zipf) > 1 or zipf < limit
