"""Statements: what was said, by whom, and who tells that it was said.

A quotation is a statement where a verb of saying, "according to", or a sentence that refers back to it, names its speaker; words in
quotation marks without any of these are a manner of writing. Without quotation marks the clause that a verb of saying governs is
one. A speaker who is only "he", an office, or left out, is the one last spoken of.
"""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING, NamedTuple

from warta.article import Statement
from warta.parse.quotes import OPENING, Quote, Unit, units
from warta.parse.reports import COMMA, FEW, LEAST, Hit, Reader, Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from warta.article import Actor
    from warta.parse.doc import Doc

SPEAKERS = frozenset({"person", "metonym", "country", "organisation", "bloc", "armed group", "company"})
BLOCKS = frozenset({"body", "caption", "title"})
MEMORY = 3
"""Sentences after which nobody remembers of whom was spoken."""
FEWEST_QUOTED = 3
"""Words in the shortest quotation that is a statement without a verb of saying."""


class Last(NamedTuple):
    """Who was last spoken of, and in which sentence."""

    actor: Actor
    sentence: int


def find_statements(doc: Doc, actors: Sequence[Actor]) -> tuple[Statement, ...]:
    """Return the statements of a document in order."""
    speakers = doc.by_sentence(actor for actor in actors if actor.kind in SPEAKERS)
    reader, found = Reader(doc), []
    last: Last | None = None
    previous: Unit | None = None
    for unit in units(doc, doc.quotes):
        if doc.block_at(unit.start) not in BLOCKS:
            continue
        remembered = last.actor if last and unit.first - last.sentence <= MEMORY else None
        inside = [actor for index in range(unit.first, unit.last) for actor in speakers.get(index, ())]
        people = [a for a in inside if not any(q.start <= a.start < q.end for q in unit.quotes)] if unit.quotes else inside
        free = [actor for actor in people if actor.role != "origin"]
        if previous and reader.refers_back(unit):
            own = list(_about(reader, previous, unit, free, remembered))
        else:
            own = list(_unit(reader, unit, free, speakers, remembered))
        found += own
        previous = unit
        last = _spoken_of(unit, people, own) or last
    return tuple(dict.fromkeys(found))


def _about(reader: Reader, said: Unit, unit: Unit, people: Sequence[Actor], last: Actor | None) -> Iterator[Statement]:
    """Yield a sentence as the statement of whom the next one names; its quotations have their speaker already."""
    reports = _verbs(reader, [hit for hit in reader.hits(unit) if hit.kind == "verb"], unit, reader.stops(unit), people, last)
    report = next(reports, None)
    if report and not said.quotes:
        yield _statement(reader, (said.start, said.end), "indirect", report.speaker, None)


def _spoken_of(unit: Unit, people: Sequence[Actor], said: Sequence[Statement]) -> Last | None:
    """Return who "he" is in the next sentence: who spoke in this one, else the first person that it names."""
    persons = [actor for actor in people if actor.kind == "person"]
    speaking = [actor for actor in persons if any(actor.name == statement.speaker for statement in said)]
    return next((Last(actor, unit.first) for actor in [*speaking, *persons]), None)


def _unit(
    reader: Reader, unit: Unit, people: Sequence[Actor], speakers: Mapping[int, Sequence[Actor]], last: Actor | None
) -> Iterator[Statement]:
    hits = reader.hits(unit)
    if not hits and not unit.quotes:
        return
    stops = reader.stops(unit)
    reporters = [report for hit in hits if hit.kind in {"according", "after"} if (report := _according(reader, hit, unit, stops, people))]
    told_by = reporters[0].speaker if reporters else None
    free = [actor for actor in people if all(actor is not report.speaker for report in reporters)]
    reports = _outermost(list(_verbs(reader, [hit for hit in hits if hit.kind == "verb"], unit, stops, free, last)))
    if not reports:
        reports = reporters
    if unit.quotes:
        yield from _direct(reader, unit, reports or _without_verb(reader, unit, hits, people, speakers), told_by)
    yield from _indirect(reader, unit, reports, told_by)


