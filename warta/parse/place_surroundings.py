"""What the words around a name show of it: that it is a place, of what kind, and where."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from warta.gazetteer.fold import name_key
from warta.gazetteer.gazetteer import Entry, gazetteer
from warta.parse.language import table
from warta.parse.phrases import Phrase, joined
from warta.parse.place_words import is_governed, state_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warta.parse.doc import Doc


class Beside(NamedTuple):
    """Words as keys that show a place: right before it, right after it, and prepositions that hardly govern anything else.

    ``divisions`` and ``towns`` say before a name of what kind the place is, ``division_after`` after it. After ``governing`` ones an
        unknown rare name is that of a place too. ``conjunctions`` join two names of a list: of towns, where one is.
    """

    before: frozenset[str]
    after: frozenset[str]
    prepositions: frozenset[str]
    governing: frozenset[str]
    divisions: frozenset[str]
    division_after: frozenset[str]
    towns: frozenset[str]
    conjunctions: frozenset[str]


@functools.cache
def beside(language: str | None) -> Beside:
    """Return the words of a language that show a place."""
    words = table(language, "places").get("beside", {})
    keys = {field: frozenset(name_key(word) for word in words.get(field, ())) for field in Beside._fields if field != "conjunctions"}
    return Beside(**keys, conjunctions=frozenset(words.get("conjunctions", ())))


def is_shown(doc: Doc, phrase: Phrase) -> bool:
    """Return whether the words around show that a name is that of a place."""
    words, folded = beside(doc.language), doc.folded
    if state_of(doc, phrase) is not None or doc.block_at(phrase.start) == "dateline":
        return True
    if phrase.last < len(folded) and folded[phrase.last] in words.after and doc.text[phrase.end : phrase.end + 1] == " ":
        return True
    before = folded[max(0, phrase.first - 2) : phrase.first]
    if before and (before[-1] in words.before or " ".join(before) in words.before):
        return True
    if not words.prepositions:
        return is_governed(doc, phrase)
    return bool(before) and before[-1] in words.prepositions


def is_before_noun(doc: Doc, phrase: Phrase) -> bool:
    """Return whether a word that shows a place stands right after a name, whatever its capital: ``Antalya Büyükşehir``."""
    return phrase.last < len(doc.tokens) and doc.folded[phrase.last] in beside(doc.language).after and joined(doc, phrase.last - 1)


def is_before_its_division(doc: Doc, phrase: Phrase, entries: Sequence[Entry]) -> bool:
    """Return whether the name of a division that one of the places lies in follows a comma or a bracket: ``Vernon (Eure)``."""
    if phrase.last >= len(doc.tokens) or doc.text[phrase.end : phrase.end + 2] not in {", ", " ("}:
        return False
    outer = (entry for behind in doc.phrases(phrase.last) for entry in gazetteer().named(behind.key) if entry.kind != "city")
    return doc.tokens[phrase.last].text[0].isupper() and any(holds(other, entry) for other in outer for entry in entries)


def of_kind(doc: Doc, phrase: Phrase, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return the places that are of the kind named beside them: divisions in ``province of X``, towns in ``city of X``."""
    if len(entries) == 1:
        return entries
    if any(entry.kind == "region" for entry in entries):  # the sea rather than a district that is named after it
        entries = tuple(entry for entry in entries if entry.kind != "admin2")
    words, folded = beside(doc.language), doc.folded
    before = folded[max(0, phrase.first - 2) : phrase.first]
    ahead = {*before[-1:], " ".join(before)}
    behind = folded[phrase.last] if phrase.last < len(folded) and joined(doc, phrase.last - 1) else ""
    if ahead & words.divisions or behind in words.division_after:
        return tuple(entry for entry in entries if entry.kind in {"admin1", "admin2"}) or entries
    if ahead & words.towns:
        return tuple(entry for entry in entries if entry.kind == "city") or entries
    return entries


def holds(outer: Entry, inner: Entry) -> bool:
    """Return whether one place lies in the other by the gazetteer."""
    if outer.place_id == inner.place_id or outer.country != inner.country:
        return False
    if outer.kind == "country":
        return True
    if outer.kind == "admin1":
        return inner.kind != "admin1" and outer.admin1 == inner.admin1
    return inner.kind == "city" and outer.admin2 is not None and (outer.admin1, outer.admin2) == (inner.admin1, inner.admin2)
