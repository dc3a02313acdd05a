"""Organisations that no table knows: a head word that begins their name ("Ministry of ...") or ends it ("... Party")."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from warta.gazetteer.gazetteer import gazetteer
from warta.parse.name_words import NameWords, traits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from warta.article import ActorKind
    from warta.parse.doc import Doc
    from warta.parse.known import Found
    from warta.parse.name_runs import Run

MOST_LINKS = 4
"""Parts that a name may be continued by: "of Health", "and Welfare"."""
MOST_SMALL = 3
"""Lower-case words between two parts of a name: "de", "de la", "for the"."""
PAIR = 2
"""Words in a plain name of a person."""
MOST_SEAT = 4
"""Words in the name of a seat."""
LONGEST = 12
"""Words in the longest name."""
LONGEST_LOUD = 4
"""Words in the longest name that is believed in a headline of which every word has a capital."""
SHORTEST_ADJECTIVE = 5
"""Letters in the shortest lower-case adjective that its ending gives away."""
RARE, COMMON, EVERYDAY = 3.6, 4.5, 5.0
"""Zipf frequencies: a word below the first is a name rather than a word; a given name from the second on may be a word."""


class Span(NamedTuple):
    """An organisation: tokens ``first`` to ``last`` (exclusive), its kind, and how many words in front name its seat."""

    first: int
    last: int
    kind: ActorKind
    seat: int = 0


class Scene(NamedTuple):
    """A document with its runs by their first tokens, and the known names by each of their tokens."""

    doc: Doc
    words: NameWords
    runs: Mapping[int, Run]
    known: Mapping[int, Found]

    def is_person(self, index: int) -> bool:
        """Return whether a token belongs to a known person."""
        found = self.known.get(index)
        return found is not None and found.actor.kind == "person"


def find_organisations(doc: Doc, runs: Sequence[Run], words: NameWords, known: Mapping[int, Found]) -> list[Span]:
    """Return the organisations that a head word gives away. ``known`` are the names of the tables, by each of their tokens."""
    scene = Scene(doc, words, {run.first: run for run in runs}, known)
    found: list[Span] = []
    last = 0
    for run in runs:
        first = max(run.first, last)
        while first < run.last:
            span = _in_run(scene, first, run)
            if span is None:
                break
            found.append(span)
            first = last = span.last
    taken = {index for span in found for index in range(span.first, span.last)}
    return [*found, *_small_heads(scene, taken)] if words.small else found


def _in_run(scene: Scene, first: int, run: Run) -> Span | None:
    """Return the first organisation in the rest of a run."""
    doc, words = scene.doc, scene.words
    if doc.folded[first] in words.stripped:
        first += 1
    heads = doc.folded[first : run.last]
    if words.heads.isdisjoint(heads):
        return None
    opening = next((first + place for place, word in enumerate(heads) if word in words.before), None)
    if opening is not None and not run.loud:
        last = _extended(scene, _cut(scene, opening + 1, run.last))
        if last - opening > 1:
            return Span(opening, last, words.before[doc.folded[opening]])
    closing, kind = _closing(heads, words)
    if kind is None:
        return _alone(scene, first, run)
    closing += first
    start = max([first, *(index + 1 for index in range(first, closing) if scene.is_person(index))])
    last = closing + 1
    if last == run.last and not run.loud:
        last = _extended(scene, last)
    if last - start < 2 or (run.loud and last - start > LONGEST_LOUD):  # noqa: PLR2004  (a head alone is no name)
        return None
    seat = _seat(doc, start, closing) if doc.folded[closing] in words.seats else 0
    return Span(_numbered(doc, start) if start == run.first else start, last, kind, seat)


def _numbered(doc: Doc, first: int) -> int:
    """Return where a name begins that an ordinal stands in: "Ankara 5. Ağır Ceza Mahkemesi"."""
    number = first - 1
    if number < 1 or not doc.joins[number] or not doc.tokens[number].text.isdigit() or doc.text[doc.tokens[number].end] != ".":
        return first
    town = number - 1
    return town if doc.joins[town] and doc.tokens[town].text[0].isupper() and gazetteer().knows(doc.folded[town]) else first


def _closing(heads: Sequence[str], words: NameWords) -> tuple[int, ActorKind | None]:
    """Return where the last head of a run is, of one word or two ("space center"), and its kind."""
    for place in range(len(heads) - 1, -1, -1):
        kind = words.after.get(heads[place])
        if kind is None and place and heads[place] in words.long_heads:
            kind = words.after.get(f"{heads[place - 1]} {heads[place]}")
        if kind:
            return place, kind
    return 0, None


def _seat(doc: Doc, first: int, last: int) -> int:
    """Return how many words in front are the name of a town or a division."""
    for size in range(min(MOST_SEAT, last - first), 0, -1):
        entries = gazetteer().named(" ".join(doc.folded[first : first + size]))
        if entries:
            return size if not any(entry.kind in {"country", "region"} for entry in entries) else 0
    return 0


def _alone(scene: Scene, first: int, run: Run) -> Span | None:
    """Return an organisation whose head needs "of" after it: "House of Representatives"."""
    kind = scene.words.with_of.get(scene.doc.folded[run.last - 1])
    if kind is None or run.loud:
        return None
    last = _extended(scene, run.last)
    return Span(first, last, kind) if last > run.last else None


def _cut(scene: Scene, first: int, last: int) -> int:
    """Return where a name that goes on from ``first`` ends before ``last``: before a title, or a person."""
    folded, titles = scene.doc.folded, scene.words.title_words
    for index in range(first, last):
        if scene.is_person(index) or (folded[index] in titles and index + 1 < last):
            return index
        if index > first and index + 1 < last and _begins_person(scene.doc, index):
            return index
    return last


def _begins_person(doc: Doc, index: int) -> bool:
    here, after = traits(doc.tokens[index].text, doc.language), traits(doc.tokens[index + 1].text, doc.language)
    return here.given and here.zipf < EVERYDAY and not here.large and (after.surname or after.zipf < RARE) and not after.large


def _is_pair(doc: Doc, index: int, run: Run) -> bool:
    """Return whether two words are a given name and a word that is no everyday one: the leader of a party, not a part of its name."""
    here, after = traits(doc.tokens[index].text, doc.language), traits(doc.tokens[index + 1].text, doc.language)
    return run.last - index == PAIR and here.given and here.zipf < EVERYDAY and not here.large and after.zipf < COMMON


def _extended(scene: Scene, last: int) -> int:
    """Return where a name ends that may go on: with adjectives, "of" and a name or a noun, "and" and another noun."""
    doc, words = scene.doc, scene.words
    first = last
    last = _adjectives(scene, last)
    official = any(doc.folded[index] in words.official for index in range(first - 1, last))
    for link in range(MOST_LINKS):
        if last >= len(doc.tokens) or not doc.joins[last - 1] or last - first > LONGEST:
            break
        word = doc.folded[last]
        if word in words.of and not doc.tokens[last].text[0].isupper():
            longer = _complement(scene, last + 1, official=official)
        elif word in words.both and link:
            longer = _another(scene, last)
        else:
            break
        if longer is None:
            break
        last = longer
    return last


def _adjectives(scene: Scene, last: int) -> int:
    """Return where the lower-case adjectives after a head end: "Conseil constitutionnel"."""
    doc, words = scene.doc, scene.words
    while words.endings and last < len(doc.tokens) and doc.joins[last - 1]:
        word = doc.folded[last]
        if not doc.tokens[last].text[0].islower() or word in words.speech or word in words.verbs:
            break
        if word not in words.inner and not (len(word) >= SHORTEST_ADJECTIVE and word.endswith(words.endings)):
            break
        last += 1
    return last


def _complement(scene: Scene, index: int, *, official: bool) -> int | None:
    """Return where what follows "of" ends, None where it is not a part of a name.

    A noun in lower case is one if the table says so, or after an ``official`` word: "Conseil national de régulation".
    """
    doc, words = scene.doc, scene.words
    for _ in range(MOST_SMALL):
        if index >= len(doc.tokens) or not doc.joins[index - 1]:
            return None
        run = scene.runs.get(index)
        if run:
            if run.last - index > 1 and (_begins_person(doc, index) or _is_pair(doc, index, run)):
                return None
            last = _cut(scene, index, run.last)
            if last == index or doc.folded[last - 1] in words.places:
                return None
            return _adjectives(scene, last) if last == run.last else last
        noun = official and len(doc.folded[index]) >= SHORTEST_ADJECTIVE and doc.folded[index] not in words.openers
        if noun or doc.folded[index] in words.inner:
            return _adjectives(scene, index + 1)
        if doc.folded[index] not in words.of and doc.folded[index] not in words.articles:
            return None
        index += 1
    return None


def _another(scene: Scene, index: int) -> int | None:
    """Return where a second noun ends that "and" adds ("of Health and Welfare"), None where another name begins."""
    doc, words = scene.doc, scene.words
    following = index + 1
    if following >= len(doc.tokens) or not doc.joins[index]:
        return None
    run = scene.runs.get(following)
    if run is None:
        return following + 1 if doc.folded[following] in words.inner else None
    if gazetteer().knows(f"{doc.folded[index - 1]} {doc.folded[index]} {doc.folded[following]}"):
        return following + 1
    for place in range(following, run.last):
        each = traits(doc.tokens[place].text, doc.language)
        if place in scene.known or each.large or each.people or each.zipf < RARE or doc.tokens[place].text.isupper():
            return None
        if doc.folded[place] in words.after or doc.folded[place] in words.before:
            return None
    return run.last


def _small_heads(scene: Scene, taken: set[int]) -> Iterator[Span]:
    """Yield the organisations whose head is written in lower case: "ministère de l'Intérieur"."""
    doc, words = scene.doc, scene.words
    last = 0
    for index, word in enumerate(doc.folded):
        if word not in words.small or index < last or index in taken or not doc.tokens[index].text[0].islower():
            continue
        last = _extended(scene, index + 1)
        if any(doc.tokens[place].text[0].isupper() for place in range(index + 1, last)):
            yield Span(index, last, words.before.get(word, "organisation"))
