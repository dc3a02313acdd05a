"""Names of organisations in a script without capitals: a head word and what it governs, as far as words with an article and names go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from warta.gazetteer.gazetteer import gazetteer
from warta.parse.frequency import frequency
from warta.parse.uncased_persons import is_large_place
from warta.parse.uncased_words import UncasedWords, uncased_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from warta.article import ActorKind
    from warta.parse.doc import Doc

MOST = 12
"""Words in a name at most."""
RARE = 3.0
"""Zipf frequency below which a word without an article is a proper name."""
FIRST = 3.7
"""The same right after the head."""
UNKNOWN = 2.0
"""Zipf frequency below which a word after a proper name belongs to it."""
SURE = 2.0
"""Strength of a given name that an organisation may be named after."""
WEAK_LEAST = 3
"""Words of a name with a head that is often none."""


class Organisation(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) that name an organisation."""

    first: int
    last: int
    kind: ActorKind


def find_uncased_organisations(doc: Doc, taken: Collection[int] = ()) -> Iterator[Organisation]:
    """Yield the names of organisations in order, without overlaps; ``taken`` tokens are known to be something else."""
    words = uncased_words(doc.language)
    heads = words.heads if words else frozenset()
    last = 0
    for index in [index for index, word in enumerate(doc.folded) if word in heads]:
        found = _at(doc, words, index, taken) if words and index >= last and index not in taken else None
        if found:
            yield found
            last = found.last


def _at(doc: Doc, words: UncasedWords, head: int, taken: Collection[int]) -> Organisation | None:
    noun = doc.folded[head]
    last, names = _end(doc, words, head, taken)
    key = " ".join(doc.folded[head:last])
    if last == head + 1 or key in words.generic or gazetteer().knows(key):
        return None
    if noun in words.weak and not names and last - head < WEAK_LEAST:
        return None
    kind: ActorKind = "company" if noun in words.company else "armed group" if noun in words.armed else "organisation"
    own_name = doc.joins[head] and (noun in words.dropped or not words.has_article(doc.folded[head + 1]))
    return Organisation(head + 1 if noun in words.light and own_name else head, last, kind)


def _end(doc: Doc, words: UncasedWords, head: int, taken: Collection[int]) -> tuple[int, bool]:
    """Return where a name with this head ends (exclusive), after its last word with an article or name, and whether it holds a name."""
    index = last = head + 1
    purpose = names = False
    while index < len(doc.tokens) and index - head < MOST and index not in taken:
        about = False
        if doc.tokens[index].proclitic:
            link, index = doc.folded[index], index + 1
            spaced = doc.text[doc.tokens[index - 2].end : doc.tokens[index - 1].start] == " "
            if not spaced or index >= len(doc.tokens) or index in taken or doc.folded[index] in words.ends:
                break
            inside = words.has_article(doc.folded[index]) or doc.folded[index] in words.inner or _governs(doc, words, index)
            about = link in words.about and is_large_place(doc.folded[index])
            purpose = purpose or (link in words.purpose and inside)
            if not (
                about
                or (link in words.purpose and inside)
                or (link in words.both and inside and _may_add(doc, words, head, index, purpose))
            ):
                break
        elif not doc.joins[index - 1] and not doc.tokens[index - 1].proclitic:
            break
        role = "name" if about else _role(doc, words, index, head, names=names)
        if role is None:
            break
        names = names or role == "name"
        last = last if role == "within" else index + 1
        index += 1
        if role == "name" and doc.folded[head] in words.light and not about:
            index = last = _rest_of_name(doc, words, index, taken)
        if doc.folded[head] in words.dropped and role != "within":
            break
    return last, names


def _governs(doc: Doc, words: UncasedWords, index: int) -> bool:
    """Return whether a word without an article stands before one with it: "societies of the Red Cross"."""
    return index + 1 < len(doc.tokens) and doc.joins[index] and words.has_article(doc.folded[index + 1])


def _rest_of_name(doc: Doc, words: UncasedWords, index: int, taken: Collection[int]) -> int:
    """Return where a proper name ends (exclusive) that runs on with words as rare."""
    while index < len(doc.tokens) and index not in taken and doc.joins[index - 1] and _is_proper(doc, words, index, UNKNOWN):
        index += 1
    return index


def _may_add(doc: Doc, words: UncasedWords, head: int, index: int, purpose: bool) -> bool:  # noqa: FBT001  (a state of the caller)
    """Return whether "and" and a word belong to the name: "the Ministry of Youth and Sports", "the Centre for Studies and Research"."""
    other = doc.folded[index] in words.heads or doc.folded[index] in words.titles or gazetteer().people_of(doc.folded[index]) is not None
    return not other and (purpose or doc.folded[head] in words.paired)


def _role(doc: Doc, words: UncasedWords, index: int, head: int, *, names: bool) -> Literal["name", "noun", "within"] | None:
    """Return what a word is to the name: a name, a noun that it may end with, one that it does not end with, or no part of it (None)."""
    word, token, first = doc.folded[index], doc.tokens[index], index == head + 1
    if token.text in words.stops or word in words.ends or not token.text.isalpha() or word in doc.grammar.speech:
        return None
    if words.has_article(doc.folded[index]):
        own_name = names and doc.folded[head] in words.light
        return None if own_name or (word in words.titles and not first) else "noun"
    if word in words.titles and word not in words.heads:
        return None
    if word in words.inner or (doc.tokens[index - 1].proclitic and _governs(doc, words, index)):
        return "within"
    if word in words.heads and _governs(doc, words, index):
        return "within"
    if words.has_article(doc.folded[head]) or not (
        first or doc.folded[index - 1] in words.inner or doc.folded[index - 1] in words.particles
    ):
        return "name" if first is False and _is_place_after_noun(doc, words, index, head) else None
    if is_large_place(word):
        return "name"
    if doc.folded[head] in words.definite:
        return None
    if not first and doc.folded[index - 1] in words.particles:
        return "name"
    return (
        "name"
        if words.first_strength(word, 0.0) >= SURE or word in words.particles or _is_proper(doc, words, index, FIRST if first else RARE)
        else None
    )


def _is_place_after_noun(doc: Doc, words: UncasedWords, index: int, head: int) -> bool:
    """Return whether a place ends the chain of genitives: "union of doctors of Sudan"; not after an adjective with an article."""
    return not words.has_article(doc.folded[head]) and not words.has_article(doc.folded[index - 1]) and is_large_place(doc.folded[index])


def _is_proper(doc: Doc, words: UncasedWords, index: int, limit: float = RARE) -> bool:
    token = doc.tokens[index]
    plain = not token.proclitic and token.text.isalpha() and token.text not in words.stops and not words.has_article(doc.folded[index])
    return plain and frequency(token.text, doc.language) < limit
