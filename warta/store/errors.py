"""What can be wrong with a store, each told with the command that helps. Named for what a page says, hence without "Error"."""

from __future__ import annotations

import errno

import duckdb


class StoreError(Exception):
    """A store that cannot be used as it is; the message says what to type."""


class NoStore(StoreError):  # noqa: N818
    """There is no store in the folder."""


class EmptyStore(StoreError):  # noqa: N818
    """There is a store, but no article in it."""


class Lost(EmptyStore):
    """There were articles in the store, but all in files of the lake that are gone or cannot be read."""


class WrongSchema(StoreError):  # noqa: N818
    """The snapshot was built by a version of Warta with other tables; the lake can build it anew."""


class Damaged(StoreError):  # noqa: N818
    """Files of the snapshot, or of the lake, are missing or not what they were when written."""


class Unreadable(Damaged):
    """A file of the snapshot was opened, and turns out not to be what was written when it is read."""


class Busy(StoreError):  # noqa: N818
    """Another process is loading into the store."""


UNREADABLE = (
    *(duckdb.IOException, duckdb.SerializationException, duckdb.FatalException, duckdb.InternalException),
    *(IndexError, Unreadable),
)
"""What is raised when a block of a database or of texts, or a number in a column, is not what was written."""


def told(error: Exception) -> str:
    """Return what an error of a write means for a user."""
    text = str(error)
    if (isinstance(error, OSError) and error.errno == errno.ENOSPC) or "No space left" in text or "os error 28" in text:
        return "the disk is full. Make room, then do it again"
    if any(sign in text for sign in ("Read-only file system", "Permission denied", "os error 30", "os error 13")):
        return "the folder may only be read"
    return text
