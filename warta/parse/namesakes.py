"""Whom a surname means that a table knows and others bear: the known person, unless the article names somebody else in full."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from warta.gazetteer.fold import HAN, fold, name_key, stem_key
from warta.parse.actor_rows import rows, scoped
from warta.parse.case_stems import case_stems
from warta.parse.frequency import frequency
from warta.parse.person_words import given_names, particles, surnames
from warta.parse.phrases import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from warta.parse.doc import Doc
    from warta.parse.known import Found, Known
    from warta.parse.phrases import Phrase


EVERYDAY = 4.3
"""Zipf frequency from which a given name is an ordinary word, in scripts that tell them apart by no capital: Arabic "hope" and "peace"."""


def of_another(doc: Doc, found: Phrase, actor: Known) -> bool:
    """Return whether a surname of the tables is a part of the name of somebody else: "Lara Putin", "Sharon Stone"."""
    if actor.kind != "person":
        return _named_after(doc, found)
    return _surname(found.key) is not None and (_after_given(doc, found, actor) or _before_surname(doc, found))


def _named_after(doc: Doc, found: Phrase) -> bool:
    """Return whether a given name stands before the name of an organisation, which then is a surname: "Keisuke Honda"."""
    before = found.first - 1
    if found.last - found.first > 1 or before < 0 or not joined(doc, before) or doc.tokens[found.first].text.isupper():
        return False
    word, folded = doc.tokens[before].text, doc.folded[before]
    return word[0].isupper() and not word.isupper() and _is_given(folded) and frequency(folded, doc.language) < EVERYDAY


def _after_given(doc: Doc, found: Phrase, actor: Known) -> bool:
    """Return whether another's given name stands before. In Latin letters the same initial may be the actor's own."""
    before = found.first - 1
    if before < 0 or not joined(doc, before):
        return False
    word, folded = doc.tokens[before].text, doc.folded[before]
    if word[0].islower() or not _is_given(folded) or folded in doc.grammar.titles:
        return False
    if word[0].isupper():
        return folded[0] != fold(actor.name)[0]
    return frequency(folded, doc.language) < EVERYDAY


def _before_surname(doc: Doc, found: Phrase) -> bool:
    """Return whether the word is a given name too, and a surname stands after it."""
    last = found.last
    if found.key not in given_names() or last >= len(doc.tokens) or not joined(doc, last - 1):
        return False
    return doc.tokens[last].text[0].isupper() and doc.folded[last] in surnames()


def _is_given(folded: str) -> bool:
    if folded in given_names() or folded in openings():
        return True
    return any("\u0400" <= letter <= "\u04ff" for letter in folded) and stem_key(folded, "russian") in openings()


@functools.cache
def openings() -> frozenset[str]:
    """Return the first words of the names of known people, which are given names of many languages, and their stems in Cyrillic."""
    names = (scoped(name)[0] for row in rows("people.csv") for name in (row["name"], *row["aliases"].split("|")))
    words = {key.split(" ")[0] for name in names if " " in (key := name_key(name))}
    cyrillic = (word for word in words if any("\u0400" <= letter <= "\u04ff" for letter in word))
    return frozenset(words - particles()).union(*(case_stems(word, "ru") for word in cyrillic))


def settled(found: Sequence[Found], others: Iterable[str]) -> tuple[Found, ...]:
    """Return what was found with each surname given to the person whom the article names in full.

    A surname whose own person the article names in full stays; one that it gives to another known person goes to that one; one that
    it gives to an unknown person (``others``, as keys) is left out.
    """
    full = [match for match in found if match.actor.kind == "person" and len(_own_words(match.phrase.key)) > 1]
    named = {match.actor.actor_id for match in full}
    bearers: dict[str, Known] = {}
    for match in full:
        for word in _own_words(match.phrase.key):
            bearers.setdefault(word, match.actor)
    taken = frozenset(others)
    settled = []
    for match in found:
        if match.actor.kind != "person":
            settled.extend([match] if match.phrase.key not in taken else [])
        elif match.actor.actor_id in named:
            settled.append(match)
        elif surname := _surname(match.phrase.key):
            bearer = bearers.get(surname)
            if bearer or match.phrase.key not in taken:
                settled.append(match._replace(actor=bearer) if bearer else match)
        else:
            settled.append(match)
    return tuple(settled)


def _surname(key: str) -> str | None:
    """Return the one word of a key that is not a particle, stemmed or not; None where there are more."""
    words = _own_words(key)
    return words[0] if len(words) == 1 else None


@functools.lru_cache(maxsize=4096)
def _own_words(key: str) -> tuple[str, ...]:
    """Return the words of a key without particles, those in Cyrillic under the stem of their oblique cases."""
    if HAN.search(key):
        return ()
    words = tuple(word for word in key.lstrip("~").split(" ") if word not in particles())
    if key.startswith("~") or not any("\u0400" <= letter <= "\u04ff" for letter in key):
        return words
    return tuple(case_stems(word, "ru")[-1].lstrip("~") for word in words)
