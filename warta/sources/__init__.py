"""Sources: whatever a person has, as articles or as a reason why not. ``read(inputs)`` is the one way in."""

from warta.sources.inputs import UsageError, read

__all__ = ["UsageError", "read"]
