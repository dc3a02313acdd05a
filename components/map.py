"""The map: where the selected sentences happen. A click opens the sentences; a table beside it says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pydeck as pdk
import streamlit as st

from components.borders import NOTE
from components.cached import ask, keep
from components.colours import css, palette, steps
from components.evidence import open_evidence
from components.link import counting
from components.map_layers import map_json
from components.style import is_dark
from components.table import Table, row_table, size
from warta.query import DOTS, Where

if TYPE_CHECKING:
    import pandas as pd

    from warta.query import Filters, Unit

WORLD = {"latitude": 30.0, "longitude": 30.0, "zoom": 1.0}
KEY = "map-canvas"
_CODEC = pa.Codec("zstd", 1)
TOOLTIP = {"html": "<b>{title}</b><br>{told}", "style": {"fontSize": "13px", "fontFamily": "Inter, sans-serif"}}


class DrawnMap(NamedTuple):
    """A map as JSON, packed to less than a third, for hundreds are kept; what it shows in words; and how many places."""

    packed: bytes
    size: int
    told: str
    dots: int

    def written(self) -> str:
        """Return the map as JSON."""
        found: str = _CODEC.decompress(self.packed, self.size, asbytes=True).decode()
        return found


class WrittenDeck(pdk.Deck):
    """A deck that was written before: its thousands of marks are put into JSON once for all who look at the same."""

    def __init__(self, written: str) -> None:
        super().__init__(map_provider=None, tooltip=TOOLTIP)
        self._written = written

    def to_json(self) -> str:
        """Return the deck as JSON."""
        return self._written


def world_map(filters: Filters, *, height: int, key: str = KEY) -> None:
    """Draw the map of a selection; a click on it opens the evidence."""
    drawn = keep(("map", filters, counting(), is_dark()), lambda: drawn_map(*_asked(filters)), lambda made: len(made.packed))
    st.pydeck_chart(
        WrittenDeck(drawn.written()),
        height=height,
        key=key,
        on_select=lambda: _clicked(key),
        selection_mode="single-object",
        alt=drawn.told,
    )
    if drawn.dots >= DOTS:
        st.caption(f"Drawn are the {DOTS:,} places with the most sentences. Narrow the selection to see the others.")


def _asked(filters: Filters) -> tuple[pd.DataFrame, pd.DataFrame]:
    return ask("map_places", filters, unit=counting()), ask("map_countries", filters, unit=counting())


def drawn_map(places: pd.DataFrame, countries: pd.DataFrame) -> DrawnMap:
    """Return the map, with the places and countries that have most sentences in words."""
    most = ", ".join(f"{name} {sentences}" for name, sentences in zip(places["name"][:5], places["sentences"][:5], strict=True))
    told = f"Map of {len(places)} places and {int((countries['sentences'] > 0).sum())} countries. Most sentences: {most or 'none'}."
    written = map_json(places, countries, WORLD, dark=is_dark()).encode()
    packed = _CODEC.compress(written, asbytes=True)
    return DrawnMap(packed, len(written), f"{told} The table of places says the same.", len(places))


def _clicked(key: str) -> None:
    """Open what was clicked; a click beside everything closes it."""
    objects: dict[str, list[dict[str, Any]]] = st.session_state[key].selection.objects
    found = next(((layer, rows[0]) for layer, rows in objects.items() if rows), None)
    if found is None:
        open_evidence(None)
    elif found[0] == "country":
        open_evidence(Where(country=found[1].get("country") or found[1]["properties"]["country"], country_only=True))
    else:
        open_evidence(Where(place_id=found[1]["place_id"]))


def legend(filters: Filters) -> None:
    """Explain sizes and colours, and what the borders are."""
    colours = palette(dark=is_dark())
    countries = ask("map_countries", filters, unit=counting())
    named = [int(value) for value in countries["sentences"] if value > 0]
    bounds = steps(named, len(colours.shades))
    parts = ['<span><span class="w-swatch" style="background:' + css(colours.dot) + '"></span>city or division; area by sentences</span>']
    parts.append('<span><span class="w-swatch" style="background:' + css(colours.region) + '"></span>region</span>')
    for number, bound in enumerate(bounds if named else []):
        upper = (
            f"–{bounds[number + 1] - 1}"
            if number + 1 < len(bounds) and bounds[number + 1] - 1 > bound
            else ("+" if number + 1 == len(bounds) else "")
        )
        parts.append(f'<span><span class="w-swatch w-square" style="background:{css(colours.shades[number])}"></span>{bound}{upper}</span>')
    parts.append("<span>sentences that name the country itself</span>" if named else "")
    st.html(f'<p class="w-legend">{"".join(parts)}</p>')
    st.caption(NOTE)


def place_table(filters: Filters) -> None:
    """Draw the same rows as a table: choosing one opens the same evidence, also by keyboard."""
    unit = counting()
    row_table(
        keep(("places", filters, unit), lambda: place_rows(*_asked(filters), unit), size),
        "map-table",
        height=320,
        choose=open_evidence,
        columns={
            "name": "Place",
            "country": "Country",
            "precision": "Known as",
            "sentences": st.column_config.NumberColumn("Sentences", format="localized"),
            unit: st.column_config.NumberColumn(unit.capitalize(), format="localized"),
        },
    )


def place_rows(places: pd.DataFrame, countries: pd.DataFrame, unit: Unit) -> Table:
    """Return the places and the countries that are named themselves, those with most sentences first."""
    named = countries[countries["sentences"] > 0]
    columns = {name: places[name].tolist() + named[name].tolist() for name in ("name", "sentences", unit)}
    columns["country"] = places["country"].tolist() + named["country"].tolist()
    columns["precision"] = places["precision"].tolist() + ["country"] * len(named)
    by_name = sorted(range(len(columns["name"])), key=columns["name"].__getitem__)
    order = np.array(sorted(by_name, key=columns["sentences"].__getitem__, reverse=True), np.int64)
    kinds = {"name": pa.string(), "country": pa.string(), "precision": pa.string(), "sentences": pa.int64(), unit: pa.int64()}
    rows = pa.table({name: pa.array(columns[name], kind, from_pandas=True) for name, kind in kinds.items()})
    whole = [None] * len(places)
    opens = pa.table({
        "place_id": pa.array(places["place_id"].tolist() + [None] * len(named), pa.string()),
        "country": pa.array(whole + named["country"].tolist(), pa.string()),
        "country_only": pa.array(whole + [True] * len(named), pa.bool_()),
    })  # fmt: skip
    return Table(rows.take(order), opens.take(order))


def not_placed_list(filters: Filters) -> None:
    """Say how many selected sentences the map does not show, and open them by reason."""
    total, placed = ask("count", filters, counting()).sentences, ask("placed", filters)
    st.markdown(f"**{placed:,}** of {total:,} sentences are on the map. Not placed: **{total - placed:,}**")
    for row in ask("not_placed", filters).itertuples():
        st.button(
            f"{row.sentences:,} · {row.reason}",
            key=f"not-placed-{row.reason}",
            type="tertiary",
            icon=":material/list:",
            on_click=open_evidence,
            args=(Where(not_placed=row.reason),),
        )
