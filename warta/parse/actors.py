"""Actors: who acts, speaks or is spoken of. One actor has one id, in every script and under every name.

Known people and organisations come from the tables; states from the places that are not merely where something happens; governments
from the capitals and palaces that stand for them; other names from their form and surroundings (:mod:`warta.parse.names`). Within an
article a part of a name joins the full name (:mod:`warta.parse.name_joining`): after Xi Jinping, Xi is Xi Jinping.
"""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING

from warta.article import Actor, Note, Place
from warta.gazetteer.fold import is_han
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.actor_mention import actor_mention
from warta.parse.han_persons import fully_named, is_dotted
from warta.parse.known import Found, Known, is_capital, metonyms, organisations
from warta.parse.mark import METONYM
from warta.parse.office_holders import find_holders
from warta.parse.spans import Spans
from warta.parse.uncased_parts import find_parts
from warta.parse.uncased_words import uncased_words
from warta.parse.words import words as words_of_texts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from warta.parse.doc import Doc
    from warta.parse.name_joining import Joined


def find_actors(
    doc: Doc, starts: Sequence[int], known: Sequence[Found], names: Sequence[Joined], places: Sequence[Place], published: dt.date | None
) -> tuple[tuple[Actor, ...], tuple[Note, ...]]:
    """Return the actors of a document in order, and notes. Longer mentions win over those inside them, but states stay."""
    known = _but_parts(known, names) if uncased_words(doc.language) else _beside_longer(doc, known, names)
    people = [*_known(doc, known), *_unknown(doc, names, known)]
    if uncased_words(doc.language):
        people = _with_parts(doc, people, places)
    states = [*_states(places), *_metonyms(doc, starts, places)]
    holders = list(find_holders(doc, places, people, published))
    taken = _without_overlaps([*people, *states])
    return tuple(sorted([*taken, *holders], key=lambda actor: (actor.start, -actor.end))), ()


def _without_overlaps(actors: Iterable[Actor]) -> list[Actor]:
    chosen: list[Actor] = []
    end = -1
    for actor in sorted(actors, key=lambda actor: (actor.start, -actor.end)):
        if actor.start >= end:
            chosen.append(actor)
            end = actor.end
    return chosen


def _known(doc: Doc, found: Sequence[Found]) -> Iterator[Actor]:
    for item in found:
        full = item.phrase.last - item.phrase.first > 1 or is_han(item.phrase.key)
        yield actor_mention(doc, item.phrase.start, item.phrase.end, item.actor, 0.97 if full else 0.88, "table")


def _unknown(doc: Doc, names: Sequence[Joined], known: Sequence[Found]) -> Iterator[Actor]:
    """Yield the names that are no name of the tables, nor cut one."""
    taken = Spans((found.phrase.start, found.phrase.end) for found in known)
    for name, who in names:
        if not taken.touch(name.start, name.end):
            yield actor_mention(doc, name.start, name.end, who, name.score, name.method)


def _but_parts(known: Sequence[Found], names: Sequence[Joined]) -> list[Found]:
    """Return the known names but for those within a longer name of somebody else, in a script without capitals.

    A name that goes on after a known one, as with an adjective, is the known one; not so where one word of a person's name is known.
    """
    spans = sorted((name.start, name.end, name.kind) for name, _who in names)
    starts = [start for start, _end, _kind in spans]

    def is_part(found: Found) -> bool:
        phrase = found.phrase
        index = bisect.bisect_right(starts, phrase.start) - 1
        if index < 0 or phrase.end > spans[index][1] or (phrase.start, phrase.end) == spans[index][:2]:
            return False
        one_word = phrase.last - phrase.first == 1 and found.actor.kind == "person" and spans[index][2] == "person"
        return one_word or spans[index][0] < phrase.start

    return [found for found in known if not is_part(found)]


def _beside_longer(doc: Doc, known: Sequence[Found], names: Sequence[Joined]) -> list[Found]:
    """Return the known names but for those that are a mere part of a longer name: "UN" in "UN Economic Commission for Africa".

    So is a company whose name is the surname of a person.
    """
    spans = sorted(
        (name.start, name.end, name.kind) for name, _who in names if name.kind == "person" or name.method in {"head", "acronym", "dot"}
    )
    starts = [start for start, _end, _kind in spans]

    def is_part(found: Found) -> bool:
        phrase = found.phrase
        index = bisect.bisect_right(starts, phrase.start) - 1
        if index < 0 or phrase.end > spans[index][1]:
            return False
        if spans[index][2] == "person" and found.actor.actor_id in fully_named() and is_dotted(doc, spans[index], phrase):
            return True
        return found.actor.kind != "person" if spans[index][2] == "person" else (phrase.start, phrase.end) != spans[index][:2]

    return [found for found in known if not is_part(found)]


def _with_parts(doc: Doc, people: Sequence[Actor], places: Sequence[Place]) -> list[Actor]:
    """Return actors in a script without capitals with the words that are a part of a full name found in the document."""
    full, folded = [actor for actor in people if actor.kind == "person"], words_of_texts().folded
    words = {word for actor in full for word in folded[actor.surface].replace("-", " ").split() if " " in actor.surface}
    kept = [actor for actor in people if actor.method == "table" or folded[actor.surface] not in words]
    named = ((place.start, place.end) for place in places if place.form == "name")
    inside = Spans([*((actor.start, actor.end) for actor in kept), *named])
    full = [actor for actor in kept if actor.kind == "person"]
    for part in find_parts(doc, ((actor.start, actor.end) for actor in full)):
        if not inside.touch(part.start, part.end):
            person = full[part.person]
            them = Known(person.actor_id, person.name, person.kind, person.country)
            kept.append(actor_mention(doc, part.start, part.end, them, 0.85, "part of a name"))
    return kept


def _states(places: Sequence[Place]) -> Iterator[Actor]:
    for place in places:
        if place.precision == "country" and place.country and place.role in {"actor", "origin", "mentioned"}:
            yield Actor(
                start=place.start,
                end=place.end,
                surface=place.surface,
                actor_id=f"country:{place.country}",
                name=place.name,
                kind="country",
                country=place.country,
                role="origin" if place.role == "origin" else None,
                score=round(place.score * (0.8 if place.form == "demonym" else 1.0), 2),
                method="demonym" if place.form == "demonym" else "place",
            )


def _metonyms(doc: Doc, starts: Sequence[int], places: Sequence[Place]) -> Iterator[Actor]:
    acting = {place.start for place in places if place.role == "actor"}
    table, marks = metonyms(), doc.marks
    for index in [index for index in starts if marks[index] & METONYM]:
        for phrase in doc.phrases(index):
            country, always = table.get(phrase.key, (None, False))
            if country and (always or phrase.start in acting) and not doc.text[phrase.start].islower():
                state = _state(country)
                if state:
                    yield actor_mention(doc, phrase.start, phrase.end, state, 0.85, "metonym")
                break
    for place in places:
        state = _state(place.country) if place.role == "actor" and place.country and is_capital(place.place_id) else None
        if state:
            yield actor_mention(doc, place.start, place.end, state, 0.8, "metonym")


def _state(code: str) -> Known | None:
    """Return the state (or the union of states) that a capital stands for, as a metonym."""
    if code == "EU":
        union = organisations()["european-union"]
        return Known(union.actor_id, union.name, "metonym", None)
    country = gazetteer().country(code)
    return Known(f"country:{code}", country.name, "metonym", code) if country else None
