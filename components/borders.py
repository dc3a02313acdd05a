"""Borders of countries for the map, and where they come from."""

from __future__ import annotations

NOTE = (
    "Borders: Natural Earth, drawn as they are in fact administered; the map takes no side. Kosovo, Northern Cyprus and Somaliland are "
    "drawn apart, Crimea with Russia. Places: GeoNames."
)
ADDRESS = "/borders/countries.json"
"""Where the browser fetches the borders from this server, once a day."""
