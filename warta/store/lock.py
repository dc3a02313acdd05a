"""Who may change what: advisory locks, which the operating system drops when their holder ends, however it ends.

One loader at a time; and no generation is removed while somebody reads it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from typing import TYPE_CHECKING

from warta.store.errors import Busy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextlib.contextmanager
def locked(store: Path) -> Iterator[None]:
    """Hold the store for writing.

    Raises:
        Busy: another process holds it.
    """
    store.mkdir(parents=True, exist_ok=True)
    with (store / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise Busy(f"Process {holder} is loading into {store} right now. Wait until it has ended, then load again.") from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


class Hold:
    """A shared lock on a file, until it is released or forgotten."""

    def __init__(self, path: Path) -> None:
        self._handle: int | None = os.open(path, os.O_RDONLY)
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
