"""Names of places in a text without spaces between words: what tells them from words, and names that say themselves what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from warta.gazetteer.gazetteer import gazetteer
from warta.parse.han_lexicon import has_lexicon, lexicon, name_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warta.parse.doc import Doc
    from warta.parse.han_lexicon import NameWords
    from warta.parse.phrases import Phrase

NAMING = frozenset("noszjerAxgb")
"""Tags of words that stand in names of buildings."""
KANJI = regex.compile(r"\p{Han}")
PROPER = frozenset("szojeA")
LONGEST = 5
"""Characters in a name before a word for a division or a natural thing."""
SHORTEST = 2
SURE = 4
"""Characters of a name that is hardly ever another word."""
COMMON = 58
"""Ten times the Zipf frequency from which a single character is a word rather than a part of a name."""
RARE = 30
"""The same from which a word is no name before a word for a division."""
MOST = 4
"""Words in the name of a building before what it is."""


def state_of_letter(language: str | None, letter: str) -> str | None:
    """Return the code of the state that a character stands for."""
    return name_words(language or "").states.get(letter)


def is_han_word(doc: Doc, phrase: Phrase) -> bool:
    """Return whether one word is no town here: a part of the name of games or a treaty, or a common word that also names a town.

    Such a word is the town where a word for a division follows or, but for sides such as 南部, a place stands before.
    """
    if not has_lexicon(doc.language):
        return False
    words, first, last = name_words(doc.language or ""), phrase.first, phrase.last
    following = doc.tokens[last].text if last < len(doc.tokens) and doc.tokens[last].start == phrase.end else ""
    if following in words.named_after:
        return True
    text = doc.tokens[first].text
    if text not in words.ordinary or following in words.divisions:
        return False
    known = lexicon(doc.language or "").get(text)
    before = doc.tokens[first - 1] if first else None
    side = known is not None and known.tag == "f"
    return side or before is None or before.end != phrase.start or not gazetteer().knows(doc.folded[first - 1])


def is_inside_run(doc: Doc, phrase: Phrase) -> bool:
    """Return whether Han characters stand on a side of a name where the language puts none: 登地 in 能登地方 of Japanese."""
    if has_lexicon(doc.language) or not doc.han[phrase.first]:
        return False
    words = name_words(doc.language or "")
    if not words.divisions or not all(map(KANJI.match, doc.text[phrase.start : phrase.end])):
        return False
    if doc.text[phrase.start : phrase.end] in words.ordinary:
        return True
    ahead, behind = doc.text[phrase.start - 1 : phrase.start], doc.text[phrase.end : phrase.end + 2]
    if KANJI.match(ahead) and ahead not in words.divisions:
        return True
    if doc.text[phrase.end - 1] in words.divisions and phrase.end - phrase.start > SHORTEST:
        return False
    return bool(KANJI.match(behind)) and not any(behind[:size] in words.divisions or behind[:size] in words.around for size in (1, 2))


def find_han_features(doc: Doc) -> Iterator[tuple[int, int, bool]]:
    """Yield (first, last, natural) of names with a word for a natural thing, a building or a division at their end, without overlaps."""
    words = name_words(doc.language or "")
    table = lexicon(doc.language or "")
    floor = 0
    for index, token in enumerate(doc.tokens):
        text = token.text
        if len(text) > SHORTEST and _ends_like_place(text, words):
            known = table.get(text)
            if known and known.tag == "s" and not gazetteer().knows(doc.folded[index]):
                yield index, index + 1, text[-1] in words.natural or text[-2:] in words.natural
                floor = index + 1
        natural = text in words.natural
        if not natural and text not in words.sites and text not in words.divisions:
            continue
        following = doc.tokens[index + 1] if index + 1 < len(doc.tokens) else None
        if len(text) == 1 and following and following.start == token.end and len(following.text) == 1 and following.text in words.sites:
            continue
        begins = _short if natural or len(text) == 1 or text in words.divisions else _long
        first = begins(doc, index, floor, words)
        if first is not None:
            yield first, index + 1, natural
            floor = index + 1


def _ends_like_place(text: str, words: NameWords) -> bool:
    return any(text[-size:] in group for size in (1, 2) for group in (words.natural, words.sites, words.divisions))


def says_what_it_is(doc: Doc, phrase: Phrase) -> bool:
    """Return whether the gazetteer is believed however small the place: a long name, or one with the word for a division at its end."""
    if doc.language is None or not doc.han[phrase.first]:
        return False
    size = phrase.end - phrase.start
    return (size >= SURE and has_lexicon(doc.language)) or (
        size > SHORTEST and doc.text[phrase.end - 1] in name_words(doc.language).divisions
    )


def _short(doc: Doc, end: int, floor: int, words: NameWords) -> int | None:
    """Return where a name of a few characters before a word for a division or a natural thing begins."""
    first = end
    table = lexicon(doc.language or "")
    while first > floor and doc.tokens[first - 1].end == doc.tokens[first].start:
        token = doc.tokens[first - 1]
        known = table.get(token.text)
        if doc.tokens[end].start - token.start > LONGEST and not (token.kind == "foreign" and first == end):
            break
        if token.kind == "person" and first < end:
            break
        if not token.kind and (known is None or known.tag not in NAMING or (len(token.text) == 1 and known.zipf > COMMON)):
            break
        if token.text in words.divisions or (first < end and known and known.tag == "s" and gazetteer().knows(doc.folded[first - 1])):
            break
        first -= 1
    size = doc.tokens[end].start - doc.tokens[first].start
    if size < SHORTEST or first == end:
        return None
    known = table.get(doc.tokens[first].text)
    whole = end - first == 1 and known is not None and known.zipf > RARE and known.tag not in PROPER and not doc.tokens[first].kind
    return None if whole else first


def _long(doc: Doc, end: int, floor: int, words: NameWords) -> int | None:
    """Return where a name of several words before a word for a building begins; one of them must be a name."""
    first = end
    table = lexicon(doc.language or "")
    proper = False
    while first > floor and end - first < MOST and doc.tokens[first - 1].end == doc.tokens[first].start:
        token = doc.tokens[first - 1]
        known = table.get(token.text)
        if (not token.kind and (known is None or (known.zipf and known.tag not in NAMING))) or token.text in words.not_inside:
            break
        if len(token.text) > 1 and token.text[-1] in words.role_ends and token.text not in words.inside:
            break
        proper = proper or bool(token.kind) or known is None or known.tag in PROPER or (len(token.text) > 1 and known.zipf < RARE)
        first -= 1
    return first if proper else None
