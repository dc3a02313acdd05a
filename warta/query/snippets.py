"""The sentence of an article that answers a search text best, with the words that were looked for marked in it."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from warta.store.index import TERM, fold, fold_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from warta.query.text_query import Clause, TextQuery

    Span = tuple[int, int]

WIDEST = 320
"""Code points of a snippet; a longer sentence is cut around its first hit."""


class Snippet(NamedTuple):
    """A sentence, or the part of it around a hit, and the spans of the hits in it (code points)."""

    ordinal: int
    text: str
    spans: tuple[Span, ...]


class _Looked:
    """A text that is looked through for clauses, prepared once for all of them, and no further than it must be."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._plain = _sigma(fold(text).lower())

    def may_hold(self, clause: Clause) -> bool:
        """Return whether the text could match a clause: most sentences hold none of the words, and need no closer look."""
        return clause.way == "fuzzy" or all(_sigma(term) in self._plain for term in clause.terms)

    @functools.cached_property
    def _terms(self) -> tuple[list[str], list[Span]]:
        folded, offsets = fold_spans(self._text)
        found = list(TERM.finditer(folded))
        return [match.group().lower() for match in found], [(offsets[match.start()], offsets[match.end() - 1] + 1) for match in found]

    def spans(self, clause: Clause) -> Iterator[Span]:
        """Yield the spans of the text that a clause matches."""
        terms, spans = self._terms
        width = len(clause.terms)
        for at in range(len(terms) - width + 1):
            if _matches(tuple(terms[at : at + width]), clause):
                yield spans[at][0], spans[at + width - 1][1]


def snippet(sentences: Sequence[tuple[int, str]], query: TextQuery) -> Snippet | None:
    """Return the sentence with the most different clauses in it, of equal ones the first; None where none has any."""
    best: tuple[int, Snippet] | None = None
    for ordinal, text in sentences:
        looked = _Looked(text)
        likely = [clause for clause in query.positive if looked.may_hold(clause)]
        if len(likely) <= (best[0] if best else 0):
            continue
        found = [spans for clause in likely if (spans := tuple(looked.spans(clause)))]
        if found and (best is None or len(found) > best[0]):
            best = (len(found), _cut(int(ordinal), text, sorted({span for spans in found for span in spans})))
            if len(found) == len(query.positive):
                break
    return best[1] if best else None


def highlights(text: str, query: TextQuery) -> list[Span]:
    """Return the spans of a text that answer a query, in order and without overlaps."""
    looked = _Looked(text)
    spans = sorted({span for clause in query.positive if looked.may_hold(clause) for span in looked.spans(clause)})
    kept: list[Span] = []
    for start, end in spans:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _sigma(text: str) -> str:
    """Return a text in lower case without the sigma that ends words: whether one does is not the same for a word alone."""
    return text.replace("ς", "σ")


def _matches(words: tuple[str, ...], clause: Clause) -> bool:
    if clause.way == "prefix":
        return words[0].startswith(clause.terms[0])
    if clause.way == "fuzzy":
        return _near(words[0], clause.terms[0], 1 if len(clause.terms[0]) < 6 else 2)  # noqa: PLR2004  (as the query has it)
    return words == clause.terms


def _near(one: str, other: str, most: int) -> bool:
    """Return whether two words are at most so many edits apart (Damerau-Levenshtein, neighbours swapped count one)."""
    if abs(len(one) - len(other)) > most:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, right in enumerate(other, start=1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1] <= most


def _cut(ordinal: int, text: str, spans: Sequence[Span]) -> Snippet:
    if len(text) <= WIDEST:
        return Snippet(ordinal, text, tuple(spans))
    start = max(0, spans[0][0] - WIDEST // 4)
    end = min(len(text), start + WIDEST)
    head, tail = ("… " if start else ""), (" …" if end < len(text) else "")
    shift = len(head) - start
    inside = tuple((low + shift, high + shift) for low, high in spans if high <= end)
    return Snippet(ordinal, head + text[start:end] + tail, inside)