def _outermost(reports: Sequence[Report]) -> list[Report]:
    """Leave out reports within what the same speaker says: "he said he would propose a tax" is one statement."""
    return [
        report
        for report in reports
        if not any(o.speaker.name == report.speaker.name and o.start <= report.hit.start < o.end for o in reports if o is not report)
    ]


def _statement(reader: Reader, span: tuple[int, int], kind: str, speaker: Actor, told_by: Actor | None) -> Statement:
    start, end = span
    reporter = told_by.name if told_by and told_by.name != speaker.name else None
    surface = reader.doc.text[start:end]
    if kind == "direct":
        return Statement(start=start, end=end, surface=surface, speaker=speaker.name, reported_by=reporter, kind="direct")
    return Statement(start=start, end=end, surface=surface, speaker=speaker.name, reported_by=reporter, kind="indirect")


def _direct(reader: Reader, unit: Unit, reports: Sequence[Report], told_by: Actor | None) -> Iterator[Statement]:
    """Yield each quotation as said by whose verb stands nearest."""
    for quote in unit.quotes:
        report = min(reports, key=lambda report: _distance(report, quote), default=None)
        if report:
            yield _statement(reader, quote, "direct", report.speaker, told_by)


def _distance(report: Report, quote: Quote) -> int:
    """Return how far a quotation is from what tells who said it; one that the report already covers is nearest."""
    if report.start <= quote.start and quote.end <= report.end:
        return min(abs(quote.start - report.hit.end), abs(report.hit.start - quote.end)) // 2
    return 2 * max(quote.start - report.hit.end, report.hit.start - quote.end, 0)


def _indirect(reader: Reader, unit: Unit, reports: Sequence[Report], told_by: Actor | None) -> Iterator[Statement]:
    for report in reports:
        outer = told_by or next((o.speaker for o in reports if o is not report and o.start <= report.hit.start < o.end), None)
        if reader.is_clause(report) and not any(report.start <= q.start < report.end for q in unit.quotes):
            yield _statement(reader, (report.start, report.end), "indirect", report.speaker, outer)


def _verbs(
    reader: Reader, hits: Sequence[Hit], unit: Unit, stops: Sequence[int], people: Sequence[Actor], last: Actor | None
) -> Iterator[Report]:
    for number, hit in enumerate(hits):
        low = stops[bisect.bisect_right(stops, hit.start) - 1]
        high = next((stop for stop in stops if stop > hit.start and not any(q.start - 3 <= stop <= q.start for q in unit.quotes)), unit.end)
        speaker = _speaker(reader, hit, low, people, last)
        if speaker is None:
            continue
        span = _content(reader, hit, (low, high), speaker, hits[number + 1 : number + 2], people)
        yield Report(speaker, *reader.trimmed(*span), hit)


def _speaker(reader: Reader, hit: Hit, low: int, people: Sequence[Actor], last: Actor | None) -> Actor | None:
    """Return who says: named after an inverted verb, else before it, else after it, else the one that a pronoun stands for.

    "They" are several, and no single one of them is known to speak.
    """
    before, after = reader.before(hit, low, people), reader.after(hit, people)
    if after and (reader.is_inverted(hit, after) or reader.words.verb_first):
        return after
    earlier = [actor for actor in people if actor.kind == "person" and actor.end <= hit.start and not reader.is_oblique(actor)]
    if reader.has_pronoun(hit, low, plural=True):
        return None
    if reader.has_pronoun(hit, low) and not (before and before.kind == "person"):
        return earlier[0] if earlier else last
    if before or after:
        return before or after
    if reader.has_title(hit) or reader.words.dropped_subjects or reader.is_inverted(hit):
        return earlier[0] if earlier else last
    return None


