"""Generated parsed articles, as many as are asked for: the load of the benchmarks, and nothing that anybody should read.

Words are drawn by their frequency in the language, so that a text is as hard to compress and as easy to search as prose, though
it says nothing. Places and actors are real ones of the tables in ``data/``, drawn by Zipf's law; an article returns to a few of
them, as news does. Article ``n`` of a seed is always the same, whoever makes it: ``articles(range(0, 1000))``;
``python -m bench.articles 1000 > articles.jsonl`` writes them to a file, on all cores.
"""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
import multiprocessing
import sys
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.pools import LANGUAGES, SHARES, day_written, month_written, places, places_at, pool, zipf
from warta.article import Actor, Block, Date, Event, Note, ParsedArticle, Place, Published, Span, Statement, encode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.pools import Pool

CHUNK = 500
"""Articles that are drawn together."""
FIRST, DAYS = dt.date(2014, 1, 1), 3650
"""Days of publication; later ones are more frequent."""
SENTENCES = (9, 16)
"""Sentences of a body, from and to; with about 23 words each an article has about 300."""
ROLES = ("event", "event", "event", "event", "mentioned", "origin", "actor", "event")
KINDS = ("consult", "agree", "visit", "announce", "assault", "disaster", "protest", "elect")
STOPS = {"zh": "。"}
TAKEN = {"zh": ""}


