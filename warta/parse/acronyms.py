"""Acronyms: capitals that stand for an organisation, and names with a capital inside, as companies like to write themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from warta.parse.name_words import traits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from warta.parse.doc import Doc
    from warta.parse.name_runs import Run
    from warta.parse.name_words import NameWords

SHORTEST, LONGEST = 3, 6
"""Letters in an acronym."""
LONG = 5
"""Letters from which a word in capitals may be a town that a dateline names."""
ROMAN = regex.compile(r"M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})")
INSIDE = regex.compile(r"(?!(?:Mc|Mac|Fitz|De|Di|Da|Du|La|Le|Lo|Van|Al|El)\p{Lu})\p{Lu}\p{L}*\p{Ll}\p{Lu}\p{L}*")
"""A capital inside a word, but not after what begins a surname: ``DeSantis``."""


def find_acronyms(doc: Doc, runs: Sequence[Run], words: NameWords, claimed: AbstractSet[int]) -> list[tuple[int, int]]:
    """Return the tokens (first, last exclusive) that are an organisation by their capitals. ``claimed`` tokens belong to other names."""
    found = [span for run in runs if not run.loud for span in _in_run(doc, run, words, claimed)]
    things = {doc.tokens[first].text for first, last in found if last - first == 1 and _stands_for_words(doc, first)}
    return [(first, last) for first, last in found if doc.tokens[first].text not in things]


def _stands_for_words(doc: Doc, index: int) -> bool:
    """Return whether capitals in brackets are the initials of the words before, in lower case: "cerebrospinal fluid (CSF)"."""
    token = doc.tokens[index]
    before = doc.tokens[index - 1] if index and doc.text[token.start - 1] == "(" else None
    return before is not None and before.text[0].islower() and before.text[0].upper() == token.text.rstrip("s")[-1]


def _in_run(doc: Doc, run: Run, words: NameWords, claimed: AbstractSet[int]) -> Iterator[tuple[int, int]]:
    if all(map(str.istitle, doc.texts[run.first : run.last])):
        return
    if run.last - run.first > 1 and doc.folded[run.last - 1] in words.things_after:
        return
    index = run.first
    while index < run.last:
        last = index + 1
        while last < run.last and doc.text[doc.tokens[last - 1].end] == "-":
            last += 1
        least = SHORTEST if last - index == 1 else SHORTEST - 1
        word = range(index, last)
        thing = index and doc.joins[index - 1] and doc.folded[index - 1] in words.things_before
        if not thing and claimed.isdisjoint(word) and any(_stands_out(doc, place, least, words) for place in word):
            yield index, last
        index = last


def _stands_out(doc: Doc, index: int, least: int, words: NameWords) -> bool:
    """Return whether the capitals of a word are those of an acronym or of a company."""
    token = doc.tokens[index]
    text = token.text
    if len(text) < least or text.istitle() or not text.isalpha() or text in words.no_acronyms:
        return False
    if not text.isupper():
        return INSIDE.fullmatch(text) is not None
    following = doc.text[token.end : token.end + 2]
    if len(text) > LONGEST or ROMAN.fullmatch(text) or (following[:1] == "-" and following[1:].isdigit()):
        return False
    agency = doc.text[max(0, token.start - 1) : token.start] in {"(", "/"}
    if _shouts(doc, index) or (doc.block_at(token.start) == "dateline" and not agency):
        return False
    place = traits(text, doc.language)
    return not (place.large or (place.town and len(text) >= LONG))


def _shouts(doc: Doc, index: int) -> bool:
    """Return whether a word beside is in capitals too, so that they mean nothing."""
    for place in (index - 1, index + 1):
        if 0 <= place < len(doc.tokens) and doc.joins[min(place, index)]:
            token = doc.tokens[place]
            if len(token.text) > 1 and token.text.isupper() and doc.text[token.end : token.end + 1] != "-":
                return True
    return False
