"""The sentences behind a dot, a mark or a hit: the same panel everywhere."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import streamlit as st

from components.cached import ask, names
from components.link import current, go, link_query, show
from components.state_line import inert
from components.text import facts, is_text, plain, quoted
from components.where import decode, encode
from warta.query import Filters, Where, days_in_words, language_name

if TYPE_CHECKING:
    from collections.abc import Hashable

SIZE = 5
"""Sentences on one page of the panel."""
BASES = {
    "stated": "stated in the text",
    "metadata": "from the source",
    "inferred": "inferred from the text",
    "unknown": "not known",
}


def open_evidence(where: Where | None) -> None:
    """Write a click into the address; to be called in callbacks."""
    show(evidence=encode(where) if where else None)
    st.session_state["evidence-page"] = 1


def clicked() -> Where | None:
    """Return what the address says was clicked."""
    text = st.query_params.get("evidence", "")
    return decode(text) if text else None


def evidence_panel(filters: Filters, hint: str) -> None:
    """Draw the sentences behind the last click; before any click, a hint what to click."""
    where = clicked()
    if where is None:
        with st.container(border=True, key="evidence-empty"):
            st.subheader("Evidence", anchor=False)
            st.caption(hint)
        return
    total = ask("evidence_count", filters, where)
    with st.container(border=True, key="evidence"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="top", gap="small"):
            st.subheader(inert(_title(where)), anchor=False, width="stretch")
            st.button(
                "",
                icon=":material/close:",
                key="evidence-close",
                help="Close the evidence",
                on_click=open_evidence,
                args=(None,),
                type="tertiary",
            )
        st.caption(f"{total:,} {'sentence' if total == 1 else 'sentences'} of the selection")
        _narrow(filters, where)
        if not total:
            st.info("No sentence of this selection stands behind this. A filter may have changed since it was opened.")
            return
        pages = -(-total // SIZE)
        page = min(st.session_state.setdefault("evidence-page", 1), pages)
        for row in ask("evidence", filters, where, (page - 1) * SIZE, SIZE).to_dict("records"):
            evidence_row(row)
        if pages > 1:
            st.session_state["evidence-page"] = page
            st.pagination(pages, key="evidence-page", max_visible_pages=5)


def _title(where: Where) -> str:
    labels = names()
    if where.place_id:
        return labels.label("place", where.place_id)
    if where.actor_id:
        when = f", {days_in_words(where.from_, where.to)}" if where.from_ else ""
        return labels.label("actor", where.actor_id) + when
    if where.country:
        return labels.label("country", where.country)
    if where.from_:
        return days_in_words(where.from_, where.to)
    if where.undated:
        return "Without a date"
    return (where.not_placed or "Evidence").capitalize()


def _narrow(filters: Filters, where: Where) -> None:
    """Offer to make what was clicked the filter."""
    country = where.country or (ask("country_of", where.place_id) if where.place_id else None)
    with st.container(horizontal=True, gap="small"):
        if where.place_id:
            only = dataclasses.replace(filters, place=(where.place_id,))
            st.button("Only this place", key="only-place", icon=":material/filter_alt:", on_click=go, args=(only,))
        if country:
            only = dataclasses.replace(filters, country=(country,), place=())
            st.button("Only this country", key="only-country", icon=":material/filter_alt:", on_click=go, args=(only,))
        if where.actor_id and where.actor_id not in filters.actor:
            only = dataclasses.replace(filters, actor=(*filters.actor, where.actor_id))
            st.button("Only this actor", key="only-actor", icon=":material/filter_alt:", on_click=go, args=(only,))


def evidence_row(row: dict[Hashable, Any]) -> None:
    """Draw one sentence with its source, its dates and how sure the parser is."""
    start, end = row["start"], row["end"]
    span = [(int(start), int(end))] if start == start and start is not None else []  # noqa: PLR0124  (NaN is not itself)
    st.html(quoted(row["sentence"], row["language"], span) + _meta(row))
    article, ordinal = row["article_id"], str(row["ordinal"])
    with st.container(horizontal=True, gap="medium"):
        st.page_link(
            st.session_state["pages"]["article"],
            label="Read in the article",
            icon=":material/article:",
            query_params=link_query(current(), id=article, sentence=ordinal),
        )
        st.page_link(
            st.session_state["pages"]["article"],
            label="Link to this sentence",
            icon=":material/link:",
            query_params={"id": article, "sentence": ordinal},
        )


def _meta(row: dict[Hashable, Any]) -> str:
    """Return title, outlet, dates, score and method as inert HTML."""
    source = facts(value for value in (row["title"], row["outlet"], language_name(row["language"] or "und")) if is_text(value))
    published = (
        f"published {plain(row['published'])} ({BASES.get(row['published_basis'], '')})"
        if is_text(row["published"])
        else "day of publication not known"
    )
    when = ""
    if row["event_from"] == row["event_from"] and row["event_from"] is not None:
        days = days_in_words(row["event_from"].date(), row["event_to"].date())
        when = f"dated {days} in the text" if row["event_basis"] == "event" else "no date in the sentence"
    sure = ""
    if row["score"] == row["score"] and row["score"] is not None:
        role = f", {plain(row['role'])}" if is_text(row["role"]) else ""
        sure = f"“<bdi>{plain(row['surface'])}</bdi>”{role}: score {row['score']:.2f} by {plain(row['method'])}"
    lines = [source, " · ".join(filter(None, [when, published])), sure]
    sample = ' <span class="w-sample">sample</span>' if row["sample"] else ""
    return "".join(f'<p class="w-meta">{line}{sample if number == 0 else ""}</p>' for number, line in enumerate(lines) if line)
