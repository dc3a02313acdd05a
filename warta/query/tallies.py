"""How many of the selected sentences, and of their articles or stories, name each country, place or actor."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from warta.query.chosen import Chosen, differing
from warta.query.values import values
from warta.store.columns import FURTHER, NO_TERM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warta.query.units import Unit
    from warta.store import Snapshot
    from warta.store.columns import Array, Entries, Kind


FEW = 12
"""Rows are looked for one by one where less than this part of those between the first and the last are wanted."""


class Tally(NamedTuple):
    """Counts by value (:class:`warta.query.values.Values`): sentences, those of mentions that are marked, and articles or stories."""

    sentences: Array
    marked: Array
    units: Array


def tally(
    snapshot: Snapshot, chosen: Sequence[Chosen], kind: Kind, roles: int = 0, *, marked: bool = False, unit: Unit | None = None
) -> Tally:
    """Count selected sentences by country, place or actor.

    Args:
        snapshot: where they are.
        chosen: the sentences of each segment.
        kind: what to count by.
        roles: bits of the roles that count, 0 for any.
        marked: whether only mentions count that are marked in these roles (:class:`warta.store.columns.Entries`).
        unit: whether articles or stories are counted too; neither where not given.
    """
    of = values(snapshot, kind)
    counts = np.zeros((3, len(of.ids)), np.int64)
    told = [(np.empty(0, np.int64), np.empty(0, np.int64))]
    for part, each in enumerate(chosen):
        entries = each.columns.entries(kind)
        coded = _coded(snapshot, kind, part, roles, marked=marked)
        whose = _coded(snapshot, kind, part, roles, marked=True)
        if each.sentences is None and not unit:
            counts[0] += of.sum(part, coded.sum(entries.posted.counts()))
            counts[1] += of.sum(part, whose.sum(entries.posted.counts()))
            continue
        for piece in each.pieces():
            named = _named(piece, entries)
            if len(piece) < len(entries.code):
                counts[0] += of.sum(part, named.counted(coded))
                counts[1] += of.sum(part, named.counted(whose)) if kind == "country" else 0
            else:
                by_term = named.by_term(entries)
                counts[0] += of.sum(part, coded.sum(by_term))
                counts[1] += of.sum(part, whose.sum(by_term)) if kind == "country" else 0
            if unit:
                codes, articles = named.pairs(piece, coded)
                if unit == "articles":
                    counts[2] += of.sum(part, np.bincount(codes, minlength=coded.size))
                else:
                    told.append((of.translated(part, codes), piece.columns.story_no[articles]))
    if unit == "stories":
        counts[2] = _stories(told, len(of.ids))
    return Tally(*counts)


def naming(chosen: Chosen, kind: Kind, codes: Sequence[int]) -> list[Chosen]:
    """Return for each of some countries, places or actors of a segment those of the chosen sentences that name it."""
    entries = chosen.columns.entries(kind)
    lane = np.full(len(entries.code), -1, np.int32)
    for number, code in enumerate(codes):
        lane[entries.terms(code)] = number
    beside = _beside(lane, -1)
    lanes, sentences = [np.empty(0, np.int32)], [np.empty(0, np.int32)]
    for piece in chosen.pieces():
        named = _named(piece, entries)
        for found, where in ((beside.take(named.first), piece.numbered()), (lane.take(named.further), named.further_sentence)):
            at = np.flatnonzero(found >= 0)
            lanes.append(found[at])
            sentences.append(where[at])
    found, where = np.concatenate(lanes), np.concatenate(sentences)
    return [Chosen(chosen.columns, np.sort(where[found == number], kind="stable")) for number in range(len(codes))]


def strongest(counts: Array, limit: int) -> Array:
    """Return the places of the largest counts above 0, the largest first, of equal ones the first."""
    there = np.flatnonzero(counts)
    if limit < len(there):
        least = np.partition(counts[there], len(there) - limit)[len(there) - limit]
        there = there[counts[there] >= least]
    return there[np.argsort(-counts[there], kind="stable")][:limit]


class _Coded(NamedTuple):
    """The code of each term, and of each term beside a sentence; ``size``, which is none, for those that do not count."""

    codes: Array
    beside: Array
    size: int

    def sum(self, by_term: Array) -> Array:
        """Return counts by code, of counts by term."""
        return np.bincount(self.codes, weights=by_term, minlength=self.size + 1)[: self.size].astype(np.int64)


def _coded(snapshot: Snapshot, kind: Kind, part: int, roles: int, *, marked: bool) -> _Coded:
    def made() -> _Coded:
        entries = snapshot.columns[part].entries(kind)
        size = len(entries.ids)
        codes = np.where(entries.fitting(roles, marked=marked), entries.code.astype(np.int32), size).astype(np.int32)
        return _Coded(codes, _beside(codes, size), size)

    return snapshot.kept.get(
        ("codes", kind, part, roles, marked), made, lambda coded: int(coded.codes.nbytes + coded.beside.nbytes), stays=True
    )


def _beside(of_term: Array, none: int) -> Array:
    """Return what terms stand for by what stands beside a sentence, where ``NO_TERM`` stands for none."""
    found = np.full(NO_TERM + 1, none, np.int32)
    found[: min(NO_TERM, len(of_term))] = of_term[:NO_TERM]
    return found


class _Named(NamedTuple):
    """The terms of some sentences: that which each has beside it, ``NO_TERM`` for none, and further ones with the sentence of each."""

    first: Array
    further: Array
    further_sentence: Array

    def by_term(self, entries: Entries) -> Array:
        """Return how many sentences have each term."""
        found = np.bincount(self.further, minlength=len(entries.code))
        beside = np.bincount(self.first, minlength=NO_TERM)[: min(NO_TERM, len(found))]
        found[: len(beside)] += beside
        return found

    def counted(self, coded: _Coded) -> Array:
        """Return how many sentences have each code."""
        return np.bincount(self._codes(coded), minlength=coded.size + 1)[: coded.size]

    def pairs(self, chosen: Chosen, coded: _Coded) -> tuple[Array, Array]:
        """Return each code and each article that has it, once."""
        article, bits = chosen.columns.article, coded.size.bit_length()
        codes, articles = self._codes(coded), np.concatenate([chosen.of(article), article.take(self.further_sentence)])
        kept = codes < coded.size
        pairs = _distinct(articles[kept].astype(np.int64) << bits | codes[kept])
        return pairs & ((1 << bits) - 1), pairs >> bits  # to divide takes longer than all else here

    def _codes(self, coded: _Coded) -> Array:
        return np.concatenate([coded.beside.take(self.first), coded.codes.take(self.further)])


def _named(chosen: Chosen, entries: Entries) -> _Named:
    first = chosen.of(entries.first)
    if chosen.sentences is None:
        return _Named(first & NO_TERM, entries.further, entries.further_sentence)
    rows = _rows(entries.further_sentence, chosen.sentences[first >= FURTHER])
    return _Named(first & NO_TERM, entries.further.take(rows), entries.further_sentence.take(rows))


def _rows(sorted_sentences: Array, wanted: Array) -> Array:
    """Return the rows of a sorted list that are of some sentences, in order, each of which has one at least."""
    if not len(wanted):
        return wanted
    start, end = int(wanted[0]), int(wanted[-1]) + 1
    low, high = np.searchsorted(sorted_sentences, np.array([start, end], sorted_sentences.dtype))
    if len(wanted) * FEW > high - low:
        there = np.zeros(end - start, bool)
        there[wanted - start] = True
        among: Array = low + np.flatnonzero(there.take(sorted_sentences[low:high] - start))
        return among
    rows = low + np.searchsorted(sorted_sentences[low:high], wanted)
    found = [rows]
    while len(rows):  # most have one or two
        rows = rows[rows + 1 < high] + 1
        rows = rows[sorted_sentences.take(rows) == sorted_sentences.take(rows - 1)]
        found.append(rows)
    return np.concatenate(found)


def _stories(told: Sequence[tuple[Array, Array]], size: int) -> Array:
    """Count stories by value: a story may have articles in several segments."""
    numbers, stories = (np.concatenate(part) for part in zip(*told, strict=True))
    _known, story = np.unique(stories, return_inverse=True)
    bits = size.bit_length()
    pairs = _distinct(story.astype(np.int64) << bits | numbers)
    return np.bincount(pairs & ((1 << bits) - 1), minlength=size)


def _distinct(numbers: Array) -> Array:
    """Return each number once; those of one article lie together, so that what sorts runs is several times as quick."""
    ordered = np.sort(numbers, kind="stable")
    once: Array = ordered[differing(ordered)]
    return once
