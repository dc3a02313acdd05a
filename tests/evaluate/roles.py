"""Learn from answer keys what each cue says of the role of a place: ``python -m tests.evaluate.roles [--write]``.

Prints how often the role is right, and whether a place is drawn, in each language by weights that were learnt without it. With
``--write`` the weights of all languages together go to ``data/places/role_weights.csv``. The model is a multinomial logistic
regression with a penalty on weights far from ``PRIOR``; cues are those of :mod:`warta.parse.role_cues`, which know nothing of languages.
"""

from __future__ import annotations

import collections
import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from tests.evaluate.__main__ import ROOT, keys
from warta.gazetteer.gazetteer import Entry, gazetteer
from warta.parse.han_places import state_of_letter
from warta.parse.han_script import as_read
from warta.parse.language import detect
from warta.parse.phrases import Phrase
from warta.parse.pipeline import make_doc
from warta.parse.place_roles import ROLES, WEIGHTS
from warta.parse.role_cues import cues

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from warta.parse.doc import Doc

PENALTY = 1.0
STEPS = 2000
LEAST = 3
"""Mentions that must show a cue before it gets a weight, unless it has one by ``PRIOR``."""

PRIOR = {
    "against / land": (0.0, 0.0, 0.0, 1.0),
    "between / land": (0.0, 0.0, 0.0, 1.0),
    "born after": (0.0, 0.0, 3.0, 0.0),
    "distance": (0.0, 1.5, 0.0, 0.0),
    "from": (0.0, 0.5, 0.5, 0.0),
    "from belonging": (0.0, 0.0, 2.0, 0.0),
    "from distance": (0.0, 3.0, 0.0, 0.0),
    "from name": (0.0, 0.0, 1.0, 0.0),
    "from / land": (-1.5, 0.5, 1.0, 0.0),
    "in belonging": (0.0, 0.0, 2.0, 0.0),
    "in / land": (1.0, 0.0, 0.0, 0.0),
    "in distance": (0.0, 1.0, 0.0, 0.0),
    "near origin": (0.0, 0.0, 2.0, 0.0),
    "object": (1.0, 0.0, 0.0, 0.0),
    "object / land": (1.5, 0.0, 0.0, -0.5),
    "of distance": (0.0, 1.0, 0.0, 0.0),
    "of name": (0.0, 0.0, 1.0, 0.0),
    "pair / land": (-0.5, 0.0, 0.0, 1.0),
    "side": (-1.0, 0.0, 0.0, 2.0),
    "speaks / capital": (0.0, 0.0, 0.0, 1.0),
    "speaks / land": (0.0, 0.0, 0.0, 1.0),
    "undergoes": (1.0, 0.0, 0.0, 0.0),
    "undergoes / land": (1.0, 0.0, 0.0, -1.0),
    "with / capital": (0.0, 0.0, 0.0, 1.0),
    "with / land": (0.0, 0.0, 0.0, 1.0),
}
"""What a cue says of the ``ROLES`` before any key was read: states act, towns are where things happen."""


UNKNOWN = Entry("", "", None, None, None, None, None, "city", 0, "")


class Sample(NamedTuple):
    """A marked name: the language of its article, its cues, its role."""

    language: str
    cues: tuple[str, ...]
    role: str
    context: str


def samples(paths: Sequence[Path]) -> Iterator[Sample]:
    """Yield every marked name of the answer keys whose role is weighed."""
    for _name, article, key in keys(paths):
        language, _score = detect(article.text, article.language)
        doc = make_doc(as_read(article, language), language)
        marks = [(item["start"], item["end"], item.get("role", "actor")) for item in [*key["places"], *key.get("place_or_actor", ())]]
        before: tuple[int, str] | None = None
        for start, end, role in sorted(marks):
            phrase, entry = _phrase(doc, start, end)
            if role in ROLES and doc.block_at(start) != "dateline":
                context = f"{doc.text[max(0, start - 40) : start]}[{doc.text[start:end]}]{doc.text[end : end + 30]}"
                yield Sample(language or "", cues(doc, phrase, entry, before), role, " ".join(context.split()))
            before = (end, role)


