"""A list of articles: title, outlet, day, the best sentence with the words that were looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from components.cached import ask
from components.link import current, link_query
from components.stories import articles, languages, story_links
from components.text import direction, facts, is_text, marked, plain, quoted
from warta.query import language_name

if TYPE_CHECKING:
    from collections.abc import Hashable

    import pandas as pd


def article_list(rows: pd.DataFrame) -> None:
    """Draw one entry for each row of a search page."""
    for row in rows.to_dict("records"):
        with st.container(key=f"article-{row['article_no']}", gap="xsmall"):
            st.html(_title(row) + _meta(row) + quoted(row["snippet"], row["language"], [tuple(span) for span in row["highlights"]]))
            st.page_link(
                st.session_state["pages"]["article"],
                label=f"Read · {row['sentences']:,} {'sentence' if row['sentences'] == 1 else 'sentences'} selected",
                icon=":material/article:",
                query_params=link_query(current(), id=row["id"], sentence=str(row["ordinal"])),
            )
            if row.get("articles", 1) > 1:
                _others(row)


def _others(row: dict[Hashable, Any]) -> None:
    """Tell how many more articles of the selection tell the story, and list those of the story when asked."""
    label = f"and {articles(int(row['articles']) - 1, 'more')}, {languages(int(row['languages']))}"
    shown = st.toggle(label, key=f"others-{row['article_no']}")
    if shown:
        story = ask("same_story", row["id"])
        if story.articles >= row["articles"]:
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
