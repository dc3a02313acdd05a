"""How many of the selected sentences, and of their articles or stories, name each country, place or actor."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from warta.query.values import values
from warta.store.packed import meeting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warta.query.chosen import Chosen
    from warta.query.units import Unit
    from warta.store import Snapshot
    from warta.store.columns import Array, Entries, Kind


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
        if each.sentences is None and not unit:
            counts[0] += of.sum(part, _everywhere(entries.by_marked if marked else entries.by_roles, roles))
            counts[1] += of.sum(part, _everywhere(entries.by_marked, roles))
            continue
        for piece in each.pieces():
            which, rows = _entries(piece, entries)
            named = entries.roles[rows] if roles else None
            codes = _in_roles(entries.codes[rows], named, entries, roles, marked=marked)
            counts[0] += of.sum(part, _counted(codes, entries))
            if kind == "country":
                counts[1] += of.sum(part, _counted(_in_roles(codes, named, entries, roles, marked=True), entries))
            if unit:
                codes, articles = _pairs(codes, piece.of(piece.columns.article)[which], entries)
                if unit == "articles":
                    counts[2] += of.sum(part, _counted(codes, entries))
                else:
                    told.append((of.translated(part, codes), piece.columns.story_no[articles]))
    if unit == "stories":
        counts[2] = _stories(told, len(of.ids))
    return Tally(*counts)


def strongest(counts: Array, limit: int) -> Array:
    """Return the places of the largest counts above 0, the largest first, of equal ones the first."""
    there = np.flatnonzero(counts)
    if limit < len(there):
        least = np.partition(counts[there], len(there) - limit)[len(there) - limit]
        there = there[counts[there] >= least]
    return there[np.argsort(-counts[there], kind="stable")][:limit]


def _everywhere(by_bits: Array, roles: int) -> Array:
    """Return counts by code of all sentences."""
    found: Array = by_bits[:, [bits for bits in range(by_bits.shape[1]) if bits & roles or not roles]].sum(axis=1)
    return found


def _entries(chosen: Chosen, entries: Entries) -> tuple[Array, Array]:
    """Return of each entry of the selected sentences which of them has it, and its row: the first of each, then the second of each."""
    places = np.arange(len(chosen)) if chosen.sentences is None else chosen.sentences
    starts = entries.starts[places]
    sizes = entries.starts[places + 1] - starts
    # Most have one or two: taking the first of all, then the second, is twice as quick as going from sentence to sentence.
    which, rows = [np.empty(0, np.int64)], [np.empty(0, starts.dtype)]
    left = np.flatnonzero(sizes)
    for number in range(int(sizes.max(initial=0))):
        if number:
            left = left[sizes[left] > number]
        which.append(left)
        rows.append(starts[left] + number)
    return np.concatenate(which), np.concatenate(rows)


def _in_roles(codes: Array, named: Array | None, entries: Entries, roles: int, *, marked: bool) -> Array:
    """Return codes, and in the place of those that are not named, or marked, in the roles that count one that stands for none."""
    return codes if named is None else np.where(meeting(roles, marked=marked)[named], codes, len(entries.ids))


def _counted(codes: Array, entries: Entries) -> Array:
    return np.bincount(codes, minlength=len(entries.ids) + 1)[:-1]


def _pairs(codes: Array, articles: Array, entries: Entries) -> tuple[Array, Array]:
    """Return each code that counts and each article that has it, once."""
    size, kept = max(1, len(entries.ids)), codes < len(entries.ids)
    pairs = _distinct(articles[kept].astype(np.int64) * size + codes[kept])
    return pairs % size, pairs // size


def _stories(told: Sequence[tuple[Array, Array]], size: int) -> Array:
    """Count stories by value: a story may have articles in several segments."""
    numbers, stories = (np.concatenate(part) for part in zip(*told, strict=True))
    _known, story = np.unique(stories, return_inverse=True)
    pairs = _distinct(story.astype(np.int64) * max(1, size) + numbers)
    return np.bincount(pairs % max(1, size), minlength=size)


def _distinct(numbers: Array) -> Array:
    """Return each number once; those of one article lie together, so that what sorts runs is several times as quick."""
    ordered = np.sort(numbers, kind="stable")
    once: Array = ordered[np.diff(ordered, prepend=-1) != 0]
    return once
