"""Office-holders: "the Russian president", "Presiden Rusia", and "the president" alone, as the person who held the office.

An office with a country is whoever held it on the day of publication. An office alone, after an article, is the person whom the text
has introduced by that title; where it has named nobody so, the holder in the country that the article is about.
"""

from __future__ import annotations

import collections
import functools
from typing import TYPE_CHECKING

from warta.gazetteer.fold import is_han
from warta.parse.actor_mention import actor_mention
from warta.parse.grammar import Grammar, grammar
from warta.parse.known import Known, Office, offices
from warta.parse.mark import OFFICE
from warta.parse.phrases import joined
from warta.parse.role_words import role_words
from warta.parse.spans import Spans

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from warta.article import Actor, Place
    from warta.parse.doc import Doc

MOST_WORDS = 3
"""Words in the longest title of an office."""
LEAST_NAMED = 3
"""Mentions from which a country may be what an article is about."""


def find_holders(doc: Doc, places: Sequence[Place], people: Sequence[Actor], published: dt.date | None) -> Iterator[Actor]:
    """Yield the mentions of persons by their office alone."""
    words = doc.grammar
    persons = [actor for actor in people if actor.kind == "person"]
    near = Spans((actor.start, actor.end) for actor in persons)
    if published is not None:
        yield from _with_country(doc, places, near, words, published)
    yield from _alone(doc, places, persons, near, published)


def _with_country(doc: Doc, places: Sequence[Place], near: Spans, words: Grammar, published: dt.date) -> Iterator[Actor]:
    for place in places:
        if place.precision != "country" or place.country is None or place.role not in {"origin", "actor", "mentioned"}:
            continue
        span = _span(doc, place, words)
        if span is None or near.touch(span[0] - 3, span[1] + 3):
            continue
        holder = _holder(place.country, span[2], published)
        if holder:
            yield actor_mention(doc, span[0], span[1], holder, 0.8, "office", span[2])


def _span(doc: Doc, place: Place, words: Grammar) -> tuple[int, int, str] | None:
    """Return start, end and office of the title that touches the name of a country."""
    first = doc.token_at(place.start)
    last = doc.token_at(place.end)
    lengths = range(MOST_WORDS, 0, -1)
    before = [" ".join(doc.folded[first - length : first]) if first >= length and doc.joins[first - 1] else "" for length in lengths]
    on = last > 0 and doc.joins[last - 1]
    after = [" ".join(doc.folded[last : last + length]) if on and last + length <= len(doc.tokens) else "" for length in lengths]
    if not is_han(place.surface) and _titles(doc.language).isdisjoint([*before, *after]):
        return None
    for office, titles in words.offices:
        for length, ahead, behind in zip(lengths, before, after, strict=True):
            if ahead in titles:
                return doc.tokens[first - length].start, place.end, office
            if behind in titles:
                return place.start, doc.tokens[last + length - 1].end, office
        if is_han(place.surface):
            rest = doc.text[place.end : place.end + 6]
            title = next((title for title in titles if rest.startswith(title)), None)
            if title:
                return place.start, place.end + len(title), office
    return None


@functools.cache
def _titles(language: str | None) -> frozenset[str]:
    """Return the titles of all offices."""
    return frozenset().union(*(titles for _office, titles in grammar(language).offices))


def _alone(doc: Doc, places: Sequence[Place], persons: Sequence[Actor], near: Spans, published: dt.date | None) -> Iterator[Actor]:
    """Yield "the president" with neither country nor name."""
    words, roles = doc.grammar, role_words(doc.language)
    articles = roles.articles
    beside = Spans((place.start - 2, place.end + 2) for place in places)
    for index in doc.marked(OFFICE):
        if words.offices_have_capitals:
            if not doc.tokens[index].text[0].isupper() or (index and joined(doc, index - 1) and doc.tokens[index - 1].text[0].isupper()):
                continue
        elif not index or doc.spelt[index - 1] not in articles or doc.spelt[index - 1] in roles.relations or not joined(doc, index - 1):
            continue
        found = _title_at(doc, index, words)
        if found is None:
            continue
        last, office = found
        start, end = doc.tokens[index].start, doc.tokens[last - 1].end
        if _goes_on(doc, last) or near.touch(start - 3, end + 3) or beside.touch(start, end):
            continue
        who = _introduced(doc, start, office, persons, words) or _at_home(office, places, persons, published)
        if who:
            yield actor_mention(doc, start, end, who, 0.65, "office", office)


@functools.cache
def heads_of_offices(language: str | None) -> frozenset[str]:
    """Return the first words of the titles of offices."""
    return frozenset(title.split(" ")[0] for _office, titles in grammar(language).offices for title in titles)


def _title_at(doc: Doc, index: int, words: Grammar) -> tuple[int, str] | None:
    """Return the end and the office of the longest title that begins at a word."""
    for length in range(MOST_WORDS, 0, -1):
        title = " ".join(doc.folded[index : index + length])
        office = next((office for office, titles in words.offices if title in titles), None)
        if office and index + length <= len(doc.tokens):
            return index + length, office
    return None


def _goes_on(doc: Doc, last: int) -> bool:
    """Return whether a title is followed by what it is the title of, a name, or a part of a longer word ("president-elect")."""
    if last >= len(doc.tokens):
        return False
    gap = doc.text[doc.tokens[last - 1].end : doc.tokens[last].start]
    if gap.strip():
        return gap.strip() in {"-", "\u2010", "\u2011"}
    if doc.folded[last] in doc.grammar.titles:
        return True
    return role_words(doc.language).relations.get(doc.spelt[last]) == "of" or doc.tokens[last].text[:1].isupper()


def _introduced(doc: Doc, before: int, office: str, persons: Sequence[Actor], words: Grammar) -> Known | None:
    """Return the person last named with the title of an office before an offset."""
    titles = dict(words.offices)[office]
    for actor in reversed(persons):
        first = doc.token_at(actor.start)
        if actor.start < before and any(" ".join(doc.folded[max(0, first - n) : first]) in titles for n in range(1, MOST_WORDS + 1)):
            return Known(actor.actor_id, actor.name, "person", actor.country)
    return None


def _at_home(office: str, places: Sequence[Place], persons: Sequence[Actor], published: dt.date | None) -> Known | None:
    """Return who held an office in the country that most mentions of an article belong to."""
    counts = collections.Counter(
        [place.country for place in places if place.country] + [actor.country for actor in persons if actor.country]
    )
    if published is None or not counts:
        return None
    country, most = counts.most_common(1)[0]
    return _holder(country, office, published) if most >= LEAST_NAMED and 2 * most > counts.total() else None


def _holder(country: str, office: str, day: dt.date) -> Known | None:
    text = day.isoformat()
    return next((row.person for row in _terms().get((country, office), ()) if row.from_ <= text <= (row.to or text)), None)


@functools.cache
def _terms() -> dict[tuple[str, str], list[Office]]:
    """Return {(country, office): who held it when}."""
    found: dict[tuple[str, str], list[Office]] = collections.defaultdict(list)
    for row in offices():
        found[row.country, row.office].append(row)
    return dict(found)
