"""The Parquet files of the lake: what the log says of each, and whether it can still be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types

if TYPE_CHECKING:
    from pathlib import Path

LOGGED = ("path", "size_bytes", "num_records", "min.load", "max.load", "min.number", "max.number")
"""What the log calls the fields of a file."""


class LakeFile(NamedTuple):
    """A file of a table: where it is, its bytes and rows, and from which to which load and number it holds (0 where not known)."""

    path: Path
    size: int
    rows: int | None
    first_load: int | None
    last_load: int | None
    first_number: int | None
    last_number: int | None

    @property
    def first(self) -> tuple[int, int]:
        """A place in the lake (load, number) before which the file has nothing."""
        return self.first_load or 0, (self.first_number or 0) if self.first_load == self.last_load else 0

    @property
    def last(self) -> tuple[int, int]:
        """A place behind which it has nothing."""
        known = self.last_load is not None and self.last_number is not None and self.first_load == self.last_load
        return self.last_load or 0, self.last_number if known and self.last_number is not None else 2**62


def fault(file: LakeFile) -> str | None:
    """Return why a file cannot be read; None where its size and the description at its end are right."""
    try:
        if (size := file.path.stat().st_size) != file.size:
            return f"has {size:,} bytes instead of {file.size:,}"
        pq.read_metadata(file.path)
    except FileNotFoundError:
        return "is missing"
    except (OSError, pa.ArrowException) as error:
        return f"is damaged ({error})"
    return None


def there(file: LakeFile) -> bool:
    """Return whether a file is there in its full size: quicker than :func:`fault`, and less sure."""
    try:
        return file.path.stat().st_size == file.size
    except OSError:
        return False


def lost(file: LakeFile, table: str) -> str | None:
    """Return what is lost with a file that cannot be read, in words for the user; None where it can."""
    if not (why := fault(file)):
        return None
    loads = f"load {file.first_load}" if file.first_load == file.last_load else f"loads {file.first_load} to {file.last_load}"
    what = f"{file.rows:,} {table}" if file.rows is not None else table
    return f"lake: {file.path} {why}: with it {what} of {loads}. Bring the file back from a backup, or load that input again"


def readable(file: LakeFile) -> bool:
    """Return whether the columns beside the articles themselves can be read, every byte of them."""
    try:
        columns = [name for name in pq.read_schema(file.path).names if name != "parsed"]
        pq.read_table(file.path, columns=columns)
    except (OSError, ValueError, pa.ArrowException):
        return False
    return True
