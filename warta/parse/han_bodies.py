"""Names of bodies, firms and the like in a text without spaces between words: an end such as 部 or 公司 and what goes before it."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from warta.gazetteer.gazetteer import gazetteer
from warta.parse.han_lexicon import lexicon, name_words
from warta.parse.han_names import HanName
from warta.parse.memo import Memo

if TYPE_CHECKING:
    from warta.parse.doc import Doc
    from warta.parse.han_lexicon import NameWords, Word

NAMING = frozenset("noszwbjerAxaf")
"""Tags of words that may stand in a name: nouns, names, verbs used as nouns, attributes, short forms."""
PROPER = frozenset("oszerA")
"""Tags of names."""
JOINTS = frozenset({"和", "与", "及", "暨"})
LONG = 3
"""Characters from which a word that ends like a body is one by itself (宣传部)."""
SELDOM = 40
"""Ten times the Zipf frequency below which a verb may be a part of a name."""
LEAST_BODY, LEAST_NAME = 4, 4
"""Characters in the shortest name."""
MOST = 7
"""Words before the end at most."""


def find_han_bodies(doc: Doc) -> list[HanName]:
    """Return the names of organisations in a document, in order, without overlaps, the longest at each end."""
    words, table = name_words(doc.language or ""), lexicon(doc.language or "")
    found: list[HanName] = []
    floor = 0
    for index, body in enumerate(map(_ends(doc.language or "").__getitem__, doc.texts)):
        if body is None:
            continue
        first = _first(doc, index, floor, words, table)
        if not _is_name(doc, first, index, words, table, body=body):
            continue
        if found and found[-1].last > first:
            found.pop()
        found.append(HanName(first, index + 1, "organisation", 0.7, "head"))
        floor = _floor(doc, index, words)
    return found


@functools.cache
def _ends(language: str) -> Memo[bool | None]:
    """Return {word: whether it ends the name of a body, rather than of something else} of a language, None of words that end no name."""
    words, table = name_words(language), lexicon(language)

    def ends(text: str) -> bool | None:
        body = _ends_body(text, words, table)
        return body if (body or _ends_name(text, words)) and text not in words.not_inside else None

    return Memo(ends)


def _ends_body(text: str, words: NameWords, table: dict[str, Word]) -> bool:
    if text in words.body_ends:
        return True
    known = table.get(text)
    return len(text) >= LONG and (text[-1] in words.body_ends or (known is not None and known.tag == "o"))


def _ends_name(text: str, words: NameWords) -> bool:
    return text in words.name_ends or any(text[-size:] in words.name_ends for size in (2, 3, 4) if len(text) > size)


def _floor(doc: Doc, index: int, words: NameWords) -> int:
    """Return the first token that a later name may begin with: 北京大学 goes on in 北京大学法学院, 部长 never does in a name."""
    return index + 1 if doc.tokens[index].text in words.not_inside else 0


def _first(doc: Doc, end: int, floor: int, words: NameWords, table: dict[str, Word]) -> int:
    """Return the first word of the name that ends with a word."""
    first = end
    while first > floor and end - first < MOST and _belongs(doc, first - 1, first, words, table):
        first -= 1
    while first < end and (doc.tokens[first].text in JOINTS or _is_loose(doc, first, words, table)):
        first += 1
    return first


def _belongs(doc: Doc, index: int, following: int, words: NameWords, table: dict[str, Word]) -> bool:
    token = doc.tokens[index]
    if token.end != doc.tokens[following].start or token.text in words.not_inside or token.text.isascii():
        return False
    if token.text in JOINTS:
        return _joins(doc, index, words, table)
    if token.kind == "state":
        return False
    if token.kind == "person":
        return False
    if token.kind == "foreign" or token.text in words.inside:
        return True
    known = table.get(token.text)
    if known is None or not known.zipf:
        return True
    if _is_role(token.text, words):
        return False
    if known.tag == "v":
        right = table.get(doc.tokens[following].text)
        return known.zipf < SELDOM and right is not None and right.tag not in PROPER
    return known.tag in NAMING


def _is_role(text: str, words: NameWords) -> bool:
    """Return whether a word is what somebody is: no name of an organisation goes on before it."""
    return len(text) > 1 and text[-1] in words.role_ends and text not in words.inside and text not in words.name_ends


def _joins(doc: Doc, index: int, words: NameWords, table: dict[str, Word]) -> bool:
    """Return whether "and" is within a name: between two nouns neither of which is a name or an end."""
    if not 0 < index < len(doc.tokens) - 1:
        return False
    for beside in (index - 1, index + 1):
        text = doc.tokens[beside].text
        known = table.get(text)
        ends = text in words.body_ends or text in words.name_ends or (len(text) >= LONG and text[-1] in words.body_ends)
        if known is None or known.tag in PROPER or doc.tokens[beside].kind or ends:
            return False
    return doc.tokens[index - 1].end == doc.tokens[index].start


def _is_loose(doc: Doc, index: int, words: NameWords, table: dict[str, Word]) -> bool:
    """Return whether the first word of a run opens no name: a side, an attribute such as 大型."""
    text = doc.tokens[index].text
    known = table.get(text)
    return known is not None and known.tag in {"f", "a", "x"} and known.zipf > 0 and text not in words.inside


def _is_name(doc: Doc, first: int, end: int, words: NameWords, table: dict[str, Word], *, body: bool) -> bool:
    if _is_of_state(doc, first, end, words) or _is_of_office(doc, end, words):
        return False
    tokens = doc.tokens[first : end + 1]
    size = tokens[-1].end - tokens[0].start
    proper = any(token.kind or ((known := table.get(token.text)) and known.tag in PROPER) for token in tokens[:-1])
    if len(tokens) == 1:
        known = table.get(tokens[0].text)
        return known is not None and known.tag == "o" and tokens[0].text not in words.common_bodies and size >= LEAST_NAME
    standing = any(token.text in words.standing for token in tokens[:-1])
    return size >= LEAST_NAME if proper or standing else body and size >= LEAST_BODY + 1


def _is_of_state(doc: Doc, first: int, end: int, words: NameWords) -> bool:
    """Return whether a state is named by what it has: 埃塞俄比亚政府."""
    if doc.tokens[end].text not in words.of_states:
        return False
    return end - first == 1 and any(entry.kind == "country" for entry in gazetteer().named(doc.folded[first]))


def _is_of_office(doc: Doc, end: int, words: NameWords) -> bool:
    """Return whether the name is only a part of the title of an office: 省委书记."""
    if not doc.tokens[end].text.endswith(tuple(words.of_offices)) or end + 1 >= len(doc.tokens):
        return False
    following = doc.tokens[end + 1]
    return following.start == doc.tokens[end].end and following.text in {"书记", "副书记", "常委", "委员"}
