"""The same questions answered in plain Python from the parsed articles: slow, and too simple to be wrong in the same way."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from types import SimpleNamespace

from warta.gazetteer.countries import countries
from warta.query.text_query import terms_of
from warta.store.rows import EVIDENCE


def _inside(span, mentions):
    return [mention for mention in mentions if span.start <= mention.start < span.end]


def states(span, article):
    """Yield a place for each state that is an actor and no place."""
    for actor in _inside(span, article.actors):
        state = countries().get(actor.country or "")
        if actor.kind in {"country", "metonym"} and state and all(place.start != actor.start for place in article.places):
            role = "origin" if actor.role == "origin" else "actor"
            yield SimpleNamespace(place_id=state.place_id, country=state.country, lat=state.lat, precision="country", role=role)


class Sentence:
    """An evidence sentence with what it holds."""

    def __init__(self, article, index):
        span = article.sentences[index]
        self.article, self.ordinal = article, index
        self.places = [*_inside(span, article.places), *states(span, article)]
        self.actors = {actor.actor_id for actor in _inside(span, article.actors)}
        self.unresolved = any(
            note.step == "places" and note.start is not None and span.start <= note.start < span.end for note in article.notes
        )
        own = {(date.from_, date.to) for date in _inside(span, article.dates) if date.from_}
        published = article.published
        self.times = own or ({(published.from_, published.to)} if published.from_ else set())
        self.basis = "event" if own else "published"

    @property
    def key(self):
        return (self.article.id, self.ordinal)


def sentences_of(articles):
    for article in articles:
        for index, span in enumerate(article.sentences):
            kind = next((block.kind for block in article.blocks if block.start <= span.start < block.end), "body")
            if kind in EVIDENCE:
                yield Sentence(article, index)


def _meets(time, filters):
    first, last = time
    return not (filters.from_ and last < filters.from_.isoformat()) and not (filters.to and first > filters.to.isoformat())


def conditions(filters):
    """Return the conditions on a sentence."""
    roles = filters.roles
    if filters.country:
        yield lambda s: any(p.country in filters.country and p.role in roles for p in s.places)
    if filters.place:
        yield lambda s: any(p.place_id in filters.place and p.role in roles for p in s.places)
    for actor in filters.actor:
        yield lambda s, actor=actor: actor in s.actors
    if filters.date == "event" and (filters.from_ or filters.to):
        yield lambda s: any(_meets(time, filters) for time in s.times)


def _article(article, filters):
    published = article.published
    if (
        filters.date == "published"
        and (filters.from_ or filters.to)
        and not (published.from_ and _meets((published.from_, published.to), filters))
    ):
        return False
    found = set(terms_of(article.text)) | set(terms_of(article.title or ""))
    return (
        (not filters.source or article.outlet in filters.source)
        and (not filters.language or article.language in filters.language)
        and (not filters.q or terms_of(filters.q)[0] in found)
    )


def select(articles, filters):
    """Return the selected sentences."""
    chosen = [s for s in sentences_of(articles) if _article(s.article, filters)]
    wanted = list(conditions(filters))
    if filters.scope == "sentence" or not wanted:
        return [s for s in chosen if all(condition(s) for condition in wanted)]
    kept = []
    for _id, sentences in itertools.groupby(chosen, key=lambda s: s.article.id):
        group = list(sentences)
        if all(any(condition(s) for s in group) for condition in wanted):
            kept += [s for s in group if any(condition(s) for condition in wanted)]
    return kept


def counted(chosen, keys):
    """Return by key how many sentences and how many articles have it."""
    sentences, articles = Counter(), {}
    for s in chosen:
        for key in set(keys(s)):
            sentences[key] += 1
            articles.setdefault(key, set()).add(s.article.id)
    return {key: (number, len(articles[key])) for key, number in sentences.items()}


def map_places(chosen, filters):
    return counted(
        chosen, lambda s: [p.place_id for p in s.places if p.role in filters.roles and p.precision != "country" and p.lat is not None]
    )


def map_countries(chosen, filters):
    every = counted(chosen, lambda s: [p.country for p in s.places if p.role in filters.roles and p.country])
    itself = counted(chosen, lambda s: [p.country for p in s.places if p.role in filters.roles and p.country and p.precision == "country"])
    return {key: (itself.get(key, (0, 0))[0], *value) for key, value in every.items()}


def reason(s, filters):
    roles = [p for p in s.places if p.role in filters.roles]
    if any(p.lat is not None or (p.precision == "country" and p.country) for p in roles):
        return None
    if roles:
        return "names a place without a point on the map"
    if s.places:
        return "names places only in other roles"
    return "names a place that could not be told apart" if s.unresolved else "names no place"


def times(s, filters):
    """Return the times of a sentence that are drawn."""
    return [time for time in s.times if filters.date != "event" or _meets(time, filters)]


def lanes(chosen, filters):
    found = counted(chosen, lambda s: s.actors if times(s, filters) else ())
    return {actor: number for actor, (number, _articles) in found.items()}


def timeline(chosen, filters):
    return Counter((actor, *time, s.basis) for s in chosen for actor in s.actors for time in times(s, filters))


def histogram(chosen, filters):
    return Counter(key for s in chosen for key in {(time[0][:7], s.basis) for time in times(s, filters)})


def days_covered(chosen, filters):
    found = [time for s in chosen for time in times(s, filters)]
    return (dt.date.fromisoformat(min(t[0] for t in found)), dt.date.fromisoformat(max(t[1] for t in found))) if found else None
