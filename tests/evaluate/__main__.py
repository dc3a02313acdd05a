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
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from tests.evaluate.measures import MEASURES, Figure, Tally, figure
from warta.article import PARSER, Article, encode
from warta.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SHOWN = (
    "name",
    "also",
    "country",
    "role",
    "kind",
    "value",
    "from",
    "to",
    "start_date",
    "end_date",
    "what",
    "actors",
    "place",
    "speaker",
    "method",
)
"""Fields of an item that tell what it is."""
ROOT = Path(__file__).resolve().parents[2]
Row = dict[str, Any]
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
    return file.parent.name, Article(id=name, text=text, published=published if isinstance(published, str) else None), key


def jsonl_keys(file: Path) -> Iterator[tuple[str, Article, Row]]:
    """Yield the rows of a corpus that have a text and at least one list that is measured."""
    for line in file.read_text(encoding="utf-8").split("\n"):  # not splitlines: a text may hold other line separators
        row = json.loads(line) if line.strip() else {}
        if "text" in row:
            article = Article(id=row["id"], text=row["text"], language=row.get("language"), published=row.get("published"))
            yield file.stem, article, {"demonyms": file.stem in WITH_DEMONYMS, **row}


class Failure(NamedTuple):
    """An item of a key that was not found (``missed``), or one that was found and is wrong, in the words around it."""

    group: str
    measure: str
    document: str
    missed: bool
    item: Row
    context: str


class Result(NamedTuple):
    """Figures as ``{"set language": {measure: figure}}``, and every failure behind them."""

    figures: dict[str, dict[str, Figure]]
    failures: list[Failure]


def measure(paths: Sequence[Path]) -> Result:
    """Return figures and failures; a measure is left out where no key speaks of it."""
    tallies: dict[tuple[str, str], list[Tally]] = collections.defaultdict(list)
    failures = []
    for name, article, key in keys(paths):
        out = msgspec.json.decode(encode(parse(article)))
        group = f"{name} {key.get('language') or out['language']}"
        for label, how in MEASURES.items():
            if how.needs in key:
                tallies[group, label].append(how.tally(key, out))
                for missed, items in ((True, how.missed(key, out)), (False, how.wrong(key, out))):
                    failures += [Failure(group, label, article.id, missed, item, around(article.text, item)) for item in items]
    table: dict[str, dict[str, Figure]] = collections.defaultdict(dict)
    for (group, label), rows in tallies.items():
        table[group][label] = figure(rows, MEASURES[label].score)
    return Result(dict(table), failures)


def around(text: str, item: Row) -> str:
    """Return the words around an item, with the item in brackets; empty for an item without a span."""
    if "start" not in item:
        return ""
    start, end = item["start"], item.get("end") or item["start"] + len(item.get("quote", ""))
    return " ".join(f"{text[max(0, start - 50) : start]}[{text[start:end]}]{text[end : end + 50]}".split())


def explain(failures: Sequence[Failure], chosen: str | None) -> Iterator[str]:
    """Yield a line for each failure of a measure, of all measures where none is chosen."""
    for failure in failures:
        if chosen in {"all", failure.measure}:
            what = {name: value for name, value in failure.item.items() if name in SHOWN}
            sign = "missed" if failure.missed else "wrong"
            cells = (failure.group, failure.measure, failure.document, sign, failure.context, json.dumps(what, ensure_ascii=False))
            yield "\t".join(cells)


def show(table: dict[str, dict[str, Figure]]) -> Iterator[str]:
    """Yield the lines of a table for people."""
    yield f"{'set':16}" + "".join(f"{label:>19}" for label in MEASURES)
    for group, figures in sorted(table.items()):
        cells = (figures.get(label) for label in MEASURES)
        yield f"{group:16}" + "".join(f"{f'{f.value:.3f} [{f.low:.2f} {f.high:.2f}]' if f else '':>19}" for f in cells)


def main(arguments: Sequence[str]) -> int:
    """Run the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog="scripts/evaluate", description="Measure the parser against answer keys.")
    parser.add_argument("keys", nargs="*", type=Path, help="folders, .gold.json or .jsonl files; tests/labelled unless given")
    parser.add_argument("--write", action="store_true", help="keep the figures in data/quality.json")
    parser.add_argument("--failures", metavar="MEASURE", help='list what is wrong under a measure ("actors"), or under "all"')
    chosen = parser.parse_args(arguments)
    table, failures = measure(chosen.keys or [ROOT / "tests" / "labelled"])
    if not table:
        print("no answer keys there", file=sys.stderr)  # noqa: T201  (a command line talks)
        return 2
    lines = explain(failures, chosen.failures) if chosen.failures else show(table)
    print("\n".join(lines))  # noqa: T201  (same)
    if chosen.write:
        figures = {group: {label: f._asdict() for label, f in row.items()} for group, row in sorted(table.items())}
        text = json.dumps({"parser": PARSER, "figures": figures}, indent=1, ensure_ascii=False)
        (ROOT / "data" / "quality.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
