"""Names that say what they are: rivers and mountains, streets and airports, by the word for it beside a capitalised name.

``Neches River``, ``Rue de Rivoli``, ``Gunung Semeru``. Such a name is a place also where no gazetteer has it; it then has no point, and
is counted as not placed. Which words make such names is the table ``[features]`` of ``data/languages/<language>/places.toml``.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from warta.gazetteer.fold import name_key
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.han_lexicon import has_lexicon
from warta.parse.han_places import find_han_features
from warta.parse.language import table
from warta.parse.mark import FEATURE
from warta.parse.phrases import Phrase, joined
from warta.parse.uncased_features import name_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warta.parse.doc import Doc

LONGEST = 4
"""Words of the name beside the word for the thing."""


class Feature(NamedTuple):
    """A name of a natural feature (``natural``) or of something built, such as a street."""

    phrase: Phrase
    natural: bool


class Heads(NamedTuple):
    """Words for things as keys: those that follow a name, those that come before it, and those that a number makes a name of.

    ``links`` may stand inside a name, ``starters`` open a sentence and no name. After one of ``looked_up`` (islands, districts) the name
    alone is looked up first. Heads after a name have a capital but for those in ``small``.
    """

    natural_after: frozenset[str]
    natural_before: frozenset[str]
    site_after: frozenset[str]
    site_before: frozenset[str]
    numbered: frozenset[str]
    links: frozenset[str]
    starters: frozenset[str]
    looked_up: frozenset[str]
    small: frozenset[str]

    @property
    def any(self) -> frozenset[str]:
        """Return all heads."""
        return self.natural_after | self.natural_before | self.site_after | self.site_before | self.numbered


@functools.cache
def heads(language: str | None) -> tuple[Heads, frozenset[str]]:
    """Return the heads of a language, and all of them together."""
    words = table(language, "places").get("features", {})
    found = Heads(*(frozenset(name_key(word) for word in words.get(field, ())) for field in Heads._fields))
    return found, found.any


def find_features(doc: Doc) -> tuple[Feature, ...]:
    """Return the names of features in a document, in order, without overlaps."""
    if has_lexicon(doc.language):
        return tuple(_feature(doc, first, last, natural=natural) for first, last, natural in find_han_features(doc))
    words, every = heads(doc.language)
    if not every:
        return ()
    found: list[Feature] = []
    last = 0
    for index in doc.marked(FEATURE):
        if index >= last:
            feature = next(_around(doc, index, words, last), None)
            if feature:
                found.append(feature)
                last = feature.phrase.last
    return tuple(found)


def _around(doc: Doc, index: int, words: Heads, earliest: int) -> Iterator[Feature]:
    folded = doc.folded[index]
    capital = doc.tokens[index].text[0].isupper() or folded in words.small
    if folded in words.numbered and index + 1 < len(doc.tokens) and joined(doc, index) and doc.tokens[index + 1].text[0].isdigit():
        yield _feature(doc, index, index + 2, natural=False)
    if folded in words.natural_before or folded in words.site_before:
        last = _name_after(doc, index, words) or name_after(doc, index)
        if last and not (folded in words.looked_up and _is_known(doc, index + 1, last, words)):
            yield _feature(doc, index, last, natural=folded in words.natural_before)
    if capital and (folded in words.natural_after or folded in words.site_after) and not _goes_on(doc, index):
        first = _name_before(doc, index, words, earliest)
        if first is not None and not (folded in words.looked_up and _is_known(doc, first, index, words)):
            yield _feature(doc, first, index + 1, natural=folded in words.natural_after)


def _feature(doc: Doc, first: int, last: int, *, natural: bool) -> Feature:
    key = ("" if doc.han[first] else " ").join(doc.folded[first:last])
    return Feature(Phrase(first, last, doc.tokens[first].start, doc.tokens[last - 1].end, key), natural)


def _name_after(doc: Doc, head: int, words: Heads) -> int | None:
    """Return where the name after a head ends (exclusive): capitalised words, with links between them or before the first."""
    last = head + 1
    named = 0
    while last < len(doc.tokens) and named < LONGEST and joined(doc, last - 1):
        if doc.tokens[last].text[0].isupper():
            named += 1
        elif doc.folded[last] not in words.links or not _leads_to_capital(doc, last, words):
            break
        last += 1
    return last if named else None


def _goes_on(doc: Doc, head: int) -> bool:
    """Return whether a capitalised word follows a short head with a stop, which is no street then: ``St. Paul``."""
    following = doc.tokens[head + 1] if head + 1 < len(doc.tokens) and joined(doc, head) else None
    return following is not None and following.text[0].isupper() and doc.text[doc.tokens[head].end] == "."


def _is_known(doc: Doc, first: int, last: int, words: Heads) -> bool:
    """Return whether a gazetteer knows the name without its head and the links after it."""
    while first < last and doc.folded[first] in words.links:
        first += 1
    return any(gazetteer().knows(phrase.key) for phrase in doc.phrases(first) if phrase.last <= last) if first < last else False


def _leads_to_capital(doc: Doc, index: int, words: Heads) -> bool:
    """Return whether a link is followed by a capitalised word, perhaps after one more link ("de la Paz")."""
    for after in (index + 1, index + 2):
        if after >= len(doc.tokens) or not joined(doc, after - 1):
            return False
        if doc.tokens[after].text[0].isupper():
            return True
        if doc.folded[after] not in words.links:
            return False
    return False


def _name_before(doc: Doc, head: int, words: Heads, earliest: int) -> int | None:
    """Return where the name before a head begins: capitalised words, without one that merely opens the sentence."""
    first = head
    while first > earliest and head - first < LONGEST and joined(doc, first - 1):
        text = doc.tokens[first - 1].text
        if not (text[0].isupper() or (text[0].isdigit() and text[-1].isalpha())):
            break
        first -= 1
    while first < head and doc.folded[first] in words.starters:
        first += 1
    return first if first < head else None
