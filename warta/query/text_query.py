"""What people type into a search box, read leniently.

``word`` any form as written; ``"a phrase"``; ``-word`` or ``NOT word`` without it; ``a OR b``; ``pref*``; ``fuzy~``; ``title:word``.
Words side by side must all be there. Nothing that can be typed is an error: what cannot be read is left out, and ``note`` says so.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import regex
import tantivy

from warta.store.index import TERM, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_CLAUSES = 64
"""Clauses that are searched; a longer text is cut, and the note says so."""
LEAST_PREFIX = 2
"""Letters before a ``*``: with fewer, every word would match."""
PIECE = regex.compile(r'(?P<minus>-)?(?P<field>title:)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))', regex.IGNORECASE)


@dataclasses.dataclass(frozen=True)
class Clause:
    """One thing to look for. ``terms`` are folded and in lower case; ``way`` is phrase, prefix or fuzzy."""

    terms: tuple[str, ...]
    way: str = "phrase"
    fields: tuple[str, ...] = ("text", "title")
    negative: bool = False


@dataclasses.dataclass(frozen=True)
class TextQuery:
    """A search text, read: every group must match, by one of its clauses; ``note`` tells how it was read, where that is not plain."""

    groups: tuple[tuple[Clause, ...], ...]
    note: str | None = None

    @property
    def positive(self) -> tuple[Clause, ...]:
        """The clauses whose words are to be highlighted."""
        return tuple(clause for group in self.groups for clause in group if not clause.negative)


def terms_of(text: str) -> tuple[str, ...]:
    """Return the terms of a text as the index has them."""
    return tuple(term.lower() for term in TERM.findall(fold(text)))


def read(text: str) -> TextQuery:
    """Return a search text as groups of clauses."""
    groups: list[tuple[Clause, ...]] = []
    either = negate = False
    notes: dict[str, None] = {}
    for match in PIECE.finditer(text):
        word = match["word"]
        if word in {"AND", "&&", "|", "||", "OR", "NOT"}:
            either, negate = word in {"OR", "|", "||"} and bool(groups), word == "NOT"
            continue
        clause = _clause(match, notes, negative=negate or bool(match["minus"]))
        negate = False
        if clause is None:
            continue
        if len(groups) >= MOST_CLAUSES:
            notes[f"only the first {MOST_CLAUSES} words are searched"] = None
            break
        if either and not clause.negative and not groups[-1][0].negative:
            groups[-1] = (*groups[-1], clause)
        else:
            groups.append((clause,))
        either = False
    return TextQuery(tuple(groups), "; ".join(notes) or None)


def _clause(match: regex.Match[str], notes: dict[str, None], *, negative: bool) -> Clause | None:
    fields = ("title",) if match["field"] else ("text", "title")
    raw = match["phrase"] if match["phrase"] is not None else match["word"]
    way = "phrase"
    if match["phrase"] is None and raw.endswith(("*", "~")):
        way = "prefix" if raw.endswith("*") else "fuzzy"
    terms = terms_of(raw)
    if not terms:
        return None
    if way != "phrase" and (len(terms) > 1 or (way == "prefix" and len(terms[0]) < LEAST_PREFIX)):
        notes[f"{raw[:30]} is searched as written"] = None
        way = "phrase"
    return Clause(terms, way, fields, negative)


def compile_query(index: tantivy.Index, query: TextQuery) -> tantivy.Query | None:
    """Return the query for an index, None where there is nothing to look for."""
    if not query.groups:
        return None
    parts = []
    for group in query.groups:
        occur = tantivy.Occur.MustNot if group[0].negative else tantivy.Occur.Must
        parts.append((occur, _either([_one(index, clause, field) for clause in group for field in clause.fields])))
    if all(occur == tantivy.Occur.MustNot for occur, _ in parts):
        parts.append((tantivy.Occur.Must, tantivy.Query.all_query()))
    return tantivy.Query.boolean_query(parts)


def _either(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return queries[0] if len(queries) == 1 else tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _one(index: tantivy.Index, clause: Clause, field: str) -> tantivy.Query:
    schema = index.schema
    if clause.way == "prefix":
        query = tantivy.Query.regex_query(schema, field, regex.escape(clause.terms[0]) + ".*")
    elif clause.way == "fuzzy":
        query = tantivy.Query.fuzzy_term_query(schema, field, clause.terms[0], distance=1 if len(clause.terms[0]) < 6 else 2)  # noqa: PLR2004  (short words change with one letter)
    elif len(clause.terms) == 1:
        query = tantivy.Query.term_query(schema, field, clause.terms[0])
    else:
        query = tantivy.Query.phrase_query(schema, field, list(clause.terms))
    return tantivy.Query.boost_query(query, 3.0) if field == "title" else query
