"""Names that a model found (:mod:`warta.parse.name_labels`), beside those that the tables know.

The tables know who is meant, the model where the name begins and ends: a known name within a longer one is that actor ("Partai
Golkar"), or a mere part of another's name ("Universitas Gadjah Mada", "Bandara Soekarno-Hatta").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from warta.gazetteer.fold import fold
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.name_features import classes
from warta.parse.names import Loose, Name, Names
from warta.parse.phrases import Phrase, joined
from warta.parse.place_features import Feature
from warta.parse.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from warta.article import ActorKind
    from warta.parse.doc import Doc
    from warta.parse.known import Found
    from warta.parse.name_labels import Label, Labels

FORMED = frozenset({"head", "title"})
"""How names are told by their form of which the model may know less."""
KIND: dict[str, ActorKind] = {"PER": "person", "ORG": "organisation"}
SOME = 0.05
"""Mean chance of words to be of a person below which the model rules one out."""
SURE = 0.5
"""Chance from which a name of a place that holds a known name is believed."""
LEAST_PLACE = 0.6
"""Chance from which words are a place although no gazetteer knows them."""


class Settled(NamedTuple):
    """Known names as they stand in the text, and the labels that are names of their own."""

    known: tuple[Found, ...]
    labels: tuple[Label, ...]


def settle(doc: Doc, known: Iterable[Found], labels: Labels, formed: Iterable[Name] = ()) -> Settled:
    """Return known names, widened to the labels that they are the core of, less those that are a part of another name.

    Persons whose title stands before them (``formed``) are no part of a label of an organisation.
    """
    titled = {name.first for name in formed if name.kind == "person" and name.method == "title"}
    lost = {label for label in labels.spans if label.kind == "ORG" and not titled.isdisjoint(range(label.first + 1, label.last))}
    covering = {index: label for label in labels.spans if label not in lost for index in range(label.first, label.last)}
    kept: list[Found] = []
    for found in known:
        phrase = found.phrase
        touched = {covering[index] for index in range(phrase.first, phrase.last) if index in covering}
        label = touched.pop() if len(touched) == 1 else None
        if label is None or phrase.first < label.first or label.last < phrase.last:
            lost |= touched | ({label} if label else set())
            kept.append(found)
        elif _is_same(doc, found, label):
            lost.add(label)
            if not (kept and kept[-1].phrase.last > label.first):
                kept.append(found._replace(phrase=_phrase(doc, label)) if label.kind in KIND else found)
        elif not _is_part(doc, found, label):
            lost.add(label)
            kept.append(found)
    return Settled(tuple(kept), tuple(label for label in labels.spans if label not in lost))


def _phrase(doc: Doc, label: Label) -> Phrase:
    return Phrase(label.first, label.last, label.start, label.end, " ".join(doc.folded[label.first : label.last]))


def _is_same(doc: Doc, found: Found, label: Label) -> bool:
    """Return whether a label that holds a known name of its kind means that very actor."""
    phrase = found.phrase
    if (phrase.first, phrase.last) == (label.first, label.last):
        return True
    if (found.actor.kind == "person") != (label.kind == "PER"):
        return False
    before, after = doc.folded[label.first : phrase.first], doc.folded[phrase.last : label.last]
    known = classes(doc.language)
    if label.kind == "PER":
        own = set(fold(found.actor.name).split())
        return all(word in own or "@titles" in known.of.get(word, ()) for word in (*before, *after))
    return not after and all(word in known.same for word in before)


def _is_part(doc: Doc, found: Found, label: Label) -> bool:
    """Return whether a known name is a mere part of the name that a label is: of another person, of a building, of a university."""
    phrase = found.phrase
    if label.kind == "PER":
        return found.actor.kind == "person" and phrase.last - phrase.first == 1
    if label.kind == "LOC":
        headed = "@place_heads" in classes(doc.language).of.get(doc.folded[label.first], ())
        return label.score >= SURE and (headed or gazetteer().knows(" ".join(doc.folded[label.first : label.last])))
    if _stands_twice(doc, phrase, label):
        return False
    headed = not {"@organisation_heads", "@place_heads"}.isdisjoint(classes(doc.language).of.get(doc.folded[label.first], ()))
    return headed or found.actor.kind != "person"


def _stands_twice(doc: Doc, phrase: Phrase, label: Label) -> bool:
    """Return whether a known name is all of a label but for brackets, or all that is in the brackets: ``Komisi Pemilihan Umum (KPU)``."""
    bracket = doc.text.rfind("(", label.start, label.end)
    if bracket < 0:
        return False
    return (label.start, bracket) == (phrase.start, phrase.end + 1) or (bracket + 1, label.end) == (phrase.start, phrase.end + 1)


def model_names(doc: Doc, starts: Sequence[int], settled: Settled, labels: Labels, formed: Sequence[Name]) -> Names:
    """Return labels as names, and the other capitalised words that may be a part of one. Known names are neither.

    Of the names that their form gives away (``formed``) organisations by their head and persons by their title stay where the model has
    none, but does not rule one out.
    """
    names = [
        Name(label.first, label.last, label.start, label.end, KIND[label.kind], round(0.5 + label.score / 2.2, 2), "model")
        for label in settled.labels
        if label.kind in KIND
    ]
    phrases = [found.phrase for found in settled.known]
    read = Spans([*((label.start, label.end) for label in settled.labels), *((phrase.start, phrase.end) for phrase in phrases)])
    names += [name for name in formed if name.method in FORMED and not read.touch(name.start, name.end) and _may_be(name, labels)]
    names.sort(key=lambda name: name.start)
    spans = [*((phrase.first, phrase.last) for phrase in phrases), *((name.first, name.last) for name in names)]
    taken = {index for first, last in spans for index in range(first, last)}
    return Names(tuple(names), tuple(_loose(doc, [index for index in starts if index not in taken])))


def _may_be(name: Name, labels: Labels) -> bool:
    """Return whether a name that its form gives away stays: the model must give some chance to a person."""
    read = [labels.chances[index][0] for index in range(name.first, name.last) if index in labels.chances]
    return name.kind != "person" or not read or sum(read) >= SOME * len(read)


def _loose(doc: Doc, starts: Sequence[int]) -> Iterator[Loose]:
    first = last = -1
    for index in (*starts, len(doc.tokens) + 1):
        if index == last and joined(doc, index - 1):
            last = index + 1
            continue
        if last > first:
            yield Loose(first, last, loud=False)
        first, last = index, index + 1


def model_places(doc: Doc, labels: Iterable[Label], features: Sequence[Feature]) -> tuple[Feature, ...]:
    """Return labels of places whose name no gazetteer knows, beside the features that were found by their heads, in order."""
    taken = {index for feature in features for index in range(feature.phrase.first, feature.phrase.last)}
    heads = classes(doc.language).of
    found = list(features)
    for label in labels:
        if label.kind != "LOC" or label.score < LEAST_PLACE or not taken.isdisjoint(range(label.first, label.last)):
            continue
        first = label.first
        while first < label.last - 1 and doc.tokens[first].text[0].islower():
            first += 1
        if not any(phrase.last == label.last and gazetteer().knows(phrase.key) for phrase in doc.phrases(first)):
            built = first < label.last - 1 and "@place_heads" in heads.get(doc.folded[label.first], ())
            found.append(Feature(_phrase(doc, label), natural=not built))
    return tuple(sorted(found, key=lambda feature: feature.phrase.start))
