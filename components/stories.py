"""Stories in the reader: the other articles that tell the same, and the earlier versions of this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components.cached import ask
from components.link import current, link_query
from components.state_line import inert
from components.text import direction, facts, is_text, plain
from warta.difference import difference
from warta.query import language_name
from warta.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from typing import Any

    from warta.article import ParsedArticle
    from warta.query import Story
    from warta.store import Version

SHOWN = 6
"""Articles of a story that are listed before the rest is asked for."""


def same_story(article_id: str) -> None:
    """Draw the other articles that tell the same story; nothing where there are none."""
    story = ask("same_story", article_id)
    if not story.articles:
        return
    with st.container(key="same-story", gap="small"):
        st.subheader("The same story", anchor=False)
        st.caption(f"{articles(story.articles, 'more')}, {languages(story.languages)} in all")
        story_links(story)


def story_links(story: Story) -> None:
    """Draw a link to each of the other articles of a story."""
    rows = story.rows.to_dict("records")
    _links(rows[:SHOWN])
    if len(rows) > SHOWN:
        with st.expander(f"{len(rows) - SHOWN:,} more"):
            _links(rows[SHOWN:])
    if story.articles > len(rows):
        st.caption(f"The first {len(rows):,} are listed.")


def articles(number: int, kind: str = "") -> str:
    """Return ``29 more articles``."""
    return " ".join(filter(None, [f"{number:,}", kind, "article" if number == 1 else "articles"]))


def languages(number: int) -> str:
    """Return ``in 4 languages``."""
    return "in one language" if number <= 1 else f"in {number} languages"


def _links(rows: Sequence[dict[Hashable, Any]]) -> None:
    for row in rows:
        with st.container(key=f"same-{row['article_no']}", gap=None):
            st.page_link(
                st.session_state["pages"]["article"],
                label=inert(row["title"] if is_text(row["title"]) else "without a title"),
                query_params=link_query(current(), id=row["id"]),
            )
            published = row["published"][:10] if is_text(row["published"]) else "day not known"
            outlet = row["outlet"] if is_text(row["outlet"]) else "outlet not known"
            st.html(f'<p class="w-meta">{facts([outlet, published, language_name(row["language"] or "und")])}</p>')


def earlier(article_id: str) -> None:
    """Draw links to the versions of an article; nothing where there is only one."""
    try:
        versions: list[Version] = ask("versions", article_id)
    except StoreError as error:
        st.warning(f"Earlier versions cannot be read. {inert(str(error))}", icon=":material/warning:")
        return
    if len(versions) < 2:
        return
    with st.expander(f"Earlier versions · {len(versions) - 1}", icon=":material/history:", key="same-earlier"):
        for version in versions[1:]:
            st.page_link(
                st.session_state["pages"]["article"],
                label=f"As taken in on {when(version)}",
                query_params=link_query(current(), id=article_id, version=place(version)),
            )


def when(version: Version) -> str:
    """Return when a version was taken in."""
    return version.taken_at.strftime("%Y-%m-%d %H:%M UTC")


def place(version: Version) -> str:
    """Return how a link names a version."""
    return f"{version.load}.{version.number}"


def asked(article_id: str, served: ParsedArticle) -> bool:
    """Draw what changed since the version that the address asks for; return whether that was done. One that is not there is told."""
    wanted = st.query_params.get("version")
    if wanted is None:
        return False
    try:
        versions: list[Version] = ask("versions", article_id)
        chosen = next((version for version in versions[1:] if place(version) == wanted), None)
        before: ParsedArticle | None = ask("version", article_id, chosen.load, chosen.number) if chosen else None
    except StoreError as error:
        st.warning(f"Earlier versions cannot be read. {inert(str(error))}", icon=":material/warning:")
        return False
    if chosen is None or before is None:
        st.warning(f"The link asks for the version {inert(wanted[:20])}: this article has none of that name.", icon=":material/warning:")
        return False
    with st.container(key="same-now"):
        st.page_link(
            st.session_state["pages"]["article"],
            label="Read the article as it is now",
            icon=":material/arrow_back:",
            query_params=link_query(current(), id=article_id),
        )
    st.title("What changed", anchor=False)
    st.html(
        f'<p class="w-meta">From the version taken in on {plain(when(chosen))} to that of {plain(when(versions[0]))}</p>'
        '<p class="w-legend"><span><del class="w-removed">only in the earlier one</del></span>'
        '<span><ins class="w-added">only in the one that is read now</ins></span></p>'
    )
    st.html(changes(before.text, served.text, served.language))
    return True


def changes(before: str, after: str, language: str | None) -> str:
    """Return two versions as one text, as HTML: what went struck through, what came underlined."""
    tags = {"same": ("", ""), "removed": ('<del class="w-removed">', "</del>"), "added": ('<ins class="w-added">', "</ins>")}
    parts = [f"{tags[piece.kind][0]}{plain(piece.text)}{tags[piece.kind][1]}" for piece in difference(before, after)]
    return f'<div class="w-changes" lang="{plain(language or "und")}" dir="{direction(language)}">{"".join(parts)}</div>'
