"""A sequence model of names: which words of a sentence are a person, an organisation or a place, weighed all together.

The model is a linear-chain conditional random field (Lafferty et al. 2001), trained by ``scripts/train-names`` with CRFsuite and kept
in ``data/models/names-<language>.npz``. It is read here without CRFsuite: the weights of a word are summed once for all places where it
stands, and all sentences of an article are decoded side by side, which is ten times as fast.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from warta.parse.name_features import REACH, Around, Sentence, place_features, seen_from, word_features

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MODELS = Path(__file__).resolve().parents[2] / "data" / "models"
KINDS = ("PER", "ORG", "LOC")
BATCH = 64
"""Sentences that are decoded side by side."""
PADS = max(REACH)
"""Pads between two sentences, so that no unit is told of one in another sentence."""
CACHED = 16384
"""Words whose weights are kept."""
HALF = 0.49
"""Half of all chance, less what rounding may take."""
RESCALED = 2
"""Steps after which what is carried along a sentence is made small again, long before it is too large or too small for a float."""
DISTANCE = re.compile("-?[0-9]")
"""What the features that a unit is told of another one begin with."""
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
    chances: list[list[float]]


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
        self._nothing = np.zeros(len(self.labels), np.float32)
        self._rows = {name: row for row, name in enumerate(names)}
        self._around = Around[int](language, self._rows.get)
        self._known, self._spread = self._by_distance()
        self._edge = np.stack([self._weight(f"{distance}END") if distance else self._nothing for distance in range(-PADS, PADS + 1)])
        self._forget()
        self._kinds = np.array([[label[2:] == kind for kind in KINDS] for label in self.labels], dtype=np.float32)
        for before, label in enumerate(self.labels):
            for after, other in enumerate(self.labels):
                if other[0] == "I" and label[2:] != other[2:]:
                    self._transitions[before, after] = IMPOSSIBLE
        self._start = np.array([IMPOSSIBLE if label[0] == "I" else 0.0 for label in self.labels], dtype=np.float32)
        moves = np.exp(self._transitions)
        self._moves = np.stack([moves, moves.T])
        self._none = self.labels.index("O")
        self._inside = [self.labels.index(f"I-{label[2:]}") if label[2:] else self._none for label in self.labels]

    def _weight(self, feature: str) -> np.ndarray:
        row = self._rows.get(feature)
        return self._nothing if row is None else np.asarray(self._weights[row])

    def _by_distance(self) -> tuple[dict[str, int], np.ndarray]:
        """Return a table of what features of a word give to the units around it and to itself, and the row of each feature in it."""
        places: dict[tuple[str, int], int] = {}
        for name, row in self._rows.items():
            sign = DISTANCE.match(name)
            distance, feature = (int(sign[0]), name[sign.end() :]) if sign else (0, name)
            if not distance or seen_from(distance, [feature]):
                places[feature, distance] = row
        known = {feature: index for index, feature in enumerate(dict.fromkeys(feature for feature, _ in places))}
        spread = np.zeros((len(known), 2 * PADS + 1, len(self.labels)), np.float32)
        for (feature, distance), row in places.items():
            spread[known[feature], distance + PADS] = self._weights[row]
        return known, spread

    def _forget(self) -> None:
        """Forget what words give; the first row of the table of that is what the edge of a sentence gives."""
        self._told = np.zeros((CACHED, *self._edge.shape), np.float32)
        self._told[0] = self._edge
        self._told_at: _Rows = _Rows(self._row)

    def _row(self, word: str) -> int:
        """Return the row of the table of what words give, of a word that is new to it."""
        row = len(self._told_at) + 1
        if row == len(self._told):
            self._told = np.concatenate([self._told, np.zeros_like(self._told)])
        self._told[row] = self._sum(word)
        return row

    def _sum(self, word: str) -> np.ndarray:
        """Return the weights that a word gives to the units before and after it, and (in the middle) to itself."""
        known = self._known
        rows = [known[feature] for feature in word_features(word, self._language) if feature in known]
        return np.asarray(self._spread[rows].sum(axis=0))

    def read(self, sentences: Sequence[Sentence]) -> list[Reading]:
        """Return the readings of sentences: none of these may be empty."""
        found: list[Reading] = []
        for first in range(0, len(sentences), BATCH):
            if len(self._told_at) >= CACHED:
                self._forget()
            found += self._read(sentences[first : first + BATCH])
        return found

    def _read(self, sentences: Sequence[Sentence]) -> list[Reading]:
        lengths = np.array([len(sentence.units) for sentence in sentences])
        where = _Where.of(lengths)
        emissions = self._emissions(sentences)
        chances = self._chances(emissions, where)
        best = chances.argmax(axis=1)
        unsure = self._unsure(chances, best, where)
        if len(unsure):
            read = np.zeros(len(lengths), bool)
            read[unsure] = True
            best[read[where.sentence]] = self._together(emissions, where, unsure)
        scores, kinds = chances[np.arange(len(best)), best].tolist(), (chances @ self._kinds).tolist()
        firsts = where.firsts.tolist()
        spans: list[list[Labelled]] = [[] for _ in sentences]
        for sentence, span in self._spans(best, scores, where):
            spans[sentence].append(span)
        ends = [*firsts[1:], len(scores)]
        return [Reading(tuple(own), kinds[first:end]) for own, first, end in zip(spans, firsts, ends, strict=True)]

    def _emissions(self, sentences: Sequence[Sentence]) -> np.ndarray:
        """Return the weights of the labels of all units, sentence after sentence, with pads between and after them."""
        alone: list[int] = []
        rows: list[int] = []
        starts: list[int] = []
        places: list[int] = []
        row_at = self._told_at.__getitem__
        for sentence in sentences:
            for index, mine in enumerate(place_features(sentence, self._around), len(alone)):
                if mine:
                    starts.append(len(rows))
                    places.append(index)
                    rows += mine
            alone += map(row_at, sentence.words)
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

    def _unsure(self, chances: np.ndarray, best: np.ndarray, where: _Where) -> np.ndarray:
        """Return the sentences of which the likeliest labels of the units may not be the likeliest labels together.

        Where some labels together have more than half of all chance no others have as much. What they lack is at most the sum of what
        each lacks by itself.
        """
        lacking = 1 - chances[np.arange(len(best)), best]
        return np.flatnonzero(np.add.reduceat(lacking, where.firsts) >= HALF)

    def _together(self, emissions: np.ndarray, where: _Where, sentences: np.ndarray) -> list[int]:
        """Return the likeliest labels of sentences together (Viterbi), sentence after sentence."""
        lengths = where.lengths[sentences]
        scores = emissions[where.both[: lengths.max(), 0, sentences]]
        scores[0] += self._start
        through = np.empty((*scores.shape, len(self.labels)), np.float32)
        best = scores.copy()
        for step in range(1, len(scores)):
            np.add(best[step - 1, :, :, None], self._transitions, out=through[step])
            best[step] += np.maximum.reduce(through[step], axis=1)
        back = through[1:].argmax(axis=2)
        found: list[int] = []
        for row, length in enumerate(lengths.tolist()):
            label = int(best[length - 1, row].argmax())
            path = [label]
            for befores in reversed(back[: length - 1, row].tolist()):
                label = befores[label]
                path.append(label)
            found += reversed(path)
        return found

    def _chances(self, emissions: np.ndarray, where: _Where) -> np.ndarray:
        """Return the chance of each label of each unit, sentence after sentence (forward-backward).

        Forwards each sentence is read from its first unit, backwards from its last: both at once, step by step.
        """
        steps = where.steps
        scores = emissions[where.both]
        scores[0, 0] += self._start
        weights = np.exp(scores - scores.max(axis=3, keepdims=True))
        before, after = np.ones_like(weights), np.empty_like(weights)
        total = np.empty((*weights.shape[1:3], 1), np.float32)
        here = after[0] = weights[0]
        for step in range(1, steps):
            np.matmul(here, self._moves, out=before[step])
            here = np.multiply(before[step], weights[step], out=after[step])
            if step % RESCALED == 0:
                np.divide(here, np.add.reduce(here, axis=2, keepdims=True, out=total), out=here)
        chances = after[where.step, 0, where.sentence] * before[where.step_back, 1, where.sentence]
        return np.asarray(chances / chances.sum(axis=1, keepdims=True))

    def _spans(self, best: np.ndarray, scores: Sequence[float], where: _Where) -> Iterator[tuple[int, Labelled]]:
        """Yield the names among the labels of all units, each with its sentence."""
        named = np.flatnonzero(best != self._none)
        labels, sentences, steps = best[named].tolist(), where.sentence[named].tolist(), where.step[named].tolist()
        units = named.tolist()
        index = 0
        while index < len(units):
            first, label, sentence = index, labels[index], sentences[index]
            inside = self._inside[label]
            index += 1
            while index < len(units) and labels[index] == inside and units[index] == units[index - 1] + 1 and sentences[index] == sentence:
                index += 1
            score = min(scores[units[first] : units[index - 1] + 1])
            yield sentence, Labelled(steps[first], steps[index - 1] + 1, self.labels[label][2:], round(score, 3))


class _Rows(dict[str, int]):
    """The rows of words in a table, made when they are asked for."""

    def __init__(self, add: Callable[[str], int]) -> None:
        super().__init__()
        self._add = add

    def __missing__(self, word: str) -> int:
        row = self[word] = self._add(word)
        return row


class _Where(NamedTuple):
    """Where the units of sentences stand: in the emissions, in the two ways of reading, and one after another."""

    lengths: np.ndarray
    firsts: np.ndarray
    steps: int
    both: np.ndarray
    """For each step of reading forwards, of reading backwards, and each sentence the row of the emissions; the last row past its end."""
    sentence: np.ndarray
    step: np.ndarray
    step_back: np.ndarray

    @classmethod
    def of(cls, lengths: np.ndarray) -> _Where:
        """Return where the units of sentences of some lengths stand."""
        count, steps = len(lengths), int(lengths.max())
        firsts = np.cumsum(lengths) - lengths
        rows = firsts + PADS * np.arange(count)
        ahead = np.arange(steps)[:, None]
        both = np.stack([rows + ahead, rows + lengths - 1 - ahead], axis=1)
        np.copyto(both, -1, where=(ahead >= lengths)[:, None])
        sentence = np.repeat(np.arange(count), lengths)
        step = np.arange(len(sentence)) - firsts[sentence]
        return cls(lengths, firsts, steps, both, sentence, step, lengths[sentence] - 1 - step)


@functools.cache
def model(language: str | None) -> Model | None:
    """Return the model of a language, read at the first call; None where it has none."""
    file = MODELS / f"names-{language or '-'}.npz"
    return Model(language or "", file) if file.is_file() else None
