"""What the C library and Python are told about memory, before there are threads."""

from __future__ import annotations

import ctypes
import gc
import sys

ARENAS, TRIM, MAP = -8, -1, -3
"""What ``mallopt(3)`` calls M_ARENA_MAX, M_TRIM_THRESHOLD and M_MMAP_THRESHOLD."""
COLLECTED = (2_000, 10, 1_000)
"""New objects after which Python looks for cycles among them, then among what is older, then among all: with its own (700, 10, 10), a
hundred readers of a million articles are held up 14 times a minute, by 124 ms on average, while everything that is kept is looked at."""


def collect_rarely() -> None:
    """Let Python look for garbage less often."""
    gc.set_threshold(*COLLECTED)


def give_back_memory() -> bool:
    """Let glibc give back what is no longer needed, and return whether it will; elsewhere nothing is done.

    By default it keeps an arena for each of many threads, and the large arrays of a question stay in it: a hundred readers of a
    million articles take 500 MB more.
    """
    if not sys.platform.startswith("linux"):
        return False
    library = ctypes.CDLL(None)
    wanted = ((ARENAS, 2), (TRIM, 16_000_000), (MAP, 4_000_000))
    return hasattr(library, "mallopt") and all(library.mallopt(parameter, value) for parameter, value in wanted)
