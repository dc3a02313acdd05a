"""Institutions that every state has: "the Foreign Ministry" is a body of the state beside it, or of the one that the article is about.

They are found before places, so that "of Brazil" in "Ministry of Health of Brazil" is no place of its own. Which state a word alone
means is settled after places, when it is known which states the article speaks of.
"""

from __future__ import annotations

import bisect
import collections
import functools
from typing import TYPE_CHECKING, NamedTuple

from warta.gazetteer.fold import is_han, stem_key
from warta.gazetteer.gazetteer import gazetteer
from warta.parse.institution_words import Word, Words, body, has, institution_words
from warta.parse.known import Found, metonyms, written_as
from warta.parse.mark import INSTITUTION
from warta.parse.memo import Memo
from warta.parse.phrases import Phrase, joined, phrases_at
from warta.parse.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from warta.article import Place
    from warta.parse.doc import Doc

LONGEST = 10
"""Words (Chinese characters) in the longest name of an institution."""
HOME, MINISTRY = 3.0, 5.0
"""How many mentions of a foreign state the state of the outlet outweighs, and how many more where a ministry is meant."""
HAN_OPENING = 2
"""Chinese characters that words are looked up by."""
HAN_COUNTRY = 6
"""Characters in the longest name of a country that is one word with its institution."""
MODEL = 3
"""Digits in the number of a model: Boeing 777."""
COUNTRY = 3
"""Words in the longest name of a country."""


class Institution(NamedTuple):
    """A word for an institution.

    ``phrase`` holds a country beside it; ``claimed`` is what can be no place; ``country`` is None for a word alone.
    """

    phrase: Phrase
    claimed: tuple[int, int]
    word: Word
    country: str | None


class Beside(NamedTuple):
    """A country beside a word: the tokens it covers, and whether it is a name (not a word for a people, not a possessor)."""

    country: str
    first: int
    last: int
    named: bool


def find_institutions(doc: Doc) -> tuple[Institution, ...]:
    """Return the words for institutions in a document, in order, without overlaps."""
    words = institution_words(doc.language)
    if words is None:
        return ()
    found: list[Institution] = []
    last = 0
    for index in _starts(doc, words):
        match = _at(doc, index, words) if index >= last else None
        if match:
            found.append(match)
            last = match.phrase.last
    return tuple(found)


def resolve(doc: Doc, institutions: Sequence[Institution], known: Sequence[Found], places: Sequence[Place]) -> tuple[Found, ...]:
    """Return ``known`` with the bodies that the words for institutions mean, in order, and with shared acronyms settled.

    A word alone means the body of the state whose word it is ("Treasury Department"), or of the place right after it, or of the state
    that it had beside it before, or that the article names most. So does an acronym that bodies of several states share.
    """
    where = _votes(doc, places)
    known = [_settled(found, where) for found in known if not _is_part(doc, found, places)]
    votes = _with_known(where, known)
    earlier: dict[str, str] = {}
    bodies = []
    for item in institutions:
        concept = item.word.concept
        country = item.country or item.word.country or _seat(doc, item, places) or earlier.get(concept) or _likeliest(doc, votes, concept)
        if item.country:
            earlier[concept] = item.country
        who = body(country, concept) if country else None
        if who:
            bodies.append(Found(item.phrase, who))
    starts = [item.phrase.start for item in bodies]
    at = [bisect.bisect_right(starts, found.phrase.start) - 1 for found in known]
    kept = [found for found, index in zip(known, at, strict=True) if index < 0 or not _holds(bodies[index].phrase, found.phrase)]
    taken = Spans((found.phrase.start, found.phrase.end) for found in kept)
    bodies = [found for found in bodies if not taken.touch(found.phrase.start, found.phrase.end)]
    return tuple(sorted([*kept, *bodies], key=lambda found: found.phrase.start))


def _holds(outer: Phrase, inner: Phrase) -> bool:
    """Return whether a known name is a mere part of an institution: "Security Council" in "National Security Council"."""
    return outer.start <= inner.start and inner.end <= outer.end and outer.end - outer.start > inner.end - inner.start


