"""Colours of marks, for light and dark: red, green, blue and, where four, opacity, each 0 to 255."""

from __future__ import annotations

import dataclasses

Colour = list[int]


@dataclasses.dataclass(frozen=True)
class Palette:
    """The colours of the map and the timeline in one theme."""

    water: Colour
    land: Colour
    border: Colour
    shades: tuple[Colour, ...]
    dot: Colour
    region: Colour
    label: Colour
    halo: Colour
    accent: str
    muted: str
    grid: str
    text: str


LIGHT = Palette(
    water=[240, 244, 245, 255],
    land=[229, 226, 217, 255],
    border=[252, 251, 248, 255],
    shades=([205, 222, 220, 255], [163, 200, 198, 255], [106, 166, 166, 255], [50, 125, 128, 255]),
    dot=[180, 72, 32, 215],
    region=[91, 111, 158, 70],
    label=[27, 34, 38, 255],
    halo=[252, 251, 248, 230],
    accent="#0B5E63",
    muted="#5E6A70",
    grid="#DAD5C9",
    text="#10171A",
)
DARK = Palette(
    water=[20, 25, 28, 255],
    land=[42, 49, 54, 255],
    border=[20, 25, 28, 255],
    shades=([38, 66, 68, 255], [38, 92, 94, 255], [45, 126, 126, 255], [84, 180, 174, 255]),
    dot=[236, 146, 100, 225],
    region=[147, 167, 216, 70],
    label=[233, 230, 223, 255],
    halo=[20, 25, 28, 230],
    accent="#5BC4BC",
    muted="#A9B1B5",
    grid="#394248",
    text="#E9E6DF",
)


def palette(*, dark: bool) -> Palette:
    """Return the colours of a theme."""
    return DARK if dark else LIGHT


def css(colour: Colour) -> str:
    """Return a colour as CSS."""
    alpha = colour[3] / 255 if len(colour) == 4 else 1
    return f"rgba({colour[0]}, {colour[1]}, {colour[2]}, {alpha:.2f})"


def steps(values: list[int], count: int = 4) -> list[int]:
    """Return the lower bounds of at most ``count`` classes that grow by powers, the first of them 1."""
    most = max(values, default=1)
    base = max(2.0, most ** (1 / count))
    bounds = [1]
    while len(bounds) < count and round(base ** len(bounds)) <= most:
        bounds.append(max(bounds[-1] + 1, round(base ** len(bounds))))
    return bounds


def class_of(value: int, bounds: list[int]) -> int:
    """Return the index of the class that a value falls into."""
    return max(index for index, bound in enumerate(bounds) if value >= bound or index == 0)
