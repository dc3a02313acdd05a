"""A list of articles: title, outlet, day, the best sentence with the words that were looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import streamlit as st

from components.cached import ask, keep
from components.link import counting, current, link_query
from components.stories import articles, languages, story_links
from components.text import direction, facts, is_text, marked, plain, quoted
from warta.query import language_name

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from warta.query import Filters, Page


class Entry(NamedTuple):
    """An article in a list: what is shown of it, where it leads, and how many others tell its story."""

    number: int
    html: str
    label: str
    id: str
    sentence: str
    articles: int
    languages: int


class Listing(NamedTuple):
    """One page of a search: its entries, how many there are in all, and a note to the reader. It is shared: nobody may change it."""

    entries: Sequence[Entry]
    total: int
    note: str | None


def listing(filters: Filters, order: str, page: int, size: int) -> Listing:
    """Return a page of the articles, or stories, of a selection, put together once for all who look at it."""
    unit = counting()

    def listed() -> Listing:
        found: Page = ask("search", filters, order, page, size, unit)
        return Listing([_entry(row) for row in found.rows.to_dict("records")], found.total, found.note)

    return keep(("list", filters, order, page, size, unit), listed, lambda made: sum(500 + 2 * len(entry.html) for entry in made.entries))


def article_list(entries: Sequence[Entry]) -> None:
    """Draw one entry after the other, each with a link to read it."""
    for entry in entries:
        with st.container(key=f"article-{entry.number}", gap="xsmall"):
            st.html(entry.html)
            st.page_link(
                st.session_state["pages"]["article"],
                label=entry.label,
                icon=":material/article:",
                query_params=link_query(current(), id=entry.id, sentence=entry.sentence),
            )
            if entry.articles > 1:
                _others(entry)


def _entry(row: dict[Hashable, Any]) -> Entry:
    html = _title(row) + _meta(row) + quoted(row["snippet"], row["language"], [tuple(span) for span in row["highlights"]])
    label = f"Read · {row['sentences']:,} {'sentence' if row['sentences'] == 1 else 'sentences'} selected"
    return Entry(
        int(row["article_no"]),
        html,
        label,
        row["id"],
        str(row["ordinal"]),
        int(row.get("articles", 1)),
        int(row.get("languages", 1)),
    )


def _others(entry: Entry) -> None:
    """Tell how many more articles of the selection tell the story, and list those of the story when asked."""
    label = f"and {articles(entry.articles - 1, 'more')}, {languages(entry.languages)}"
    shown = st.toggle(label, key=f"others-{entry.number}")
    if shown:
        story = ask("same_story", entry.id)
        if story.articles >= entry.articles:
            st.caption(f"All {story.articles:,} others of the story, also those outside of the selection:")
        story_links(story)


def _title(row: dict[Hashable, Any]) -> str:
    title = row["title"] if is_text(row["title"]) else row["snippet"]
    return f'<h3 class="w-title" lang="{plain(row["language"] or "und")}" dir="{direction(row["language"])}">{marked(title, [])}</h3>'


def _meta(row: dict[Hashable, Any]) -> str:
    published = row["published"][:10] if is_text(row["published"]) else "day not known"
    basis = " (inferred)" if row["published_basis"] == "inferred" else ""
    outlet = row["outlet"] if is_text(row["outlet"]) else "outlet not known"
    sample = ' <span class="w-sample">sample</span>' if row["sample"] else ""
    return f'<p class="w-meta">{facts([outlet, published + basis, language_name(row["language"] or "und")])}{sample}</p>'
