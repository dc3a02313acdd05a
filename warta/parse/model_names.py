"""Names that a model found (:mod:`warta.parse.name_labels`), beside those that the tables know.

The tables know who is meant, the model where the name begins and ends: a known name within a longer one is that actor ("Partai
Golkar"), or a mere part of another's name ("Universitas Gadjah Mada", "Bandara Soekarno-Hatta").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from warta.gazetteer.fold import fold
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.name_features import classes
from warta.parse.name_joining import before_bracket
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
SOME = 0.3
"""Mean chance of words to be of some name below which they are no person, whatever title stands before them."""
SURE = 0.5
"""Chance from which a name of a place that holds a known name is believed."""
SURE_OF_PERSON = 0.9
"""Chance from which words are a person although a table knows a company or the like of that name: "Didi mengatakan"."""
SURE_OF_PLACE = 0.7
"""Chance from which a name of the gazetteer is a place, whatever the words around it look like."""
LEAST_ORGANISATION = 0.25
"""Chance below which a short form is no organisation, although a table has one of that name: "DPP" of whatever party."""
LEAST_FORMED = 0.4
"""Mean chance below which words are no organisation although they begin as one does: "Komisi VII"."""
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
        if label is None and not _is_believed(doc, found, labels):
            lost |= touched
        elif label is None or phrase.first < label.first or label.last < phrase.last:
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
        return not _is_person(doc, found, label)
    if (found.actor.kind == "person") != (label.kind == "PER"):
        return False
    bracket = before_bracket(doc, label.first, label.last)
    if bracket == phrase.first:
        return label.kind == "ORG"
    before, after = doc.folded[label.first : phrase.first], doc.folded[phrase.last : bracket]
    known = classes(doc.language)
    if label.kind == "PER":
        own = set(fold(found.actor.name).split())
        return all(word in own or "@titles" in known.of.get(word, ()) for word in (*before, *after))
    return not after and all(word in known.same for word in before)


def _is_person(doc: Doc, found: Found, label: Label) -> bool:
    """Return whether one word that is the name of an organisation is that of a person here, or a part of it."""
    phrase = found.phrase
    word = phrase.last - phrase.first == 1 and not doc.tokens[phrase.first].text.isupper()
    return word and found.actor.kind != "person" and label.kind == "PER" and label.score >= SURE_OF_PERSON


def _is_believed(doc: Doc, found: Found, labels: Labels) -> bool:
    """Return whether a known name is one here: a short form of an organisation only where the model sees some chance of one."""
    phrase = found.phrase
    short = phrase.last - phrase.first == 1 and doc.tokens[phrase.first].text.isupper()
    if found.actor.kind in {"person", "bloc"} or not short or phrase.first not in labels.chances:
        return True
    return labels.chances[phrase.first][1] >= LEAST_ORGANISATION


def _is_part(doc: Doc, found: Found, label: Label) -> bool:
    """Return whether a known name is a mere part of the name that a label is: of another person, of a building, of a university."""
    phrase = found.phrase
    if label.kind == "PER":
        return phrase.last - phrase.first == 1 and (found.actor.kind == "person" or _is_person(doc, found, label))
    if label.kind == "LOC":
        headed = "@place_heads" in classes(doc.language).of.get(doc.folded[label.first], ())
        return label.score >= SURE and (headed or gazetteer().knows(" ".join(doc.folded[label.first : label.last])))
    headed = not {"@organisation_heads", "@place_heads"}.isdisjoint(classes(doc.language).of.get(doc.folded[label.first], ()))
    return headed or found.actor.kind != "person"


def model_names(doc: Doc, starts: Sequence[int], settled: Settled, labels: Labels, formed: Sequence[Name]) -> Names:
    """Return labels as names, and the other capitalised words that may be a part of one. Known names are neither.

    Of the names that their form gives away (``formed``) organisations by their head and persons by their title stay where the model has
    none, but does not rule one out.
    """
    names = [_named(doc, label) for label in settled.labels if label.kind in KIND]
    phrases = [found.phrase for found in settled.known]
    read = Spans([*((label.start, label.end) for label in settled.labels), *((phrase.start, phrase.end) for phrase in phrases)])
    names += [name for name in formed if name.method in FORMED and not read.touch(name.start, name.end) and _may_be(name, labels)]
    names.sort(key=lambda name: name.start)
    spans = [*((phrase.first, phrase.last) for phrase in phrases), *((name.first, name.last) for name in names)]
    taken = {index for first, last in spans for index in range(first, last)}
    return Names(tuple(names), tuple(_loose(doc, [index for index in starts if index not in taken])))


def _named(doc: Doc, label: Label) -> Name:
    first = label.first
    if label.kind == "PER" and first and joined(doc, first - 1):
        opened = classes(doc.language).opening.get(doc.tokens[first - 1].text, frozenset())
        first -= doc.folded[first] in opened
    end = label.end + _closes_initials(doc, label)
    return Name(first, label.last, doc.tokens[first].start, end, KIND[label.kind], round(0.5 + label.score / 2.2, 2), "model")


def _closes_initials(doc: Doc, label: Label) -> bool:
    """Return whether the full stop behind a name is the last of its initials: "Bouygues S.A."."""
    last = doc.tokens[label.last - 1]
    initial = last.end - last.start == 1 and doc.text[last.start - 1 : last.start] == "." and doc.text[label.end : label.end + 1] == "."
    return initial and label.last - label.first > 2 and last.text.isupper()  # noqa: PLR2004  (a name, and two initials)


def _may_be(name: Name, labels: Labels) -> bool:
    """Return whether a name that its form gives away stays: the model must give some chance to it, more to an organisation."""
    read = [labels.chances[index] for index in range(name.first, name.last) if index in labels.chances]
    if name.kind == "person":
        return not read or sum(person + organisation for person, organisation, _place in read) >= SOME * len(read)
    return not read or sum(organisation for _person, organisation, _place in read) >= LEAST_FORMED * len(read)


def _loose(doc: Doc, starts: Sequence[int]) -> Iterator[Loose]:
    first = last = -1
    for index in (*starts, len(doc.tokens) + 1):
        if index == last and joined(doc, index - 1):
            last = index + 1
            continue
        if last > first:
            yield Loose(first, last, loud=False)
        first, last = index, index + 1


def sure_places(labels: Labels | None) -> frozenset[tuple[int, int]]:
    """Return the spans that the model is sure are places."""
    spans = labels.spans if labels else ()
    return frozenset((label.start, label.end) for label in spans if label.kind == "LOC" and label.score >= SURE_OF_PLACE)


def model_places(doc: Doc, labels: Sequence[Label], features: Sequence[Feature]) -> tuple[Feature, ...]:
    """Return labels of places whose name no gazetteer knows, beside the features that were found by their heads, in order.

    Such a feature ends where the model has its end: "Jalan Merdeka Barat" before "Nomor 6", "Gedung DPR/MPR".
    """
    ends = {label.first: label for label in labels if label.kind == "LOC" and label.score >= LEAST_PLACE}
    read = ((feature, ends.get(feature.phrase.first)) for feature in features)
    features = [feature._replace(phrase=_phrase(doc, label)) if label else feature for feature, label in read]
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
