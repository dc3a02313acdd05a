"""Events: who did what, where and when, within one clause. Kinds are those of the PLOVER codebook and a few of everyday news.

A clause that has a day of its own tells of something that happened then; without a day it needs a word of doing and somebody or
somewhere, and to be the news itself, which is as old as the article. Nothing is drawn together from distant sentences but a pronoun
that begins a sentence, which stands for the person last named in the sentence before, and the day of a headline, which the first
sentences tell. The town of a dateline is not where the first sentence is set: it may be the desk that wrote it.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from warta.article import Event
from warta.parse.act_words import Act, find_acts
from warta.parse.role_words import role_words
from warta.parse.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from warta.article import Actor, Date, Place, Published, Span
    from warta.parse.doc import Doc

EVENT_BLOCKS = frozenset({"title", "body", "caption"})
MOST = 4
"""Events in one sentence: a longer list is a summary of the news, not a report."""
NEWS = 6
"""First sentences of an article, where what has no day of its own is the news itself; later it may be any time ago."""
AFTER = 3
"""Sentences after a title among which its event has a day."""
FINENESS = {"city": 0, "admin": 1, "country": 2, "region": 3}
EXACT = frozenset({"time", "day", "week"})
"""Precisions of a date that makes an event of a clause without any word of doing."""
CLAUSE = re.compile(r"[;:；：؛–—](?:(?<=[;:；：؛])(?!\w)|(?<=\s[–—])\s)")
"""What parts two clauses. The marks stand first, so that ``re`` looks for them alone."""
WEAK = frozenset({"announce", "open"})
"""Kinds that only frame another: what is announced or held."""
UNKNOWN_KIND = "happen"
"""The kind of what has a day but no word of doing that the tables know."""


class When(NamedTuple):
    """The days of an event, and where the text tells them."""

    start: int
    from_: str
    to: str
    exact: bool


class Clause(NamedTuple):
    """A part of a sentence with all that was found in it."""

    start: int
    acts: Sequence[Act]
    who: tuple[str, ...]
    places: Sequence[Place]
    when: Sequence[When]


def find_events(
    doc: Doc, actors: Sequence[Actor], places: Sequence[Place], dates: Sequence[Date], published: Published
) -> tuple[Event, ...]:
    """Return the events of a document in the order of its sentences."""
    said = Spans(doc.quotes)
    acts_in = doc.by_sentence(act for act in find_acts(doc) if not said.touch(act.start, act.start + 1))
    actors_in, places_in, dates_in = doc.by_sentence(actors), doc.by_sentence(places), doc.by_sentence(dates)
    found: list[Event] = []
    for index in sorted(acts_in.keys() | dates_in.keys()):
        sentence = doc.sentences[index]
        block = doc.block_at(sentence.start)
        if block in EVENT_BLOCKS:
            is_news = index < NEWS or block != "body"
            here = [place for place in places_in.get(index, ()) if place.role in {"event", "dateline"}]
            parts = _clauses(
                doc,
                sentence,
                acts_in.get(index, ()),
                _who(doc, index, actors_in),
                here,
                _when(doc, dates_in.get(index, ())),
            )
            own = dict.fromkeys(event for part in parts for event in _events(index, part, parts, published))
            found += [event for event in own if is_news or event.basis == "event"][:MOST]
    return tuple(_headlines(doc, found))


def _headlines(doc: Doc, found: Sequence[Event]) -> Iterator[Event]:
    """Give what a title tells the day of the same event in the sentences right after it."""
    for event in found:
        if event.basis == "published" and doc.block_at(doc.sentences[event.sentence].start) == "title":
            after = (other for other in found if event.sentence < other.sentence <= event.sentence + AFTER and _is_same(event, other))
            other = next(after, None)
            if other:
                yield msgspec.structs.replace(event, from_=other.from_, to=other.to, basis="event")
                continue
        yield event


def _is_same(event: Event, other: Event) -> bool:
    """Return whether a dated event of a day or two may be the one that a title tells: of one kind, and one of the actors or the place."""
    if other.basis != "event" or event.kind != other.kind or other.from_ is None or other.to is None or other.to[:7] != other.from_[:7]:
        return False
    return bool(set(event.actors) & set(other.actors)) or (event.place is not None and event.place == other.place)


def _who(doc: Doc, index: int, actors: Mapping[int, Sequence[Actor]]) -> list[tuple[int, str]]:
    """Return who is named in a sentence, where; a pronoun at its start is the first person of the sentence before."""
    start = doc.sentences[index].start
    named = [(actor.start, actor.name) for actor in actors.get(index, ())]
    first = doc.token_at(start)
    if index and first < len(doc.tokens) and doc.folded[first] in doc.grammar.pronouns:
        persons = [actor.name for actor in actors.get(index - 1, ()) if actor.kind == "person"]
        return [*((start, name) for name in persons[:1]), *named]
    return named


def _when(doc: Doc, dates: Sequence[Date]) -> list[When]:
    """Return the days that a sentence tells, "from 3 May to 5 May" as one."""
    toward = _toward(doc.language) if len(dates) > 1 else frozenset()
    found: list[When] = []
    end = 0
    for date in dates:
        if date.from_ is None or date.to is None:
            continue
        exact = date.precision in EXACT
        between = doc.text[end : date.start].strip()
        if found and exact and found[-1].exact and between.casefold() in toward and found[-1].from_ < date.to:
            found[-1] = found[-1]._replace(to=date.to)
        else:
            found.append(When(date.start, date.from_, date.to, exact))
        end = date.end
    return found


@functools.cache
def _toward(language: str | None) -> frozenset[str]:
    """Return what may stand between the first and the last day of a time."""
    return frozenset({"-", "\u2013"}.union(word for word, relation in role_words(language).relations.items() if relation == "to"))


def _clauses(
    doc: Doc, sentence: Span, acts: Sequence[Act], who: Sequence[tuple[int, str]], places: Sequence[Place], when: Sequence[When]
) -> list[Clause]:
    """Return the clauses of a sentence; semicolons, colons and dashes part them."""
    starts = [sentence.start, *(match.end() for match in CLAUSE.finditer(doc.text, sentence.start, sentence.end))]
    if len(starts) == 1:
        return [Clause(sentence.start, acts, tuple(dict.fromkeys([name for _, name in who])), places, when)]
    parts: list[Clause] = []
    for start, end in zip(starts, [*starts[1:], sentence.end], strict=True):
        parts.append(
            Clause(
                start,
                [act for act in acts if start <= act.start < end],
                tuple(dict.fromkeys(name for at, name in who if start <= at < end)),
                [place for place in places if start <= place.start < end],
                [date for date in when if start <= date.start < end],
            )
        )
    return parts


def _events(index: int, part: Clause, parts: Sequence[Clause], published: Published) -> Iterator[Event]:
    """Yield an event for each day of a clause, or one without a day of its own where words of doing tell of it."""
    who = part.who or tuple(dict.fromkeys(name for other in parts for name in other.who))
    places = part.places or [place for other in parts for place in other.places]
    for date in part.when:
        act = min(part.acts, key=lambda act: (act.kind in WEAK, abs(act.start - date.start)), default=None)
        if act or date.exact:
            where = _where([place for place in places if _nearest(place, part.when) is date])
            kind = act.kind if act else UNKNOWN_KIND
            yield Event(sentence=index, kind=kind, actors=who, place=where, from_=date.from_, to=date.to, basis="event")
    if part.when or not part.acts or not (who or places):
        return
    near = min((date for other in parts for date in other.when), key=lambda date: abs(date.start - part.start), default=None)
    where = _where(places)
    yield Event(
        sentence=index,
        kind=min(part.acts, key=lambda act: act.kind in WEAK).kind,
        actors=who,
        place=where,
        from_=near.from_ if near else published.from_,
        to=near.to if near else published.to,
        basis="event" if near else "published",
    )


def _nearest(place: Place, when: Sequence[When]) -> When | None:
    """Return the date that stands nearest to a place."""
    return min(when, key=lambda date: abs(date.start - place.start), default=None)


def _where(places: Sequence[Place]) -> str | None:
    """Return the most exact place, of equal ones the first: a town before its division and its country."""
    best = min(places, key=lambda place: FINENESS[place.precision], default=None)
    return best.name if best else None
