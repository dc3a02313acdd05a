"""Names that mean the same actor within an article: a part of a name and the whole, an acronym and what it stands for."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

import regex

from warta.gazetteer.fold import stem
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.english_names import english_name
from warta.parse.known import Known
from warta.parse.latin_names import latin_name
from warta.parse.name_words import name_words, traits
from warta.parse.names import Name, name_id
from warta.parse.respelling import respelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from warta.parse.doc import Doc
    from warta.parse.known import Found
    from warta.parse.name_words import NameWords
    from warta.parse.names import Loose, Names

LEAST_PART = 2
"""Letters in the shortest part of a name that may stand for the whole."""
LEAST_INITIALS = 3
"""Letters in the shortest acronym that is believed to stand for a name of these initials."""
LONGEST_PART = 4
"""Words in the longest part of a name."""
ORDINARY = 4.8
"""Zipf frequency from which a part of a name is a word before it is a name, where a sentence begins."""
BRACKETED = regex.compile(r"\s?\(([^()\s]{2,10})\)")


class Joined(NamedTuple):
    """A name, and the actor that it means."""

    name: Name
    actor: Known


class Whole(NamedTuple):
    """A full name in the document: the forms of its words, in order, who it is, and the small words within ("de", "O'")."""

    words: tuple[frozenset[str], ...]
    actor: Known
    start: int
    small: frozenset[str]


def join_names(doc: Doc, known: Sequence[Found], names: Names) -> tuple[Joined, ...]:
    """Return all names with the actors that they mean, in order: those found, and the parts of full names that stand alone."""
    words = name_words(doc.language)
    wholes = _wholes(doc, known, names.names, words)
    index: dict[str, list[Whole]] = {}
    for whole in wholes:
        for form in {form for forms in whole.words for form in forms}:
            index.setdefault(form, []).append(whole)
    acronyms = _acronyms(doc, known, names.names)
    tables = {item.phrase.start: item.actor for item in known if item.actor.kind != "person"}
    joined = [Joined(name, _spelt_out(doc, name, tables) or _meant(doc, name, index, acronyms, words)) for name in names.names]
    joined += [Joined(part, actor) for part, actor in _parts(doc, names.loose, index, acronyms, words)]
    return tuple(sorted(joined, key=lambda item: item.name.start))


def _wholes(doc: Doc, known: Sequence[Found], names: Sequence[Name], words: NameWords) -> list[Whole]:
    """Return the full names of persons, the longest form of each that the text gives. Known ones come first."""
    found: list[Whole] = []
    seen: set[str] = set()
    for item in known:
        phrase, actor = item.phrase, item.actor
        if actor.kind == "person" and actor.actor_id not in seen and phrase.last - phrase.first > 1:
            seen.add(actor.actor_id)
            forms, small = _forms(doc, phrase.first, phrase.last, words), _small(doc, phrase.first, phrase.last, words)
            found.append(Whole(forms, actor, phrase.start, small))
    persons = [name for name in names if name.kind == "person" and name.last - name.first > 1]
    for name in sorted(persons, key=lambda name: (name.first - name.last, name.start)):
        forms = _forms(doc, name.first, name.last, words)
        if not any(_within(forms, whole.words) for whole in found):
            found.append(Whole(forms, _newcomer(doc, name), name.start, _small(doc, name.first, name.last, words)))
    return sorted(found, key=lambda whole: whole.start)


def _forms(doc: Doc, first: int, last: int, words: NameWords) -> tuple[frozenset[str], ...]:
    """Return the forms of the words of a name that tell one name from another: no particles, no initials."""
    stemmer, particles = doc.ways.stemmer, words.particles
    return tuple([_form(word, stemmer) for word in doc.folded[first:last] if len(word) >= LEAST_PART and word not in particles])


@functools.lru_cache(maxsize=8192)
def _form(word: str, stemmer: str | None) -> frozenset[str]:
    """Return a folded word and its stem."""
    return frozenset({word, stem(word, stemmer)} if stemmer else {word})


def _small(doc: Doc, first: int, last: int, words: NameWords) -> frozenset[str]:
    """Return the words within a name that do not tell one name from another: particles, initials."""
    return frozenset(word for word in doc.folded[first + 1 : last] if len(word) < LEAST_PART or word in words.particles)


def _within(part: Sequence[frozenset[str]], whole: Sequence[frozenset[str]]) -> bool:
    """Return whether all words of one name are words of another, in whatever case."""
    return bool(part) and all(not all(map(forms.isdisjoint, whole)) for forms in part)


def _newcomer(doc: Doc, name: Name) -> Known:
    """Return somebody whom no table knows, or under another spelling only."""
    other = respelled(" ".join(doc.folded[name.first : name.last]), doc.language) if name.kind == "person" else None
    if other:
        return other
    last = name.last if name.kind == "person" else before_bracket(doc, name.first, name.last)
    end = name.end if last == name.last else doc.tokens[last - 1].end
    words = [token.text for token in doc.tokens[name.first : last]]
    latin = latin_name(words, doc.language) if name.kind == "person" else None
    surface = name.called or latin or english_name(doc, name.first, last) or doc.text[name.start : end].replace("’", "'")
    surface = " ".join(surface.split())
    return Known(name_id(surface), surface, name.kind, None)


def _meant(doc: Doc, name: Name, index: Mapping[str, list[Whole]], acronyms: Mapping[str, Known], words: NameWords) -> Known:
    """Return the actor that a found name means."""
    if name.kind == "person":
        whole = _whole_of(doc, name.first, name.last, index, words)
        return whole.actor if whole else _newcomer(doc, name)
    return acronyms.get(doc.text[name.start : name.end]) or _newcomer(doc, name)


def _spelt_out(doc: Doc, name: Name, tables: Mapping[int, Known]) -> Known | None:
    """Return the organisation of the tables whose acronym stands in brackets after a name."""
    match = BRACKETED.match(doc.text, name.end) if name.kind != "person" else None
    return tables.get(match.start(1)) if match else None


def _whole_of(doc: Doc, first: int, last: int, index: Mapping[str, list[Whole]], words: NameWords) -> Whole | None:
    """Return the full name that words are a part of; of several the one whose surname they are, then the first in the text."""
    forms = _forms(doc, first, last, words)
    if not forms or not all(any(form in index for form in each) for each in forms):
        return None
    candidates = [whole for form in forms[-1] for whole in index.get(form, ()) if _within(forms, whole.words)]
    return min(candidates, key=lambda whole: (not forms[-1] & whole.words[-1], whole.start), default=None)


def _acronyms(doc: Doc, known: Sequence[Found], names: Sequence[Name]) -> dict[str, Known]:
    """Return {acronym: organisation} of those in brackets after a name, and of the initials of names."""
    spans = [(item.phrase.first, item.phrase.last, item.actor) for item in known if item.actor.kind != "person"]
    spans += [(name.first, name.last, _newcomer(doc, name)) for name in names if name.kind != "person" and name.last - name.first > 1]
    found: dict[str, Known] = {}
    for first, whole, actor in sorted(spans, key=lambda span: span[0]):
        last = before_bracket(doc, first, whole)
        if last - first < 2:  # noqa: PLR2004  (one word has no initials)
            continue
        match = BRACKETED.match(doc.text, doc.tokens[last - 1].end)
        if match and sum(letter.isupper() for letter in match[1]) > 1:
            found.setdefault(match[1], actor)
        initials = "".join(doc.tokens[index].text[0] for index in range(first, last) if doc.tokens[index].text[0].isupper())
        if len(initials) >= LEAST_INITIALS:
            found.setdefault(initials, actor)
    return found


def before_bracket(doc: Doc, first: int, last: int) -> int:
    """Return where a name ends but for a short form in brackets that is read as a part of it: ``Komisi Pemilihan Umum (KPU)``."""
    opening = (index for index in range(first + 1, last) if "(" in doc.text[doc.tokens[index - 1].end : doc.tokens[index].start])
    return next(opening, last)


def _parts(
    doc: Doc, loose: Sequence[Loose], index: Mapping[str, list[Whole]], acronyms: Mapping[str, Known], words: NameWords
) -> Iterator[tuple[Name, Known]]:
    """Yield the capitalised words that are a part of a full name, the longest first."""
    for first, last, loud, surname in loose:
        place = last if last - first > 1 and _begins_place(doc, first, words) else first
        while place < last:
            end, actor, small = _part_at(doc, place, last, index, acronyms, words, surname=surname)
            before_is_small = all(len(doc.folded[at]) < LEAST_PART or doc.folded[at] in small for at in range(first, place))
            if actor and not loud and not (end == last and (before_is_small or _is_ordinary(doc, first))):
                break
            if actor:
                while place and doc.joins[place - 1] and doc.folded[place - 1] in small:
                    place -= 1
                yield Name(place, end, doc.tokens[place].start, doc.tokens[end - 1].end, actor.kind, 0.85, "part of a name"), actor
            place = end


def _begins_place(doc: Doc, index: int, words: NameWords) -> bool:
    """Return whether a word begins the name of a place or a thing rather than of a person: "San" in "San José"."""
    return doc.folded[index] in words.places or doc.folded[index] in words.things_before


def _is_ordinary(doc: Doc, index: int) -> bool:
    each = traits(doc.tokens[index].text, doc.language)
    return each.zipf >= ORDINARY - 1 and not each.given


def _part_at(
    doc: Doc, first: int, last: int, index: Mapping[str, list[Whole]], acronyms: Mapping[str, Known], words: NameWords, *, surname: bool
) -> tuple[int, Known | None, frozenset[str]]:
    """Return where a part of a full name that begins at a token ends, whose it is, and what small words may stand before it."""
    acronym = acronyms.get(doc.tokens[first].text)
    if acronym and not surname:
        return first + 1, acronym, frozenset()
    if any(form in index for forms in _forms(doc, first, first + 1, words) for form in forms):
        for end in range(min(last, first + LONGEST_PART), first, -1):
            whole = _whole_of(doc, first, end, index, words)
            bears = whole is not None and (not surname or bool(whole.words[-1] & _forms(doc, first, end, words)[-1]))
            if whole and bears and (end - first > 1 or _stands_for(doc, first, whole)):
                return end, whole.actor, whole.small
    return first + 1, None, frozenset()


def _stands_for(doc: Doc, index: int, whole: Whole) -> bool:
    """Return whether one word is a part of a name here rather than a word of the language or a place."""
    text = doc.tokens[index].text
    each = traits(text, doc.language)
    sentence = doc.sentence_at(doc.tokens[index].start)
    initial = sentence is not None and doc.sentences[sentence].start == doc.tokens[index].start
    surname = bool(whole.words[-1] & {doc.folded[index]})
    if each.zipf >= (ORDINARY if surname else ORDINARY - 0.5) and (initial or not surname) and not (each.given or each.surname):
        return False
    governed = index > 0 and doc.folded[index - 1] in doc.grammar.locative
    place = each.country or each.metropolis if surname else each.large
    return not (place or (governed and gazetteer().knows(doc.folded[index])))
