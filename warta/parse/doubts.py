"""What about a text as a whole makes the parser less sure: no known language, several of them, capitals throughout, misread letters.

Each doubt is a note in words for a reader. A text in capitals throughout moreover lowers the scores of its names: no capital tells them
from words there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

import msgspec

from warta.article import Actor, Note, Place
from warta.parse.frequency import frequency
from warta.parse.language import chance, detect, is_near, languages, speaks
from warta.parse.sentences import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from warta.parse.doc import Doc

UNSURE = 0.5
"""Score of a language below which a reader should know that it is a guess."""
SURE = 0.95
"""Score from which the beginning of a text is in one language only."""
FOREIGN = 0.01
"""Chance that a piece is in the language of the whole, below which it is in another."""
MIXED = 400
"""Code points at the end of a text whose language is told once more; half a text of fewer than twice as many."""
FEWEST = 8
"""Words below which letters mixed with digits are names of products; rows of the smallest table."""
MISREAD = 0.05
"""Share of the words with a digit between letters in a text that was misread."""
CAUTION = 0.8
"""What scores of names are multiplied with in a text in capitals."""
EVERYDAY = 5.0
"""Zipf frequency of a word that is a name only where capitals tell so."""
SHORT = 4
"""Letters of words that are taken for everyday words."""
LETTER = r"[A-Za-z\u00c0-\u024f\u0370-\u052f]"
FROM_DIGIT = re.compile(rf"\d+{LETTER}")
ONE_LETTER = re.compile(LETTER)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
STOP = re.compile(r"[.!?。！？؟।…]")
ROW = re.compile(r"^[^\t\n]*\t[^\t\n]*\t.*$", re.MULTILINE)

Named = TypeVar("Named", Place, Actor)


def find_doubts(doc: Doc, score: float | None) -> tuple[Note, ...]:
    """Return notes on what makes the reading of a text unsure as a whole."""
    reasons = [("language", reason) for reason in _of_language(doc, score)]
    reasons += [("text", reason) for reason in _of_text(doc)]
    return tuple(Note(step=step, reason=reason) for step, reason in reasons)


def _of_language(doc: Doc, score: float | None) -> Iterator[str]:
    language = doc.language
    if language is None:
        yield "no language could be told: only names and dates that read the same in every language are found"
        return
    if language not in languages():
        yield f"no tables for the language {language!r}: only names and dates that read the same in every language are found"
    if score is not None and score < UNSURE:
        yield f"the language {language!r} is a guess (score {score:.2f})"
    other = _other_language(doc.text, language, score)
    if other:
        yield f"several languages: {language!r} and {other!r}; all was read as {language!r}"


def _other_language(text: str, language: str, score: float | None) -> str | None:
    """Return another language that a text goes over to: at its end, or where its language is unsure in either half."""
    unsure = score is not None and score < SURE
    if len(text) < 2 * MIXED and not unsure:
        return None
    size = min(MIXED, len(text) // 2)
    for piece in (text[-size:], text[:size])[: 1 + unsure]:
        if speaks(piece, language):
            continue
        found, sure = detect(piece)
        if found == language or found not in languages() or is_near(found, language):
            continue
        if sure is not None and sure >= UNSURE and chance(piece, language) < FOREIGN:
            return found
    return None


def _of_text(doc: Doc) -> Iterator[str]:
    text, count = doc.text, len(doc.tokens)
    if doc.in_capitals:
        yield "written in capitals throughout: nothing but the tables tells names from words"
    misread = _digits_inside(text)
    if misread >= FEWEST and misread > MISREAD * count:
        yield f"{misread} of {count} words have digits between letters, as in misread scans"
    controls = len(CONTROL.findall(text))
    if controls:
        yield f"{controls} control characters, which reorder the text or show nothing"
    if len(text) > LONGEST and not STOP.search(text):
        yield "no full stops: where its sentences end is a guess"
    cut = _longest_cut(doc)
    if cut:
        yield f"a sentence of {cut:,} characters was cut into pieces of {LONGEST:,}"
    rows = sum(1 for _ in ROW.finditer(text)) if "\t" in text else 0
    if rows >= FEWEST and 2 * rows > len(doc.blocks):
        yield f"{rows} rows of a table, which has no sentences"


def _digits_inside(text: str) -> int:
    """Return how many digits stand between two letters; a letter between two digits counts for one of them."""
    count = last = 0
    for match in FROM_DIGIT.finditer(text):
        before = match.start() - 1
        if before >= last and ONE_LETTER.match(text, before):
            count, last = count + 1, match.end()
    return count


def _longest_cut(doc: Doc) -> int:
    """Return the length of the longest sentence that was cut for its length, 0 where none was."""
    longest, start = 0, None
    for before, after in zip(doc.sentences, doc.sentences[1:], strict=False):
        full = before.end - before.start > LONGEST // 2 and not STOP.match(doc.text[before.end - 1])
        if full and not doc.text[before.end : after.start].strip(" "):
            start = before.start if start is None else start
            longest = max(longest, after.end - start)
        else:
            start = None
    return longest


def less_sure(doc: Doc, named: Sequence[Named]) -> tuple[Named, ...]:
    """Return names with lower scores where a text is in capitals throughout, without those that are everyday words there."""
    if not doc.in_capitals:
        return tuple(named)
    return tuple(msgspec.structs.replace(item, score=round(item.score * CAUTION, 2)) for item in named if not _is_everyday(doc, item))


def _is_everyday(doc: Doc, item: Place | Actor) -> bool:
    country = item.precision == "country" if isinstance(item, Place) else item.kind == "country"
    return not country and len(item.surface) <= SHORT and frequency(item.surface.lower(), doc.language) > EVERYDAY
