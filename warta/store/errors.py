"""What can be wrong with a store, each told with the command that helps. Named for what a page says, hence without "Error"."""

from __future__ import annotations


class StoreError(Exception):
    """A store that cannot be used as it is; the message says what to type."""


class NoStore(StoreError):  # noqa: N818
    """There is no store in the folder."""


class EmptyStore(StoreError):  # noqa: N818
    """There is a store, but no article in it."""


class WrongSchema(StoreError):  # noqa: N818
    """The snapshot was built by a version of Warta with other tables; the lake can build it anew."""


class Damaged(StoreError):  # noqa: N818
    """Files of the snapshot, or of the lake, are missing or not what they were when written."""


class Busy(StoreError):  # noqa: N818
    """Another process is loading into the store."""