def _is_part(doc: Doc, found: Found, places: Sequence[Place]) -> bool:
    """Return whether the name of an organisation is a part of that of a place ("Kalimantan Barat") or a product ("Boeing 777")."""
    if found.actor.kind == "person":
        return False
    phrase = found.phrase
    index = bisect.bisect_right(places, phrase.start, key=lambda place: place.start) - 1
    if index >= 0 and places[index].end >= phrase.end and places[index].end - places[index].start > phrase.end - phrase.start:
        return True
    if found.actor.kind != "company" or phrase.last >= len(doc.tokens):
        return False
    following = doc.tokens[phrase.last]
    return following.start - phrase.end <= 1 and any(letter.isdigit() for letter in following.text) and not _is_amount(doc, phrase.last)


def _is_amount(doc: Doc, index: int) -> bool:
    """Return whether a number goes on as amounts, dates and times do ("Tesla 5 billion") rather than as a model does ("Boeing 777")."""
    token = doc.tokens[index]
    return token.text.isdigit() and len(token.text) != MODEL


def _settled(found: Found, votes: dict[str, float]) -> Found:
    """Return a known name as that of the bearer whose state the article names most; the first of the table where it names none."""
    if not found.rivals:
        return found
    return found._replace(actor=max((found.actor, *found.rivals), key=lambda actor: votes.get(actor.country or "", 0.0)), rivals=())


def _votes(doc: Doc, places: Sequence[Place]) -> dict[str, float]:
    words = institution_words(doc.language)
    votes: dict[str, float] = collections.defaultdict(float)
    for place in places:
        if place.country:
            votes[place.country] += 1.0 if place.precision == "country" and place.form == "name" else 0.5
    if words and words.home:
        votes[words.home] += HOME
    return dict(votes)


def _with_known(votes: dict[str, float], known: Sequence[Found]) -> dict[str, float]:
    counted = collections.Counter(found.actor.country for found in known if found.actor.country)
    return {country: votes.get(country, 0.0) + 0.3 * counted[country] for country in {*votes, *counted}}


def _seat(doc: Doc, item: Institution, places: Sequence[Place]) -> str | None:
    """Return the country of the place right after a word, with no more than a preposition between: "the Health Ministry in Gaza"."""
    index = bisect.bisect_left(places, item.phrase.end, key=lambda place: place.start)
    if index == len(places) or places[index].start - item.phrase.end > len(" dans la "):
        return None
    between = doc.text[item.phrase.end : places[index].start]
    return places[index].country if between.replace(" ", "").isalpha() and between.islower() else None


def _likeliest(doc: Doc, votes: dict[str, float], concept: str) -> str | None:
    """Return the state with such an institution that the article names most; None where two are named as often.

    Papers seldom say of a ministry at home whose it is, which they do of others.
    """
    words = institution_words(doc.language)
    home = words.home if words else None
    more = MINISTRY if concept.endswith("ministry") else 0.0
    ranked = sorted(
        ((weight + (more if country == home else 0.0), country) for country, weight in votes.items() if has(country, concept)), reverse=True
    )
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return ranked[0][1]


def _starts(doc: Doc, words: Words) -> Iterator[int]:
    """Yield the words that an institution may begin with; a single character of Chinese only does with the next."""
    folded, han, begins = doc.folded, doc.han, _begins_in_han(doc.language)
    for index in doc.marked(INSTITUTION):
        word = folded[index]
        if (
            not han[index]
            or begins[word]
            or (len(word) < HAN_OPENING and "".join(folded[index : index + 2])[:HAN_OPENING] in words.openings)
        ):
            yield index


@functools.cache
def _begins_in_han(language: str | None) -> Memo[bool]:
    """Return {characters: whether an institution of a language may begin with them, or be them with its country}."""
    words = institution_words(language)

    def begins(folded: str) -> bool:
        return words is not None and (folded[:HAN_OPENING] in words.openings or _with_its_country(folded, words) is not None)

    return Memo(begins)


