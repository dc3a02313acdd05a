"""One loader at a time: an advisory lock that the operating system drops when its holder ends, however it ends."""

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
            raise Busy(
                f"Process {holder} is loading into {store} right now. Wait until it has ended, then load again."
            ) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
