"""The map: where the selected sentences happen. A click opens the sentences; a table beside it says the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pydeck as pdk
import streamlit as st
from pydeck.bindings.json_tools import default_serialize

from components.borders import NOTE
from components.cached import ask, keep
from components.colours import css, palette, steps
from components.evidence import open_evidence
from components.link import counting
from components.map_layers import layers
from components.style import is_dark
from warta.query import Where

if TYPE_CHECKING:
    import pandas as pd

    from warta.query import Filters

WORLD = {"latitude": 30.0, "longitude": 30.0, "zoom": 1.0}
KEY = "map-canvas"


TOOLTIP = {"html": "<b>{title}</b><br>{told}", "style": {"fontSize": "13px", "fontFamily": "Inter, sans-serif"}}


class CompactDeck(pdk.Deck):
    """A deck that writes itself without line breaks: five times as fast as with them, and a third as long."""

    def to_json(self) -> str:
        """Return the deck as JSON."""
        return json.dumps(self, default=default_serialize, separators=(",", ":"))


class WrittenDeck(pdk.Deck):
    """A deck that was written before: its thousands of marks are put into JSON once for all who look at the same."""

    def __init__(self, written: str) -> None:
        super().__init__(map_provider=None, tooltip=TOOLTIP)
        self._written = written

    def to_json(self) -> str:
        """Return the deck as JSON."""
        return self._written


def deck(places: pd.DataFrame, countries: pd.DataFrame, view: dict[str, float]) -> pdk.Deck:
    """Return the map without tiles: nothing of it comes from elsewhere."""
    return CompactDeck(
        layers=layers(places, countries, palette(dark=is_dark())),
        initial_view_state=pdk.ViewState(**view),
        map_provider=None,
        tooltip=TOOLTIP,
        views=[pdk.View(type="MapView", controller=True, repeat=False)],
    )


def world_map(filters: Filters, *, height: int, key: str = KEY) -> None:
    """Draw the map of a selection; a click on it opens the evidence."""
    places, countries = ask("map_places", filters, unit=counting()), ask("map_countries", filters, unit=counting())
    told = ", ".join(f"{row.name} {row.sentences}" for row in places.head(5).itertuples())
    written = keep(("map", filters, counting(), is_dark()), lambda: deck(places, countries, WORLD).to_json(), len)
    st.pydeck_chart(
        WrittenDeck(written),
        height=height,
        key=key,
        on_select=lambda: _clicked(key),
        selection_mode="single-object",
        alt=f"Map of {len(places)} places and {int((countries['sentences'] > 0).sum())} countries. "
        f"Most sentences: {told or 'none'}. The table of places says the same.",
    )


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
    countries = ask("map_countries", filters)
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
    places, countries = ask("map_places", filters, unit=counting()), ask("map_countries", filters, unit=counting())
    rows = places[["place_id", "name", "country", "precision", "sentences", counting()]].copy()
    named = countries[countries["sentences"] > 0]
    extra = named.assign(place_id=None, precision="country")[["place_id", "name", "country", "precision", "sentences", counting()]]
    rows = rows.merge(extra, how="outer").sort_values("sentences", ascending=False).reset_index(drop=True)
    st.dataframe(
        rows.drop(columns=["place_id"]),
        hide_index=True,
        key="map-table",
        height=320,
        on_select=lambda: _chosen(rows),
        selection_mode="single-row",
        column_config={
            "name": "Place",
            "country": "Country",
            "precision": "Known as",
            "sentences": st.column_config.NumberColumn("Sentences", format="localized"),
            counting(): st.column_config.NumberColumn(counting().capitalize(), format="localized"),
        },
    )


def _chosen(rows: pd.DataFrame) -> None:
    chosen = st.session_state["map-table"].selection.rows
    if not chosen:
        open_evidence(None)
        return
    row = rows.iloc[chosen[0]]
    open_evidence(Where(country=row["country"], country_only=True) if row["precision"] == "country" else Where(place_id=row["place_id"]))


def not_placed_list(filters: Filters) -> None:
    """Say how many selected sentences the map does not show, and open them by reason."""
    total, placed = ask("count", filters).sentences, ask("placed", filters)
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
