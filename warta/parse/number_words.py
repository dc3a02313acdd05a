"""Numbers that are written out: from ``twenty-four`` or ``dua puluh lima`` to 24 or 25."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROMAN = {"i": 1, "v": 5, "x": 10}
FIGURES = re.compile(r"\d+")
THOUSANDS = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+")


def number(text: str, words: Mapping[str, int | str], times: Mapping[str, int | str]) -> int | float | str | None:
    """Return the number that a text in lower case means, None where it means none.

    Words add up (``twenty four``); a word of ``times`` multiplies the word before it, or is itself (``dua puluh``, ``seratus lima``).
    What a word means that is no number ("several") is returned as it is.
    """
    if text in words:
        return words[text]
    digits = figures(text)
    return digits if digits is not None else _sum(text, words, times)


def figures(text: str) -> int | float | None:
    """Return the number that is written in figures, with a mark of thousands or of decimals."""
    if text.isdecimal():
        return int(text)
    if THOUSANDS.fullmatch(text):
        return int(re.sub(r"\D", "", text))
    whole, mark, part = text.replace(",", ".").partition(".")
    return float(f"{int(whole)}.{int(part)}") if mark and whole.isdecimal() and part.isdecimal() else None


def _sum(text: str, words: Mapping[str, int | str], times: Mapping[str, int | str]) -> int | None:
    """Return the sum of the words of a text, each as long as can be."""
    total = last = at = 0
    longest = max(map(len, [*words, *times]), default=0)
    found = False
    while at < len(text):
        if figure := FIGURES.match(text, at):
            total, last, at, found = total + last, int(figure.group()), figure.end(), True
            continue
        for end in range(min(len(text), at + longest), at, -1):
            part = text[at:end]
            if part in times:
                last = max(last, 1) * int(times[part])
            elif isinstance(words.get(part), int):
                total, last = total + last, int(words[part])
            else:
                continue
            at, found = end, True
            break
        else:
            at += 1
    return total + last if found else None


def roman(text: str) -> int | None:
    """Return the value of a small Roman number (``xx``), None where it is none."""
    values = [ROMAN.get(letter, 0) for letter in text.lower().translate({ord("х"): "x", ord("і"): "i"})]
    if not values or 0 in values:
        return None
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
