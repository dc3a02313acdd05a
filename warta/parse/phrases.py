"""Runs of words as keys of a table of names, with what a language writes onto them: case endings, one-letter words in front."""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import regex

from warta.gazetteer.fold import fold, stem_key
from warta.parse.inner_words import inner_words
from warta.parse.language import table
from warta.parse.memo import MOST
from warta.parse.name_openings import openings, stem_openings
from warta.parse.words import words

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from warta.parse.doc import Doc
    from warta.parse.text import Token

LONGEST = 6
"""Words in the longest name that is looked for."""
GAP = regex.compile(r"[ \u00a0\u202f]?|[-‐‑·.’']|\. |[-–]")
"""What may stand between two words of one name."""


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """Tokens ``first`` to ``last`` (exclusive) of a document, under a key. ``start`` and ``end`` are code points."""

    first: int
    last: int
    start: int
    end: int
    key: str


class Writing(NamedTuple):
    """How a language writes words around names: ``suffixes`` are folded, each with its code points in the text.

    It ``is_plain`` where nothing is written onto the words, and a name ``as_written`` just its words: it has no cases either.
    """

    stemmer: str | None
    prefixes: tuple[str, ...]
    suffixes: tuple[tuple[str, int], ...]
    is_plain: bool
    as_written: bool


@functools.cache
def writing(language: str | None) -> Writing:
    """Return how a language writes words around names, from its table."""
    grammar = table(language, "grammar")
    longest_first = sorted((fold(prefix) for prefix in grammar.get("prefixes", ())), key=len, reverse=True)
    suffixes = sorted(((fold(suffix), len(suffix)) for suffix in grammar.get("suffixes", ())), key=lambda pair: -pair[1])
    stemmer, is_plain = grammar.get("stemmer"), not longest_first and not suffixes
    return Writing(stemmer, tuple(longest_first), tuple(suffixes), is_plain, as_written=is_plain and stemmer is None)


def joined(doc: Doc, index: int) -> bool:
    """Return whether the words at ``index`` and after it may be parts of one name."""
    return doc.joins[index]


def joins(text: str, tokens: Sequence[Token], openings: Container[int]) -> tuple[bool, ...]:
    """Return for each word whether it and the next may be parts of one name; False for the last.

    ``openings`` are the code points at which a sentence starts: no name crosses them.
    """
    if not tokens:
        return ()
    found = []
    end = tokens[0].end
    for token in itertools.islice(tokens, 1, None):
        start = token.start
        if token.proclitic or start in openings:
            found.append(False)
        elif start - end == 1 and text[end] == " ":
            found.append(True)
        else:
            found.append(start - end <= 2 and not token.glued and _is_gap(text[end:start]))  # noqa: PLR2004  (a stop and a space)
        end = token.end
    found.append(False)
    return tuple(found)


@functools.lru_cache(maxsize=1024)
def _is_gap(between: str) -> bool:
    """Return whether marks may stand between two words of one name."""
    return GAP.fullmatch(between) is not None


def phrases_at(doc: Doc, first: int, longest: int = LONGEST, *, through_small: bool = False, names: bool = False) -> list[Phrase]:
    """Return the runs of words that begin at a token, longest first, each under all its keys.

    A run ends before a small word that stands inside no name of the tables, unless ``through_small``. With ``names`` one word is all
    where no name of the tables begins with the first two.
    """
    folded, tokens, joins, ways = doc.folded, doc.tokens, doc.joins, doc.ways
    token, key, last = tokens[first], folded[first], first + 1
    start = token.start
    found = [Phrase(first, last, start, token.end, key)]
    stop = min(len(tokens), first + longest)
    if last < stop and (joins[first] or tokens[last].proclitic):
        ends_at_small, small, han = not through_small and ways.stemmer is None, inner_words(), doc.han
        check = names and ways.is_plain and not han[first]
        while last < stop and (joins[last - 1] or tokens[last].proclitic):
            token = tokens[last]
            if ends_at_small and token.text[0].islower() and folded[last] not in small:
                break
            if token.proclitic:
                written = _written(doc, last)
                if written is None:
                    break
                last, word = written
                key = f"{key} {word}"
            else:
                key = f"{key}{folded[last]}" if han[last - 1] and han[last] else f"{key} {folded[last]}"
                last += 1
            if check and not han[last - 1] and not _begins_name(key, ways.stemmer):
                break
            check = False
            found.append(Phrase(first, last, start, tokens[last - 1].end, key))
        found.reverse()
    if ways.stemmer:
        stemmer = ways.stemmer
        return [each for run in found for each in (run, Phrase(first, run.last, start, run.end, _stem_key(run.key, stemmer)))]
    return found if ways.is_plain else [each for phrase in found for each in _bare(doc, phrase, ways)]


def is_alone(doc: Doc, first: int) -> bool:
    """Return whether no name of several words begins at a token, as far as that is told without looking for one."""
    last = first + 1
    if last == len(doc.tokens) or not (doc.joins[first] or doc.tokens[last].proclitic):
        return True
    ways = doc.ways
    if not ways.is_plain or doc.han[first] or doc.han[last] or doc.tokens[last].proclitic:
        return False
    return not _begins_name(f"{doc.folded[first]} {doc.folded[last]}", ways.stemmer)


def _bare(doc: Doc, phrase: Phrase, ways: Writing) -> Iterator[Phrase]:
    """Yield a phrase, and itself without what the language writes onto its last and its first word."""
    yield phrase
    yield from _without_suffix(phrase, doc.tokens[phrase.last - 1].start, ways)
    first = doc.tokens[phrase.first]
    for prefix in ways.prefixes:
        if phrase.key.startswith(prefix) and first.end - first.start - len(prefix) >= 3:  # noqa: PLR2004  (a word is left)
            yield Phrase(phrase.first, phrase.last, phrase.start + len(prefix), phrase.end, phrase.key[len(prefix) :])


@functools.lru_cache(maxsize=MOST)
def _stem_key(key: str, stemmer: str) -> str:
    return stem_key(key, stemmer)


@functools.lru_cache(maxsize=MOST)
def _begins_name(pair: str, stemmer: str | None) -> bool:
    """Return whether two words begin a name of any table, as they stand or by their stems."""
    return pair in openings() or (stemmer is not None and _stem_key(pair, stemmer) in stem_openings())


def _without_suffix(phrase: Phrase, last_start: int, ways: Writing) -> Iterator[Phrase]:
    """Yield a phrase without what the language writes onto the end of a word that starts at an offset, if two letters are left of it."""
    for suffix, letters in ways.suffixes:
        if phrase.key.endswith(suffix) and phrase.end - letters - last_start > 1:
            yield Phrase(phrase.first, phrase.last, phrase.start, phrase.end - letters, phrase.key[: -len(suffix)])


def _written(doc: Doc, first: int) -> tuple[int, str] | None:
    """Return where a word that begins with a proclitic ends (exclusive) and the key of all its letters: a name may hold such a word.

    None where the proclitic does not follow the word before it.
    """
    tokens = doc.tokens
    if doc.text[tokens[first - 1].end : tokens[first].start] != " ":
        return None
    last = first
    while tokens[last].proclitic:
        last += 1
    return last + 1, words().folded[doc.text[tokens[first].start : tokens[last].end]]
