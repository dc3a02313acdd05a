"""Parsed articles for tests, without the parser: ``parsed("[Xi|xi] met [Vladimir Putin|putin] in [Samarkand|samarkand].")``.

A mention is written ``[surface|key]``: a key of ``tests.world`` (a place or an actor; ``/role`` may follow a place), a day or a
month (``2022-09-15``, ``2022-09``), two days (``2022-09-15..2022-09-16``), or ``said:KEY`` for something that an actor said.
``python -m tests.factory DIR`` makes a small store of true public events in eight languages.
"""

from __future__ import annotations

import calendar
import itertools
import re
import sys
from pathlib import Path

from tests.world import ACTORS, HAPPENED, PLACES, TONGUES
from warta.article import Actor, Block, Date, Event, Note, ParsedArticle, Place, Published, Span, Statement, article_id

MENTION = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
DAYS = re.compile(r"\d{4}-\d\d(-\d\d)?(\.\.\d{4}-\d\d-\d\d)?")


def parsed(*sentences, title=None, language="en", published=None, notes=(), **fields):
    """Return a consistent parsed article: the title, if any, and each sentence on a line of its own."""
    text, blocks, spans, mentions, events = "", [], [], [], []
    for index, marked in enumerate(([title] if title else []) + list(sentences)):
        plain, found = _plain(marked, len(text))
        span = Span(start=len(text), end=len(text) + len(plain))
        spans.append(span)
        blocks.append(Block(start=span.start, end=span.end, kind="title" if title and not index else "body"))
        mentions += found
        events += _event(index, found)
        text += plain + "\n"
    values = {
        "id": article_id(text, fields.get("url")),
        "language": language,
        "language_score": 0.99,
        "title": _plain(title, 0)[0] if title else None,
        "outlet": "Example Wire",
        "published": stated(published) if published else Published(),
        "text": text,
        "blocks": tuple(blocks),
        "sentences": tuple(spans),
        "notes": tuple(Note(step="places", reason=reason, start=0, end=1, surface=text[:1]) for reason in notes),
        "events": tuple(events),
    }
    kinds = (("places", Place), ("actors", Actor), ("dates", Date), ("statements", Statement))
    for name, kind in kinds:
        values[name] = tuple(mention for mention in mentions if isinstance(mention, kind))
    return ParsedArticle(**(values | fields))


def stated(day):
    """Return a day of publication that the source states."""
    return Published(value=day, from_=day, to=day, precision="day", basis="stated")


def days(value):
    """Return (value, from, to, precision) for ``2022-09``, ``2022-09-15`` or ``2022-09-15..2022-09-16``."""
    if ".." in value:
        start, end = value.split("..")
        return f"{start}/{end}", start, end, "day"
    if len(value) == len("2022-09"):
        last = calendar.monthrange(*map(int, value.split("-")))[1]
        return value, f"{value}-01", f"{value}-{last}", "month"
    return value, value, value, "day"


def _plain(marked, offset):
    parts, mentions, at = [], [], 0
    for match in MENTION.finditer(marked):
        parts.append(marked[at : match.start()])
        start = offset + sum(map(len, parts))
        mentions.append(_mention(match[1], match[2], start))
        parts.append(match[1])
        at = match.end()
    return "".join([*parts, marked[at:]]), mentions


def _mention(surface, key, start):
    span = {"start": start, "end": start + len(surface), "surface": surface}
    key, _, role = key.partition("/")
    if key.startswith("said:"):
        return Statement(**span, speaker=ACTORS[key.removeprefix("said:")]["name"], kind="indirect")
    if DAYS.fullmatch(key):
        value, first, last, precision = days(key)
        return Date(**span, value=value, from_=first, to=last, precision=precision, basis="explicit", tense="past")
    if key in PLACES:
        return Place(**span, **PLACES[key], role=role or "event", score=0.9, method="table")
    return Actor(**span, **ACTORS[key], score=0.95, method="table")


def _event(index, mentions):
    actors = tuple(mention.name for mention in mentions if isinstance(mention, Actor))
    day = next((mention for mention in mentions if isinstance(mention, Date)), None)
    where = next((mention.name for mention in mentions if isinstance(mention, Place) and mention.role == "event"), None)
    if not actors or not where:
        return []
    known = {"from_": day.from_, "to": day.to, "basis": "event"} if day else {"basis": "published"}
    return [Event(sentence=index, kind="meet" if len(actors) > 1 else "visit", actors=actors, place=where, **known)]


def demo():
    """Return some sixty articles about true public events, most of September 2022, in eight languages."""
    for (number, happened), (language, tongue) in itertools.product(enumerate(HAPPENED), TONGUES.items()):
        day, place, country, *actors = happened
        names = tongue["and"].join(f"[{tongue['names'][actor]}|{actor}]" for actor in actors)
        values = {
            "actors": names,
            "place": f"[{tongue['names'][place]}|{place}]",
            "country": f"[{tongue['names'][country]}|{country}]",
            "day": f"[{tongue['day'](day)}|{day}]",
        }
        dated, undated, title = (tongue[key].format(**values) for key in ("dated", "undated", "title"))
        yield parsed(
            dated,
            undated,
            title=title,
            language=language,
            published=day if (number + len(language)) % 3 else None,
            outlet=tongue["outlet"],
            url=f"https://example.org/{language}/{number}",
            sample=True,
            licence="CC0-1.0",
            notes=("a name that no gazetteer knows",) if number % 4 == 0 else (),
        )


if __name__ == "__main__":
    from warta.store import load

    load(demo(), Path(sys.argv[1]))
