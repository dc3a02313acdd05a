"""Blocks: which stretch of an article is its title, byline, dateline, caption, body, or a link to something else."""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import TYPE_CHECKING

from warta.article import Block, BlockKind, Byline
from warta.parse.language import languages, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from warta.article import Article

LINE = re.compile(r"[^\r\n\u2028\u2029]+")
TITLE_MOST = 260
"""Code points: a longer first line is a paragraph."""
OWN_MOST = 3
"""Words: a longer opening is no dateline of the ways of one language."""
NAME_MOST = 5
"""Words: a longer line is no name of an author."""
HEADING_MOST = 90
"""Code points: a longer line without a full stop is a paragraph all the same."""
SENTENCE_END = (".", "!", "?", "。", "！", "？", "؟", "…", "”", '"', "»", ":", "।")
DOMAIN = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?:www\.)?([A-Za-z0-9][A-Za-z0-9-]{1,62}(?:\.[a-z0-9-]+)*"
    r"\.(?:com|org|net|info|news|gov|edu|int|eu|tv|(?:co|com|go|or|ac|net|org)\.[a-z]{2}|id|uk|ru|fr|es|tr|cn|de|jp|kr|in|au|ca|br|mx|ar|ua|kz))"
    r"(?![\w@-])"
)
DOTTED = re.compile(r"\.[a-z]{2}")
"""What every domain has, and hardly anything else."""
DASH = r"\s*(?:\s[-–—−]{1,2}\s|\.[-–—−]\s?|[—–]\s|（记者.{0,12}）)"
DATELINE = re.compile(rf"^(?P<head>[^\n]{{2,90}}?){DASH}(?=\S)")
DASHED = re.compile(r"[-–—−（]")
"""What every dateline of that form has."""
HEAD_MOST = 200
"""Code points within which it has that."""
PARENTHESIS = re.compile(r"[(（][^)）]{1,40}[)）]")
DIGITS = re.compile(r"\d")


@dataclasses.dataclass(frozen=True)
class Layout:
    """The blocks of an article, and what its frame says: title, authors, outlet and the domains that it cites."""

    blocks: tuple[Block, ...]
    title: str | None
    byline: tuple[Byline, ...]
    outlet: str | None
    cites: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Words:
    """The words by which blocks are told, from the table of the language and, for what is common, of all languages."""

    related: tuple[str, ...]
    boilerplate: frozenset[str]
    signed: tuple[str, ...]
    roles: frozenset[str]
    caption: tuple[str, ...]
    months: frozenset[str]
    datelines: tuple[re.Pattern[str], ...]


@functools.cache
def words_of(language: str | None) -> Words:
    """Return the block words of a language; of all languages together where it is unknown or has no table."""
    tables = [table(language, "blocks")] if table(language, "blocks") else [table(code, "blocks") for code in languages()]

    def gather(key: str) -> tuple[str, ...]:
        return tuple(word.casefold() for each in tables for word in each.get(key, ()))

    months = table(language, "time").get("months", ())
    names = frozenset(name.casefold() for month in months for name in month)
    return Words(
        gather("related"),
        frozenset(gather("boilerplate")),
        gather("signed"),
        frozenset(gather("roles")),
        gather("caption"),
        names,
        tuple(re.compile(pattern) for each in tables for pattern in each.get("datelines", ())),
    )


def find_blocks(article: Article, language: str | None, seams: frozenset[int] = frozenset()) -> Layout:
    """Return the layout of an article. Every line that is not white space lies in a block; a repeated caption is boilerplate.

    ``seams`` are the offsets at which glued words part, so that ``fromexample.org`` cites ``example.org``.
    """
    words = words_of(language)
    lines = list(_lines(article.text))
    kinds = _kinds(article, lines, words)
    byline = (*article.byline, *_bylines(article.text, lines, kinds, words))
    blocks: list[Block] = []
    outlet = article.outlet
    for (start, end), kind in zip(lines, kinds, strict=True):
        head = _dateline(article.text[start:end], words) if kind == "body" else None
        if head:
            blocks.append(Block(start=start, end=start + head.end(), kind="dateline"))
            outlet = outlet or _domain(head["head"])
            start += head.end()  # noqa: PLW2901  (the rest of the line is the body)
        if start < end:
            blocks.append(Block(start=start, end=end, kind=kind))
    title = article.title or next((article.text[b.start : b.end] for b in blocks if b.kind == "title"), None)
    return Layout(tuple(blocks), title, byline, outlet, _cites(article.text, blocks, outlet, seams))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in LINE.finditer(text):
        line = match.group()
        if line.strip():
            yield match.start() + len(line) - len(line.lstrip()), match.start() + len(line.rstrip())


def _kinds(article: Article, lines: Sequence[tuple[int, int]], words: Words) -> list[BlockKind]:
    kinds: list[BlockKind] = []
    seen: dict[str, int] = {}
    for index, (start, end) in enumerate(lines):
        line = article.text[start:end]
        kind = _kind(article, lines, index, line, words, kinds)
        if line in seen and kind in {"body", "heading", "caption"}:
            first = seen[line]
            adjacent = first == index - 1
            kinds[first] = "caption" if adjacent and kinds[first] in {"body", "heading"} else kinds[first]
            kind = "boilerplate"
        seen.setdefault(line, index)
        kinds.append(kind)
    return kinds


