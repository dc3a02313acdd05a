"""Why a place is mentioned: something happens there, it dates the article, it is somebody's origin, it acts, or none of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warta.gazetteer.fold import HAN
from warta.parse.grammar import grammar
from warta.parse.known import metonyms
from warta.parse.phrases import joined

if TYPE_CHECKING:
    from warta.article import Place, PlaceRole
    from warta.gazetteer.gazetteer import Entry
    from warta.parse.doc import Doc
    from warta.parse.phrases import Phrase

REACH = 4
"""Words before a name within which a preposition of place still governs it ("in the eastern city of")."""


def role_of(doc: Doc, phrase: Phrase, entry: Entry, form: str, before: Place | None) -> PlaceRole:
    """Return why a place is mentioned; ``before`` is the place mentioned last, whose role a "City, Country" shares."""
    if form == "demonym":
        return "origin"
    if doc.block_at(phrase.start) == "dateline":
        return "dateline"
    if before and doc.text[before.end : phrase.start] in {", ", "، ", "，", " ("} and before.role in {"event", "dateline"}:
        return before.role
    if _follows_title(doc, phrase):
        return "origin"
    if _is_locative(doc, phrase, 1 if entry.kind == "country" else REACH):
        return "event"
    metonym = metonyms().get(phrase.key)
    if entry.kind == "country" or (metonym and (metonym[1] or _acts(doc, phrase))):
        return "actor"
    return "mentioned"


def _follows_title(doc: Doc, phrase: Phrase) -> bool:
    """``Presiden Rusia``, ``президент России``, ``president of Kazakhstan``, ``俄罗斯总统``."""
    titles = grammar(doc.language).titles
    for back in (1, 2):
        index = phrase.first - back
        if index < 0 or doc.block_at(doc.tokens[index].start) != doc.block_at(phrase.start):
            return False
        for length in (1, 2, 3):
            if index - length + 1 >= 0 and " ".join(doc.folded[index - length + 1 : index + 1]) in titles:
                gap = doc.text[doc.tokens[index].end : phrase.start]
                return len(gap) <= 8 and not any(mark in gap for mark in ".,;:")  # noqa: PLR2004  (" of the ")
    rest = doc.text[phrase.end : phrase.end + 5]
    return bool(HAN.match(doc.text[phrase.start : phrase.end])) and any(rest.startswith(title) for title in titles if len(title) > 1)


def _is_locative(doc: Doc, phrase: Phrase, reach: int) -> bool:
    """Return whether a preposition at most ``reach`` words before, or an ending of place, governs the name."""
    words = grammar(doc.language)
    if words.locative_suffixes:
        following = doc.tokens[phrase.last] if phrase.last < len(doc.tokens) else None
        gap = doc.text[phrase.end : following.start] if following else ""
        if gap in {"'", "’"} and doc.folded[phrase.last] in words.locative_suffixes:
            return True
    if phrase.start > doc.tokens[phrase.first].start and doc.folded[phrase.first][:1] in {"ب", "ل"}:
        return doc.folded[phrase.first][:1] == "ب"
    if HAN.match(doc.text[phrase.start : phrase.end]):
        ahead = doc.text[max(0, phrase.start - 2) : phrase.start]
        return any(ahead.endswith(word) for word in words.locative)
    return _governed(doc, phrase, words.locative, reach)


def _governed(doc: Doc, phrase: Phrase, locative: frozenset[str], reach: int) -> bool:
    for back in range(1, reach + 1):
        index = phrase.first - back
        if index < 0 or not (joined(doc, index) or (back == 1 and doc.text[doc.tokens[index].end : phrase.start].strip() == "")):
            return False
        if doc.folded[index] in locative:
            return True
        if any(" ".join(doc.folded[index - more : index + 1]) in locative for more in (1, 2) if index >= more):
            return True
        if back > 1 and doc.tokens[index].text[0].isupper():
            return False
    return False


def _acts(doc: Doc, phrase: Phrase) -> bool:
    """Return whether the name is told to say or do something: a verb of saying near, or "according to" before."""
    words = grammar(doc.language)
    behind = doc.folded[phrase.last : phrase.last + 3]
    ahead = doc.folded[max(0, phrase.first - 2) : phrase.first]
    if any(word in words.speech or word in words.subject for word in behind) or any(word in words.speech for word in ahead):
        return True
    if " ".join(ahead) in words.according or (ahead and ahead[-1] in words.according):
        return True
    around = doc.text[phrase.end : phrase.end + 4]
    if HAN.match(doc.text[phrase.start : phrase.end]):
        return any(around.startswith(verb) for verb in words.speech)
    return False
