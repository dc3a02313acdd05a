"""Who and what an article names, as numbers that are the same in every language: canonical ids, hashed."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from warta.article import ParsedArticle

MOST = 24
"""Names of an article that are kept, in the order in which it brings them: what it is about comes first."""
LIGHT = 0.25
"""What a country, a region or a bloc weighs against a person, an organisation or a town: half of all news name one."""
_COMMON_ACTORS = frozenset({"country", "metonym", "bloc", "former country"})
_COMMON_PLACES = frozenset({"country", "region"})


def keys_of(parsed: ParsedArticle) -> bytes:
    """Return the keys of an article, four bytes each, every one once; the lowest bit of a key tells that it weighs little."""
    named = [(item.start, item.actor_id, item.kind in _COMMON_ACTORS) for item in parsed.actors]
    named += [(item.start, item.place_id, item.precision in _COMMON_PLACES) for item in parsed.places]
    found = dict.fromkeys(zlib.crc32(key.encode("utf-8", "replace")) & ~1 | common for _start, key, common in sorted(named))
    return np.array(list(found)[:MOST], "<u4").tobytes()


def weights(keys: NDArray[np.uint32]) -> NDArray[np.float32]:
    """Return what each key weighs; zero stands for no key."""
    return np.where(keys == 0, 0, np.where(keys & 1, LIGHT, 1)).astype(np.float32)