def articles(numbers: range, seed: int = 0) -> Iterator[ParsedArticle]:
    """Yield the articles of these numbers (a range with step 1)."""
    for chunk in range(numbers.start // CHUNK, -(-numbers.stop // CHUNK)):
        drawn = np.random.default_rng((seed, chunk))
        languages = drawn.choice(len(LANGUAGES), CHUNK, p=SHARES)
        days = (DAYS * drawn.random(CHUNK) ** 0.5).astype(int)
        for offset, (language, day) in enumerate(zip(languages, days, strict=True)):
            article = _Writer(LANGUAGES[language], FIRST + dt.timedelta(int(day)), drawn).article(chunk * CHUNK + offset, seed)
            if numbers.start <= chunk * CHUNK + offset < numbers.stop:
                yield article


class _Writer:
    """Writes one article from left to right, so that every offset is that of what was just written."""

    def __init__(self, language: str, day: dt.date, drawn: np.random.Generator) -> None:
        self._language, self._day = language, day
        self._pool: Pool = pool(language)
        self._gap = TAKEN.get(language, " ")
        self._chances = iter(drawn.random(640).tolist())
        self._words = iter(self._pool.words[np.searchsorted(self._pool.words_at, drawn.random(640)).clip(max=len(self._pool.words) - 1)])
        self._places = np.searchsorted(places_at(), drawn.random(4)).clip(max=len(places()) - 1).tolist()
        self._actors = np.searchsorted(self._pool.actors_at, drawn.random(4)).clip(max=len(self._pool.actors) - 1).tolist()
        self._ago = np.rint(drawn.laplace(-1.0, 12.0, 8)).astype(int).tolist()
        self._drawn = drawn
        self._parts: list[str] = []
        self._at = 0
        self._found: dict[str, list[Any]] = {name: [] for name in ("places", "actors", "dates", "statements", "events", "notes")}
        self._sentences: list[Span] = []

    def article(self, number: int, seed: int) -> ParsedArticle:
        """Return the article."""
        chance, language = self._chances, self._language
        outlet = int(np.searchsorted(_OUTLETS, next(chance)))
        self._sentence(9, 0.5, stop="")
        title = "".join(self._parts)
        blocks = [self._block(0, "title")]
        if next(chance) < 0.3:  # noqa: PLR2004  (the chances here are those of the labelled articles, more or less)
            start = self._at
            self._place(self._places[0], "dateline")
            self._sentences.append(Span(start=start, end=self._at))
            blocks.append(self._block(start, "dateline"))
        count = SENTENCES[0] + int(next(chance) * (SENTENCES[1] - SENTENCES[0] + 1))
        while count > 0:
            start = self._at
            together = min(count, 1 + int(next(chance) * 3))
            for left in range(together - 1, -1, -1):
                self._sentence(13 + int(next(chance) * 21), 0.62)
                if left:
                    self._write(" ")
            blocks.append(self._block(start, "body"))
            count -= together
        day = self._day.isoformat()
        known = next(chance) < 0.97  # noqa: PLR2004  (same)
        published = Published(value=day, from_=day, to=day, precision="day", basis="metadata") if known else Published()
        return ParsedArticle(
            id=f"{seed:04x}{number:016x}",
            language=language,
            language_score=0.99,
            title=title,
            outlet=self._pool.outlets[outlet],
            url=f"https://{language}{outlet}.example.org/{self._day.year}/{number}",
            published=published,
            text="".join(self._parts),
            blocks=tuple(blocks),
            sentences=tuple(self._sentences),
            **{name: tuple(found) for name, found in self._found.items()},
        )

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._at += len(text)

    def _block(self, start: int, kind: Any) -> Block:  # noqa: ANN401  (one of the kinds of a block)
        block = Block(start=start, end=self._at, kind=kind)
        self._write("\n\n")
        return block

    def _sentence(self, words: int, chance: float, stop: str = ".") -> None:
        """Write a sentence with its mentions; ``chance`` is that of a further place, and of a further actor."""
        start, chances, gap = self._at, self._chances, self._gap
        things = ["place"] * _times(chances, chance) + ["actor"] * _times(chances, chance) + ["date"] * _times(chances, 0.24)
        where = sorted(int(next(chances) * (words - 1)) + 1 for _ in things)
        here: dict[str, list[Any]] = {"place": [], "actor": [], "date": []}
        plain = list(itertools.islice(self._words, words))
        plain[0] = plain[0].capitalize()
        low = 0
        for position, thing in zip(where, things, strict=True):
            self._write(gap.join(plain[low:position]) + gap if position > low else "")
            here[thing].append(getattr(self, f"_a_{thing}")())
            self._write(gap)
            low = position
        self._write(gap.join(plain[low:]) + (STOPS.get(self._language, stop) if stop else ""))
        self._sentences.append(Span(start=start, end=self._at))
        self._told(start, here)

    def _told(self, start: int, here: dict[str, list[Any]]) -> None:
        """Add the statement, the event and the note of a sentence."""
        chance, found = next(self._chances), self._found
        if here["actor"] and chance < 0.12:  # noqa: PLR2004  (same)
            surface = "".join(self._parts)[start : self._at] if self._at - start < 200 else ""  # noqa: PLR2004  (same)
            if surface:
                speaker = here["actor"][0].name
                found["statements"].append(Statement(start=start, end=self._at, surface=surface, speaker=speaker, kind="indirect"))
        if here["actor"] and here["place"] and chance > 0.6:  # noqa: PLR2004  (same)
            when = here["date"][0] if here["date"] else None
            known = {"from_": when.from_, "to": when.to, "basis": "event"} if when else {"basis": "published"}
            names, where = tuple(actor.name for actor in here["actor"]), here["place"][0].name
            kind = KINDS[int(chance * 1000) % len(KINDS)]
            found["events"].append(Event(sentence=len(self._sentences) - 1, kind=kind, actors=names, place=where, **known))
        if not here["place"] and chance < 0.06:  # noqa: PLR2004  (same)
            surface = self._parts[-1][:12]
            end = self._at - len(self._parts[-1]) + len(surface)
            reason = "no gazetteer has a place of this name"
            found["notes"].append(Note(step="places", reason=reason, start=end - len(surface), end=end, surface=surface))

    def _a_place(self) -> Place:
        choice = self._places[int(next(self._chances) ** 2 * 4)]
        return self._place(choice, ROLES[int(next(self._chances) * len(ROLES))])

    def _place(self, choice: int, role: Any) -> Place:  # noqa: ANN401  (one of the roles)
        surface = self._pool.surfaces[choice]
        score = round(0.5 + next(self._chances) / 2, 2)
        self._write(surface)
        fields = places()[choice]
        place = Place(
            **fields, start=self._at - len(surface), end=self._at, surface=surface, role=role, score=score, method="gazetteer name"
        )
        self._found["places"].append(place)
        return place

    def _a_actor(self) -> Actor:
        surface, fields = self._pool.actors[self._actors[int(next(self._chances) ** 2 * 4)]]
        score = round(0.5 + next(self._chances) / 2, 2)
        self._write(surface)
        actor = Actor(**fields, start=self._at - len(surface), end=self._at, surface=surface, score=score, method="table")
        self._found["actors"].append(actor)
        return actor

    def _a_date(self) -> Date:
        day = self._day + dt.timedelta(self._ago[int(next(self._chances) * 8)])
        monthly = next(self._chances) < 0.15  # noqa: PLR2004  (same)
        written = month_written(self._language, day) if monthly else day_written(self._language, day)
        self._write(written)
        if monthly:
            value, last = f"{day:%Y-%m}", calendar.monthrange(day.year, day.month)[1]
            first, final = day.replace(day=1).isoformat(), day.replace(day=last).isoformat()
        else:
            value = first = final = day.isoformat()
        tense = "past" if day <= self._day else "future"
        precision = "month" if monthly else "day"
        span = {"start": self._at - len(written), "end": self._at, "surface": written}
        date = Date(**span, value=value, from_=first, to=final, precision=precision, basis="explicit", tense=tense)
        self._found["dates"].append(date)
        return date


_OUTLETS = zipf(60, 1.0)


def _times(chances: Iterator[float], chance: float) -> int:
    """Return how often a thing is there: 0, 1 or 2 times, ``chance`` on average."""
    return int(next(chances) < chance * 0.75) + int(next(chances) < chance * 0.25)


def lines(numbers: range) -> bytes:
    """Return articles as JSON Lines."""
    return b"".join(encode(article) + b"\n" for article in articles(numbers))


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    parts = [range(low, min(low + CHUNK, count)) for low in range(0, count, CHUNK)]
    with multiprocessing.get_context("spawn").Pool() as workers:
        for part in workers.imap(lines, parts):
            sys.stdout.buffer.write(part)
