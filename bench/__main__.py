"""Benchmarks: ``scripts/bench [parse] [bad-input] [browser]`` prints figures of one run. Read ratios: machines differ, runs too."""

from __future__ import annotations

import sys

from bench import bad_input, browser, parse

ALL = {"parse": parse.figures, "bad-input": bad_input.figures, "browser": browser.figures}


def main(chosen: list[str]) -> int:
    """Print the figures of the chosen benchmarks, all of them unless told; return the exit code."""
    unknown = [name for name in chosen if name not in ALL]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}. There are {', '.join(ALL)}", file=sys.stderr)
        return 2
    for name in chosen or ALL:
        for what, value, unit, aim in ALL[name]():
            print(f"{what:58}{value:>12,.1f} {unit:12}{aim}", flush=True)
    return 0


sys.exit(main(sys.argv[1:]))
