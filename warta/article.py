"""The records that Warta reads and writes: the public contract, version 1.

Everything else in the project either makes these records or reads them. They are plain values: frozen, typed, without behaviour
beyond encoding. ``docs/article.schema.json`` is generated from this file.

Offsets are code points of :attr:`Article.text`, which is never altered; ``end`` is exclusive, so ``text[start:end] == surface``
holds for every mention in every script. Days are ISO 8601 strings (``2022-09-15``); a range includes both of its ends.
"""

from __future__ import annotations

import hashlib
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

import msgspec

SCHEMA = 1
"""Version of the parsed article. A reader refuses any other."""

PARSER = "1.2.0"
"""Version of the parser. A store keeps it beside each article, so that an older parse can be told and made anew."""

BlockKind = Literal["title", "byline", "dateline", "caption", "heading", "body", "related-link", "boilerplate"]
PlacePrecision = Literal["city", "admin", "country", "region"]
PlaceRole = Literal["event", "dateline", "mentioned", "origin", "actor"]
PlaceForm = Literal["name", "demonym"]
ActorKind = Literal["person", "country", "organisation", "bloc", "metonym", "armed group", "company", "former country"]
ActorSubkind = Literal["armed group", "company"]
DatePrecision = Literal["time", "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century", "vague"]
DateBasis = Literal["explicit", "relative", "vague"]
PublishedBasis = Literal["stated", "metadata", "inferred", "unknown"]
Tense = Literal["past", "present", "future"]
EventBasis = Literal["event", "published"]


class Record(msgspec.Struct, frozen=True):
    """What all records share: frozen, and encoded with every field, so that columns never go missing."""


class Byline(Record, frozen=True, kw_only=True):
    """Who signed the article, as printed."""

    name: str
    role: str | None = None


class Published(Record, frozen=True, kw_only=True):
    """When the article was published, and how that is known.

    ``value`` is a TIMEX3 value (a day, or a day with a time); ``from``/``to`` are the days it covers. All three are None when
    ``basis`` is ``unknown``: the day of loading is never put in their place.
    """

    value: str | None = None
    from_: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    precision: DatePrecision | None = None
    basis: PublishedBasis = "unknown"


class Block(Record, frozen=True, kw_only=True):
    """A stretch of the text with one job. Blocks are in order and do not overlap."""

    start: int
    end: int
    kind: BlockKind


class Span(Record, frozen=True, kw_only=True):
    """A stretch of the text, such as a sentence. Sentences are in order, do not overlap, and none crosses a block."""

    start: int
    end: int


class Place(Record, frozen=True, kw_only=True):
    """A mention of a place.

    ``place_id`` is ``geonames:<id>``, for regions that GeoNames lacks ``warta:<slug>``, and for names that show to be places but are in no
    gazetteer ``name:<key>``: these have no point, or that of the town beside which they are named. ``country`` is ISO 3166-1 alpha-2,
    None for regions that span several. ``lat``/``lon`` are degrees, WGS 84. ``score`` is in 0..1: the chance that place and
    spelling are right. ``role`` tells why the name is there: only ``event`` and ``dateline`` say that something happens there.
    """

    start: int
    end: int
    surface: str
    place_id: str
    name: str
    country: str | None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision
    role: PlaceRole
    form: PlaceForm = "name"
    score: float
    method: str


class Actor(Record, frozen=True, kw_only=True):
    """A mention of somebody or something that acts.

    ``actor_id`` is ``warta:<slug>`` for actors of the tables (``country:RU`` for states) and ``name:<key>`` for names that no
    table knows; equal ids mean one actor, across articles and scripts. ``name`` is the canonical English name. A company and an
    armed group are organisations, as every scheme of named entities has it; ``subkind`` tells them apart. (Other pipelines may give
    the finer word as the ``kind``.)
    """

    start: int
    end: int
    surface: str
    actor_id: str
    name: str
    kind: ActorKind
    subkind: ActorSubkind | None = None
    country: str | None = None
    role: str | None = None
    score: float
    method: str


class Date(Record, frozen=True, kw_only=True):
    """A time expression. ``value`` is a TIMEX3 value; ``from``/``to`` are the days it covers, None for durations and sets."""

    start: int
    end: int
    surface: str
    value: str | None
    from_: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    precision: DatePrecision | None = None
    basis: DateBasis
    tense: Tense | None = None


class Statement(Record, frozen=True, kw_only=True):
    """Something said. ``speaker`` and ``reported_by`` are canonical names; the latter is set where one party tells what another said."""

    start: int
    end: int
    surface: str
    speaker: str
    reported_by: str | None = None
    kind: Literal["direct", "indirect"]


class Event(Record, frozen=True, kw_only=True):
    """Who did what with whom, where and when, inside the sentence with index ``sentence``.

    ``actors`` and ``place`` are canonical names. ``basis`` is ``event`` when the days come from the text, ``published`` when
    only the day of publication is known.
    """

    sentence: int
    kind: str
    actors: tuple[str, ...]
    place: str | None = None
    from_: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    basis: EventBasis


class Note(Record, frozen=True, kw_only=True):
    """What the parser refused or could not settle, and why, in words for a reader."""

    step: str
    reason: str
    start: int | None = None
    end: int | None = None
    surface: str | None = None


class Article(Record, frozen=True, kw_only=True):
    """A raw article, as a source gives it. Only ``id`` and ``text`` are sure to be there.

    ``notes`` tell what the source refused, and why.
    """

    id: str
    text: str
    title: str | None = None
    language: str | None = None
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: tuple[Byline, ...] = ()
    sample: bool = False
    licence: str | None = None
    notes: tuple[Note, ...] = ()


class ParsedArticle(Record, frozen=True, kw_only=True):
    """An article and all that was found in it: one line of the JSON Lines that ``python -m warta parse`` prints."""

    id: str
    schema: int = SCHEMA
    parser: str = PARSER
    language: str | None
    language_score: float | None = None
    title: str | None = None
    byline: tuple[Byline, ...] = ()
    outlet: str | None = None
    url: str | None = None
    cites: tuple[str, ...] = ()
    published: Published = Published()
    sample: bool = False
    licence: str | None = None
    text: str
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Span, ...] = ()
    places: tuple[Place, ...] = ()
    actors: tuple[Actor, ...] = ()
    dates: tuple[Date, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    notes: tuple[Note, ...] = ()


class Rejected(Record, frozen=True, kw_only=True):
    """An input that could not be taken in: where it stood and why, in words that tell what to do."""

    source: str
    line: int | None = None
    reason: str


def article_id(text: str, url: str | None = None) -> str:
    """Return the stable id of an article: a hash of its canonical URL, else of its text (20 hexadecimal digits).

    A URL is canonical without fragment and trailing slash, with scheme and host in lower case.
    """
    key = _canonical(url) if url else text
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def _canonical(url: str) -> str:
    parts = urlsplit(url.strip())
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path.rstrip("/"), parts.query, ""))


def encode(record: Record) -> bytes:
    """Return one line of JSON (UTF-8, no newline) for a record."""
    return msgspec.json.encode(record)


def decode_parsed(line: bytes | str) -> ParsedArticle:
    """Return the parsed article in a line of JSON.

    Raises :class:`msgspec.ValidationError` (or :class:`msgspec.DecodeError`) with the path of the field that is wrong.
    """
    return msgspec.json.decode(line, type=ParsedArticle)