def _is_title(doc: Doc, phrase: Phrase) -> bool:
    """Return whether the word ends a title, "глава МИД", or begins one, "Dışişleri Bakanı": either is a foreign minister."""
    words = doc.grammar
    if " ".join(doc.folded[phrase.first : phrase.last + 1]) in words.titles:
        return True
    ends = (" ".join(doc.folded[phrase.first - back : phrase.last]) for back in (1, 2) if phrase.first >= back)
    return any(end in words.titles or any(end in titles for _office, titles in words.offices) for end in ends)


def _at(doc: Doc, index: int, words: Words) -> Institution | None:
    if doc.han[index]:
        whole = _in_word(doc, index, words)
        if whole:
            return whole
    for phrase, adjective in (
        *((phrase, None) for phrase in phrases_at(doc, index, LONGEST, through_small=True)),
        *_around_adjective(doc, index, words),
    ):
        for word in words.index.get(phrase.key, ()):
            if not written_as(doc.text[phrase.start : phrase.end], word, phrase.key) or _is_title(doc, phrase):
                continue
            beside = adjective or _before(doc, phrase, words) or _after(doc, phrase, words)
            if beside:
                return _with_country(doc, phrase, word, beside)
            if not word.owned and not _is_of_division(doc, phrase, words):
                return Institution(phrase, (phrase.start, phrase.end), word, None)
    return None


def _in_word(doc: Doc, index: int, words: Words) -> Institution | None:
    """Return the institution that is one word with its country, as the list of words of Chinese has 中国外交部."""
    token, folded = doc.tokens[index], doc.folded[index]
    found = _with_its_country(folded, words)
    if found is None:
        return None
    return Institution(Phrase(index, index + 1, token.start, token.end, folded), (token.start, token.end), *found)


def _with_its_country(folded: str, words: Words) -> tuple[Word, str] | None:
    """Return the institution that a word ends with and the country that it begins with."""
    for cut in range(1, min(len(folded) - 1, HAN_COUNTRY)):
        for word in words.index.get(folded[cut:], ()):
            country = words.short.get(folded[:cut]) or _country_named(folded[:cut])
            if country:
                return word, country
    return None


def _country_named(key: str) -> str | None:
    entries = gazetteer().named(key)
    return entries[0].country if entries and entries[0].kind == "country" else None


def _with_country(doc: Doc, phrase: Phrase, word: Word, beside: Beside) -> Institution:
    """Return the institution of the country beside it. In "the parliament of Kenya" no name holds the country, which stays a place."""
    if doc.text[phrase.start].islower() and word.owned:
        return Institution(phrase, (phrase.start, phrase.end), word, beside.country)
    first, last = min(phrase.first, beside.first), max(phrase.last, beside.last)
    start, end = min(phrase.start, doc.tokens[first].start), doc.tokens[last - 1].end
    whole = Phrase(first, last, start if first < phrase.first else phrase.start, end, phrase.key)
    return Institution(whole, (whole.start, whole.end) if beside.named else (phrase.start, phrase.end), word, beside.country)


def _around_adjective(doc: Doc, index: int, words: Words) -> Iterator[tuple[Phrase, Beside]]:
    """Yield the runs of words without the word for a people in their midst: ``ministère russe de la Défense``."""
    if not words.inner or index + 2 >= len(doc.tokens) or not (joined(doc, index) and joined(doc, index + 1)):
        return
    people = gazetteer().people_of(doc.folded[index + 1])
    if people is None or people.country is None:
        return
    beside = Beside(people.country, index + 1, index + 2, named=False)
    start = doc.tokens[index].start
    for rest in phrases_at(doc, index + 2, LONGEST - 2, through_small=True):
        yield Phrase(index, rest.last, start, rest.end, f"{doc.folded[index]} {rest.key}"), beside


def _touches(doc: Doc, index: int) -> bool:
    """Return whether nothing but a space, or nothing in Chinese, stands between a word and the next."""
    here, there = doc.tokens[index], doc.tokens[index + 1]
    gap = doc.text[here.end : there.start]
    return gap in {" ", "\u00a0", "", "-"} or (gap == ". " and len(here.text) == 1)


