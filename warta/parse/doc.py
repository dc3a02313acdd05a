"""What the steps of the parser share: an article with its language, blocks, sentences and words."""

from __future__ import annotations

import bisect
import dataclasses
import functools
import itertools
from typing import TYPE_CHECKING, Protocol, TypeVar

from warta.gazetteer.fold import has_han
from warta.parse.grammar import grammar
from warta.parse.mark import PLACE
from warta.parse.phrases import joins, phrases_at, writing
from warta.parse.quotes import find_quotes
from warta.parse.text import in_capitals
from warta.parse.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from warta.article import Article, Block, Span
    from warta.parse.blocks import Layout
    from warta.parse.grammar import Grammar
    from warta.parse.phrases import Phrase, Writing
    from warta.parse.quotes import Quote
    from warta.parse.text import Token


class HasStart(Protocol):
    """Whatever stands at an offset."""

    @property
    def start(self) -> int:
        """The code point that it starts at."""


class HasSpan(HasStart, Protocol):
    """Whatever covers a stretch of the text."""

    @property
    def end(self) -> int:
        """The code point that it ends before."""


Mention = TypeVar("Mention", bound=HasStart)


@dataclasses.dataclass(frozen=True)
class Doc:
    """An article on its way through the parser. All offsets are code points of ``text``."""

    article: Article
    text: str
    language: str | None
    layout: Layout
    sentences: tuple[Span, ...]
    tokens: tuple[Token, ...]
    texts: list[str]
    """The words as the tokens read them."""
    marks: list[int]
    """What each word may be by itself (:mod:`warta.parse.mark`)."""
    token_at: Callable[[int], int] = dataclasses.field(init=False)
    """The index of the first token that starts at or after an offset (the number of tokens past the last)."""
    folded: tuple[str, ...] = dataclasses.field(init=False)
    """The words without case and accents (:func:`warta.gazetteer.fold`)."""
    spelt: tuple[str, ...] = dataclasses.field(init=False)
    """The words without case but with accents, as tables of words spell them (:func:`warta.parse.spelling.spelt`)."""
    joins: tuple[bool, ...] = dataclasses.field(init=False)
    """Whether each word and the next may be parts of one name (:func:`warta.parse.phrases.joins`)."""
    han: tuple[bool, ...] = dataclasses.field(init=False)
    """Whether each word is a character of Han or Kana, which are written without spaces."""
    ways: Writing = dataclasses.field(init=False)
    """How its language writes words around names."""
    grammar: Grammar = dataclasses.field(init=False)
    """The small words of its language."""
    _phrases: dict[int, list[Phrase]] = dataclasses.field(init=False, default_factory=dict)
    _headlines: dict[int, bool] = dataclasses.field(init=False, default_factory=dict)
    _sentence_starts: list[int] = dataclasses.field(init=False)
    _block_starts: list[int] = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        """Work out what every step asks for again and again: plain fields are read faster than what is worked out when asked for."""
        put, texts = functools.partial(object.__setattr__, self), self.texts
        starts = [sentence.start for sentence in self.sentences]
        put("token_at", functools.partial(bisect.bisect_left, [token.start for token in self.tokens]))
        put("folded", tuple(map(words().folded.__getitem__, texts)))
        put("spelt", tuple(map(words().spelt.__getitem__, texts)))
        put("joins", joins(self.text, self.tokens, frozenset(starts)))
        put("han", tuple(map(words().han.__getitem__, texts)) if has_han(self.text) else (False,) * len(texts))
        put("ways", writing(self.language))
        put("grammar", grammar(self.language))
        put("_sentence_starts", starts)
        put("_block_starts", [block.start for block in self.blocks])

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the text, in order."""
        return self.layout.blocks

    def marked(self, bits: int) -> list[int]:
        """Return the indexes of the words that have one of some marks, other than that of places, which many have."""
        return sorted(itertools.chain.from_iterable([indexes for marks, indexes in self._marked.items() if marks & bits]))

    @functools.cached_property
    def _marked(self) -> dict[int, list[int]]:
        """The words by their marks, those aside that have none."""
        found: dict[int, list[int]] = {}
        for index, marks in enumerate(self.marks):
            if marks & ~PLACE:
                if marks in found:
                    found[marks].append(index)
                else:
                    found[marks] = [index]
        return found

    @functools.cached_property
    def quotes(self) -> list[Quote]:
        """The quotations, in order (:func:`warta.parse.quotes.find_quotes`)."""
        return find_quotes(self.text)

    @functools.cached_property
    def in_capitals(self) -> bool:
        """Whether nearly all words are in capitals (:func:`warta.parse.text.in_capitals`)."""
        return in_capitals(self.texts)

    def is_headline(self, offset: int) -> bool:
        """Return whether most words of the sentence at an offset are capitalised, as headlines are in some languages."""
        index = self.sentence_at(offset)
        if index is None:
            return False
        known = self._headlines.get(index)
        if known is None:
            sentence = self.sentences[index]
            words = self.texts[self.token_at(sentence.start) : self.token_at(sentence.end)]
            capitals = sum([word[0].isupper() for word in words])
            known = self._headlines[index] = len(words) > 3 and capitals > 0.6 * len(words)  # noqa: PLR2004  (most of some)
        return known

    @functools.cached_property
    def small(self) -> frozenset[str]:
        """The words that stand somewhere in small letters."""
        return frozenset(text for text in self.texts if text[0].islower())

    def phrases(self, first: int) -> list[Phrase]:
        """Return the runs of words that begin at a token and that may be a name of the tables, put together once.

        As :func:`warta.parse.phrases.phrases_at` with ``names``: look them up in the tables of names and nowhere else.
        """
        known = self._phrases.get(first)
        if known is None:
            known = self._phrases[first] = phrases_at(self, first, names=True)
        return known

    def sentence_at(self, offset: int) -> int | None:
        """Return the index of the sentence that holds an offset, None between sentences."""
        index = bisect.bisect_right(self._sentence_starts, offset) - 1
        return index if index >= 0 and offset < self.sentences[index].end else None

    def block_at(self, offset: int) -> str:
        """Return the kind of the block that holds an offset; ``body`` between blocks."""
        index = bisect.bisect_right(self._block_starts, offset) - 1
        if index < 0:
            return "body"
        block = self.layout.blocks[index]
        return block.kind if offset < block.end else "body"

    def by_sentence(self, mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
        """Return mentions by the index of the sentence that they start in; those between sentences are left out."""
        found: dict[int, list[Mention]] = {}
        for mention in mentions:
            index = self.sentence_at(mention.start)
            if index is not None:
                found.setdefault(index, []).append(mention)
        return found

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the tokens that start within a span."""
        return self.tokens[self.token_at(start) : self.token_at(end)]