def _content(
    reader: Reader, hit: Hit, clause: tuple[int, int], speaker: Actor, following: Sequence[Hit], people: Sequence[Actor]
) -> tuple[int, int]:
    """Return the stretch of a clause that is said: after the verb, or before it where the verb closes the clause."""
    low, high = clause
    text = reader.doc.text
    if reader.words.content_before:
        return (speaker.end if low <= speaker.start < hit.start else low), hit.start
    if reader.is_inverted(hit, speaker if speaker.start >= hit.end else None) and speaker.start not in range(low, hit.start):
        return low, reader.doc.tokens[reader.run_start(hit)].start
    start = speaker.end if hit.end <= speaker.start < high else hit.end
    high = _until_next(reader, (start, high), following, people)
    rest = reader.doc.token_at(high) - reader.doc.token_at(start)
    comma = _last_comma(text, low, min(speaker.start, hit.start))
    words = reader.doc.token_at(comma) - reader.doc.token_at(low)
    if rest <= FEW and comma > low and words > rest and reader.is_small(comma, speaker.start) and not OPENING.search(text, start, high):
        return low, comma
    return start, high


def _until_next(reader: Reader, span: tuple[int, int], following: Sequence[Hit], people: Sequence[Actor]) -> int:
    """Return where what is said ends: before another verb of saying that "and" joins, or the comma before its subject."""
    start, high = span
    for other in following:
        if other.start >= high:
            continue
        if reader.is_joined(other):
            return max(start, reader.doc.tokens[reader.run_start(other)].start)
        subject = reader.before(other, start, people)
        cut = _last_comma(reader.doc.text, start, subject.start) if subject else -1
        high = cut if cut > start + LEAST else high
    return high


def _last_comma(text: str, start: int, end: int) -> int:
    return max((match.start() for match in COMMA.finditer(text, start, end)), default=-1)


def _according(reader: Reader, hit: Hit, unit: Unit, stops: Sequence[int], people: Sequence[Actor]) -> Report | None:
    """Return the report of "according to X, ..." or "..., according to X"."""
    low = stops[bisect.bisect_right(stops, hit.start) - 1]
    high = next((stop for stop in stops if stop > hit.start), unit.end)
    text = reader.doc.text
    if hit.kind == "after":
        speaker = next((a for a in reversed(people) if 0 <= hit.start - a.end <= 8), None)  # noqa: PLR2004  ("'nin açıklamasına")
        return Report(speaker, *reader.trimmed(hit.end, high), hit) if speaker else None
    speaker = reader.after(hit, people)
    if speaker is None:
        return None
    opening = reader.doc.token_at(hit.start) - reader.doc.token_at(low) <= 2  # noqa: PLR2004  ("But according to")
    comma = next((match.start() for match in COMMA.finditer(text, speaker.end, high)), speaker.end)
    span = (comma if reader.words.unspaced is None else speaker.end, high) if opening else (low, hit.start)
    return Report(speaker, *reader.trimmed(*span), hit)


def _without_verb(
    reader: Reader, unit: Unit, hits: Sequence[Hit], people: Sequence[Actor], speakers: Mapping[int, Sequence[Actor]]
) -> list[Report]:
    """Return who says the quotations of a unit that has no verb of saying: the next sentence tells, or the only person before them."""
    quote = unit.quotes[0]
    speaker = _from_next(reader, unit, speakers)
    persons = list(dict.fromkeys(actor.name for actor in people if actor.kind == "person"))
    alone = next((actor for actor in people if actor.kind == "person" and actor.end <= quote.start), None)
    words = reader.doc.token_at(quote.end) - reader.doc.token_at(quote.start)
    viewed = any(hit.kind == "view" and hit.end <= quote.start for hit in hits)
    if speaker is None and alone and len(persons) == 1 and (viewed or words >= FEWEST_QUOTED):
        speaker = alone
    hit = Hit(quote.start, quote.start, 0, 0, "none")
    return [Report(speaker, quote.start, unit.quotes[-1].end, hit)] if speaker else []


def _from_next(reader: Reader, unit: Unit, speakers: Mapping[int, Sequence[Actor]]) -> Actor | None:
    """Return the person named by a following sentence such as "This was said by ..."."""
    doc, pattern = reader.doc, reader.words.back_reference
    if pattern is None or unit.last >= len(doc.sentences) or not pattern.match(doc.text, doc.sentences[unit.last].start):
        return None
    named = speakers.get(unit.last, ())
    return next((actor for actor in named if actor.kind == "person"), named[0] if named else None)
