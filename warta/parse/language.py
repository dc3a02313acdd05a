"""Which language a text is in, and the hand-kept tables of each language in ``data/languages/``."""

from __future__ import annotations

import collections
import csv
import functools
import itertools
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from py3langid.langid import LanguageIdentifier

LANGUAGES = Path(__file__).resolve().parents[2] / "data" / "languages"
PREFIX = 700
"""Code points that are looked at: more adds time and no certainty."""
FEWEST_LETTERS = 12
"""A text with fewer letters has no language that could be told."""
SCRIPT = 400
"""Code points that are looked at for the script."""
NONE = "zxx"
"""What is no language: code, tables, noise."""
SURE = 0.9
"""Chance below which a language that has tables is a better guess than a rare one."""
MOSTLY = 0.6
"""Share of the letters from which a text is in a script."""
FEWEST_WORDS = 9
"""Function words that a text must hold to be told by them."""
LEAST_SHARE = 0.12
"""Share of its words that they must be."""
CLEAR = 1.5
"""How many times as many as of any other language."""
OWN_WORDS = 3
"""How many words that a language alone has must be said for each that only another one has, and one more."""
SPOKEN = 0.99
"""The chance that a language told so is right: it was in all of 531 articles in six languages."""
WORDS = re.compile(r"\w+")


@functools.cache
def table(language: str | None, name: str) -> dict[str, Any]:
    """Return the table ``data/languages/<language>/<name>.toml``, empty where the language has none."""
    path = LANGUAGES / (language or "-") / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


@functools.cache
def languages() -> tuple[str, ...]:
    """Return the ISO 639-1 codes of all languages that have tables, sorted."""
    return tuple(sorted(path.name for path in LANGUAGES.iterdir() if path.is_dir()))


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  (half a second, only where text is parsed)

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect(text: str, hint: str | None = None) -> tuple[str | None, float | None]:
    """Return the language of a text (ISO 639-1) and the chance in 0..1 that this is right.

    A ``hint`` from the source (a BCP 47 tag) is believed unless the text has letters enough and plainly speaks another language.
    A text with hardly a letter and no hint has no language: (None, None).
    """
    hint = hint.replace("_", "-").split("-")[0].lower()[:3] if hint else None
    sample = text[:PREFIX]
    if sum(map(str.isalpha, sample[:200])) < FEWEST_LETTERS:
        return (hint, None) if hint else (None, None)
    written = _by_script(sample[:SCRIPT])
    if written and hint in {None, written}:
        return written, 1.0
    spoken = _by_function_words(sample, hint)
    if spoken and (hint is None or hint == spoken[0] or is_near(hint, spoken[0])):
        return hint or table(spoken[0], "language").get("read_as", spoken[0]), spoken[1]
    ranked = dict(_identifier().rank(sample))
    best, score = max(ranked.items(), key=lambda item: item[1])
    if score < SURE and best not in languages():
        best, score = max(((code, ranked[code]) for code in languages() if code in ranked), key=lambda item: item[1])
    if best == NONE:
        return (hint, None) if hint else (None, None)
    if hint and (best == hint or score < 0.99 or hint not in ranked or is_near(best, hint)):  # noqa: PLR2004  (sure of another language)
        return hint, round(max(score if best == hint else 0.5, float(ranked.get(hint, 0.5))), 3)
    best = table(best, "language").get("read_as", best)
    return best, round(float(score), 3)


def speaks(text: str, language: str) -> bool:
    """Return whether the script of a text, or its most frequent words, plainly are those of a language, which is quickly told."""
    sample = text[:PREFIX]
    if _by_script(sample[:SCRIPT]) == language:
        return True
    spoken = _by_function_words(sample, language)
    return spoken is not None and spoken[0] == language


def _by_function_words(sample: str, hint: str | None) -> tuple[str, float] | None:
    """Return the language whose most frequent words a text is full of, and the chance that it is; None where two come near each other.

    Two come less near where one of them is the ``hint``. This settles nearly every article of a language with a list, a hundred times as
    fast as the identifier.
    """
    spoken = _function_words()
    words = WORDS.findall(sample.lower())
    said = list(filter(None, map(spoken.get, words)))
    (best, most), *others = collections.Counter(itertools.chain.from_iterable(said)).most_common(4) or [("", 0)]
    if most < FEWEST_WORDS or most < LEAST_SHARE * len(words):
        return None
    rivals = [(other, count) for other, count in others if not is_near(best, other)]
    if rivals and rivals[0][1] * CLEAR > most and not (best == hint and all(_is_apart(best, other, said) for other, _ in rivals)):
        return None
    return best, SPOKEN


def _is_apart(one: str, other: str, said: Sequence[Collection[str]]) -> bool:
    """Return whether words that only one of two languages has among its most frequent ones are many, and of the other few or none.

    ``said`` are the languages of each word of a text.
    """
    own = sum([one in languages and other not in languages for languages in said])
    its = sum([other in languages and one not in languages for languages in said])
    return own >= OWN_WORDS * (1 + its)


@functools.cache
def _function_words() -> dict[str, tuple[str, ...]]:
    """Return {word: the languages of whose most frequent words it is one}."""
    found: dict[str, list[str]] = collections.defaultdict(list)
    with (LANGUAGES / "function_words.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for word in row["words"].split():
                found[word].append(row["language"])
    return {word: tuple(languages) for word, languages in found.items()}


def chance(text: str, language: str) -> float:
    """Return the chance that a text is in a language, by its letters."""
    return float(dict(_identifier().rank(text[:PREFIX])).get(language, 0.0))


def _by_script(sample: str) -> str | None:
    """Return the language whose script a text is in, where no other language has that script, None for other texts."""
    if sample.isascii():
        return None
    for language, script, other in _scripts():
        written = len(script.findall(sample))
        if written and written > MOSTLY * sum(map(str.isalpha, sample)) and not (other and other.search(sample)):
            return language
    return None


@functools.cache
def _scripts() -> tuple[tuple[str, regex.Pattern[str], regex.Pattern[str] | None], ...]:
    """Return the languages that are told by their script, with its letters, and those that another language mixes with them."""
    told = ((code, table(code, "language").get("script")) for code in languages())
    return tuple(
        (code, regex.compile(script["letters"]), regex.compile(script["without"]) if "without" in script else None)
        for code, script in told
        if script
    )


def is_near(one: str, other: str) -> bool:
    """Return whether two languages are so close that a short text does not tell them apart."""
    return table(one, "language").get("read_as") == other or table(other, "language").get("read_as") == one
