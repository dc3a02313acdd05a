"""Whom a surname means that a table knows and others bear: the known person, unless the article names somebody else in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warta.gazetteer.fold import HAN, fold
from warta.parse.case_stems import case_stems
from warta.parse.person_words import given_names, particles
from warta.parse.phrases import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from warta.parse.doc import Doc
    from warta.parse.known import Found, Known
    from warta.parse.phrases import Phrase


def of_another(doc: Doc, found: Phrase, actor: Known) -> bool:
    """Return whether a surname of the tables stands after the given name of somebody else: "Lara Putin" is not Vladimir Putin.

    A name with the same first letter may be another spelling of the actor's own.
    """
    before = found.first - 1
    if actor.kind != "person" or found.last - found.first > 1 or before < 0 or not joined(doc, before):
        return False
    given = doc.folded[before]
    return given in given_names() and doc.tokens[before].text[0].isupper() and given[0] != fold(actor.name)[0]


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
        if match.actor.kind != "person" or match.actor.actor_id in named:
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


def _own_words(key: str) -> list[str]:
    """Return the words of a key without particles, those in Cyrillic under the stem of their oblique cases."""
    if HAN.search(key):
        return []
    words = [word for word in key.lstrip("~").split(" ") if word not in particles()]
    if key.startswith("~") or not any("\u0400" <= letter <= "\u04ff" for letter in key):
        return words
    return [case_stems(word, "ru")[-1].lstrip("~") for word in words]
