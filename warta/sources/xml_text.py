"""XML as text that a parser takes: decoded, without what XML cannot hold and without declarations of entities.

Entities are how a small file becomes a large one (the "billion laughs") and how a file reads another one: none is ever declared here.
"""

from __future__ import annotations

import codecs
import re
import sys
from typing import TYPE_CHECKING, NamedTuple, Protocol

from lxml import etree

from warta.sources.decoding import BOMS, Undecodable, decode

if TYPE_CHECKING:
    from collections.abc import Mapping

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[(?P<inside>[^\]]*)\]?[^>]*)?>?", re.IGNORECASE)
_ROOT = re.compile(r"<[^\W\d]")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:x([\da-f]{1,9})|(\d{1,9}));", re.IGNORECASE)
_NO_TEXT = bytes([*range(9), 11, 12, *range(14, 27), *range(28, 32)])
_WIDE = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))


class XmlText(NamedTuple):
    """The text of an XML file, from its root on; ``lossy`` where some of its bytes were no characters and became U+FFFD."""

    text: str
    lossy: bool


def xml_text(data: bytes, charset: str | None = None) -> XmlText:
    """Return the text of an XML file.

    Args:
        data: the file.
        charset: the encoding that whoever delivered it stated; believed before what the file says of itself.
    """
    wide = next((name for start, name in _WIDE if data.startswith(start)), None)
    bom = any(data.startswith(mark) for mark, _ in BOMS)
    if wide or bom:
        encoding = wide or next(name for mark, name in BOMS if data.startswith(mark))
        text = data.decode(encoding, "replace")
    else:
        data = data.translate(None, _NO_TEXT)
        match = _DECLARED.match(data[:1000])
        text = _decoded(data, charset if charset and _known(charset) else match[1].decode() if match else None)
    return XmlText(_bare(text), "\ufffd" in text)


def walk(text: str, target: Target) -> None:
    """Tell a target of each element of an XML text, sound or not, as far as it can be read.

    No tree is built, so depth costs nothing; no entity is resolved, nothing is fetched.
    """
    parser = etree.XMLParser(target=_Local(target), recover=True, resolve_entities=False, no_network=True, huge_tree=True)
    try:
        parser.feed(text.encode())
        parser.close()
    except etree.XMLSyntaxError:
        return


class Target(Protocol):
    """Who is told of elements, by their names without a namespace."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""

    def data(self, text: str) -> None:
        """Take a piece of the text within the element that was begun last and not ended yet."""

    def end(self, name: str) -> None:
        """Take the end of an element."""


class _Local:
    """What lxml tells, without namespaces."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self.data = target.data

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._target.start(tag.rpartition("}")[2], attributes)

    def end(self, tag: str) -> None:
        self._target.end(tag.rpartition("}")[2])

    def close(self) -> None:
        pass


def _decoded(data: bytes, declared: str | None) -> str:
    try:
        return decode(data, declared)
    except Undecodable:
        return data.decode("utf-8", "replace")


def _known(charset: str) -> bool:
    try:
        codecs.lookup(charset)
    except (LookupError, ValueError):
        return False
    return True


def _referred(match: re.Match[str]) -> str:
    """Return a reference to a character as it was; U+FFFD where XML can hold no such character, half a surrogate pair for one."""
    code = int(match[1], 16) if match[1] else int(match[2])
    return match[0] if code <= sys.maxunicode and not _NO_XML.match(chr(code)) else "\ufffd"


def _bare(text: str) -> str:
    text = _DECLARATION.sub("", _NO_XML.sub(" ", text.lstrip("\ufeff")), count=1).lstrip()
    text = _REFERENCE.sub(_referred, text)
    root = _ROOT.search(text)
    head, body = (text[: root.start()], text[root.start() :]) if root else (text, "")
    return _DOCTYPE.sub("", head) + body if len(head) < len(text) else ""
