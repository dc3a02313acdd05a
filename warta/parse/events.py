"""Events: who did what, where and when, within one sentence. Kinds are named after the PLOVER codebook.

Nothing is drawn together from distant sentences but a pronoun that begins a sentence, which stands for the person last named in the
sentence before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from warta.article import Event
from warta.parse.grammar import Grammar, grammar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from warta.article import Actor, Date, Place, Published
    from warta.parse.doc import Doc

EVENT_BLOCKS = frozenset({"title", "body", "caption"})
MOST = 4
"""Events in one sentence: a longer list is a summary of the news, not a report."""
FINENESS = {"city": 0, "admin": 1, "country": 2, "region": 3}


class Act(NamedTuple):
    """A word of doing at an offset."""

    offset: int
    kind: str


def find_events(
    doc: Doc, actors: Sequence[Actor], places: Sequence[Place], dates: Sequence[Date], published: Published
) -> tuple[Event, ...]:
    """Return the events of a document in the order of its sentences."""
    words = grammar(doc.language)
    found: list[Event] = []
    actors_in, places_in, dates_in = doc.by_sentence(actors), doc.by_sentence(places), doc.by_sentence(dates)
    for index, sentence in enumerate(doc.sentences):
        if doc.block_at(sentence.start) not in EVENT_BLOCKS:
            continue
        acts = _acts(doc, sentence.start, sentence.end, words)
        if not acts:
            continue
        who = _who(doc, index, actors_in, words)
        where = _where(places_in.get(index, ()))
        when = [date for date in dates_in.get(index, ()) if date.from_]
        if who or where:
            found += _events(index, acts, who, where, when, published)
    return tuple(found)


def _acts(doc: Doc, start: int, end: int, words: Grammar) -> list[Act]:
    if words.any_kind is None or not words.any_kind.search(doc.text, start, end):
        return []
    acts = [Act(match.start(), kind) for kind, pattern in words.kinds for match in pattern.finditer(doc.text, start, end)]
    return sorted(acts)


def _who(doc: Doc, index: int, actors: Mapping[int, Sequence[Actor]], words: Grammar) -> tuple[str, ...]:
    sentence = doc.sentences[index]
    names = [actor.name for actor in actors.get(index, ())]
    first = doc.tokens_in(sentence.start, sentence.end)[:1]
    if index and first and doc.folded[doc.token_at(first[0].start)] in words.pronouns:
        persons = [actor.name for actor in actors.get(index - 1, ()) if actor.kind == "person"]
        names = [*persons[:1], *names]
    return tuple(dict.fromkeys(names))


def _where(places: Sequence[Place]) -> str | None:
    """Return the most exact place of the sentence where something happens, of equal ones the first."""
    here = [place for place in places if place.role in {"event", "dateline"}]
    return min(here, key=lambda place: FINENESS[place.precision]).name if here else None


def _events(
    index: int, acts: Sequence[Act], who: tuple[str, ...], where: str | None, when: Sequence[Date], published: Published
) -> Iterator[Event]:
    """Yield each kind of act once for each of its dates: a date belongs to the act that stands nearest."""
    pairs: dict[tuple[str, str | None, str | None], None] = {}
    for date in when:
        nearest = min(acts, key=lambda act: abs(act.offset - date.start))
        pairs[nearest.kind, date.from_, date.to] = None
    dated = {kind for kind, _from, _to in pairs}
    for act in acts:
        if act.kind not in dated:
            near = min(when, key=lambda date: abs(act.offset - date.start), default=None)
            pairs[act.kind, near.from_ if near else None, near.to if near else None] = None
    for kind, first, last in list(pairs)[:MOST]:
        yield Event(
            sentence=index,
            kind=kind,
            actors=who,
            place=where,
            from_=first or published.from_,
            to=last or published.to,
            basis="event" if first else "published",
        )
