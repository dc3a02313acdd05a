"""The sentence of an article that answers a search text best, with the words that were looked for marked in it."""

from __future__ import annotations

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


def snippet(sentences: Sequence[tuple[int, str]], query: TextQuery) -> Snippet | None:
    """Return the sentence with the most different clauses in it, of equal ones the first; None where none has any."""
    best: tuple[int, Snippet] | None = None
    for ordinal, text in sentences:
        plain = _plain(text)
        likely = [clause for clause in query.positive if _may_hold(plain, clause)]
        if len(likely) <= (best[0] if best else 0):
            continue
        found = [spans for clause in likely if (spans := tuple(_spans(text, clause)))]
        if found and (best is None or len(found) > best[0]):
            best = (len(found), _cut(int(ordinal), text, sorted({span for spans in found for span in spans})))
            if len(found) == len(query.positive):
                break
    return best[1] if best else None


def highlights(text: str, query: TextQuery) -> list[Span]:
    """Return the spans of a text that answer a query, in order and without overlaps."""
    spans = sorted({span for clause in query.positive for span in clause_spans(text, clause)})
    kept: list[Span] = []
    for start, end in spans:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def clause_spans(text: str, clause: Clause) -> Iterator[Span]:
    """Yield the spans of a text that a clause matches."""
    if _may_hold(_plain(text), clause):
        yield from _spans(text, clause)


def _plain(text: str) -> str:
    return _sigma(fold(text).lower())


def _may_hold(plain: str, clause: Clause) -> bool:
    """Return whether a text could match a clause: most sentences hold none of the words, and need no closer look."""
    return clause.way == "fuzzy" or all(_sigma(term) in plain for term in clause.terms)


def _spans(text: str, clause: Clause) -> Iterator[Span]:
    folded, offsets = fold_spans(text)
    tokens = [(match.group().lower(), match.start(), match.end()) for match in TERM.finditer(folded)]
    width = len(clause.terms)
    for index in range(len(tokens) - width + 1):
        words = tuple(token for token, _start, _end in tokens[index : index + width])
        if _matches(words, clause):
            yield offsets[tokens[index][1]], offsets[tokens[index + width - 1][2] - 1] + 1


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
