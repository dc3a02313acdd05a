"""Time expressions: from the words of an article to TIMEX3 values and the days that they cover.

Rules come from the table of the language (:mod:`warta.parse.time_rules`). Relative expressions are counted from the day of
publication, or from the day that the story has come to ("the day before"); where that is unknown they have no value, and a note says
so.
"""

from __future__ import annotations

import bisect
import itertools
import operator
from typing import TYPE_CHECKING

from warta.article import Date, DateBasis, Note, Tense
from warta.parse.mark import TIME
from warta.parse.proclitics import proclitics
from warta.parse.quick_patterns import hole, is_plain, is_plain_between
from warta.parse.story import Story
from warta.parse.time_cues import Cues
from warta.parse.time_rules import TimeTable, meaning, time_table, word_key
from warta.parse.time_values import Anchor, Found, value_of
from warta.parse.timex import Days, days

if TYPE_CHECKING:
    import datetime as dt
    import re
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import regex

    from warta.parse.doc import Doc
    from warta.parse.time_rules import Rule

    Pattern = re.Pattern[str] | regex.Pattern[str]

LONGEST = 160
"""No time expression is longer, in code points."""
BEHIND = 100
"""Code points before one that a rule may look at."""
TOLD = frozenset({"value", "duration", "set", "year"})
"""Traits of what needs no tense to be understood."""
UNTOLD = frozenset({"weekday", "month", "m", "d", "season", "quarter", "half"})
"""What may lie in the past or ahead, as the sentence tells."""
__all__ = ["Found", "find_dates", "find_expressions", "full_days"]


def find_expressions(doc: Doc) -> tuple[Found, ...]:
    """Return the time expressions of an article in order: of those that overlap the longest, of equal ones the earlier rule's."""
    times = time_table(doc.language)
    if not times.by_word or not doc.tokens:
        return ()
    seams = [token.start for before, token in itertools.pairwise(doc.tokens) if token.glued and not before.proclitic]
    chosen: list[Found] = []
    last = 0
    text, plain = doc.text, is_plain(doc.text)
    quick, slow = _quick(text), operator.attrgetter("pattern")
    for index, rules in _openings(doc, times):
        start = doc.tokens[index].start
        if start < last:
            continue
        end = _end(seams, start, text)
        found = _longest(text, (start, end), rules, times, quick if plain or is_plain_between(text, start - BEHIND, end) else slow)
        if found and found.start >= last:
            last = found.end
            if "ignore" not in found.traits:
                chosen.append(found)
    return tuple(_joined(text, chosen, times))


def _openings(doc: Doc, times: TimeTable) -> list[tuple[int, tuple[Rule, ...]]]:
    """Return the words that an expression may begin with: where each stands, and the rules that it may be of."""
    if not proclitics(doc.language):
        texts, rules_at = [*doc.texts, ""], times.rules_at
        return [(index, rules) for index in doc.marked(TIME) if (rules := rules_at(texts[index], texts[index + 1]))]
    keys, following = _keys(doc)
    return [(index, rules) for index, key in enumerate(keys) if key in times.by_word and (rules := times.rules_from(key, following[index]))]


def _keys(doc: Doc) -> tuple[list[str], list[str]]:
    """Return what each word is looked up by, and the word after it: a word that another is written onto counts alone, and both as one."""
    ends: list[tuple[int, int]] = []
    for index in range(len(doc.tokens) - 1, -1, -1):
        token = doc.tokens[index]
        ends.append(ends[-1] if token.proclitic and ends else (token.end, index + 1))
    ends.reverse()
    keys = [word_key(doc.text[token.start : end]) for token, (end, _) in zip(doc.tokens, ends, strict=True)]
    return keys, [keys[after] if after < len(keys) else "" for _, after in ends]


def _end(seams: Sequence[int], start: int, text: str) -> int:
    """Return how far an expression may go: no farther than where two words are glued together that are none.

    Nor so far that a text of nothing but dates would be read to its end from each of them.
    """
    index = bisect.bisect_right(seams, start)
    return min(seams[index] if index < len(seams) else len(text), start + LONGEST)


def _quick(text: str) -> Callable[[Rule], Pattern]:
    """Return what gives the quickest pattern of a rule that is right for the plain stretches of a text."""
    return operator.attrgetter("spelled" if "ı" in text or "İ" in text else "quick")


def _longest(
    text: str, span: tuple[int, int], rules: Sequence[Rule], times: TimeTable, pattern_of: Callable[[Rule], Pattern]
) -> Found | None:
    """Return the longest expression in a span of a text that begins with its first word, or with the bracket before it."""
    begin, end = span
    best: Found | None = None
    for start in (begin - 1, begin) if text[begin - 1 : begin] == "(" else (begin,):
        for rule in rules:
            match = pattern_of(rule).match(text, start, end)
            if match is None:
                continue
            first, last = match.span("span")
            if last > first and (best is None or last > best.end):
                parts = {hole(name): part for name, part in match.groupdict().items() if part and name != "span"}
                holes = {name: meaning(times, name, part) for name, part in parts.items()}
                best = Found(first, last, holes, rule.traits)
        if best:
            break
    return best


