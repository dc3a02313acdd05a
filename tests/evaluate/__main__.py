"""Measure the parser: ``scripts/evaluate KEYS...`` prints a table and, with ``--write``, keeps it in data/quality.json.

KEYS are folders or files. ``NAME.gold.json`` is an answer key that lies beside its article ``NAME.txt``; a row of a ``.jsonl``
is an article and its key in one: ``id``, ``text``, optionally ``language`` and ``published``, and lists such as ``places``; or a
sentence as ``tokens`` with BIO ``tags`` (PER, ORG, LOC).
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from tests.evaluate.failures import Failure, cases, failures, kinds, line
from tests.evaluate.measures import MEASURES, Tally, figure
from warta.article import PARSER, Article, encode
from warta.parse import parse
from warta.quality import Figure, MeasuredSet, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[2]
Row = dict[str, Any]
OWN = "labelled"
"""The set that was written for Warta: tests/labelled/<language>/."""
WITH_DEMONYMS = frozenset({"lgl", "trnews"})
"""Corpora whose keys mark words for peoples ("Russian") as places."""


def keys(paths: Sequence[Path]) -> Iterator[tuple[str, Article, Row]]:
    """Yield (set, article, key) for every answer key under the paths, in a fixed order."""
    for path in paths:
        files = sorted([*path.rglob("*.gold.json"), *path.rglob("*.jsonl")]) if path.is_dir() else [path]
        for file in files:
            yield from (jsonl_keys(file) if file.suffix == ".jsonl" else [gold_key(file)])


def gold_key(file: Path) -> tuple[str, Article, Row]:
    """Return the key in a ``.gold.json`` file and the article beside it, whose day of publication is metadata."""
    key = json.loads(file.read_text(encoding="utf-8"))
    name = file.name.removesuffix(".gold.json")
    text = file.with_name(f"{name}.txt").read_bytes().decode("utf-8")
    published = key.get("published")
    return (
        OWN if file.parent.parent.name == OWN else file.parent.name,
        Article(id=name, text=text, published=published if isinstance(published, str) else None),
        key,
    )


def jsonl_keys(file: Path) -> Iterator[tuple[str, Article, Row]]:
    """Yield the rows of a corpus that have a text and at least one list that is measured."""
    for number, text in enumerate(file.read_text(encoding="utf-8").split("\n")):  # not splitlines: a text may hold other separators
        row = json.loads(text) if text.strip() else {}
        if "tokens" in row:
            row = tagged(row, number)
        if "text" in row:
            article = Article(id=row["id"], text=row["text"], language=row.get("language"), published=row.get("published"))
            yield file.stem, article, {"demonyms": file.stem in WITH_DEMONYMS, **row}


def tagged(row: Row, number: int) -> Row:
    """Return a sentence that is given as tokens with BIO tags as a text with a list ``names``; training sentences give nothing."""
    if row.get("part") == "train":
        return {}
    text, names = "", []
    for token, tag in zip(row["tokens"], row["tags"], strict=True):
        text += " " if text else ""
        if tag.startswith("I-") and names and names[-1]["kind"] == tag[2:]:
            names[-1]["end"] = len(text) + len(token)
        elif tag != "O":
            names.append({"start": len(text), "end": len(text) + len(token), "kind": tag[2:]})
        text += token
    return {"id": f"{row.get('part', 'row')}-{number}", "language": row.get("language", "id"), "text": text, "names": names}


def measure(paths: Sequence[Path]) -> list[tuple[MeasuredSet, list[Failure]]]:
    """Return each set with its figures, and every failure behind them; a measure is left out where no key speaks of it."""
    tallies: dict[tuple[str, str], dict[str, list[Tally]]] = collections.defaultdict(lambda: collections.defaultdict(list))
    wrong: dict[tuple[str, str], list[Failure]] = collections.defaultdict(list)
    documents: collections.Counter[tuple[str, str]] = collections.Counter()
    own: set[tuple[str, str]] = set()
    for name, article, key in keys(paths):
        out = msgspec.json.decode(encode(parse(article)))
        group = (name, key.get("language") or out["language"] or "und")
        documents[group] += 1
        if name == OWN:
            own.add(group)
        for label, how in MEASURES.items():
            if how.needs in key:
                tallies[group][label].append(how.tally(key, out))
        wrong[group] += failures(article.id, article.text, key, out)
    measured = []
    for group, rows in sorted(tallies.items()):
        figures = {label: Figure(*figure(tally, MEASURES[label].score)) for label, tally in rows.items()}
        shown = cases(wrong[group]) if group in own else ()
        measured.append((MeasuredSet(*group, PARSER, documents[group], figures, kinds(wrong[group]), shown), wrong[group]))
    return measured


def show(sets: Sequence[MeasuredSet]) -> Iterator[str]:
    """Yield the lines of a table for people."""
    yield f"{'set':14}" + "".join(f"{label:>19}" for label in MEASURES)
    for each in sets:
        cells = (each.figures.get(label) for label in MEASURES)
        yield f"{each.name:10} {each.language:3}" + "".join(
            f"{f'{f.value:.3f} [{f.low:.2f} {f.high:.2f}]' if f else '':>19}" for f in cells
        )


def main(arguments: Sequence[str]) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="scripts/evaluate", description="Measure the parser against answer keys.")
    parser.add_argument("keys", nargs="*", type=Path, help="folders, .gold.json or .jsonl files; tests/labelled unless given")
    parser.add_argument("--write", action="store_true", help="keep the figures in data/quality.json")
    parser.add_argument("--failures", metavar="MEASURE", help='list what is wrong under a measure ("actors"), or under "all"')
    chosen = parser.parse_args(arguments)
    measured = measure(chosen.keys or [ROOT / "tests" / "labelled"])
    if not measured:
        print("no answer keys there", file=sys.stderr)  # noqa: T201  (a command line talks)
        return 2
    lines = show([each for each, _ in measured])
    if chosen.failures:
        lines = (
            line(f"{each.name} {each.language}", failure)
            for each, wrong in measured
            for failure in wrong
            if chosen.failures in {"all", failure.measure}
        )
    print("\n".join(lines))  # noqa: T201  (same)
    if chosen.write:
        write(tuple(each for each, _ in measured))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
