"""What the first visitor should not have to wait for."""

from __future__ import annotations

import importlib
import sys


def warm_up() -> None:
    """Import what every page needs.

    ``pydeck.widget`` is for notebooks; without it a Deck is made ten times as fast (an unset attribute is all that it looks for).
    """
    sys.modules.setdefault("pydeck.widget", None)  # type: ignore[arg-type]  # None is how Python marks a module not to import
    for name in ("pydeck", "plotly.graph_objects", "pandas", "warta.query", "warta.store"):
        importlib.import_module(name)