def _joined(text: str, found: Sequence[Found], times: TimeTable) -> Iterator[Found]:
    """Yield the expressions, those that tell one time together as one: "on Saturday" "at 6 pm", "Thursday," "15 September"."""
    before: Found | None = None
    for item in found:
        one = _one(text, before, item, times) if before else None
        if before and not one:
            yield before
        before = one or item
    if before:
        yield before


def _one(text: str, one: Found, other: Found, times: TimeTable) -> Found | None:
    gap = text[one.end : other.start]
    if not times.joins.fullmatch(gap) and not times.time_joins.fullmatch(gap):
        return None
    end = other.end
    if gap.endswith(("(", "（")):
        if text[end : end + 1] not in {")", "）"}:
            return None
        end += 1
    if _names_day(one) and _names_date(other) and not _names_date(one) and "clock" not in one.holes and times.joins.fullmatch(gap):
        traits = {**other.traits, **({"news_day": True} if "y" in other.holes else {}), **_times_of(one.traits)}
        return Found(one.start, end, {**other.holes, **_times_of(one.holes)}, traits)
    if not times.time_joins.fullmatch(gap) or "apart" in other.traits:
        return None
    day, time = (one, other) if "time" in other.traits else (other, one)
    if "time" in time.traits and _names_day(day) and not (day.holes.keys() | day.traits.keys()) & {"clock", "daypart"}:
        return Found(one.start, end, {**day.holes, **time.holes}, {**day.traits, **_times_of(time.traits)})
    if "," not in gap and "time" in one.traits and "time" in other.traits and ("clock" in one.holes) != ("clock" in other.holes):
        return Found(one.start, end, {**other.holes, **one.holes}, {**other.traits, **one.traits})
    return None


def _times_of(names: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in names.items() if name in {"clock", "minute", "daypart"}}


def _names_day(item: Found) -> bool:
    """Return whether an expression names one day, in whatever way."""
    if item.traits.keys() & {"time", "duration", "set", "value"} or "d2" in item.holes:
        return False
    return bool(item.holes.keys() & {"weekday", "relday", "d"}) or "offset" in item.traits


def _names_date(item: Found) -> bool:
    """Return whether an expression names a day by its month."""
    return _names_day(item) and "d" in item.holes and bool(item.holes.keys() & {"month", "m"})


def full_days(found: Sequence[Found]) -> Iterator[tuple[Found, dt.date]]:
    """Yield the expressions that name one day in full, which needs no anchor, with that day."""
    for item in found:
        value = value_of(item, Anchor(None, None))
        covered = days(value) if value else None
        if covered and covered.first == covered.last:
            yield item, covered.first


def find_dates(doc: Doc, found: Sequence[Found], published: dt.date | None) -> tuple[tuple[Date, ...], tuple[Note, ...]]:
    """Return the dates of an article and notes on those that could not be resolved."""
    cues = Cues(doc)
    dates: list[Date] = []
    notes: list[Note] = []
    story = Story.begun(published)
    for item in found:
        tense = _tense(item, cues, published)
        value = value_of(*story.anchored(item, tense))
        covered = days(value) if value else None
        if value is None:
            reason = "relative to a day of publication that is not known" if published is None else "no such day"
            notes.append(Note(step="dates", reason=reason, start=item.start, end=item.end, surface=doc.text[item.start : item.end]))
        elif covered:
            story = story.after(item, covered, written=_is_written(doc, item))
        dates.append(_date(doc, item, value, covered, published))
    return tuple(dates), tuple(notes)


def _is_written(doc: Doc, item: Found) -> bool:
    """Return whether an expression is the day that the article was written, which "today" and "yesterday" are counted from."""
    return _names_day(item) and ("written" in item.traits or doc.block_at(item.start) == "dateline")


def _tense(item: Found, cues: Cues, published: dt.date | None) -> Tense | None:
    """Return the tense around an expression, where it matters."""
    traits, holes = item.traits, item.holes
    if published is None or "y" in holes or traits.get("shift") in {-1, 1} or traits.keys() & TOLD:
        return None
    if "time" not in traits and not holes.keys() & UNTOLD and (holes.get("unit") or traits.get("fixed")) != "WE":
        return None
    return traits.get("tense") or cues.tense(item.start, item.end)


def _date(doc: Doc, item: Found, value: str | None, covered: Days | None, published: dt.date | None) -> Date:
    return Date(
        start=item.start,
        end=item.end,
        surface=doc.text[item.start : item.end],
        value=value,
        from_=covered.first.isoformat() if covered else None,
        to=covered.last.isoformat() if covered else None,
        precision=covered.precision if covered else None,
        basis=_basis(item),
        tense=_tense_of(covered.first, covered.last, published) if covered else None,
    )


def _basis(item: Found) -> DateBasis:
    if item.traits.keys() & {"vague", "duration", "set", "value"}:
        return "vague"
    return "explicit" if item.holes.keys() & {"y", "yy"} else "relative"


def _tense_of(first: dt.date, last: dt.date, published: dt.date | None) -> Tense | None:
    if published is None:
        return None
    return "past" if last < published else "future" if first > published else "present"
