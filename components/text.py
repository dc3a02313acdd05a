"""Text of articles as inert HTML. Everything from an article is hostile: it is escaped here and nowhere trusted."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Iterable

RTL = frozenset({"ar", "fa", "he", "ur", "ps", "ug", "dv", "ckb"})
TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Marks that turn the direction of text: they must not turn what stands around."""
INERT = dict.fromkeys([*(code for code in range(32) if chr(code) not in "\n\t"), *TURNING], "\ufffd")
"""What each character becomes that does more than stand there."""


def plain(text: str) -> str:
    """Return a text as HTML that shows just these characters; control characters become a replacement mark."""
    return html.escape(text.translate(INERT), quote=True)


def marked(text: str, spans: Iterable[tuple[int, int]], kind: str = "hit") -> str:
    """Return a text as HTML with spans of code points highlighted; spans that overlap an earlier one are left out."""
    parts, position = [], 0
    for start, end in sorted(spans):
        if start < position or end > len(text):
            continue
        parts += [plain(text[position:start]), f'<mark class="w-{kind}">{plain(text[start:end])}</mark>']
        position = end
    return "".join([*parts, plain(text[position:])])


def direction(language: str | None) -> str:
    """Return ``rtl`` for languages written from the right, ``auto`` for others: the text itself decides."""
    return "rtl" if language in RTL else "auto"


def quoted(text: str, language: str | None, spans: Iterable[tuple[int, int]] = ()) -> str:
    """Return a sentence as a block of HTML in its language and direction, isolated from the text around."""
    lang = html.escape(language or "und", quote=True)
    return f'<p class="w-sentence" lang="{lang}" dir="{direction(language)}">{marked(text, spans)}</p>'


def kpis(facts: Iterable[tuple[str, str]]) -> None:
    """Draw a row of figures, each with its name."""
    cells = "".join(f"<div><span>{plain(name)}</span><strong>{plain(value)}</strong></div>" for name, value in facts)
    st.html(f'<div class="w-kpis">{cells}</div>')


def facts(values: Iterable[str | None]) -> str:
    """Return facts in a row as HTML, each isolated: a date beside an Arabic name would be turned around otherwise."""
    return " · ".join(f"<bdi>{plain(value)}</bdi>" for value in values if value)


def is_text(value: object) -> bool:
    """Return whether a cell of a frame holds a text (and not a missing value)."""
    return isinstance(value, str) and bool(value)
