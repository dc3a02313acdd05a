"""Who may change what: advisory locks, which the operating system drops when their holder ends, however it ends.

One loader at a time; and no generation is removed while somebody reads it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from typing import IO, TYPE_CHECKING

from warta.store.errors import Busy, StoreError, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAUSE = 0.2
"""Seconds between two tries to get the lock."""


@contextlib.contextmanager
def locked(store: Path, wait: float = 0) -> Iterator[None]:
    """Hold the store for writing.

    Args:
        store: the store.
        wait: for how many seconds to wait while another process holds it.

    Raises:
        Busy: another process holds it.
        StoreError: the folder cannot be written to.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        file = (store / "lock").open("a+")
    except OSError as error:
        raise StoreError(f"{store} cannot be written to: {told(error)}") from error
    with file:
        until = time.monotonic() + wait
        while not _taken(file):
            if time.monotonic() >= until:
                file.seek(0)
                holder = file.read().strip() or "unknown"
                raise Busy(f"Process {holder} is loading into {store} right now. Wait until it has ended, then load again.")
            time.sleep(min(PAUSE, max(0.0, until - time.monotonic())))
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _taken(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class Hold:
    """A shared lock on a file, until it is released or forgotten."""

    def __init__(self, path: Path) -> None:
        self._handle: int | None = None
        self._handle = os.open(path, os.O_RDONLY)
        fcntl.flock(self._handle, fcntl.LOCK_SH)

    def release(self) -> None:
        """Give the lock back."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    __del__ = release


def held(path: Path) -> bool:
    """Return whether anybody has a :class:`Hold` on a file."""
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False
