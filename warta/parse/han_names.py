"""Names in a text without spaces between words: of persons, of bodies and firms, of places that no gazetteer has.

The cutter of words (:mod:`warta.parse.han_words`) says which characters spell a person or a foreign name. Here the words beside decide:
a name before 州 is a place, one before 公司 part of a firm's name, and one with a dot goes on behind the dot.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from warta.gazetteer.fold import HAN
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.han_lexicon import letters, lexicon, name_words
from warta.parse.han_script import TRADITIONAL
from warta.parse.memo import Memo
from warta.parse.words import words as known_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warta.article import ActorKind
    from warta.parse.doc import Doc
    from warta.parse.han_lexicon import NameWords

DOTS = frozenset("·•・")
PERSONS = frozenset({"r", "e"})
"""Tags of the dictionary for names of persons and foreign names."""
SURE = 3
"""Characters of a Chinese name in the dictionary that is one wherever it stands."""
OWN = "CN"
"""The country whose names are read as they are written here."""
REACH = 5
"""Words between a country and the name of a person who serves it."""
SELDOM = 25
"""Minus ten times the logarithm of the share from which a character is seldom used in foreign names."""
UNNAMED = "某"
"""What stands for a given name that is not told."""
LONGEST = 4
"""Characters in the longest name of a person without a dot whom the dictionary has."""


class HanName(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) that name somebody; ``called`` is the name in Latin letters where it can be told."""

    first: int
    last: int
    kind: ActorKind
    score: float
    method: str
    called: str | None = None


def find_han_persons(doc: Doc) -> Iterator[HanName]:
    """Yield the persons of a document whom no table knows."""
    words, may_be = name_words(doc.language or ""), _may_be_persons(doc.language or "")
    has_dots = any(dot in doc.text for dot in DOTS)
    index = 0
    while index < len(doc.tokens):
        last = _dotted(doc, index) if has_dots else index + 1
        if last > index + 1:
            if not _is_place(doc, last, words):
                yield HanName(index, last, "person", 0.85, "dot")
            index = last
            continue
        if (doc.tokens[index].kind or may_be[doc.texts[index]]) and _is_person(doc, index, words):
            called = _romanised(doc, index, words)
            yield HanName(index, index + 1, "person", 0.75 if doc.tokens[index].kind else 0.7, "characters", called)
        index += 1


@functools.cache
def _may_be_persons(language: str) -> Memo[bool]:
    """Return {word: whether the dictionary has it as what may be a person, and no table of places} of a language."""
    table, folded, knows = lexicon(language), known_words().folded, gazetteer().knows

    def may_be(text: str) -> bool:
        known = table.get(text) if 1 < len(text) <= LONGEST else None
        return known is not None and known.tag in PERSONS and not knows(folded[text])

    return Memo(may_be)


def _dotted(doc: Doc, first: int) -> int:
    """Return where a name of parts with dots between them ends (exclusive)."""
    last = first + 1
    while last < len(doc.tokens):
        end, start = doc.tokens[last - 1].end, doc.tokens[last].start
        if start - end != 1 or doc.text[end] not in DOTS or not HAN.match(doc.tokens[last].text):
            break
        last += 1
    return last


def _is_place(doc: Doc, last: int, words: NameWords) -> bool:
    """Return whether the word after a name makes a place, a firm or a building of it."""
    if last >= len(doc.tokens) or doc.tokens[last].start != doc.tokens[last - 1].end:
        return False
    text = doc.tokens[last].text
    return text in words.divisions or text in words.natural or text in words.sites or text in words.name_ends


def _is_person(doc: Doc, index: int, words: NameWords) -> bool:
    token = doc.tokens[index]
    if token.kind == "person":
        return UNNAMED not in token.text and not _is_place(doc, index + 1, words)
    if token.kind == "foreign":
        told = _is_told(doc, index, words)
        town = gazetteer().knows(doc.folded[index])
        return (told or (len(token.text) > 2 and not town and not _is_governed(doc, index))) and not _is_place(doc, index + 1, words)  # noqa: PLR2004
    known = lexicon(doc.language or "").get(token.text)
    if known is None or not _may_be_persons(doc.language or "")[token.text]:
        return False
    return (known.tag == "r" and len(token.text) == SURE) or _is_told(doc, index, words)


def _is_told(doc: Doc, index: int, words: NameWords) -> bool:
    """Return whether a word for what somebody is stands before, or one for what persons do after."""
    token = doc.tokens[index]
    before = doc.tokens[index - 1] if index else None
    if before and before.end == token.start and len(before.text) > 1 and before.text[-1] in words.role_ends:
        return True
    following = doc.tokens[index + 1] if index + 1 < len(doc.tokens) else None
    return following is not None and following.start == token.end and following.text in doc.grammar.speech


def _is_governed(doc: Doc, index: int) -> bool:
    before = doc.tokens[index - 1] if index else None
    return before is not None and before.end == doc.tokens[index].start and before.text in doc.grammar.locative


def _romanised(doc: Doc, index: int, words: NameWords) -> str | None:
    """Return a Chinese name in Latin letters: 张克俭 is Zhang Kejian. None for names of others that are written alike."""
    text = doc.tokens[index].text
    if doc.article.language == TRADITIONAL or any(text[:size] in words.surnames_of_japan for size in (2, 3)):
        return None
    size = 2 if text[:2] in words.surnames_of_two else 1
    spelling = letters(doc.language or "")
    if len(text) == SURE and all(spelling.foreign.get(letter, SELDOM) < SELDOM for letter in text):
        return None
    known = size > 1 or text[0] in spelling.surname
    if not known or not 0 < len(text) - size < SURE or _is_of_kin(doc, text[0]) or _is_foreign(doc, index):
        return None
    surname = words.readings.get(text[:size]) or "".join(spelling.reading.get(letter, "") for letter in text[:size]).capitalize()
    given = [spelling.reading.get(letter, "") for letter in text[size:]]
    return f"{surname} {''.join(given).capitalize()}" if surname and all(given) else None


def _is_foreign(doc: Doc, index: int) -> bool:
    """Return whether a country other than one that reads names so stands a few words before: 乌克兰体育部长胡采特."""
    for before in range(index - 1, max(-1, index - 1 - REACH), -1):
        if not doc.joins[before]:
            return False
        country = next((entry.country for entry in gazetteer().named(doc.folded[before]) if entry.kind == "country"), None)
        if country:
            return country != OWN
    return False


def _is_of_kin(doc: Doc, surname: str) -> bool:
    """Return whether the article is about a nation that reads the surname in its own way."""
    return any(surname in kin and many for kin, many in _kin(doc))


def _kin(doc: Doc) -> list[tuple[frozenset[str], bool]]:
    words = name_words(doc.language or "")
    own = doc.text.count("中国") + doc.text.count("我国")
    return [(kin.surnames, sum(map(doc.text.count, kin.words)) > own) for kin in words.kin]
