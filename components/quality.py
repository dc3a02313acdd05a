"""How right the parser is: figures per language with their intervals, what is hard, and cases that went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.colours import palette
from components.link import show
from components.style import is_dark
from components.text import direction, facts, kpis, plain
from warta.article import PARSER
from warta.query import language_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warta.quality import Case, Figure, MeasuredSet

OWN = "labelled"
FIELDS = {
    "places found": "Places found",
    "places right": "Places put right",
    "event place right": "Places of events",
    "actors": "Actors named right",
    "dates right": "Dates resolved right",
    "speakers": "Speakers of statements",
}
"""Measures that are drawn, with their titles, in order."""
MORE = {"places drawn": "Dots that belong there", "states": "States that act", "dates found": "Dates, exact extent", "timeline": "Events"}
"""Measures that stand in the table besides."""
MEANING = {
    "places found": "F1 of the words that name a place",
    "places right": "share of places found and put within 161 km",
    "event place right": "share of places where something happens that are drawn, and drawn right",
    "actors": "F1 of persons and organisations under their canonical name",
    "dates right": "F1 of time expressions with the right TIMEX3 value",
    "speakers": "share of statements whose speaker is right",
    "places drawn": "F1 of the dots on the map",
    "states": "share of countries and capitals that act and are known as such",
    "dates found": "F1 of time expressions, exact span",
    "timeline": "share of events with all actors, the day and the place right",
    "names": "F1 of exact spans of persons, organisations and places",
}
CORPORA = {
    "lgl": "LGL, local newspapers",
    "trnews": "TR-News",
    "geovirus": "GeoVirus, WikiNews",
    "indotimex": "IndoTimex, Kompas",
    "idner": "idner-news-2k",
}
"""Public corpora by the name of their file."""


def own(sets: Sequence[MeasuredSet]) -> list[MeasuredSet]:
    """Return the sets written for Warta, by the name of their language."""
    return sorted((each for each in sets if each.name == OWN), key=lambda each: language_name(each.language))


def summary(sets: Sequence[MeasuredSet]) -> None:
    """Draw how much was measured, and say so where that was with an older parser."""
    mine = own(sets)
    kpis(
        (
            ("Articles with answer keys", f"{sum(each.documents for each in mine):,}"),
            ("Languages", f"{len(mine)}"),
            ("Answers checked", f"{sum(figure.wanted for each in mine for figure in each.figures.values()):,}"),
            ("Texts of public corpora", f"{sum(each.documents for each in sets if each.name != OWN):,}"),
        )
    )
    older = sorted({each.parser for each in sets} - {PARSER})
    if older:
        st.warning(
            f"Measured in part with another parser ({', '.join(older)}); this is {PARSER}. Run scripts/evaluate --write",
            icon=":material/history:",
        )


def interval_charts(sets: Sequence[MeasuredSet]) -> None:
    """Draw each field's figure and interval per language, in three columns that stand one below the other on a phone."""
    mine = own(sets)[::-1]
    columns = st.columns(3)
    for index, (name, title) in enumerate(FIELDS.items()):
        rows = [(language_name(each.language), each.figures[name]) for each in mine if name in each.figures]
        with columns[index % len(columns)]:
            told = "; ".join(f"{language} {figure.value:.2f}" for language, figure in rows[::-1])
            chart = _intervals(rows, title)
            st.plotly_chart(chart, key=f"intervals-{index}", config={"displayModeBar": False}, alt=f"{title}, by language: {told}")
    st.caption("A dot is the figure, the line its 95 % interval over the articles. 1 is perfect.")


