r"""Patterns of ``regex`` for the quicker ``re``, which understands less: what it cannot say it is not asked to.

Both find the same in a text that :func:`is_plain`. They take other characters for letters where marks and raised figures stand, so that
other texts are left to ``regex``.
"""

from __future__ import annotations

import functools
import itertools
import re
import warnings

import regex

LAST = 0xFFFF
"""The last character that is told apart; those beyond, such as emoji, are not plain."""
CASES = "\u017f\u0345\u1e9e\u2126\u212a\u212b"
"""Characters that are another one in small or in capitals, which the two see otherwise or may."""
SAME = {"i": "iIİ", "I": "Iiı", "ı": "ıI", "İ": "İi"}
"""What each i is the same as to ``regex``; to ``re`` all four are the same."""
EITHER = "[iı]"
"""How an i is written in a pattern, which both take for the same where a text has no ``ı`` and no ``İ``."""
NAMED = re.compile(r"\(\?P<(\w+)>")
AGAIN = "__"
"""What stands before a number in the name of a group that is there a second time: ``re`` wants each name once."""
BEHIND = re.compile(r"\(\?<([=!])")
CLASS = r"\[\^?\]?(?:\\.|[^\]\\])*\]"
ATOM = re.compile(rf"\(\?:|[()|]|(?:{CLASS}|\\.|[^()|?*+{{}}\\\[\]])\??", re.DOTALL)
"""What a look behind is made of, as far as it is understood: groups, alternatives, and characters that may be left out."""
MOST = 100
"""Ways to say what stands behind, beyond which it is left to ``regex``."""
PIECE = re.compile(rf"(?P<scope>\(\?-i:)|(?P<open>\((?:\?(?:P<\w+>|<?[=!]|:))?)|(?P<close>\))|(?P<class>{CLASS})|\\.|.", re.DOTALL)
RANGE = re.compile(r"[A-Ia-i]-[I-Zi-z]")


def quick(source: str) -> re.Pattern[str] | None:
    """Return a pattern for ``re`` that ignores case and matches what ``source`` does for ``regex``, None where it cannot be said.

    It is for plain texts without ``ı`` and ``İ``.
    """
    return None if "ı" in source.replace(EITHER, "") or "İ" in source else _compiled(_behind(_named(source)))


def spelled(source: str) -> re.Pattern[str] | None:
    """Return the same for plain texts with any letters: each i is spelled out."""
    return _compiled(_spelled(_behind(_named(source))))


def hole(group: str) -> str:
    """Return what a group of a quick pattern is called in the pattern that it was made of."""
    return group.partition(AGAIN)[0]


def _compiled(said: str | None) -> re.Pattern[str] | None:
    if said is None:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return re.compile(said, re.IGNORECASE)
        except (re.error, FutureWarning):
            return None


def _named(source: str) -> str:
    """Return a pattern in which no two groups have one name."""
    seen: dict[str, int] = {}

    def once(group: re.Match[str]) -> str:
        number = seen[group[1]] = seen.get(group[1], 0) + 1
        return group[0] if number == 1 else f"(?P<{group[1]}{AGAIN}{number}>"

    return NAMED.sub(once, source)


def _behind(source: str) -> str:
    """Return a pattern in which each look behind that is understood is for one length: of ``(?<=in |on the )`` there are two."""
    said, position = "", 0
    while found := BEHIND.search(source, position):
        read = _ways(source, found.end())
        if read is None:
            said, position = said + source[position : found.end()], found.end()
            continue
        ways, end = read
        looks = [f"(?<{found[1]}{way})" for way in ways]
        said += source[position : found.start()] + ("".join(looks) if found[1] == "!" else f"(?:{'|'.join(looks)})")
        position = end
    return said + source[position:]


def _ways(source: str, start: int) -> tuple[list[str], int] | None:
    """Return all that a group may match which begins before a code point, and where it ends; None for what is not understood."""
    found: list[str] = []
    current, position = [""], start
    while piece := ATOM.match(source, position):
        part, position = piece[0], piece.end()
        if part == "(":
            return None
        if part in {"|", ")"}:
            found += current
            if part == ")":
                return list(dict.fromkeys(found)), position
            current = [""]
            continue
        options = [part[:-1], ""] if len(part) > 1 and part[-1] == "?" and part != r"\?" else [part]
        if part == "(?:":
            inner = _ways(source, position)
            if inner is None:
                return None
            options, position = inner
            if source[position : position + 1] == "?":
                options, position = [*options, ""], position + 1
        current = [before + option for before, option in itertools.product(current, options)]
        if len(current) > MOST or source[position : position + 1] in {"*", "+", "{"}:
            return None
    return None


def _spelled(source: str) -> str | None:
    """Return a pattern with each i of it spelled out, but where case counts; None where a class has one that cannot be."""
    said: list[str] = []
    depth = scoped = 0
    for piece in PIECE.finditer(source):
        part = piece[0]
        if piece["scope"] or piece["open"]:
            depth += 1
            scoped = scoped or (depth if piece["scope"] else 0)
        elif piece["close"]:
            scoped = 0 if scoped == depth else scoped
            depth -= 1
        elif not scoped and part in SAME:
            part = f"(?-i:[{SAME[part]}])"
        elif not scoped and piece["class"] and (RANGE.search(part) or not SAME.keys().isdisjoint(part)):
            if part[1] == "^" or RANGE.search(part):
                return None
            rest = "".join(letter for letter in part[1:-1] if letter not in SAME)
            same = "".join(dict.fromkeys(letter for each in part if each in SAME for letter in SAME[each]))
            part = f"(?:(?-i:[{same}])|[{rest}])" if rest else f"(?-i:[{same}])"
        said.append(part)
    return "".join(said)


@functools.lru_cache(maxsize=2)
def is_plain(text: str) -> bool:
    """Return whether all characters of a text are the same to ``re`` and ``regex``, but for an i without a dot or a capital with one.

    Several steps ask it of the same text.
    """
    return text.isascii() or _odd().search(text) is None


def is_plain_between(text: str, start: int, end: int) -> bool:
    """Return the same of a stretch of a text."""
    return _odd().search(text, max(0, start), end) is None


@functools.cache
def _odd() -> re.Pattern[str]:
    """Return the characters that are a letter, a digit or white space to one of the two only, or have unusual capitals."""
    every = "".join(map(chr, range(LAST + 1)))
    odd = set(CASES)
    for kind in (r"\w", r"\d", r"\s"):
        odd |= set(re.findall(kind, every)) ^ set(regex.findall(kind, every))
    return re.compile(f"[{''.join(map(re.escape, sorted(odd)))}\U00010000-\U0010ffff]")
