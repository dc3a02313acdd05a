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
        self._word = functools.lru_cache(maxsize=CACHED)(self._sum)
        edge = np.stack([self._weight([f"{distance}END"] if distance else []) for distance in range(-PADS, PADS + 1)])
        self._pads = [edge] * PADS
        self._kinds = np.array([[label[2:] == kind for kind in KINDS] for label in self.labels], dtype=np.float32)
        for before, label in enumerate(self.labels):
            for after, other in enumerate(self.labels):
                if other[0] == "I" and label[2:] != other[2:]:
                    self._transitions[before, after] = IMPOSSIBLE
        self._start = np.array([IMPOSSIBLE if label[0] == "I" else 0.0 for label in self.labels], dtype=np.float32)

    def _weight(self, features: Sequence[str]) -> np.ndarray:
        rows = [row for feature in features if (row := self._rows.get(feature)) is not None]
        return np.asarray(self._weights[rows].sum(axis=0)) if rows else np.zeros(len(self.labels), np.float32)

    def _sum(self, word: str) -> np.ndarray:
        """Return the weights that a word gives to the units before and after it, and (in the middle) to itself."""
        features = word_features(word, self._language)
        return np.stack([self._weight(seen_from(distance, features) if distance else features) for distance in range(-PADS, PADS + 1)])

    def read(self, sentences: Sequence[Sentence]) -> list[Reading]:
        """Return the readings of sentences: none of these may be empty."""
        found: list[Reading] = []
        for first in range(0, len(sentences), BATCH):
            found += self._read(sentences[first : first + BATCH])
        return found

    def _read(self, sentences: Sequence[Sentence]) -> list[Reading]:
        lengths = np.array([len(sentence.units) for sentence in sentences])
        scores = np.zeros((len(sentences), int(lengths.max()), len(self.labels)), np.float32)
        position = 0
        emissions = self._emissions(sentences)
        for index, length in enumerate(lengths):
            scores[index, :length] = emissions[position : position + length]
            position += length + PADS
        scores[:, 0] += self._start
        paths, chances = self._paths(scores, lengths), self._chances(scores, lengths)
        kinds = chances @ self._kinds
        return [Reading(self._spans(path, chances[index]), kinds[index, : len(path)]) for index, path in enumerate(paths)]

    def _emissions(self, sentences: Sequence[Sentence]) -> np.ndarray:
        """Return the weights of the labels of all units, sentence after sentence, with pads between and after them."""
        alone: list[np.ndarray] = []
        rows: list[int] = []
        starts: list[int] = []
        places: list[int] = []
        row_of = self._rows.get
        for sentence in sentences:
            for index, features in enumerate(place_features(sentence, self._language), len(alone)):
                mine = [row for feature in features if (row := row_of(feature)) is not None]
                if mine:
                    starts.append(len(rows))
                    places.append(index)
                    rows += mine
            alone += map(self._word, sentence.words)
            alone += self._pads
        told = np.stack(alone)
        total = told[:, 2].copy()
        for distance in REACH:
            seen = told[:, distance + 2]
            if distance < 0:
                total[-distance:] += seen[:distance]
                total[:-distance] += self._pads[0][distance + 2]
            else:
                total[:-distance] += seen[distance:]
        if rows:
            total[places] += np.add.reduceat(self._weights[rows], starts, axis=0)
        return total

    def _paths(self, scores: np.ndarray, lengths: np.ndarray) -> list[list[int]]:
        """Return the likeliest labels of each sentence (Viterbi)."""
        best = scores[:, 0]
        last, back = [best], []
        for step in range(1, scores.shape[1]):
            through = best[:, :, None] + self._transitions
            back.append(through.argmax(axis=1))
            best = through.max(axis=1) + scores[:, step]
            last.append(best)
        paths = []
        for row, length in enumerate(lengths):
            label = int(last[length - 1][row].argmax())
            path = [label]
            for step in range(length - 2, -1, -1):
                label = int(back[step][row, label])
                path.append(label)
            paths.append(path[::-1])
        return paths

    def _chances(self, scores: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """Return the chance of each label of each unit (forward-backward)."""
        weights = np.exp(scores - scores.max(axis=2, keepdims=True))
        moves = np.exp(self._transitions)
        forward = np.empty_like(weights)
        forward[:, 0] = weights[:, 0] / weights[:, 0].sum(axis=1, keepdims=True)
        for step in range(1, weights.shape[1]):
            here = (forward[:, step - 1] @ moves) * weights[:, step]
            forward[:, step] = here / here.sum(axis=1, keepdims=True)
        backward = np.ones_like(weights)
        for step in range(weights.shape[1] - 2, -1, -1):
            here = (backward[:, step + 1] * weights[:, step + 1]) @ moves.T
            here /= here.sum(axis=1, keepdims=True)
            backward[:, step] = np.where((step < lengths - 1)[:, None], here, 1.0)
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
