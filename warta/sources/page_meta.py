"""What a page states about its article: JSON-LD first, then meta elements (Open Graph, Dublin Core and the like), never a guess."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from warta.sources.limits import AUTHORS, NAME_CHARACTERS, URL_CHARACTERS
from warta.sources.markup import one_line
from warta.sources.moment import Moment, moment
from warta.sources.page_data import article_node, texts
from warta.sources.raw import web_address

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

_TITLES = ("og:title", "twitter:title", "dcterms.title", "dc.title", "title")
_AUTHORS = ("author", "article:author", "dcterms.creator", "dc.creator", "parsely-author", "sailthru.author", "byl", "citation_author")
_DATES = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "dcterms.issued", "dc.date.issued",
    "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate",
    "publish-date", "publication_date", "date",
)  # fmt: skip
_OUTLETS = ("og:site_name", "dcterms.publisher", "dc.publisher", "application-name")
_LANGUAGES = ("content-language", "dcterms.language", "dc.language", "og:locale")
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z\d]{1,8})*", re.IGNORECASE)
_SIDES = re.compile(r"\s+[|\-–—·•»:]\s+")


class PageMeta(NamedTuple):
    """What a page states; None or empty where it states nothing that can be believed. ``body`` is the text that JSON-LD may carry."""

    title: str | None
    authors: tuple[str, ...]
    published: Moment
    language: str | None
    outlet: str | None
    url: str | None
    body: str


def page_meta(tree: Any, base: str | None, now: dt.datetime | None = None) -> PageMeta:  # noqa: ANN401  (lxml's element)
    """Return what a page states about its article.

    Args:
        tree: the page, as lxml reads it.
        base: the address that it came from, if it was fetched.
        now: what to take for now, since a date in the future is refused; the clock, if not given.
    """
    meta = _meta(tree)
    canonical = tree.xpath("//link[contains(concat(' ', translate(@rel, 'CANOIL', 'canoil'), ' '), ' canonical ')]/@href")[:1]
    url = _address([*canonical, *meta.get("og:url", ())], base)
    node = article_node(tree.xpath("//script[translate(@type, 'JSONAPLICTD', 'jsonaplictd')='application/ld+json']/text()"), url)
    outlet = _outlet([*meta.get(_OUTLETS[0], ()), *texts(node, "publisher", ("name",)), *_of(meta, _OUTLETS[1:])])
    headline = [title for title in texts(node, "headline") if not title.endswith(("…", "..."))]
    return PageMeta(
        title=_without_outlet(_first([*headline, *_of(meta, _TITLES)]), outlet),
        authors=_names(texts(node, "author", ("name",))) or _names(_of(meta, _AUTHORS)),
        published=_published([*texts(node, "datePublished"), *_of(meta, _DATES), *texts(node, "dateCreated")], now),
        language=_language([*texts(node, "inLanguage", ("alternateName", "name")), *tree.xpath("/html/@lang")[:1], *_of(meta, _LANGUAGES)]),
        outlet=outlet,
        url=url or _address([*texts(node, "mainEntityOfPage", ("@id", "url")), *texts(node, "url")], base) or base,
        body=html.unescape(next(iter(texts(node, "articleBody")), "")),
    )


def _meta(tree: Any) -> dict[str, list[str]]:  # noqa: ANN401  (lxml's element)
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = (element.get("content") or "").strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := element.get(key)):
                found.setdefault(name.strip().lower(), []).append(content)
    return found


def _of(meta: Mapping[str, Sequence[str]], names: Iterable[str]) -> list[str]:
    return [value for name in names for value in meta.get(name, ())]


def _first(values: Iterable[str]) -> str | None:
    return next((shown for value in values if (shown := one_line(value)[:NAME_CHARACTERS])), None)


def _outlet(values: Iterable[str]) -> str | None:
    """Return the first name; spelt with capitals and spaces where another of the names is the same with them."""
    names = [one_line(value).lstrip("@")[:NAME_CHARACTERS] for value in values]
    same = [name for name in names if name.casefold().replace(" ", "") == names[0].casefold().replace(" ", "")]
    return max(same, key=lambda name: (name.count(" "), sum(map(str.isupper, name))), default=None) or _first(names)


def _names(values: Sequence[str]) -> tuple[str, ...]:
    """Return names of people; an address of their page, which some give instead, is none."""
    spelt = (one_line(value)[:NAME_CHARACTERS] for value in values[:AUTHORS])
    return tuple(dict.fromkeys(name for name in spelt if any(map(str.isalpha, name)) and "://" not in name and not name.startswith("@")))


def _published(values: Sequence[str], now: dt.datetime | None) -> Moment:
    found = [moment(value, now) for value in values[:20]]
    return next((item for item in found if item.value), next((item for item in found if item.doubt), Moment(None)))


def _language(values: Iterable[str]) -> str | None:
    return next((value.strip().replace("_", "-")[:35] for value in values if _TAG.fullmatch(value.strip())), None)


def _address(values: Iterable[str], base: str | None) -> str | None:
    """Return the first address that the page can claim as its own: of its own site, and not the front page of it."""
    for value in values:
        try:
            url = web_address(urljoin(base or "", value.strip()))
            front = url is not None and urlsplit(url).path.strip("/") == "" and not urlsplit(url).query
        except ValueError:
            continue
        if url and not front and len(url) <= URL_CHARACTERS and (base is None or _site(url) == _site(base)):
            return url
    return None


def _site(url: str) -> str | None:
    # The list of suffixes such as co.uk takes a moment to load, which only those pay who fetch.
    from courlan import extract_domain  # noqa: PLC0415

    domain: str | None = extract_domain(url, fast=False)
    return domain or urlsplit(url).hostname


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """Return a title without the name of the outlet that many pages put before or behind it."""
    if not title or not outlet:
        return title
    for match in _SIDES.finditer(title):
        before, behind = title[: match.start()], title[match.end() :]
        if behind.casefold() == outlet.casefold():
            return before
        if before.casefold() == outlet.casefold():
            return behind
    return title
