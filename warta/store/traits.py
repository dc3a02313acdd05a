"""What is true of a sentence, as one number of 16 bits.

The lowest 8 bits tell in base 3 of each role of a place whether it is there, and whether a map can show such a place. Then come whether a
name of a place was given up, whether the sentence has a time, and several, and whether that is only the day of publication. The highest 4
tell how precise a single time is: one more than where that comes in a list of all precisions, 0 for none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from warta.store.tables import BITS

if TYPE_CHECKING:
    from warta.store.columns import Array

UNRESOLVED, DATED, SEVERAL, PUBLISHED, PRECISION = 8, 9, 10, 11, 12
"""The first bit of each of the traits above the roles."""
TRAITS = 1 << PRECISION
"""How many different traits there may be, precision aside."""
_ROLES = (1 << UNRESOLVED) - 1
_BYTES = np.arange(1 << UNRESOLVED)
_DIGITS = [(bit, 3**at) for at, bit in enumerate(BITS.values())]
_POWERS = np.array([sum(power for bit, power in _DIGITS if bits & bit) for bits in range(sum(BITS.values()) + 1)], np.uint16)
_NAMED = sum((bit * (_BYTES // power % 3 > 0) for bit, power in _DIGITS), np.zeros_like(_BYTES)).astype(np.uint8)
_DRAWN = sum((bit * (_BYTES // power % 3 > 1) for bit, power in _DIGITS), np.zeros_like(_BYTES)).astype(np.uint8)


def of_roles(named: Array, drawn: Array) -> Array:
    """Return traits of sentences with places in some roles, as bits, and those in which a map can show one: these are among them."""
    found: Array = _POWERS[named] + _POWERS[drawn]
    return found


def named_roles(traits: Array) -> Array:
    """Return the roles of the places of sentences, as bits."""
    found: Array = _NAMED[traits & _ROLES]
    return found


def drawn_roles(traits: Array) -> Array:
    """Return the roles of those of their places that a map can show, as bits."""
    found: Array = _DRAWN[traits & _ROLES]
    return found


def precision_of(traits: Array) -> Array:
    """Return where the precision of a single time of sentences comes in the list of all, -1 for none."""
    found: Array = (traits >> PRECISION).astype(np.int8) - 1
    return found
