"""A sequence model of names: which words of a sentence are a person, an organisation or a place, weighed all together.

The model is a linear-chain conditional random field (Lafferty et al. 2001), trained by ``scripts/train-names`` with CRFsuite and kept
in ``data/models/names-<language>.npz``. It is read here without CRFsuite: the weights of a word are summed once for all places where it
stands, and all sentences of an article are decoded side by side, which is ten times as fast.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from warta.parse.name_features import REACH, Sentence, place_features, seen_from, word_features

if TYPE_CHECKING:
    from collections.abc import Sequence

MODELS = Path(__file__).resolve().parents[2] / "data" / "models"
KINDS = ("PER", "ORG", "LOC")
BATCH = 64
"""Sentences that are decoded side by side."""
PADS = max(REACH)
"""Pads between two sentences, so that no unit is told of one in another sentence."""
CACHED = 16384
"""Words whose weights are kept."""
IMPOSSIBLE = -1e4
"""Weight of a label that cannot follow another: the inside of a name after none."""


class Labelled(NamedTuple):
    """Units ``first`` to ``last`` (exclusive) of a sentence that are a name, with the least chance of any of their labels."""

    first: int
    last: int
    kind: str
    score: float


class Reading(NamedTuple):
    """A sentence as the model reads it: the names, and for each unit the chances that it is of a PER, an ORG, a LOC."""

    spans: tuple[Labelled, ...]
    chances: np.ndarray


class Model:
    """The weights of a model. Labels are ``O``, ``B-PER``, ``I-PER`` ..."""

    def __init__(self, language: str, file: Path) -> None:
        """Read a file that ``scripts/train-names`` wrote."""
        with np.load(file) as stored:
            names = bytes(stored["features"]).decode().split("\n")
            self.labels = tuple(bytes(stored["labels"]).decode().split(" "))
            self._weights = stored["weights"].astype(np.float32)
            self._transitions = stored["transitions"].astype(np.float32)
        self._language = language
        self._rows = {name: row for row, name in enumerate(names)}
        self._edge = np.stack([self._weight([f"{distance}END"] if distance else []) for distance in range(-PADS, PADS + 1)])
        self._forget()
        self._kinds = np.array([[label[2:] == kind for kind in KINDS] for label in self.labels], dtype=np.float32)
        for before, label in enumerate(self.labels):
            for after, other in enumerate(self.labels):
                if other[0] == "I" and label[2:] != other[2:]:
                    self._transitions[before, after] = IMPOSSIBLE
        self._start = np.array([IMPOSSIBLE if label[0] == "I" else 0.0 for label in self.labels], dtype=np.float32)

    def _weight(self, features: Sequence[str]) -> np.ndarray:
        rows = [row for feature in features if (row := self._rows.get(feature)) is not None]
        return np.asarray(self._weights[rows].sum(axis=0)) if rows else np.zeros(len(self.labels), np.float32)

    def _forget(self) -> None:
        """Forget what words give; the first row of the table of that is what the edge of a sentence gives."""
        self._told = np.zeros((CACHED, *self._edge.shape), np.float32)
        self._told[0] = self._edge
        self._told_at: dict[str, int] = {}

    def _row(self, word: str) -> int:
        """Return the row of the table of what words give, of a word that is new to it."""
        row = self._told_at[word] = len(self._told_at) + 1
        if row == len(self._told):
            self._told = np.concatenate([self._told, np.zeros_like(self._told)])
        self._told[row] = self._sum(word)
        return row

    def _sum(self, word: str) -> np.ndarray:
        """Return the weights that a word gives to the units before and after it, and (in the middle) to itself."""
        features = word_features(word, self._language)
        return np.stack([self._weight(seen_from(distance, features) if distance else features) for distance in range(-PADS, PADS + 1)])

    def read(self, sentences: Sequence[Sentence]) -> list[Reading]:
        """Return the readings of sentences: none of these may be empty."""
        found: list[Reading] = []
        for first in range(0, len(sentences), BATCH):
            if len(self._told_at) >= CACHED:
                self._forget()
            found += self._read(sentences[first : first + BATCH])
        return found

    def _read(self, sentences: Sequence[Sentence]) -> list[Reading]:
        lengths = [len(sentence.units) for sentence in sentences]
        scores = np.zeros((max(lengths), len(sentences), len(self.labels)), np.float32)
        position = 0
        emissions = self._emissions(sentences)
        for index, length in enumerate(lengths):
            scores[:length, index] = emissions[position : position + length]
            position += length + PADS
        scores[0] += self._start
        paths, chances = self._paths(scores, lengths), self._chances(scores, lengths)
        kinds = chances @ self._kinds
        return [Reading(self._spans(path, chances[:, index]), kinds[: len(path), index]) for index, path in enumerate(paths)]

    def _emissions(self, sentences: Sequence[Sentence]) -> np.ndarray:
        """Return the weights of the labels of all units, sentence after sentence, with pads between and after them."""
        alone: list[int] = []
        rows: list[int] = []
        starts: list[int] = []
        places: list[int] = []
        row_of, at = self._rows.get, self._told_at
        for sentence in sentences:
            for index, features in enumerate(place_features(sentence, self._language), len(alone)):
                mine = [row for feature in features if (row := row_of(feature)) is not None]
                if mine:
                    starts.append(len(rows))
                    places.append(index)
                    rows += mine
            alone += [at[word] if word in at else self._row(word) for word in sentence.words]
            alone += [0] * PADS
        told = self._told[alone]
        total = told[:, 2].copy()
        for distance in REACH:
            seen = told[:, distance + 2]
            if distance < 0:
                total[-distance:] += seen[:distance]
                total[:-distance] += self._edge[distance + 2]
            else:
                total[:-distance] += seen[distance:]
        if rows:
            total[places] += np.add.reduceat(self._weights[rows], starts, axis=0)
        return total

    def _paths(self, scores: np.ndarray, lengths: Sequence[int]) -> list[list[int]]:
        """Return the likeliest labels of each sentence (Viterbi)."""
        steps, count, labels = scores.shape
        through = np.empty((steps, count, labels, labels), np.float32)
        best = np.empty_like(scores)
        best[0] = scores[0]
        for step in range(1, steps):
            np.add(best[step - 1, :, :, None], self._transitions, out=through[step])
            np.maximum.reduce(through[step], axis=1, out=best[step])
            best[step] += scores[step]
        back = through[1:].argmax(axis=2)
        paths = []
        for row, length in enumerate(lengths):
            label = int(best[length - 1, row].argmax())
            path = [label]
            for befores in reversed(back[: length - 1, row].tolist()):
                label = befores[label]
                path.append(label)
            paths.append(path[::-1])
        return paths

    def _chances(self, scores: np.ndarray, lengths: Sequence[int]) -> np.ndarray:
        """Return the chance of each label of each unit (forward-backward)."""
        weights = np.exp(scores - scores.max(axis=2, keepdims=True))
        moves = np.exp(self._transitions)
        there = moves.T
        forward, backward = np.empty_like(weights), np.ones_like(weights)
        total = np.empty((weights.shape[1], 1), np.float32)
        np.divide(weights[0], np.add.reduce(weights[0], axis=1, keepdims=True, out=total), out=forward[0])
        for before, here, weight in zip(forward, forward[1:], weights[1:], strict=False):
            np.matmul(before, moves, out=here)
            np.multiply(here, weight, out=here)
            np.divide(here, np.add.reduce(here, axis=1, keepdims=True, out=total), out=here)
        ends = np.arange(len(weights))[:, None, None] >= np.array(lengths)[:, None] - 1
        for step in range(len(weights) - 2, -1, -1):
            here = backward[step]
            np.matmul(backward[step + 1] * weights[step + 1], there, out=here)
            here /= np.add.reduce(here, axis=1, keepdims=True, out=total)
            np.copyto(here, 1.0, where=ends[step])
        both = forward * backward
        return np.asarray(both / both.sum(axis=2, keepdims=True))

    def _spans(self, path: Sequence[int], chances: np.ndarray) -> tuple[Labelled, ...]:
        found: list[Labelled] = []
        labels = self.labels
        index = 0
        while index < len(path):
            first, label = index, labels[path[index]]
            index += 1
            if label[0] == "O":
                continue
            while index < len(path) and labels[path[index]] == f"I-{label[2:]}":
                index += 1
            score = min(float(chances[there, path[there]]) for there in range(first, index))
            found.append(Labelled(first, index, label[2:], round(score, 3)))
        return tuple(found)


@functools.cache
def model(language: str | None) -> Model | None:
    """Return the model of a language, read at the first call; None where it has none."""
    file = MODELS / f"names-{language or '-'}.npz"
    return Model(language or "", file) if file.is_file() else None
