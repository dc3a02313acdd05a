"""Train the model of names of a language and write data/models/names-LANGUAGE.npz. Run by scripts/train-names.

The sentences are JSON Lines with ``tokens``, ``tags`` (BIO of PER, ORG, LOC) and ``part``: those of part ``train`` are trained on, those of
part ``dev`` are only scored. For Indonesian: idner-news-2k (https://github.com/khairunnisaor/idner-news-2k, MIT).
"""

from __future__ import annotations

import collections
import json
import random
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pycrfsuite  # type: ignore[import-not-found]  # installed by scripts/train-names alone

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from warta.article import Article
from warta.parse.known_names import find_known
from warta.parse.name_features import Sentence, all_features
from warta.parse.name_labels import known_units
from warta.parse.name_starts import name_starts
from warta.parse.pipeline import make_doc
from warta.parse.sequence import MODELS, Model
from warta.parse.units import Unit, units_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Span = tuple[int, int, str]
OPTIONS = {"c1": 0.2, "c2": 0.2, "max_iterations": 150, "feature.possible_transitions": True}
"""Found by five-fold cross-validation on the part ``train``."""
SEEDS, COPIES, FORGOTTEN = (1, 2), 3, 0.5
"""Each sentence is also learned in copies with half of what its words are spelled like forgotten, so that the model trusts tables and form.

The weights are the mean of those of several models, each of which forgot something else: single sentences count for less in it.
"""
LEAST = 0.005
"""Weight below which a feature is left out."""
SPELLING = re.compile(r"(?:-?\d)?(?:w|p2|p3|p4|x2|x3|x4|b|H|T|gb|L|R)=")
BRACKETS = "(),?"


class Learned(NamedTuple):
    """Weights by (label, next label) and by (feature, label)."""

    labels: tuple[str, ...]
    transitions: dict[tuple[str, str], float]
    features: dict[tuple[str, str], float]


class Sample(NamedTuple):
    """A sentence, the labels of its units, and the spans of its names."""

    sentence: Sentence
    labels: list[str]
    spans: set[Span]


def read(file: Path, part: str, language: str) -> Iterator[Sample]:
    """Yield the samples of a part, cut into sentences and units as the parser cuts them."""
    with file.open(encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["part"] == part]
    for row in rows:
        text, spans = joined(row)
        doc = make_doc(Article(id="-", text=text, language=language), language)
        known = find_known(doc, name_starts(doc))
        for sentence in doc.sentences:
            units = units_in(doc, sentence.start, sentence.end)
            inside = {span for span in spans if sentence.start <= span[0] < sentence.end}
            read_as = Sentence(units, [unit.text for unit in units], known_units(units, known))
            yield Sample(read_as, labelled(units, [without_brackets(text, span) for span in sorted(inside)]), inside)


def joined(row: dict[str, Any]) -> tuple[str, set[Span]]:
    """Return the text of a row, tokens parted by spaces, and the spans of its names."""
    text, spans = "", list[list[Any]]()
    for token, tag in zip(row["tokens"], row["tags"], strict=True):
        text += " " if text else ""
        if tag[0] == "I" and spans and spans[-1][2] == tag[2:]:
            spans[-1][1] = len(text) + len(token)
        elif tag != "O":
            spans.append([len(text), len(text) + len(token), tag[2:]])
        text += token
    return text, {(start, end, kind) for start, end, kind in spans}


def without_brackets(text: str, span: Span) -> Span:
    """Return a span without the marks that the data write onto its first and last word; a bracket within it stays."""
    start, end, kind = span
    while text[start] == "(" and ")" not in text[start : end - 1]:
        start += 1
    while text[end - 1] in BRACKETS and "(" not in text[start:end]:
        end -= 1
    return start, end, kind


def labelled(units: Sequence[Unit], spans: Iterable[Span]) -> list[str]:
    """Return the BIO labels of units."""
    labels = ["O"] * len(units)
    for start, end, kind in spans:
        inside = [index for index, unit in enumerate(units) if unit.start < end and start < unit.end]
        for index in inside:
            labels[index] = f"{'B' if index == inside[0] else 'I'}-{kind}"
    return labels


def mean(models: Sequence[Learned]) -> Learned:
    """Return the mean of models with the same labels."""
    transitions: dict[tuple[str, str], float] = collections.defaultdict(float)
    features: dict[tuple[str, str], float] = collections.defaultdict(float)
    for model in models:
        for pair, weight in model.transitions.items():
            transitions[pair] += weight / len(models)
        for pair, weight in model.features.items():
            features[pair] += weight / len(models)
    return Learned(models[0].labels, dict(transitions), {pair: weight for pair, weight in features.items() if abs(weight) >= LEAST})


def train(samples: Sequence[Sample], language: str, seed: int) -> Learned:
    """Return what CRFsuite learned."""
    trainer = pycrfsuite.Trainer(verbose=False)
    chance = random.Random(seed)  # noqa: S311  (nothing secret)
    for sample in samples:
        features = all_features(sample.sentence, language)
        trainer.append(features, sample.labels)
        for _copy in range(COPIES):
            trainer.append(
                [[each for each in unit if not (SPELLING.match(each) and chance.random() < FORGOTTEN)] for unit in features], sample.labels
            )
    trainer.set_params(OPTIONS)
    with tempfile.NamedTemporaryFile(suffix=".crfsuite") as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        info = tagger.info()
    return Learned(tuple(info.labels), dict(info.transitions), dict(info.state_features))


def write(learned: Learned, file: Path) -> None:
    """Write the labels, features and weights that the parser reads (:class:`warta.parse.sequence.Model`)."""
    labels = sorted(learned.labels, key=lambda label: (label != "O", label[2:], label))
    features = sorted({feature for feature, _label in learned.features})
    rows = {feature: row for row, feature in enumerate(features)}
    weights = np.zeros((len(features), len(labels)), np.float16)
    for (feature, label), weight in learned.features.items():
        weights[rows[feature], labels.index(label)] = weight
    transitions = np.array([[learned.transitions.get((one, other), 0.0) for other in labels] for one in labels], np.float32)
    file.parent.mkdir(parents=True, exist_ok=True)
    texts = {"features": "\n".join(features), "labels": " ".join(labels)}
    arrays = {name: np.frombuffer(text.encode(), np.uint8) for name, text in texts.items()}
    np.savez_compressed(file, weights=weights, transitions=transitions, **arrays)


def scored(samples: Sequence[Sample], language: str, file: Path) -> float:
    """Return the F of exact spans that a written model finds."""
    read_by = Model(language, file)
    readable = [sample for sample in samples if sample.sentence.units]
    readings = read_by.read([sample.sentence for sample in readable])
    gold = found = hit = 0
    for sample, reading in zip(readable, readings, strict=True):
        spans = {(sample.sentence.units[span.first].start, sample.sentence.units[span.last - 1].end, span.kind) for span in reading.spans}
        gold, found, hit = gold + len(sample.spans), found + len(spans), hit + len(spans & sample.spans)
    return 2 * hit / max(1, gold + found)


def main(language: str, sentences: str) -> None:
    """Train, write and score."""
    source, file = Path(sentences), MODELS / f"names-{language}.npz"
    samples = list(read(source, "train", language))
    write(mean([train(samples, language, seed) for seed in SEEDS]), file)
    for part in ("train", "dev"):
        print(f"{part}: F {scored(list(read(source, part, language)), language, file):.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
