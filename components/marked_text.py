"""A long text with marks in it, drawn by the browser from plain strings: nothing of it is ever read as HTML."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import streamlit as st

from components.text import INERT, direction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warta.article import ParsedArticle

UNEASY = {code: mark for code, mark in INERT.items() if code != ord("\r")}
"""What each character becomes here, where a line may end in a carriage return."""
CSS = """
.text { font-family: "Source Serif", "Noto Serif", "Noto Naskh Arabic", "Noto Sans Arabic", "Noto Serif CJK SC", Georgia, serif; font-size: 1.1rem; line-height: 1.7;
  color: var(--st-text-color); max-width: 42rem; overflow-wrap: anywhere; }
.text p { margin: 0 0 0.9em; white-space: pre-wrap; unicode-bidi: plaintext; text-align: start; }
.text p.title { font-size: 1.55rem; line-height: 1.3; font-weight: 640; }
.text p.dateline { display: inline; }
.text p.dateline + p { display: inline; }
.text p.byline, .text p.related-link, .text p.boilerplate { font-size: 0.92rem; color: color-mix(in srgb, var(--st-text-color) 72%, transparent); }
.text p.caption { font-style: italic; font-size: 1rem; }
.text p.heading { font-weight: 640; }
.text .sentence.chosen { background: color-mix(in srgb, var(--st-primary-color) 16%, transparent); border-inline-start: 4px solid var(--st-primary-color); padding-inline-start: 0.3em; scroll-margin: 30vh; outline: none; }
a.mark { color: inherit; text-decoration: none; border-bottom: 2px solid; border-radius: 2px; padding: 0 1px; }
a.mark:hover, a.mark:focus-visible { background: color-mix(in srgb, currentColor 14%, transparent); outline: 2px solid var(--st-primary-color); }
a.place { border-bottom-color: #C8602F; background: color-mix(in srgb, #C8602F 12%, transparent); }
a.actor { border-bottom-color: #5B6F9E; background: color-mix(in srgb, #5B6F9E 13%, transparent); }
a.date { border-bottom-color: #8A6D1F; background: color-mix(in srgb, #C9A227 16%, transparent); }
.text.hide-place a.place, .text.hide-actor a.actor, .text.hide-date a.date { border-bottom-color: transparent; background: none; }
mark { background: color-mix(in srgb, #E3A144 45%, transparent); color: inherit; }
"""
JS = """
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector("#root");
  root.replaceChildren();
  root.className = "text " + data.hide.map((kind) => "hide-" + kind).join(" ");
  root.lang = data.lang;
  root.dir = data.dir;
  let chosen = null;
  for (const block of data.blocks) {
    const paragraph = document.createElement("p");
    paragraph.className = block.kind;
    for (const sentence of block.sentences) {
      const span = document.createElement("span");
      span.className = "sentence";
      if (sentence.ordinal === data.chosen) { span.classList.add("chosen"); span.tabIndex = -1; chosen = span; }
      for (const piece of sentence.pieces) {
        if (!piece.kind) { span.append(document.createTextNode(piece.text)); continue; }
        const mark = document.createElement(piece.href ? "a" : "mark");
        if (piece.href) { mark.href = piece.href; mark.className = "mark " + piece.kind; mark.title = piece.title; mark.target = "_top"; }
        mark.textContent = piece.text;
        span.append(mark);
      }
      paragraph.append(span);
    }
    root.append(paragraph);
  }
  if (chosen && root.dataset.shown !== String(data.chosen) + data.article) {
    root.dataset.shown = String(data.chosen) + data.article;
    requestAnimationFrame(() => { chosen.scrollIntoView({ block: "center" }); chosen.focus({ preventScroll: true }); });
  }
}
"""
_COMPONENT = st.components.v2.component("marked_text", html='<article id="root"></article>', css=CSS, js=JS)


@dataclasses.dataclass(frozen=True)
class Mark:
    """A span of code points to mark: ``kind`` is place, actor, date or hit; ``href`` where a click leads."""

    start: int
    end: int
    kind: str
    title: str = ""
    href: str | None = None


def marked_text(article: ParsedArticle, marks: Sequence[Mark], *, chosen: int | None, hide: Sequence[str], key: str) -> None:
    """Draw the text of an article, block by block, and scroll to the chosen sentence once."""
    _COMPONENT(
        data={
            "article": article.id,
            "lang": article.language or "und",
            "dir": direction(article.language),
            "chosen": chosen,
            "hide": list(hide),
            "blocks": blocks(article, marks),
        },
        key=key,
    )


def blocks(article: ParsedArticle, marks: Sequence[Mark]) -> list[dict[str, Any]]:
    """Return the blocks of an article as plain strings: sentences, and the marked and unmarked pieces of each."""
    free = without_overlaps(marks)
    found = []
    for block in article.blocks:
        inside = [(number, span) for number, span in enumerate(article.sentences) if block.start <= span.start < block.end]
        ends = [span.start for _number, span in inside[1:]] + [block.end]
        sentences = [
            {"ordinal": number, "pieces": pieces(article.text, span.start, end, free)}
            for (number, span), end in zip(inside, ends, strict=True)
        ]
        found.append({"kind": block.kind, "sentences": sentences})
    return found


def without_overlaps(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks in order; of those that overlap the longest stays, of equal ones the first given."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> list[dict[str, str | None]]:
    """Return a span of a text cut at its marks."""
    found: list[dict[str, str | None]] = []
    position = start
    for mark in marks:
        if mark.start < position or mark.end > end:
            continue
        if mark.start > position:
            found.append({"text": shown(text[position : mark.start])})
        found.append({"text": shown(text[mark.start : mark.end]), "kind": mark.kind, "title": mark.title, "href": mark.href})
        position = mark.end
    if position < end:
        found.append({"text": shown(text[position:end])})
    return found


def shown(text: str) -> str:
    """Return a text with the characters that would turn the direction of others, and control characters, made visible."""
    return text.translate(UNEASY)