def _phrase(doc: Doc, start: int, end: int) -> tuple[Phrase, Entry]:
    """Return the words of a mark and the first place that the gazetteer knows under them, a town where it knows none."""
    first, last = doc.token_at(start), doc.token_at(end)
    if first and (first == len(doc.tokens) or doc.tokens[first].start > start):
        first -= 1
    state = doc.tokens[first].kind == "state" and state_of_letter(doc.language, doc.tokens[first].text)
    if state and (country := gazetteer().country(state)):
        return Phrase(first, first + 1, start, end, doc.text[start:end]), country
    phrases = [phrase for phrase in doc.phrases(first) if (phrase.start, phrase.end) == (start, end)]
    named = ((phrase, entry) for phrase in phrases for entry in gazetteer().named(phrase.key)[:1])
    own = phrases[0] if phrases else Phrase(first, max(last, first + 1), start, end, doc.text[start:end].casefold())
    return next(named, (own, UNKNOWN))


def learn(rows: Sequence[Sample]) -> dict[str, list[float]]:
    """Return {cue: weight of each role}, rounded as the table keeps them."""
    counts = collections.Counter(cue for row in rows for cue in row.cues)
    names = sorted({*PRIOR, *(cue for cue, count in counts.items() if count >= LEAST)})
    index = {cue: column for column, cue in enumerate(names)}
    shown = np.zeros((len(rows), len(names)))
    wanted = np.zeros((len(rows), len(ROLES)))
    for number, row in enumerate(rows):
        shown[number, [index[cue] for cue in row.cues if cue in index]] = 1.0
        wanted[number, ROLES.index(row.role)] = 1.0  # type: ignore[arg-type]  # samples yields no other role
    prior = np.array([PRIOR.get(name, (0.0,) * len(ROLES)) for name in names])
    weights = prior.copy()
    step = 4.0 / (np.linalg.norm(shown, 2) ** 2 + PENALTY)
    for _ in range(STEPS):
        scores = np.exp(shown @ weights - (shown @ weights).max(axis=1, keepdims=True))
        chances = scores / scores.sum(axis=1, keepdims=True)
        weights -= step * (shown.T @ (chances - wanted) + PENALTY * (weights - prior))
    return {cue: [round(float(weight), 2) for weight in weights[index[cue]]] for cue in names}


def guess(weights: dict[str, list[float]], found: Sequence[str]) -> str:
    """Return the heaviest role, as the parser does."""
    totals = np.sum([weights.get(cue, [0.0] * len(ROLES)) for cue in found], axis=0)
    return ROLES[int(np.argmax(totals))]


def held_out(rows: Sequence[Sample]) -> Iterator[str]:
    """Yield a line for each language: what weights from all other languages make of it."""
    for language in sorted({row.language for row in rows}):
        weights = learn([row for row in rows if row.language != language])
        mine = [(guess(weights, row.cues), row.role) for row in rows if row.language == language]
        yield f"{language:4} {len(mine):5} names  {report(mine)}"


def report(pairs: Sequence[tuple[str, str]]) -> str:
    """Return the share of right roles, and precision and recall of what is drawn."""
    drawn = [(one == "event", other == "event") for one, other in pairs]
    both = sum(one and other for one, other in drawn)
    precision, recall = both / max(1, sum(one for one, _ in drawn)), both / max(1, sum(other for _, other in drawn))
    return f"right {sum(one == other for one, other in pairs) / len(pairs):.3f}  drawn: precision {precision:.3f} recall {recall:.3f}"


def main(arguments: Sequence[str]) -> int:
    """Run the command line; return the exit code."""
    rows = list(samples([ROOT / "tests" / "labelled"]))
    lines: list[Any] = [*held_out(rows)]
    weights = learn(rows)
    lines.append(f"all  {len(rows):5} names  {report([(guess(weights, row.cues), row.role) for row in rows])}")
    if "--failures" in arguments:
        lines += [
            f"{row.role} not {guess(weights, row.cues)}: {row.context}\t{list(row.cues)}"
            for row in rows
            if guess(weights, row.cues) != row.role
        ]
    print("\n".join(lines))  # noqa: T201  (a command line talks)
    if "--write" in arguments:
        with Path(WEIGHTS).open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(["cue", *ROLES])
            writer.writerows([cue, *row] for cue, row in weights.items())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
