"""Known persons under other spellings, in a script that writes foreign names by ear: Trump is ``ترامب`` and ``ترمب``.

Two spellings are one name where they agree in all but vowels and letters for like sounds. That holds for full names of foreigners
only: of names that are the language's own, Hasan and Husayn differ in nothing else.
"""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING, NamedTuple

from warta.parse.known import aliases
from warta.parse.language import table

if TYPE_CHECKING:
    from warta.parse.known import Known

LEAST = 4
"""Consonants that two spellings must share."""


class Spelling(NamedTuple):
    """How a language writes foreign names: letters to drop, letters to take for others, and states whose people's names are its own."""

    letters: dict[int, str | None]
    own: frozenset[str]
    first: str
    last: str


@functools.cache
def _spelling(language: str | None) -> Spelling | None:
    source = table(language, "uncased_names").get("spelling")
    if not source:
        return None
    letters: dict[int, str | None] = dict.fromkeys(map(ord, source["weak"]))
    letters |= {ord(letter): group[0] for group in source["alike"] for letter in group}
    return Spelling(letters, frozenset(source["own"]), *source["script"])


def skeleton(folded: str, spelling: Spelling) -> str | None:
    """Return the consonants of a folded name of several words, each once where doubled; None where they are too few to tell names apart."""
    words = [bare for word in folded.split(" ") if (bare := word.translate(spelling.letters))]
    if len(words) < 2 or sum(map(len, words)) < LEAST:  # noqa: PLR2004  (a given name and a surname)
        return None
    return " ".join("".join(letter for letter, _run in itertools.groupby(word)) for word in words)


@functools.cache
def _persons(language: str | None) -> dict[str, Known | None]:
    """Return {skeleton: person} of the foreigners of the tables; None for a skeleton that several share."""
    spelling = _spelling(language)
    found: dict[str, Known | None] = {}
    if spelling is None:
        return found
    for key, means in aliases().items():
        if not spelling.first <= key[0] <= spelling.last:
            continue
        bare = skeleton(key, spelling)
        for alias in means if bare else ():
            if alias.actor.kind == "person" and alias.actor.country not in spelling.own:
                other = found.setdefault(bare or "", alias.actor)
                found[bare or ""] = alias.actor if other == alias.actor else None
    return found


def respelled(folded: str, language: str | None) -> Known | None:
    """Return the known person whom a folded full name means under another spelling, None where there is none or more than one."""
    spelling = _spelling(language)
    bare = skeleton(folded, spelling) if spelling else None
    return _persons(language).get(bare) if bare else None
