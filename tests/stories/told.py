"""Articles of which it is known who tells the same story: true public events, each told in several languages, and copies of texts."""

from __future__ import annotations

import csv
import functools
import itertools
import json
import zlib
from pathlib import Path

import msgspec

from warta.article import Article
from warta.parse import parse
from warta.stories import Stories, Traits, traits_of, with_vectors
from warta.stories.assign import WINDOW
from warta.stories.near import Memory
from warta.stories.signature import signature
from warta.stories.traits import VERSION

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FIELDS = ("title", "language", "published", "outlet")


def _table(name):
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def labelled():
    """Return the articles of tests/labelled."""
    for path in sorted((ROOT / "tests" / "labelled").glob("*/*.txt")):
        key = json.loads((path.parent / f"{path.stem}.gold.json").read_text(encoding="utf-8"))
        text = path.read_text(encoding="utf-8")
        yield Article(id=str(path.relative_to(ROOT)), text=text, **{field: key.get(field) for field in FIELDS})


def samples():
    """Return the sample articles."""
    for path in sorted((ROOT / "data" / "samples").glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            row = json.loads(line)
            yield Article(id=f"{path.relative_to(ROOT)}:{number}", text=row["text"], **{field: row.get(field) for field in FIELDS})


def told():
    """Return (story, article) for each report of told.tsv, each article that same.tsv names, and all the others beside those."""
    known = {row["article"]: row["story"] for row in _table("same.tsv")}
    for row in _table("told.tsv"):
        fields = {key: row[key] for key in ("title", "language", "published")}
        yield row["story"], Article(id=f"{row['story']}/{row['language']}", text=f"{row['title']}\n\n{row['text']}", **fields)
    for article in itertools.chain(labelled(), samples()):
        yield known.get(article.id, article.id), article


@functools.cache
def parsed():
    """Return (story, id, traits) of all these in order of publication."""
    found = [(story, parse(article)) for story, article in told()]
    found.sort(key=lambda each: (each[1].published.from_, each[1].id))
    articles = [article for _story, article in found]
    traits = with_vectors([traits_of(article) for article in articles], articles)
    return [(story, article.id, each) for (story, article), each in zip(found, traits, strict=True)]


def held_out(story):
    """Return whether a story was kept from the choice of the thresholds: half of them, by a hash of the name."""
    return zlib.crc32(story.encode()) % 2 == 1


def nearness():
    """Return (story, story, nearness of two articles, whether they are published within the window) of each pair."""
    found = []
    for (story, _id, one), (other, _other, two) in itertools.combinations(parsed(), 2):
        memory = Memory(1)
        memory.add(msgspec.structs.replace(two, day=one.day), other)
        near = next((each.near for each in memory.nearest_reports(one, 0, 0.01)), 0.0)
        found.append((story, other, near, abs(one.day - two.day) <= WINDOW))
    return found


def assigned(kept=None):
    """Return precision and recall of the pairs that are given one story, article after article; of all or of those (not) held out."""
    stories = Stories()
    given = [(story, stories.assign(name, traits).story) for story, name, traits in parsed() if kept is None or held_out(story) == kept]
    pairs = [(a == b, x == y) for (a, x), (b, y) in itertools.combinations(given, 2)]
    right = sum(same and joined for same, joined in pairs)
    return right / sum(joined for _same, joined in pairs), right / sum(same for same, _joined in pairs)


KINDS = ("another headline and a line in front", "the last third cut", "every twentieth word changed", "two paragraphs more at the end")


def copies(article, other):
    """Return the text in four ways in which papers print that of an agency, in the order of :data:`KINDS`."""
    lines = [line for line in article.text.splitlines() if line.strip()]
    glue = " " if " " in article.text.strip() else ""
    words = article.text.split(" ") if glue else list(article.text)
    return (
        "\n".join(["(Example Wire)", *lines[1:]]),
        "\n".join(lines[: max(2, len(lines) * 2 // 3)]),
        glue.join("…" if at % 20 == 10 else word for at, word in enumerate(words)),
        "\n".join([*lines, *other.text.splitlines()[1:3]]),
    )


@functools.cache
def recognised():
    """Return, by kind of copy, the share of the labelled texts whose copy gets the story of the original, and the likest strangers."""
    articles = list(labelled())
    others = {article.language: article for article in articles}
    stories = Stories()
    for article in articles:
        stories.assign(article.id, undated(article))
    met = dict.fromkeys(KINDS, 0)
    for article in articles:
        for kind, text in zip(KINDS, copies(article, others[article.language]), strict=True):
            copy = msgspec.structs.replace(article, id=f"copy of {article.id}", text=text, title=None)
            met[kind] += stories.assign(copy.id, undated(copy)).story == article.id
    return {kind: count / len(articles) for kind, count in met.items()}


def undated(article):
    """Return the traits of the words of an article below its title, without a day of publication and without names."""
    return Traits(version=VERSION, day=None, signature=signature(article.text.partition("\n")[2]), keys=b"", vector=b"")
