"""The full-text index: how a word becomes a term, in any script.

A Han or Kana character, or one of a script written without spaces, is a term of its own, so that a Chinese word is found as a
phrase (the default tokenisers lose it). Accents, Arabic vowel signs and the tatweel are folded away before indexing; what is
asked for must pass :func:`fold` too. Case is left to the analyser, so that AND, OR and NOT survive the folding.
"""

from __future__ import annotations

import contextlib
import functools
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import regex
import tantivy

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

TOKENIZER = "warta"
LONGEST = 100
"""Bytes of the longest term; what is longer is no word and is left out."""

_SINGLE = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
PATTERN = rf"[{_SINGLE}]|[\p{{L}}\p{{M}}\p{{N}}&&[^{_SINGLE}]]+"
TERM = regex.compile(PATTERN, regex.V1)
_CODECS = ("cp1252", "cp1251", "cp1256")

# Where a mark or a presentation form may be dropped without changing the word: Latin, Greek, Cyrillic, Hebrew, Arabic, and
# half- and full-width forms. Elsewhere (Kana, Indic scripts, Hangul) marks are letters.
_FOLDED = (
    *(range(0x00A0, 0x0750), range(0x0750, 0x0780), range(0x08A0, 0x0900), range(0x1E00, 0x2000)),
    *(range(0xFB00, 0xFE00), range(0xFE70, 0xFF00), range(0xFF00, 0xFFF0)),
)
_DROPPED = "\u0640\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_REPLACED = dict(
    zip("ıøØđĐłŁßæÆœŒىةیک", ("i", "o", "O", "d", "D", "l", "L", "ss", "ae", "AE", "oe", "OE", "ي", "ه", "ي", "ك"), strict=True)
)
SMALL, LARGE = 64_000_000, 256_000_000
"""Bytes of memory to write an index in: for a few articles, and for so many that each further merge of what was written costs."""
_NUMBERS = 2**32


def analyser() -> tantivy.TextAnalyzer:
    """Return the analyser of both fields; ``analyser().analyze(spaced(fold(text)))`` gives the terms of a text."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return builder.filter(tantivy.Filter.remove_long(LONGEST)).filter(tantivy.Filter.lowercase()).build()


def fold(text: str) -> str:
    """Return a text as it is indexed: without accents, vowel signs, tatweel, soft hyphens and zero-width characters."""
    if text.isascii():
        return text
    table = _folding()
    return _foldable().sub(lambda found: table[ord(found[0])], text)


def spaced(text: str) -> str:
    """Return a folded text with a blank, or several, between its terms and nothing else: three times as fast as :data:`PATTERN`."""
    for codec in _CODECS:
        # Most texts fit one byte a character, where a table does it at once.
        with contextlib.suppress(UnicodeEncodeError):
            return text.encode(codec).translate(_blanks(codec)).decode(codec)
    return " ".join(TERM.findall(text))


def fold_spans(text: str) -> tuple[str, Sequence[int]]:
    """Return a folded text and, for each of its characters, the offset in ``text`` that it comes from; one more for the end."""
    if text.isascii():
        return text, range(len(text) + 1)
    table = _folding()
    if all(len(table[ord(character)]) == 1 for character in _foldable().findall(text)):
        return fold(text), range(len(text) + 1)
    folded, offsets = [], []
    for offset, character in enumerate(text):
        piece = table.get(ord(character), character)
        folded.append(piece)
        offsets += [offset] * len(piece)
    return "".join(folded), [*offsets, len(text)]


@functools.cache
def _blanks(codec: str) -> bytes:
    """Return a table of the bytes of a codec in which all but letters and digits are blanks."""
    characters = (bytes([byte]).decode(codec, "replace") for byte in range(256))
    return bytes(byte if TERM.fullmatch(character) else ord(" ") for byte, character in enumerate(characters))


@functools.cache
def _foldable() -> re.Pattern[str]:
    """Return what finds the characters that folding changes."""
    return re.compile(f"[{''.join(re.escape(chr(code)) for code in sorted(_folding()))}]")


@functools.cache
def _folding() -> Mapping[int, str]:
    table = {ord(character): folded for character, folded in (dict.fromkeys(_DROPPED, "") | _REPLACED).items()}
    for code in (code for span in _FOLDED for code in span if code not in table):
        plain = "".join(c for c in unicodedata.normalize("NFKD", chr(code)) if unicodedata.category(c) != "Mn")
        plain = "".join(table.get(ord(c), c) for c in plain)
        if plain != chr(code):
            table[code] = plain
    return table


class Text(NamedTuple):
    """What the index has of an article: title and text folded and spaced, its days of publication, how many sentences are evidence."""

    number: int
    article: str
    title: str
    text: str
    language: str | None
    outlet: str | None
    first: dt.date | None
    last: dt.date | None
    sentences: int


def days(day: dt.date) -> int:
    """Return a day as the index has it."""
    return day.toordinal()


def newest(number: int, first: dt.date | None) -> int:
    """Return by what the newest article comes first, those without a day of publication last, of one day the lowest number first."""
    return (days(first) if first else 0) * _NUMBERS - number


class IndexWriter:
    """Writes the index of a snapshot into a folder, article by article: an empty folder, or one with the index before."""

    def __init__(self, path: Path, memory: int = SMALL) -> None:
        index = tantivy.Index(_schema(), path=str(path))
        index.register_tokenizer(TOKENIZER, analyser())
        self._writer = index.writer(heap_size=memory, num_threads=1)

    def remove(self, article: str) -> None:
        """Remove what was added before for an id."""
        self._writer.delete_documents_by_term("id", article)

    def add(self, text: Text) -> None:
        """Add an article."""
        document = tantivy.Document()
        document.add_unsigned("article_no", text.number)
        document.add_unsigned("sentences", text.sentences)
        document.add_integer("newest", newest(text.number, text.first))
        document.add_text("id", text.article)
        document.add_text("title", text.title)
        document.add_text("text", text.text)
        for field, value in (("language", text.language), ("outlet", text.outlet)):
            if value is not None:
                document.add_text(field, value)
        for field, day in (("published_from", text.first), ("published_to", text.last)):
            if day is not None:
                document.add_integer(field, days(day))
        self._writer.add_document(document)

    def close(self) -> None:
        """Write what is still in memory, and wait until it lies on the disk."""
        self._writer.commit()
        self._writer.wait_merging_threads()


def _schema() -> tantivy.Schema:
    return (
        tantivy.SchemaBuilder()
        .add_unsigned_field("article_no", fast=True)
        .add_unsigned_field("sentences", indexed=True, fast=True)
        .add_integer_field("newest", fast=True)
        .add_text_field("id", tokenizer_name="raw", index_option="basic")
        .add_text_field("title", tokenizer_name=TOKENIZER)
        .add_text_field("text", tokenizer_name=TOKENIZER)
        .add_text_field("language", tokenizer_name="raw", index_option="basic")
        .add_text_field("outlet", tokenizer_name="raw", index_option="basic")
        .add_integer_field("published_from", indexed=True, fast=True)
        .add_integer_field("published_to", indexed=True, fast=True)
        .build()
    )


def open_index(path: Path) -> tantivy.Index:
    """Return an index ready for queries."""
    index = tantivy.Index.open(str(path))
    index.register_tokenizer(TOKENIZER, analyser())
    return index
