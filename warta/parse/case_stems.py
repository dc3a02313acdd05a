"""Keys of stems under which a name is found in any of its cases.

A stemmer takes the end of a name for an ending: Snowball stems "Лавров" as if it were the genitive of many laurels, so to another stem
than "Лавровым". A name is therefore declined by the table of its language and kept under the stems of its oblique cases; as it stands in
the table of actors it is found by its own letters.
"""

from __future__ import annotations

import functools

from warta.gazetteer.fold import fold, stem_key
from warta.parse.language import table

CASES = 4
"""Forms that a row of ``name_endings`` gives: genitive, dative, instrumental, prepositional."""


def case_stems(folded: str, language: str) -> tuple[str, ...]:
    """Return the keys of stems of a folded name, in the form of :func:`warta.gazetteer.fold.stem_key`."""
    algorithm = table(language, "grammar")["stemmer"]
    declined = zip(*(_cases(word, language) for word in folded.split(" ")), strict=True)
    return tuple(dict.fromkeys(stem_key(" ".join(words), algorithm) for words in declined))


def declines(word: str, language: str) -> bool:
    """Return whether a folded word changes with its case: Лондоньо and Моди do not, whatever a stemmer makes of them."""
    return any(word.endswith(ending) for ending, _cases in _endings(language))


def _cases(word: str, language: str) -> tuple[str, ...]:
    for ending, cases in _endings(language):
        if word.endswith(ending):
            return tuple(word[: len(word) - len(ending)] + case for case in cases)
    return (word,) * CASES


@functools.cache
def _endings(language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = table(language, "grammar").get("name_endings", ())
    return tuple((fold(ending), tuple(map(fold, cases))) for ending, *cases in rows)
