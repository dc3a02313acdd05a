"""Persons whom no table knows, by the evidence of their names and of the words beside: titles, verbs of saying, ages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from warta.parse.name_words import NameWords, traits
from warta.parse.person_evidence import COMMON, EVERYDAY, RARE, UNUSUAL, evidence
from warta.parse.titles import rest_of_title, title_at, title_before

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from warta.parse.doc import Doc
    from warta.parse.name_runs import Run

MOST = 5
"""Words in a name of a person, particles aside."""
PAIR = 2
"""Words in a plain name."""
MOST_PARTICLES = 3
"""Particles in a row: "von der"."""
ENOUGH = 1.25
"""Evidence from which a run of words is a person."""


class Span(NamedTuple):
    """A person: tokens ``first`` to ``last`` (exclusive), a score in 0..1, and the evidence that weighed most."""

    first: int
    last: int
    score: float
    method: str


class Piece(NamedTuple):
    """A run, or a part of one that nothing else has claimed. ``title`` is the number of words of a title right before."""

    first: int
    last: int
    initial: bool
    loud: bool
    title: int


def find_persons(
    doc: Doc, runs: Sequence[Run], words: NameWords, claimed: Collection[int], people: Collection[int] = (), *, titled: bool = False
) -> tuple[list[Span], list[Piece]]:
    """Return the persons among the runs, and the pieces that are left over.

    ``claimed`` tokens belong to other names, ``people`` are those of known persons: what stands right before them is their given name.
    With ``titled`` only persons are looked for whose title stands before them.
    """
    found: list[Span] = []
    left: list[Piece] = []
    pieces = _with_particles(doc, list(_pieces(doc, runs, words, claimed, people)), words)
    for piece in pieces:
        if (titled and not piece.title) or (piece.last in people and doc.joins[piece.last - 1]):
            continue
        spans = _in_headline(doc, piece, words) if piece.loud else _person(doc, piece, words)
        found += spans
        left += _remainders(piece, spans)
    return found, left


def _remainders(piece: Piece, spans: Sequence[Span]) -> Iterator[Piece]:
    if not spans:
        yield piece
        return
    first = piece.first
    for span in spans:
        if span.first > first:
            yield piece._replace(first=first, last=span.first)
        first = span.last
    if first < piece.last:
        yield piece._replace(first=first)


def _pieces(doc: Doc, runs: Sequence[Run], words: NameWords, claimed: Collection[int], people: Collection[int]) -> Iterator[Piece]:
    """Yield what is left of the runs without titles, peoples, and tokens that are claimed; a title before a known person is his alone."""
    for run in runs:
        first = index = run.first
        rest, title = rest_of_title(doc, first, words)
        title = title or title_before(doc, first, words)
        first = index = min(first + rest, run.last)
        initial = run.initial and not rest
        while index < run.last:
            length, new_title = _no_name(doc, index, run, words, claimed, opening=index == first, title=title)
            if not length:
                index += 1
                continue
            if index > first:
                yield Piece(first, index, initial, run.loud, title)
            title, initial = 0 if index in people else new_title, False
            first = index = index + length
        if first < run.last:
            yield Piece(first, run.last, initial, run.loud, title)


def _no_name(doc: Doc, index: int, run: Run, words: NameWords, claimed: Collection[int], *, opening: bool, title: int) -> tuple[int, int]:
    """Return how many words at a token are no part of a name, and how many of a title stand before what follows them."""
    if index in claimed:
        return 1, title if opening else 0
    length = title_at(doc, index, words) if doc.folded[index] in words.title_openings else 0
    if length and (opening or index + length < run.last):
        return length, length
    each = traits(doc.tokens[index].text, doc.language)
    if (each.people and not words.peoples_are_small) or (title and opening and each.country and not each.given and index + 1 < run.last):
        return 1, title if opening else 0
    return 0, 0


def _with_particles(doc: Doc, pieces: Sequence[Piece], words: NameWords) -> Iterator[Piece]:
    """Yield the pieces, those as one that particles join: "Ursula von der Leyen"."""
    held: Piece | None = None
    for piece in pieces:
        if held and not held.loud and _particles_join(doc, held, piece, words):
            held = held._replace(last=piece.last)
        else:
            if held:
                yield held
            held = piece
    if held:
        yield held


def _particles_join(doc: Doc, one: Piece, other: Piece, words: NameWords) -> bool:
    between = range(one.last, other.first)
    if not 0 < len(between) <= MOST_PARTICLES or not all(doc.joins[index - 1] for index in range(one.last, other.first + 1)):
        return False
    if not all(doc.folded[index] in words.particles for index in between) or doc.text[doc.tokens[one.last - 1].end] in "'’":
        return False  # after an apostrophe "den" and "le" are cases
    here, there = traits(doc.tokens[one.last - 1].text, doc.language), traits(doc.tokens[other.first].text, doc.language)
    linked_by_of = doc.folded[between[0]] in words.of
    if linked_by_of and (there.large or there.people or here.large):
        return False
    if linked_by_of and one.first > 0 and doc.folded[one.first - 1] in words.articles:
        return False
    governed = one.first > 0 and doc.folded[one.first - 1] in doc.grammar.locative
    if linked_by_of and governed and not here.given:
        return False
    return here.zipf < EVERYDAY or here.given or here.surname


def _person(doc: Doc, piece: Piece, words: NameWords) -> list[Span]:
    """Return the person that a piece is, without the ordinary words that stand before the name; none where it is no person."""
    first, last, title = piece.first, piece.last, piece.title
    while last - first > 1 and _is_word(doc, first, EVERYDAY if title and last - first == PAIR else COMMON):
        if not (title or (first == piece.first and piece.initial)):
            break
        first += 1
    if last - first > PAIR and _is_place_alone(doc, last - 1):
        last -= 1
    size = last - first
    if size > MOST + MOST_PARTICLES:
        return []
    if size == 1:
        return _single(doc, first, words, title)
    weight, method = evidence(doc, first, last, words, title, initial=piece.initial and first == piece.first)
    if weight < ENOUGH:
        return []
    return [Span(first, last, min(0.9, round(0.45 + 0.1 * weight, 2)), method)]


def _is_place_alone(doc: Doc, index: int) -> bool:
    """Return whether a word is a large place and hardly a name of a person."""
    each = traits(doc.tokens[index].text, doc.language)
    return each.large and not (each.given or each.surname)


def _is_word(doc: Doc, index: int, least: float) -> bool:
    each = traits(doc.tokens[index].text, doc.language)
    return each.zipf >= least and not each.given and len(doc.tokens[index].text) > 1


def _single(doc: Doc, index: int, words: NameWords, title: int) -> list[Span]:
    """Return a person of one name: only right after a title."""
    text = doc.tokens[index].text
    each = traits(text, doc.language)
    if not title or len(text) < 3 or text.isupper() or each.large or each.people or doc.folded[index] in words.titles:  # noqa: PLR2004
        return []
    if _before_rank(doc, index + 1, words):
        return []
    known = each.given or each.surname
    if each.zipf >= (EVERYDAY if known else UNUSUAL) or doc.folded[index] in words.places or doc.folded[index] in words.things_after:
        return []
    return [Span(index, index + 1, 0.8, "title")]


def _before_rank(doc: Doc, index: int, words: NameWords) -> bool:
    """Return whether the rest of a rank follows a word: "Senior" in "Detective Senior Constable"."""
    return (
        index < len(doc.tokens)
        and doc.joins[index - 1]
        and doc.tokens[index].text[0].isupper()
        and doc.folded[index] in words.title_openings
    )


def _in_headline(doc: Doc, piece: Piece, words: NameWords) -> list[Span]:
    """Return the persons in words of which each has a capital: a given name and a surname that are no ordinary words."""
    found: list[Span] = []
    index = piece.first
    while index + 1 < piece.last:
        here, there = traits(doc.tokens[index].text, doc.language), traits(doc.tokens[index + 1].text, doc.language)
        given = here.given and here.zipf < EVERYDAY + 0.4 and not here.people
        surname = (there.surname and there.zipf < COMMON) or there.zipf < RARE
        if given and surname and not there.people and not there.large and doc.folded[index + 1] not in words.places:
            found.append(Span(index, index + 2, 0.65, "name"))
            index += 2
        else:
            index += 1
    return found
