r"""Patterns of ``regex`` for the quicker ``re``, which understands less: what it cannot say it is not asked to.

Both find the same in a text that :func:`is_plain`. They take other characters for letters where marks and raised figures stand, so that
other texts are left to ``regex``.
"""

from __future__ import annotations

import functools
import re
import warnings

import regex

LAST = 0xFFFF
"""The last character that is told apart; those beyond, such as emoji, are not plain."""
CASES = "\u017f\u0345\u1e9e\u2126\u212a\u212bİı"
"""Characters that are another one in small or in capitals, which the two see otherwise or may."""
EITHER = "[iı]"
"""How an i is written in a pattern, which both take for the same."""
BEHIND = re.compile(r"\(\?<=(\\b)?\(\?:([^()\[\]?*+{}\\]*)\)([^()|?*+{}\\]*)\)")
"""What must stand before, one of several words: ``(?<=\b(?:in|since) )``."""
NOT_BEHIND = re.compile(r"\(\?<!((?:\[[^\]]*\]|\\.|[^()\[\]\\|?])+)\|((?:\[[^\]]*\]|\\.|[^()\[\]\\|?])+)\)")
r"""What must not, either of two: ``(?<![-_]|\d[.,:/])``."""
NOT_BEHIND_SPACED = re.compile(r"\(\?<!(\[[^\]]*\])(\[[ \u00a0\u202f]+\])\?\)")
"""The same with a space after it or none."""


def quick(source: str) -> re.Pattern[str] | None:
    """Return a pattern for ``re`` that ignores case and matches what ``source`` does for ``regex``, None where it cannot be said."""
    if "ı" in source.replace(EITHER, "") or "İ" in source:
        return None
    said = BEHIND.sub(lambda m: "(?:" + "|".join(f"(?<={m[1] or ''}{word}{m[3]})" for word in m[2].split("|")) + ")", source)
    said = NOT_BEHIND.sub(r"(?<!\1)(?<!\2)", said)
    said = NOT_BEHIND_SPACED.sub(r"(?<!\1)(?<!\1\2)", said)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return re.compile(said, re.IGNORECASE)
        except (re.error, FutureWarning):
            return None


def is_plain(text: str) -> bool:
    """Return whether all characters of a text are the same to ``re`` and ``regex``."""
    return text.isascii() or _odd().search(text) is None


@functools.cache
def _odd() -> re.Pattern[str]:
    """Return the characters that are a letter, a digit or white space to one of the two only, or have unusual capitals."""
    every = "".join(map(chr, range(LAST + 1)))
    odd = set(CASES)
    for kind in (r"\w", r"\d", r"\s"):
        odd |= set(re.findall(kind, every)) ^ set(regex.findall(kind, every))
    return re.compile(f"[{''.join(map(re.escape, sorted(odd)))}\U00010000-\U0010ffff]")
