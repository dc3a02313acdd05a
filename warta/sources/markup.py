"""HTML as lines of text: what a feed wraps its entries in, and what slips into titles."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from lxml import etree
from lxml.html import HTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKUP = re.compile(r"<[a-z!/][^<>]*>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_SILENT = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg", "head", "title", "form", "button", "select"})
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "math",
        "q",
        "ruby",
        "rb",
        "rp",
        "rt",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "o",
    }
)


def has_markup(text: str) -> bool:
    """Return whether a text shows to be HTML: it has a tag or a character reference."""
    return _MARKUP.search(text) is not None


def lines(text: str) -> str:
    """Return the text that a piece of HTML shows: each paragraph, heading, cell or item on a line of its own."""
    if not has_markup(text):
        return text.strip()
    root = _tree(text)
    if root is None:
        return ""
    shown = (_SPACE.sub(" ", line).strip() for line in "".join(_pieces(root)).split("\n"))
    return "\n".join(line for line in shown if line)


def one_line(text: str) -> str:
    """Return a title or a name without markup, spaces single. References that were escaped twice (``&amp;amp;``) are undone too."""
    shown = lines(text)
    return " ".join((html.unescape(shown) if has_markup(shown) else shown).split())


def _tree(text: str) -> etree._Element | None:
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return etree.fromstring(f"<div>{_NO_XML.sub(' ', text)}</div>".encode(), parser)
    except (etree.LxmlError, ValueError):
        return None


def _pieces(root: etree._Element) -> Iterator[str]:
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        start = event == "start"
        silent += (1 if start else -1) if tag in _SILENT else 0
        if tag not in _INLINE:
            yield "\n"
        said = element.text if start else element.tail
        # A line break in the source is a space; the tail of a silent element is heard again.
        if said and not silent:
            yield _SPACE.sub(" ", said)
