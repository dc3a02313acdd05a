"""What the first visitor should not have to wait for."""

from __future__ import annotations

import gc
import importlib
import sys
import threading

SECONDS = 2.0
"""How long the first visitor may have to wait for answers that all visitors will want."""


def warm_up() -> None:
    """Import what every page needs, and ask what every first visit asks; of a large store the rest of it while people come.

    ``pydeck.widget`` is for notebooks; without it a Deck is made ten times as fast (an unset attribute is all that it looks for).
    """
    sys.modules.setdefault("pydeck.widget", None)  # type: ignore[arg-type]  # None is how Python marks a module not to import
    for name in ("pydeck", "plotly.tools", "pandas", "streamlit.emojis", "warta.query", "warta.store"):
        importlib.import_module(name)
    first = threading.Thread(target=_ask_first, name="warm-up", daemon=True)
    first.start()
    first.join(SECONDS)


def _ask_first() -> None:
    """Ask what the pages ask of everything: answers of a large store take longest where no filter narrows them."""
    from components.cached import answer  # noqa: PLC0415  (imports the modules above)
    from components.map_layers import outlines  # noqa: PLC0415  (same)
    from components.opened import opened  # noqa: PLC0415  (same)
    from warta.query import Filters, unit_for  # noqa: PLC0415  (same)
    from warta.store import StoreError  # noqa: PLC0415  (same)

    everything = Filters()
    try:
        snapshot = opened()
    except StoreError:
        return  # the page says what is wrong
    answer(snapshot, "has_samples")
    answer(snapshot, "count", everything, "articles")
    for question in ("map_places", "map_countries"):
        answer(snapshot, question, everything, unit="articles")
    for question in ("placed", "not_placed", "undated", "days_covered"):
        answer(snapshot, question, everything)
    for key in ("country", "actor", "language", "source", "place"):
        for most in (12, 200):  # as a page shows them, and as the filter bar does
            answer(snapshot, "facet", everything, key, most)
    covered = answer(snapshot, "days_covered", everything)
    for unit in {unit_for((covered[1] - covered[0]).days), "day"} if covered else ():
        answer(snapshot, "histogram", everything, unit)
    lanes = answer(snapshot, "lanes", everything, 60)
    answer(snapshot, "timeline", everything, tuple(lanes.head(10)["actor_id"]))
    outlines()
    # What is there now stays: later collections of garbage need not look at it, and hold nobody up.
    gc.collect()
    gc.freeze()
