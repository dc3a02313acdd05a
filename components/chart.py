"""Charts as plotly.js takes them, put together once for all who look at the same and sent as they are.

Plotly's own objects check and copy each property of each chart at each rerun, which costs more than all else on a page; the tests have
Plotly check what is made here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plotly.basedatatypes import BaseFigure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from components.colours import Palette

Figure = dict[str, Any]
"""``data`` and ``layout`` of a chart in plain values: days are ISO 8601 texts."""

QUIET = {"displayModeBar": False, "scrollZoom": False}
"""Settings of a chart that has no buttons of its own."""
CLEAR = "rgba(0,0,0,0)"
FONT = "Inter, sans-serif"


class Chart(BaseFigure):  # type: ignore[misc]  # Plotly has no types
    """A chart that was put together before, in the form that ``st.plotly_chart`` takes."""

    def __init__(self, figure: Figure) -> None:
        self._figure = figure

    def to_dict(self) -> Figure:
        """Return the chart as it was put together."""
        return self._figure


def size(figure: Figure) -> int:
    """Return about how many bytes of memory a chart takes: its values are numbers and short texts, most of them shared."""
    return 4000 + sum(len(trace["x"]) * (1000 if "customdata" in trace else 150) for trace in figure["data"])


def layout(colours: Palette, *, height: int, font: int = 13, **more: Any) -> dict[str, Any]:  # noqa: ANN401  (as Plotly has it)
    """Return what all charts look like, and more."""
    return {
        "height": height,
        "font": {"family": FONT, "size": font, "color": colours.text},
        "plot_bgcolor": CLEAR,
        "paper_bgcolor": CLEAR,
        "hoverlabel": {"font": {"family": FONT}},
        "xaxis": {"gridcolor": colours.grid, "type": "date", "fixedrange": True, "zeroline": False},
        "yaxis": {"gridcolor": colours.grid, "fixedrange": True, "zeroline": False},
        **more,
    }


def bars(
    rows: Iterable[tuple[dt.date, str, int]], unit: str, colours: Palette, names: Sequence[tuple[str, str]], counted: str = ""
) -> list[dict[str, Any]]:
    """Return stacked bars of (day, basis, sentences): filled those of the first basis, hollow those of the second.

    Args:
        rows: the first day of a unit, the basis of its date, and the number of sentences.
        unit: the unit, as it is named beside a bar.
        colours: those of the theme.
        names: the bases and what they are called.
        counted: what stands behind the number beside a bar.
    """
    parts: dict[str, tuple[list[str], list[int]]] = {basis: ([], []) for basis, _ in names}
    for day, basis, sentences in rows:
        if basis in parts:
            parts[basis][0].append(day.isoformat())
            parts[basis][1].append(sentences)
    return [
        {
            "type": "bar",
            "x": parts[basis][0],
            "y": parts[basis][1],
            "name": name,
            "marker": {"color": CLEAR if number else colours.accent, "line": {"color": colours.accent, "width": 1}},
            "hovertemplate": f"%{{x|%-d %b %Y}} ({unit}): %{{y:,}}{counted}<extra>{name}</extra>",
        }
        for number, (basis, name) in enumerate(names)
    ]
