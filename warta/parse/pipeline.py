"""The parser: a pure function from an article to all that is found in it, step by step."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from warta.article import Article, Note, ParsedArticle, Published
from warta.parse.actors import find_actors
from warta.parse.blocks import find_blocks
from warta.parse.dates import Found, find_dates, find_expressions, full_days
from warta.parse.doc import Doc, HasSpan
from warta.parse.doubts import find_doubts, less_sure
from warta.parse.events import find_events
from warta.parse.han_script import as_read, as_written
from warta.parse.institutions import find_institutions, resolve
from warta.parse.known_names import find_known
from warta.parse.language import detect
from warta.parse.marks import marks
from warta.parse.model_names import model_names, model_places, settle, sure_places
from warta.parse.name_joining import join_names
from warta.parse.name_labels import before_dates, label_names
from warta.parse.name_starts import name_starts
from warta.parse.names import closed_spans, find_names
from warta.parse.place_chances import believed, besides_states
from warta.parse.place_features import find_features
from warta.parse.places import find_places
from warta.parse.published import from_metadata, from_text, stated_days
from warta.parse.sentences import split
from warta.parse.spans import Spans
from warta.parse.statements import find_statements
from warta.parse.text import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def parse(article: Article) -> ParsedArticle:
    """Return an article with its places, actors, dates, statements and events.

    Deterministic: no clock, no network, no store; the same article gives the same answer. Never raises on any text.
    """
    language, score = detect(article.text, article.language)
    return as_written(_parse(as_read(article, language), language, score), article)


def _parse(article: Article, language: str | None, score: float | None) -> ParsedArticle:
    doc = make_doc(article, language)
    expressions = find_expressions(doc)
    published, notes = _published(doc, expressions)
    day = dt.date.fromisoformat(published.from_) if published.from_ else None
    dates, date_notes = find_dates(doc, expressions, day)
    features = find_features(doc)
    built = Spans((feature.phrase.start, feature.phrase.end) for feature in features)
    starts = name_starts(doc)
    known = tuple(found for found in find_known(doc, starts) if not built.touch(found.phrase.start, found.phrase.end))
    barred: list[HasSpan] = [*expressions, *(feature.phrase for feature in features)]
    institutions = find_institutions(doc)
    labels = before_dates(label_names(doc, known), expressions)
    found = find_names(doc, starts, known, barred, [item.phrase for item in institutions], titled=labels is not None)
    if labels:
        settled = settle(doc, known, labels, found.names)
        known, features = settled.known, model_places(doc, settled.labels, features)
        found = model_names(doc, starts, settled, labels, found.names)
    names = join_names(doc, known, found)
    closed = closed_spans(doc, (item.name for item in names))
    taken = [*_spans(expressions), *closed, *_spans(found.phrase for found in known), *(item.claimed for item in institutions)]
    places, place_notes = find_places(doc, starts, taken, features, sure_places(labels))
    known = resolve(doc, institutions, known, places)
    if labels:
        known = settle(doc, known, labels).known
        places, refused = believed(doc, places, labels)
        place_notes = (*place_notes, *refused)
    actors, actor_notes = find_actors(doc, starts, known, names, places, day)
    places, actors = less_sure(doc, places), less_sure(doc, actors)
    statements = find_statements(doc, actors)
    events = find_events(doc, actors, places, dates, published)
    places = besides_states(doc, places, labels) if labels else places
    return ParsedArticle(
        id=article.id,
        language=language,
        language_score=score,
        title=doc.layout.title,
        byline=doc.layout.byline,
        outlet=doc.layout.outlet,
        url=article.url,
        cites=doc.layout.cites,
        published=published,
        sample=article.sample,
        licence=article.licence,
        text=article.text,
        blocks=doc.layout.blocks,
        sentences=doc.sentences,
        places=places,
        actors=actors,
        dates=dates,
        statements=statements,
        events=events,
        notes=(*article.notes, *find_doubts(doc, score), *notes, *date_notes, *place_notes, *actor_notes),
    )


def _spans(found: Iterable[HasSpan]) -> Iterator[tuple[int, int]]:
    return ((item.start, item.end) for item in found)


def make_doc(article: Article, language: str | None) -> Doc:
    """Return an article cut into blocks, sentences and words."""
    tokens = tokenise(article.text, language)
    layout = find_blocks(article, language, seams=frozenset(token.start for token in tokens if token.glued))
    sentences = split(article.text, layout.blocks, language)
    texts = [token.text for token in tokens]
    marked = list(map(marks(language).__getitem__, texts))
    return Doc(article, article.text, language, layout, sentences, tokens, texts, marked)


def _published(doc: Doc, expressions: tuple[Found, ...]) -> tuple[Published, tuple[Note, ...]]:
    stated, note = from_metadata(doc.article.published)
    if stated:
        return stated, ()
    full = [(item, day) for item, day in full_days(expressions)]
    own = [day for item, day in full if item.traits.get("news_day") and doc.block_at(item.start) == "body"]
    return from_text(stated_days(doc, full), own), (note,) if note else ()
