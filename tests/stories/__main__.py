"""Print how well stories are told apart: ``python -m tests.stories``. The tables of docs/stories.md come from here."""

# A measure prints its figures.
# ruff: noqa: T201

from __future__ import annotations

import itertools

from tests.stories.told import assigned, held_out, labelled, nearness, parsed, recognised, undated
from warta.stories.signature import likeness


def main():
    articles = parsed()
    print(f"{len(articles)} articles, {len({story for story, *_ in articles})} stories\n")
    print("pairs at nearness | chosen on: precision, recall | held out | all, whatever the day")
    found = nearness()
    for least in (0.8, 0.85, 0.875, 0.9, 0.925, 0.95, 1.0):
        anyday = [(story, other, near, True) for story, other, near, _close in found]
        cells = [rates(found, least, kept=False), rates(found, least, kept=True), rates(anyday, least)]
        print(least, *(f"{precision:.3f} {recall:.3f}" for precision, recall in cells), sep=" | ")
    print("\nstories as they are given, article after article: precision, recall of pairs")
    for name, kept in (("chosen on", False), ("held out", True), ("all", None)):
        print(name, *(f"{value:.3f}" for value in assigned(kept)), sep=" | ")
    print("\ncopies that get the story of the original")
    for kind, share in recognised().items():
        print(kind, f"{share:.3f}", sep=" | ")
    signed = [undated(article).signature for article in labelled()]
    likest = max(likeness(one, two) for one, two in itertools.combinations(signed, 2))
    print(f"\nthe likest of {len(signed) * (len(signed) - 1) // 2:,} pairs of strangers: {likest:.2f}")


def rates(found, least, kept=None):
    """Return precision and recall of the pairs at a threshold."""
    chosen = [each for each in found if kept is None or (held_out(each[0]) == kept and held_out(each[1]) == kept)]
    taken = [story == other for story, other, near, close in chosen if near >= least and close]
    return sum(taken) / len(taken), sum(taken) / sum(story == other for story, other, _near, _close in chosen)


if __name__ == "__main__":
    main()