def _kind(
    article: Article,
    lines: Sequence[tuple[int, int]],
    index: int,
    line: str,
    words: Words,
    before: Sequence[BlockKind],
) -> BlockKind:
    plain = line.casefold().strip(" :*•-–")
    if index == 0 and _is_title(article, lines, line):
        return "title"
    if plain in words.boilerplate:
        return "boilerplate"
    if plain.startswith(words.related):
        return "related-link"
    if _is_signature(line, words) or _is_name_with_role(article.text, lines, index, words, before):
        return "byline"
    if plain.startswith(words.caption):
        return "caption"
    if len(line) <= HEADING_MOST and not line.endswith(SENTENCE_END) and index and len(lines) > 2 and not _dateline(line, words):  # noqa: PLR2004
        return "heading"
    return "body"


def _is_title(article: Article, lines: Sequence[tuple[int, int]], line: str) -> bool:
    if article.title and line.strip() == article.title.strip():
        return True
    if article.title or len(lines) == 1 or len(line) > TITLE_MOST:
        return False
    return not line.rstrip().endswith((".", "。", "।", ":", ",")) and not (DASHED.search(line, 0, HEAD_MOST) and DATELINE.match(line))


def _is_signature(line: str, words: Words) -> bool:
    """A line such as ``By Name`` or ``Editor: Name``: short, and begins with a word of the table."""
    if line.endswith(".") or not _has_words(line, NAME_MOST + 3):
        return False
    plain = line.casefold()
    return any(_begins(plain, word) for word in words.signed)


def _has_words(line: str, most: int) -> bool:
    """Return whether a line has so many words at most; a long one is not read to its end."""
    return len(line.split(None, most)) <= most


def _begins(plain: str, word: str) -> bool:
    rest = plain[len(word) :]
    return plain.startswith(word) and (not rest or not rest[0].isalnum() or not word[-1].isascii())


def _is_name_with_role(text: str, lines: Sequence[tuple[int, int]], index: int, words: Words, before: Sequence[BlockKind]) -> bool:
    """A name on a line of its own with a role such as ``Editor`` on the next, or that role after a name."""
    line = text[slice(*lines[index])]
    if line.casefold() in words.roles:
        return bool(before) and before[-1] == "byline"
    following = text[slice(*lines[index + 1])] if index + 1 < len(lines) else ""
    return following.casefold() in words.roles and _has_words(line, NAME_MOST) and not DIGITS.search(line)


def _bylines(text: str, lines: Sequence[tuple[int, int]], kinds: Sequence[BlockKind], words: Words) -> Iterator[Byline]:
    signed = [text[slice(*span)] for span, kind in zip(lines, kinds, strict=True) if kind == "byline"]
    for line, following in zip(signed, [*signed, ""][1:], strict=True):
        prefix = next((word for word in sorted(words.signed, key=len, reverse=True) if _begins(line.casefold(), word)), None)
        if prefix is not None:
            name = line[len(prefix) :].strip(" :：-–—")
            role = line[: len(prefix)].strip(" :：") if prefix in words.roles else None
            if name:
                yield Byline(name=name, role=role)
        elif line.casefold() not in words.roles:
            yield Byline(name=line, role=following if following.casefold() in words.roles else None)


def _dateline(line: str, words: Words) -> re.Match[str] | None:
    """Return the dateline that a paragraph begins with: ``JAKARTA, Site.com - ``, ``MOSCOW, Sept 15 (Agency) — `` ...

    A language may write datelines in ways of its own; those have at most three words before what ends them.
    """
    own = next((found for pattern in words.datelines if (found := pattern.match(line))), None)
    if own and len(own["head"].split()) <= OWN_MOST:
        return own
    match = DATELINE.match(line) if DASHED.search(line, 0, HEAD_MOST) else None
    if not match:
        return None
    head = PARENTHESIS.sub("", match["head"]).strip(" ,.")
    parts = [part for part in re.split(r"[\s,/]+", head) if part]
    places = [part for part in parts if not DIGITS.search(part) and part.casefold().strip(".") not in words.months]
    dated = len(places) < len(parts)
    if not places or len(parts) > 8:  # noqa: PLR2004  (a longer head is a clause)
        return None
    capitals = all(not part[0].islower() for part in places)
    shouted = places[0].isupper() and len(places[0]) > 2  # noqa: PLR2004  (an acronym such as "EU -" is no town)
    uncased = places[0].upper() == places[0].lower() and len(parts) <= 3  # noqa: PLR2004  (a town and perhaps its country)
    settled = shouted or uncased or dated or PARENTHESIS.search(match["head"]) or DOMAIN.search(head)
    short = len(parts) <= 3 and match.group().rstrip().endswith(("–", "—", ".-"))  # noqa: PLR2004  (same)
    return match if capitals and (settled or short) else None


def _domain(head: str) -> str | None:
    match = DOMAIN.search(head)
    return head[match.start() : match.end()] if match else None


def _cites(text: str, blocks: Sequence[Block], outlet: str | None, seams: frozenset[int]) -> tuple[str, ...]:
    """Return the domains that the article names as its sources, its own left out, in order of first mention."""
    own = (outlet or "").casefold()
    found: dict[str, None] = {}
    for block in blocks:
        if block.kind in {"body", "caption", "heading"} and DOTTED.search(text, block.start, block.end):
            for match in DOMAIN.finditer(text, block.start, block.end):
                seam = next((offset for offset in range(match.start(1) + 1, match.end(1)) if offset in seams), match.start(1))
                found.setdefault(text[seam : match.end(1)].lower())
    return tuple(domain for domain in found if domain not in own)
