"""Write data/languages/function_words.csv: the most frequent words of each language, which tell it at a glance.

Run by scripts/build-function-words.

Source: wordfreq (Apache-2.0; see its notice for the corpora behind it).
"""

from __future__ import annotations

import csv
from pathlib import Path

import wordfreq

LANGUAGES = "en id ms fr es pt it ca ro de nl sv da nb fi hu pl cs sk sl sh hr lt lv tr vi fil ru uk bg mk ar fa ur".split()  # noqa: SIM905  (read as one line)
WORDS = 150
OUT = Path(__file__).resolve().parents[1] / "data" / "languages" / "function_words.csv"


def main() -> None:
    """Write the table."""
    known = wordfreq.available_languages("small")
    with OUT.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["language", "words"])
        for language in LANGUAGES:
            if language in known:
                words = [word for word in wordfreq.top_n_list(language, 2 * WORDS, "small") if word.isalpha()]
                writer.writerow([language, " ".join(words[:WORDS])])


if __name__ == "__main__":
    main()
