"""The selected sentences of a segment, and what can be asked of any of them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warta.store.columns import Array, Columns
    from warta.store.packed import Rising

WIDE = 500
"""Of two lists, the longer is looked up in where the shorter has less than this part of all sentences; else both are marked."""
PIECE = 250_000
"""Sentences that are looked at at once."""


class Chosen(NamedTuple):
    """The selected sentences of a segment, in order; None stands for all of them."""

    columns: Columns
    sentences: Array | None

    def of(self, column: Array | Rising) -> Array:
        """Return a column of sentences for those that are selected."""
        if self.sentences is None:
            return column if isinstance(column, np.ndarray) else column.whole()
        return column.take(self.sentences)  # quicker than an index

    def among(self, kept: Array) -> Chosen:
        """Return those of which a condition is true."""
        if kept.all():
            return self
        return Chosen(self.columns, np.flatnonzero(kept).astype(np.int32) if self.sentences is None else self.sentences[kept])

    def without(self, sentences: Array) -> Chosen:
        """Return those that are not among a few sentences, in order."""
        own = self.numbered()
        if not len(own) or not len(sentences):
            return self
        at = np.searchsorted(own, sentences)
        kept = np.ones(len(own), bool)
        kept[at[own.take(at, mode="clip") == sentences]] = False
        return self.among(kept)

    def common(self, sentences: Array) -> Chosen:
        """Return those that are among other sentences of the segment, in order."""
        own, count = self.sentences, self.columns.sentences
        if own is None:
            return Chosen(self.columns, sentences)
        if min(len(own), len(sentences)) * WIDE < count:
            return Chosen(self.columns, _looked_up(own, sentences))
        return Chosen(self.columns, sentences[marked(own, count).take(sentences)])

    def __len__(self) -> int:
        """Return how many sentences are selected."""
        return self.columns.sentences if self.sentences is None else len(self.sentences)

    def pieces(self) -> Iterator[Chosen]:
        """Yield them some at a time, whole articles together, so that what is worked out about them stays small."""
        columns = self.columns
        if len(self) <= PIECE:
            yield self
            return
        step = max(1, PIECE * len(columns.article_no) // columns.sentences)
        ends = [*columns.article_starts[step:-1:step].tolist(), columns.sentences]
        if self.sentences is None:
            for start, end in itertools.pairwise([0, *ends]):
                yield Chosen(columns, np.arange(start, end, dtype=np.int32))
            return
        for start, end in itertools.pairwise([0, *np.searchsorted(self.sentences, np.array(ends, np.int32)).tolist()]):
            if start < end:
                yield Chosen(columns, self.sentences[start:end])

    def within(self, article: int) -> Chosen:
        """Return those of one article."""
        start, end = self.columns.article_starts[article : article + 2]
        if self.sentences is None:
            return Chosen(self.columns, np.arange(start, end, dtype=np.int32))
        low, high = np.searchsorted(self.sentences, (start, end))
        return Chosen(self.columns, self.sentences[low:high])

    def articles(self) -> tuple[Array, Array]:
        """Return their articles, in order, and how many of the selected sentences each has."""
        if self.sentences is None:
            sizes = np.diff(self.columns.article_starts)
            articles = np.flatnonzero(sizes)
            return articles, sizes[articles]
        articles = self.of(self.columns.article)
        starts = np.flatnonzero(differing(articles))
        return articles[starts], np.diff(starts, append=len(articles))

    def numbered(self) -> Array:
        """Return where they come in their segment."""
        return np.arange(self.columns.sentences, dtype=np.int32) if self.sentences is None else self.sentences

    def numbers(self) -> Array:
        """Return their numbers in the snapshot."""
        columns, articles = self.columns, self.of(self.columns.article)
        places = self.numbered()
        found: Array = columns.first_sentence_no.take(articles) + (places - columns.article_starts[articles])
        return found


def _looked_up(some: Array, others: Array) -> Array:
    """Return the numbers that two lists in order have in common, by looking for each of the shorter in the longer."""
    few, many = (some, others) if len(some) <= len(others) else (others, some)
    if not len(few):
        return few
    found: Array = few[many[np.minimum(np.searchsorted(many, few), len(many) - 1)] == few]
    return found


def marked(numbers: Array, count: int) -> Array:
    """Return which of all numbers below ``count`` are in a list."""
    there = np.zeros(count, bool)
    there[numbers] = True
    return there


def differing(values: Array) -> Array:
    """Return which values differ from the one before, the first of all among them."""
    found = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


def stretches(starts: Array, sizes: Array) -> Array:
    """Return the rows of stretches of rows, one stretch after the other."""
    ends = np.cumsum(sizes)
    shift = starts - (ends - sizes)
    return np.repeat(shift, sizes) + np.arange(ends[-1] if len(ends) else 0)
