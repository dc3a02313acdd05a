"""Benchmarks: ``scripts/bench [parse] [bad-input] [browser] [store] [load] [sessions] [--articles N ...]`` prints figures of one run.

Read ratios: machines differ, runs too. ``store``, ``load`` and ``sessions`` take sizes, and make stores of articles in ``build/bench``.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Figure = tuple[str, float, str, str]


def _browser(_sizes: Sequence[int]) -> Iterable[Figure]:
    from bench import browser  # noqa: PLC0415  (each benchmark measures a process that has only what it needs)

    return browser.figures()


def _parse(_sizes: Sequence[int]) -> Iterable[Figure]:
    from bench import parse  # noqa: PLC0415  (same)

    return parse.figures()


def _bad_input(_sizes: Sequence[int]) -> Iterable[Figure]:
    from bench import bad_input  # noqa: PLC0415  (same)

    return bad_input.figures()


def _store(sizes: Sequence[int]) -> Iterable[Figure]:
    from bench import store  # noqa: PLC0415  (same)

    return store.figures(sizes)


def _load(sizes: Sequence[int]) -> Iterable[Figure]:
    from bench import load  # noqa: PLC0415  (same)

    return load.figures(sizes)


def _sessions(sizes: Sequence[int]) -> Iterable[Figure]:
    from bench import sessions  # noqa: PLC0415  (same)

    return sessions.figures(sizes[-1:])


ALL: dict[str, Callable[[Sequence[int]], Iterable[Figure]]] = {
    "parse": _parse,
    "bad-input": _bad_input,
    "browser": _browser,
    "store": _store,
    "load": _load,
    "sessions": _sessions,
}


def main(arguments: Sequence[str]) -> int:
    """Print the figures of the chosen benchmarks, all of them unless told; return the exit code."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("chosen", nargs="*", metavar="benchmark", help=", ".join(ALL))
    parser.add_argument("--articles", nargs="+", type=int, default=[10_000], help="sizes for store, the last of them for sessions")
    parser.add_argument("--plot", type=Path, help="file for a drawing (SVG) of how the figures of store grow with its size")
    given = parser.parse_args(arguments)
    if unknown := [name for name in given.chosen if name not in ALL]:
        print(f"no such benchmark: {', '.join(unknown)}. There are {', '.join(ALL)}", file=sys.stderr)
        return 2
    found: list[Figure] = []
    for name in given.chosen or ALL:
        for what, value, unit, aim in ALL[name](given.articles):
            print(f"{what:58}{value:>12,.1f} {unit:12}{aim}", flush=True)
            found.append((what, value, unit, aim))
    if given.plot:
        from bench.growth import plot  # noqa: PLC0415  (same)

        given.plot.write_text(plot(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
