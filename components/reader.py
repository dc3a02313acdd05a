"""The reader: an article as it was, with its mentions marked, its dates with their basis, and where it plays."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from components.evidence import BASES
from components.link import link_query
from components.map import WrittenDeck
from components.map_layers import map_json
from components.marked_text import Mark, marked_text
from components.state_line import inert
from components.stories import asked, earlier, same_story
from components.style import is_dark
from components.text import facts
from warta.query import days_in_words, highlights, language_name, read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from warta.article import ParsedArticle
    from warta.query import Filters

KINDS = {"place": "Places", "actor": "Actors", "date": "Dates"}


def missing(article_id: str) -> None:
    """Say that the store has no such article."""
    st.title("No such article", anchor=False)
    st.warning(f"The link asks for the article “{inert(article_id[:60])}”, which is not in this store.", icon=":material/warning:")
    st.page_link(st.session_state["pages"]["articles"], label="All articles", icon=":material/arrow_back:")


def reader(article: ParsedArticle, filters: Filters) -> None:
    """Draw the article and what was found in it."""
    st.page_link(
        st.session_state["pages"]["articles"],
        label="Articles of the selection",
        icon=":material/arrow_back:",
        query_params=link_query(filters),
    )
    if asked(article.id, article):
        return
    read_through(article, _hits(article, filters), _chosen(article), more=lambda: _others(article))


def _others(article: ParsedArticle) -> None:
    earlier(article.id)
    same_story(article.id)


def read_through(
    article: ParsedArticle,
    hits: Sequence[Mark] = (),
    chosen: int | None = None,
    key: str = "reader",
    more: Callable[[], None] = lambda: None,
) -> None:
    """Draw the text with its marks and, beside it, what was found in it and ``more``; ``chosen`` is the sentence to show first."""
    text, side = st.columns([1.9, 1], gap="large")
    with side:
        chosen_kinds = _facts(article)
        more()
    with text:
        _heading(article)
        hidden = [kind for kind in KINDS if kind not in chosen_kinds]
        marked_text(article, [*hits, *marks(article)], chosen=chosen, hide=hidden, key=key)


def _heading(article: ParsedArticle) -> None:
    if article.title and not any(block.kind == "title" for block in article.blocks):
        st.title(inert(article.title), anchor=False)
    published = article.published
    when = f"{published.value} ({BASES[published.basis]})" if published.value else "day of publication not known"
    signed = ", ".join(f"{one.name}{f' ({one.role})' if one.role else ''}" for one in article.byline)
    sample = ' <span class="w-sample">sample</span>' if article.sample else ""
    st.html('<p class="w-meta">' + facts([article.outlet, signed, when, language_name(article.language or "und")]) + sample + "</p>")
    if article.url and article.url.startswith(("https://", "http://")):
        st.link_button("Where it was published", article.url, icon=":material/open_in_new:")


def _chosen(article: ParsedArticle) -> int | None:
    """Return the sentence that the address asks for; one that is not there is told."""
    asked = st.query_params.get("sentence")
    if asked is None:
        return None
    if asked.isascii() and asked.isdigit() and len(asked) < 9 and int(asked) < len(article.sentences):
        return int(asked)
    st.warning(f"The link asks for sentence {inert(asked[:20])}: this article has {len(article.sentences)}.", icon=":material/warning:")
    return None


def _hits(article: ParsedArticle, filters: Filters) -> list[Mark]:
    return [Mark(start, end, "hit") for start, end in highlights(article.text, read(filters.q))] if filters.q else []


def marks(article: ParsedArticle) -> list[Mark]:
    """Return a mark for each mention: what it is and where a click leads. A name that acts is an actor before it is a place."""
    found = []
    for actor in article.actors:
        title = f"{actor.name} · {actor.subkind or actor.kind} · score {actor.score:.2f}"
        found.append(Mark(actor.start, actor.end, "actor", title, f"/articles?{urlencode({'actor': actor.actor_id})}"))
    for place in article.places:
        if place.role in {"actor", "origin"} and any(actor.start <= place.start < actor.end for actor in article.actors):
            continue
        title = f"{place.name}{f', {place.country}' if place.country else ''} · {place.role} · {place.precision} · score {place.score:.2f}"
        found.insert(0, Mark(place.start, place.end, "place", title, f"/map?{urlencode({'place': place.place_id, 'role': place.role})}"))
    for date in article.dates:
        query = urlencode({"from": date.from_, "to": date.to}) if date.from_ and date.to else ""
        title = f"{date.value or 'not resolved'} · {date.basis}"
        found.append(Mark(date.start, date.end, "date", title, f"/timeline?{query}" if query else "/timeline"))
    return found


def _facts(article: ParsedArticle) -> list[str]:
    chosen: list[str] = st.pills(
        "Marked", list(KINDS), format_func=KINDS.get, selection_mode="multi", default=list(KINDS), key="marked-kinds"
    )
    st.html(
        '<p class="w-legend"><span><span class="w-swatch w-square" style="background:#C8602F"></span>place</span>'
        '<span><span class="w-swatch w-square" style="background:#5B6F9E"></span>actor</span>'
        '<span><span class="w-swatch w-square" style="background:#C9A227"></span>date</span></p>'
    )
    _small_map(article)
    _table("Dates", ["in the text", "days", "basis"], [[d.surface, _days(d.from_, d.to, d.value), d.basis] for d in article.dates])
    _table("Statements", ["speaker", "words", "told by"], [[s.speaker, s.surface, s.reported_by or ""] for s in article.statements])
    events = [
        [e.kind, ", ".join(e.actors), e.place or "", _days(e.from_, e.to, None), "text" if e.basis == "event" else "published"]
        for e in article.events
    ]
    _table("Events", ["what", "who", "where", "when", "date from"], events)
    _table("Not settled", ["in the text", "why"], [[n.surface or "", n.reason] for n in article.notes])
    return chosen


def _days(first: str | None, last: str | None, value: str | None) -> str:
    import datetime as dt  # noqa: PLC0415  (only here)

    if first and last:
        return days_in_words(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    return value or ""


def _table(title: str, columns: list[str], rows: list[list[str]]) -> None:
    if rows:
        with st.expander(f"{title} · {len(rows)}"):
            st.dataframe(pd.DataFrame(rows, columns=columns), hide_index=True, height=min(38 + 35 * len(rows), 320))


def _small_map(article: ParsedArticle) -> None:
    here = [place for place in article.places if place.role in {"event", "dateline"} and place.lat is not None]
    if not here:
        return
    rows = pd.DataFrame(
        [{"place_id": p.place_id, "name": p.name, "country": p.country, "lat": p.lat, "lon": p.lon, "precision": p.precision} for p in here]
    )
    counted = rows.groupby("place_id").agg(
        name=("name", "first"), country=("country", "first"), lat=("lat", "first"), lon=("lon", "first"),
        precision=("precision", "first"), sentences=("name", "size"),
    ).reset_index()  # fmt: skip
    counted["articles"] = 1
    dots = counted[counted["precision"] != "country"]
    countries = counted[counted["precision"] == "country"].rename(columns={"sentences": "sentences"})
    centre = dots if len(dots) else counted
    view = {"latitude": float(centre["lat"].mean()), "longitude": float(centre["lon"].mean()), "zoom": 1.6}
    st.pydeck_chart(
        WrittenDeck(map_json(dots, countries, view, dark=is_dark())),
        height=230,
        key="reader-map",
        alt="Map of the places of this article: " + ", ".join(counted["name"].head(8)),
    )
