"""A drawing of how figures grow with the size of a store: both axes logarithmic, a line a question."""

from __future__ import annotations

import math
import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT, LEFT, TOP = 820, 420, 60, 30
LABELS = 270
"""Pixels on the right for the names of the lines."""
COLOURS = ("#0B5E63", "#B4532A", "#5B4B8A", "#7A7A2E", "#2F6DB5", "#A03A6B", "#444444")
DRAWN = re.compile(r"(.*), CPU time, p50")
BOUNDS = (0.1, 1000.0)
"""Milliseconds at the bottom and at the top."""


def lines(figures: Sequence[tuple[str, float, str, str]]) -> dict[str, list[tuple[float, float]]]:
    """Return by question the sizes, with the median CPU time of it in milliseconds."""
    found: dict[str, list[tuple[float, float]]] = {}
    size = 0.0
    for what, value, _unit, _aim in figures:
        if sized := re.match(r"([\d,]+) articles;", what):
            size = float(sized[1].replace(",", ""))
        elif drawn := DRAWN.fullmatch(what):
            found.setdefault(drawn[1], []).append((size, value))
    return found


def plot(figures: Sequence[tuple[str, float, str, str]]) -> str:
    """Return the drawing as SVG."""
    found = lines(figures)
    sizes = sorted({size for points in found.values() for size, _value in points})
    low, high = math.log10(sizes[0]), math.log10(max(sizes[-1], sizes[0] * 1.01))

    def x(size: float) -> float:
        return LEFT + (WIDTH - LEFT - LABELS) * (math.log10(size) - low) / (high - low)

    def y(value: float) -> float:
        bottom, top = map(math.log10, BOUNDS)
        return TOP + (HEIGHT - 2 * TOP) * (top - math.log10(min(max(value, BOUNDS[0]), BOUNDS[1]))) / (top - bottom)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="18">CPU time of a question, median, in ms; articles in the store</text>',
    ]
    for value in (0.1, 1, 10, 100, 1000):
        parts += [
            f'<path d="M{LEFT} {y(value):.1f}H{WIDTH - LABELS}" stroke="#ddd"/>',
            f'<text x="{LEFT - 8}" y="{y(value) + 4:.1f}" text-anchor="end">{value}</text>',
        ]
    parts += [f'<text x="{x(size):.1f}" y="{HEIGHT - 10}" text-anchor="middle">{size:,.0f}</text>' for size in sizes]
    at = TOP - 16.0
    for (name, points), colour in zip(sorted(found.items(), key=lambda item: -item[1][-1][1]), COLOURS, strict=False):
        path = " ".join(f"{x(size):.1f},{y(value):.1f}" for size, value in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x(size):.1f}" cy="{y(value):.1f}" r="3" fill="{colour}"/>' for size, value in points]
        at = max(at + 16, y(points[-1][1]) + 4)
        label = f"{name}: {points[-1][1]:.1f}"
        parts.append(f'<text x="{WIDTH - LABELS + 8}" y="{at:.1f}" fill="{colour}">{escape(label)}</text>')
    return "\n".join([*parts, "</svg>", ""])
