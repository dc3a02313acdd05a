"""Measure the parser: ``scripts/evaluate KEYS...`` prints a table and, with ``--write``, keeps it in data/quality.json.

KEYS are folders or files. ``NAME.gold.json`` is an answer key that lies beside its article ``NAME.txt``; a row of a ``.jsonl``
is an article and its key in one: ``id``, ``text``, optionally ``language`` and ``published``, and lists such as ``places``.
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from tests.evaluate.measures import MEASURES, Figure, Tally, figure
from warta.article import PARSER, Article, encode
from warta.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[2]
Row = dict[str, Any]


def keys(paths: Sequence[Path]) -> Iterator[tuple[str, Article, Row]]:
    """Yield (set, article, key) for every answer key under the paths, in a fixed order."""
    for path in paths:
        files = sorted([*path.rglob("*.gold.json"), *path.rglob("*.jsonl")]) if path.is_dir() else [path]
        for file in files:
            yield from (jsonl_keys(file) if file.suffix == ".jsonl" else [gold_key(file)])


def gold_key(file: Path) -> tuple[str, Article, Row]:
    """Return the key in a ``.gold.json`` file and the article beside it."""
    key = json.loads(file.read_text(encoding="utf-8"))
    name = file.name.removesuffix(".gold.json")
    text = file.with_name(f"{name}.txt").read_bytes().decode("utf-8")
    return file.parent.name, Article(id=name, text=text), key


def jsonl_keys(file: Path) -> Iterator[tuple[str, Article, Row]]:
    """Yield the rows of a corpus that have a text and at least one list that is measured."""
    for line in file.read_text(encoding="utf-8").split("\n"):  # not splitlines: a text may hold other line separators
        row = json.loads(line) if line.strip() else {}
        if "text" in row:
            article = Article(id=row["id"], text=row["text"], language=row.get("language"), published=row.get("published"))
            yield file.stem, article, row


def measure(paths: Sequence[Path]) -> dict[str, dict[str, Figure]]:
    """Return ``{"set language": {measure: figure}}``; a measure is left out where no key speaks of it."""
    tallies: dict[tuple[str, str], list[Tally]] = collections.defaultdict(list)
    for name, article, key in keys(paths):
        out = msgspec.json.decode(encode(parse(article)))
        for label, (needed, count, _score) in MEASURES.items():
            if needed in key:
                tallies[f"{name} {key.get('language') or out['language']}", label].append(count(key, out))
    table: dict[str, dict[str, Figure]] = collections.defaultdict(dict)
    for (group, label), rows in tallies.items():
        table[group][label] = figure(rows, MEASURES[label][2])
    return dict(table)


def show(table: dict[str, dict[str, Figure]]) -> Iterator[str]:
    """Yield the lines of a table for people."""
    yield f"{'set':24}" + "".join(f"{label:>24}" for label in MEASURES)
    for group, figures in sorted(table.items()):
        cells = (figures.get(label) for label in MEASURES)
        yield f"{group:24}" + "".join(f"{f'{f.value:.3f} [{f.low:.3f} {f.high:.3f}]' if f else '':>24}" for f in cells)


def main(arguments: Sequence[str]) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="scripts/evaluate", description="Measure the parser against answer keys.")
    parser.add_argument("keys", nargs="*", type=Path, help="folders, .gold.json or .jsonl files; tests/labelled unless given")
    parser.add_argument("--write", action="store_true", help="keep the figures in data/quality.json")
    chosen = parser.parse_args(arguments)
    table = measure(chosen.keys or [ROOT / "tests" / "labelled"])
    if not table:
        print("no answer keys there", file=sys.stderr)  # noqa: T201  (a command line talks)
        return 2
    print("\n".join(show(table)))  # noqa: T201  (same)
    if chosen.write:
        figures = {group: {label: f._asdict() for label, f in row.items()} for group, row in sorted(table.items())}
        text = json.dumps({"parser": PARSER, "figures": figures}, indent=1, ensure_ascii=False)
        (ROOT / "data" / "quality.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