def _before(doc: Doc, phrase: Phrase, words: Words) -> Beside | None:
    if "before" not in words.order or phrase.first == 0:
        return None
    end = phrase.first
    if end > 1 and doc.text[doc.tokens[end - 2].end : doc.tokens[end - 1].start] in {"'", "’"} and _touches(doc, end - 1):
        owner = _country_ending(doc, end - 1, words)
        return owner._replace(last=end, first=end, named=False) if owner else None
    return _country_ending(doc, end, words) if _touches(doc, end - 1) else None


def _country_ending(doc: Doc, end: int, words: Words) -> Beside | None:
    for first in range(max(0, end - (6 if doc.han[end - 1] else COUNTRY)), end):
        if all(_touches(doc, index) for index in range(first, end - 1)):
            found = _country(doc, first, end, words)
            if found:
                return found
    return None


def _after(doc: Doc, phrase: Phrase, words: Words) -> Beside | None:
    first = phrase.last
    if first >= len(doc.tokens) or not joined(doc, first - 1):
        return None
    for length in (3, 2, 1):
        if " ".join(doc.folded[first : first + length]) in words.of:
            return _country_beginning(doc, first + length, words)
    if "after" not in words.order and "after adjective" not in words.order:
        return None
    found = _country_beginning(doc, first, words)
    return found if found and (not found.named or "after" in words.order) else None


def _country_beginning(doc: Doc, first: int, words: Words) -> Beside | None:
    for last in range(min(len(doc.tokens), first + COUNTRY), first, -1):
        if all(joined(doc, index) for index in range(first, last - 1)):
            found = _country(doc, first, last, words)
            if found:
                return found
    return None


def _country(doc: Doc, first: int, last: int, words: Words) -> Beside | None:
    """Return the country that words name, or whose people they are a word for; None where a larger division has the name ("Georgia")."""
    text = doc.text[doc.tokens[first].start : doc.tokens[last - 1].end]
    short = words.short.get(text)
    if short:
        return Beside(short, first, last, named=True)
    han = is_han(text)
    key = ("" if han else " ").join(doc.folded[first:last])
    stemmer = doc.ways.stemmer
    places = gazetteer()
    for each in (key, stem_key(key, stemmer)) if stemmer else (key,):
        people = places.people_of(each)
        if people and people.country:
            return Beside(people.country, first, last, named=False)
        palace, always = metonyms().get(each, (None, False))
        if palace and always:
            return Beside(palace, first, last, named=False)
        entries = places.named(each) if text[0].isupper() or not text[0].islower() else ()
        if (
            entries
            and entries[0].kind == "country"
            and not any(entry.kind == "admin1" and entry.population > entries[0].population for entry in entries)
        ):
            return Beside(entries[0].country or "", first, last, named=True)
    return None


def _is_of_division(doc: Doc, phrase: Phrase, words: Words) -> bool:
    """Return whether the word belongs to a part of a state ("Texas Senate", "state supreme court") or begins the name of a street."""
    before = phrase.first - 1
    if before >= 0 and _touches(doc, before):
        if doc.folded[before] in words.not_after or ("before" in words.order and _is_division(doc, before, before + 1)):
            return True
        if "before" in words.order and before > 0 and _is_division(doc, before - 1, before + 1):
            return True
    after = phrase.last
    if after >= len(doc.tokens) or not joined(doc, after - 1):
        return False
    if doc.folded[after] in words.not_before:
        return True
    for length in (3, 2, 1):
        if " ".join(doc.folded[after : after + length]) in words.of:
            return any(_is_division(doc, after + length, last) for last in (after + length + 1, after + length + 2))
    return "after" in words.order and _is_division(doc, after, after + 1)


def _is_division(doc: Doc, first: int, last: int) -> bool:
    if last > len(doc.tokens) or not doc.tokens[first].text[0].isupper():
        return False
    entries = gazetteer().named(" ".join(doc.folded[first:last]))
    return any(entry.kind == "admin1" or (entry.kind == "city" and entry.population > 100_000) for entry in entries)  # noqa: PLR2004  (a city)