def _intervals(rows: Sequence[tuple[str, Figure]], title: str) -> go.Figure:
    """Return a chart of one field: a row a language."""
    colours = palette(dark=is_dark())
    chart = go.Figure(
        go.Scatter(
            x=[figure.value for _, figure in rows],
            y=[language for language, _ in rows],
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [figure.high - figure.value for _, figure in rows],
                "arrayminus": [figure.value - figure.low for _, figure in rows],
                "color": colours.muted,
                "thickness": 1.4,
                "width": 4,
            },
            customdata=[(figure.low, figure.high, figure.wanted) for _, figure in rows],
            mode="markers",
            marker={"color": colours.accent, "size": 9},
            hovertemplate="%{y}: %{x:.2f} (%{customdata[0]:.2f}–%{customdata[1]:.2f}), %{customdata[2]} in the keys"
            f"<extra>{title}</extra>",
        )
    )
    chart.update_layout(
        height=76 + 27 * len(rows),
        title={"text": title, "font": {"size": 14, "color": colours.text}, "x": 0, "y": 0.99, "yanchor": "top"},
        margin={"l": 84, "r": 14, "t": 32, "b": 28},
        font={"family": "Inter, sans-serif", "size": 12, "color": colours.text},
        plot_bgcolor="rgba(0,0,0,0)",
        paper_bgcolor="rgba(0,0,0,0)",
        dragmode=False,
    )
    axis = {"gridcolor": colours.grid, "fixedrange": True, "tickfont": {"color": colours.text}}
    chart.update_xaxes(range=[0.0, 1.04], tickvals=[0, 0.25, 0.5, 0.75, 1], zeroline=False, showgrid=True, **axis)
    chart.update_yaxes(showgrid=False, **axis)
    return chart


def figure_table(sets: Sequence[MeasuredSet]) -> None:
    """Draw all figures of the sets written for Warta as a table."""
    measures = {**FIELDS, **MORE}
    rows = [
        {
            "Language": language_name(each.language),
            "Articles": each.documents,
            **{title: _cell(each, name) for name, title in measures.items()},
        }
        for each in own(sets)
    ]
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        column_config={title: st.column_config.TextColumn(title, help=MEANING[name]) for name, title in measures.items()},
    )


def _cell(each: MeasuredSet, name: str) -> str:
    figure = each.figures.get(name)
    return f"{figure.value:.2f} ({figure.low:.2f}–{figure.high:.2f})" if figure else ""


def corpus_table(sets: Sequence[MeasuredSet]) -> None:
    """Draw the figures on public corpora, a row a figure."""
    rows = [
        {
            "Corpus": CORPORA.get(each.name, each.name),
            "Language": language_name(each.language),
            "Texts": each.documents,
            "Measure": MEANING.get(name, name),
            "Figure": _cell(each, name),
            "In the keys": figure.wanted,
        }
        for each in sets
        if each.name != OWN
        for name, figure in each.figures.items()
    ]
    if not rows:
        st.caption("No public corpus was measured. scripts/evaluate --write FOLDER measures those in a folder.")
        return
    st.dataframe(pd.DataFrame(rows), hide_index=True)


def chosen_language(sets: Sequence[MeasuredSet]) -> MeasuredSet | None:
    """Draw the choice of a language, kept in the address as ``in``, and return its set."""
    mine = {each.language: each for each in own(sets)}
    if not mine:
        return None
    asked = st.query_params.get("in", "")
    if asked and asked not in mine:
        st.warning(
            f"Nothing was measured in a language {asked[:20]!r}. Shown: {language_name(next(iter(mine)))}.", icon=":material/warning:"
        )
    first = asked if asked in mine else next(iter(mine))
    st.session_state["quality-language"] = first
    st.segmented_control(
        "Language",
        list(mine),
        key="quality-language",
        format_func=language_name,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: show(**{"in": st.session_state["quality-language"]}),
    )
    return mine[first]


def hard_table(chosen: MeasuredSet) -> None:
    """Draw the most frequent kinds of error in a language."""
    titles = {**FIELDS, **MORE}
    rows = [
        {"Field": titles.get(kind.measure, kind.measure), "What went wrong": kind.kind, "Times": kind.count} for kind in chosen.hard[:12]
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True)


def case_list(chosen: MeasuredSet) -> None:
    """Draw cases that went wrong, in the words of the article, under each field."""
    titles = {**FIELDS, **MORE}
    for name, title in titles.items():
        cases = [case for case in chosen.cases if case.measure == name]
        if cases:
            wrong = sum(kind.count for kind in chosen.hard if kind.measure == name)
            with st.expander(f"{title}: {len(cases)} of {wrong}"):
                st.html("".join(_case(case, chosen.language) for case in cases))


def _case(case: Case, language: str) -> str:
    where = f"{plain(case.before)}<mark>{plain(case.surface)}</mark>{plain(case.after)}" if case.surface else plain(case.document)
    told = facts((case.kind, f"right: {case.wanted}" if case.wanted else None, f"said: {case.found}" if case.found else None))
    return f'<p class="w-sentence" lang="{plain(language)}" dir="{direction(language)}">{where}</p><p class="w-meta w-case">{told}</p>'
