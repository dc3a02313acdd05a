"""Questions to a snapshot. Each is a pure function of the snapshot and the filters; all SQL of the project lives here."""

from warta.query.articles import Page, article, latest, search
from warta.query.counts import Count, count, facet, not_placed, placed
from warta.query.evidence import Where, evidence, evidence_count
from warta.query.export import FORMATS, MEDIA, WHATS, export, file_name
from warta.query.filters import DEFAULT_ROLES, MANY, ROLES, Chip, Filters, Problem, days_in_words
from warta.query.maps import DOTS, map_countries, map_places
from warta.query.names import Names, country_name, country_of, language_name, suggest_actors
from warta.query.snippets import highlights
from warta.query.sources import articles_total, has_samples, loads, outlets, published_bases, rejects
from warta.query.stories import Story, same_story, version, versions
from warta.query.text_query import read
from warta.query.timeline import MARKS, days_covered, histogram, lanes, last_published, timeline, undated, unit_for
from warta.query.units import UNITS, Unit, has_stories, unit_from_query

__all__ = [
    "DEFAULT_ROLES",
    "DOTS",
    "FORMATS",
    "MANY",
    "MARKS",
    "MEDIA",
    "ROLES",
    "UNITS",
    "WHATS",
    "Chip",
    "Count",
    "Filters",
    "Names",
    "Page",
    "Problem",
    "Story",
    "Unit",
    "Where",
    "article",
    "articles_total",
    "count",
    "country_name",
    "country_of",
    "days_covered",
    "days_in_words",
    "evidence",
    "evidence_count",
    "export",
    "facet",
    "file_name",
    "has_samples",
    "has_stories",
    "highlights",
    "histogram",
    "lanes",
    "language_name",
    "last_published",
    "latest",
    "loads",
    "map_countries",
    "map_places",
    "not_placed",
    "outlets",
    "placed",
    "published_bases",
    "read",
    "rejects",
    "same_story",
    "search",
    "suggest_actors",
    "timeline",
    "undated",
    "unit_for",
    "unit_from_query",
    "version",
    "versions",
]
