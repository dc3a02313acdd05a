"""Makes the columns of a segment of its tables."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy as np

from warta.store.columns import EVER, FOLDER, FURTHER, NEVER, NO_TERM
from warta.store.packed import fitting, postings, rising
from warta.store.tables import BITS
from warta.store.traits import DATED, PRECISION, PUBLISHED, SEVERAL, UNRESOLVED, of_roles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import duckdb

    from warta.store.columns import Array, Kind
    from warta.store.packed import Postings, Rising

    Made = Array | list[str] | Postings | Rising

_ROWS = 1_000_000
"""Rows that are read at once."""
_BITS = 5
"""Bits of the roles of a place."""
_ROLES = (1 << _BITS) - 1


def write_columns(database: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write the columns of a segment."""
    place = folder / FOLDER
    place.mkdir()
    for name, value in _columns(database):
        _write(place, name, value)


def _write(folder: Path, name: str, value: Made) -> None:
    if isinstance(value, list):
        (folder / f"{name}.json").write_bytes(msgspec.json.encode(value))
    elif isinstance(value, np.ndarray):
        np.save(folder / f"{name}.npy", np.ascontiguousarray(value))
    else:
        for field in dataclasses.fields(value):
            _write(folder, f"{name}_{field.name}", getattr(value, field.name))


def _columns(database: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, Made]]:
    articles = database.sql(
        "SELECT article_no, published_from, published_to, story_no, story IS NULL AS told_first, sentences, language, outlet FROM articles "
        "ORDER BY article_no"
    ).to_arrow_table()
    yield "article_no", articles["article_no"].to_numpy()
    yield "published_from", _days(articles["published_from"], EVER)
    yield "published_to", _days(articles["published_to"], NEVER)
    yield "story_no", articles["story_no"].to_numpy()
    yield "told_first", articles["told_first"].to_numpy()
    for name in ("language", "outlet"):
        codes, values = _coded(articles[name])
        yield name, codes
        yield f"{name}s", values
    sizes = articles["sentences"].to_numpy()
    starts = np.concatenate([[0], np.cumsum(sizes)])
    yield "article_starts", starts.astype(fitting(starts))
    yield "article", rising(np.repeat(np.arange(len(sizes), dtype=np.int32), sizes))
    made = _sentences(database, int(starts[-1]))
    numbers = made.pop("sentence_no")
    # An article without evidence counts from where the next one does.
    yield "first_sentence_no", rising(np.append(numbers, numbers[-1:] + 1)[starts[:-1]] if len(numbers) else np.zeros(len(sizes), np.int64))
    yield from _ranges(database, numbers)
    mentions = _mentions(database, "places", numbers)
    place, country, drawn = _places(database)
    made["traits"] |= _roles(database, numbers, mentions, drawn)
    yield from _told(made)
    yield from _entries("country", country, mentions, len(numbers))
    yield from _entries("place", place, mentions, len(numbers))
    yield from _entries("actor", _actors(database), _mentions(database, "actors", numbers), len(numbers))


_PRECISIONS = """SELECT day_precision FROM sentences WHERE day_precision IS NOT NULL UNION
    SELECT precision FROM ranges WHERE precision IS NOT NULL ORDER BY 1"""


def _sentences(database: duckdb.DuckDBPyConnection, count: int) -> dict[str, Array]:
    """Return the columns of sentences, days as numbers, and their numbers; of the traits only what is told of their time."""
    dated = (
        f"(({_coded_precision('day_precision')} + 1)::USMALLINT << {PRECISION}) "
        f"+ (CASE WHEN ranges > 0 THEN {1 << DATED} ELSE 0 END) + (CASE WHEN ranges > 1 THEN {1 << SEVERAL} ELSE 0 END) "
        f"+ (CASE WHEN day_basis = 'published' THEN {1 << PUBLISHED} ELSE 0 END)"
    )
    sql = (
        f"SELECT sentence_no, coalesce(first_day - DATE '1970-01-01', {EVER})::INTEGER, "
        f"coalesce(last_day - DATE '1970-01-01', {NEVER})::INTEGER, ({dated})::USMALLINT FROM sentences ORDER BY sentence_no"
    )
    kinds = {"sentence_no": np.int64, "first_day": np.int32, "last_day": np.int32, "traits": np.uint16}
    return _read(database, sql, kinds, count, {"precisions": _precisions(database)})


def _read(
    database: duckdb.DuckDBPyConnection, sql: str, kinds: Mapping[str, type], count: int, values: dict[str, object] | None = None
) -> dict[str, Array]:
    """Return the columns of the answer to a query, of which the number of rows is known, as arrays of these types."""
    made: dict[str, Array] = {name: np.empty(count, kind) for name, kind in kinds.items()}
    at = 0
    for batch in database.sql(sql, params=values).to_arrow_reader(_ROWS):
        for column, read in zip(made.values(), batch.columns, strict=True):
            column[at : at + batch.num_rows] = read.to_numpy(zero_copy_only=False)
        at += batch.num_rows
    return made


def _precisions(database: duckdb.DuckDBPyConnection) -> list[str]:
    return [value for (value,) in database.execute(_PRECISIONS).fetchall()]


def _coded_precision(column: str) -> str:
    return f"CAST(coalesce(list_position($precisions::VARCHAR[], {column}), 0) - 1 AS TINYINT)"


def _told(made: dict[str, Array]) -> Iterator[tuple[str, Made]]:
    """Yield the columns of sentences, where days count the list of all there are."""
    days = np.unique(np.concatenate([made["first_day"], made["last_day"], [NEVER, EVER]])).astype(np.int32)
    yield "days", days
    for name in ("first_day", "last_day"):
        yield name, np.searchsorted(days, made.pop(name)).astype(np.min_scalar_type(len(days)))
    yield from made.items()


def _ranges(database: duckdb.DuckDBPyConnection, numbers: Array) -> Iterator[tuple[str, Made]]:
    precisions = _precisions(database)
    ranges = database.execute(
        f"""SELECT sentence_no, ("from" - DATE '1970-01-01')::INTEGER AS "from", ("to" - DATE '1970-01-01')::INTEGER AS "to",
        {_coded_precision("precision")} AS precision FROM ranges ORDER BY sentence_no, "from", "to" """,
        {"precisions": precisions},
    ).fetchnumpy()
    yield "precisions", precisions
    yield "range_sentence", np.searchsorted(numbers, ranges["sentence_no"]).astype(np.int32)
    for name in ("from", "to", "precision"):
        yield f"range_{name}", np.asarray(ranges[name])


class _Mentions(NamedTuple):
    """Mentions, a row each: the sentence, where it comes in the segment; what they are, by the number of it; and the role, as a bit."""

    sentence: Array
    what: Array
    bit: Array


class _Known(NamedTuple):
    """What mentions are, by number: a text each, None for none, and whether mentions are marked."""

    ids: list[str | None]
    marked: Array


_BIT = "CASE role " + " ".join(f"WHEN '{role}' THEN {bit}" for role, bit in BITS.items()) + " END"


def _mentions(database: duckdb.DuckDBPyConnection, table: str, numbers: Array) -> _Mentions:
    ((count,),) = database.execute(f"SELECT count(*) FROM {table}_rows").fetchall()
    sql = f"SELECT sentence_no, shared, coalesce({_BIT if table == 'places' else 0}, 0)::UTINYINT FROM {table}_rows"
    read = _read(database, sql, {"sentence": np.int64, "what": np.int32, "bit": np.uint8}, count)
    return _Mentions(np.searchsorted(numbers, read["sentence"]), read["what"], read["bit"])


def _places(database: duckdb.DuckDBPyConnection) -> tuple[_Known, _Known, Array]:
    """Return the places and the countries of mentions of places, and whether a map can draw these at all."""
    rows = database.sql(
        "SELECT place_id, country, coalesce(lat IS NOT NULL, FALSE) AS point, coalesce(precision = 'country', FALSE) AS whole "
        "FROM places_shared ORDER BY shared"
    ).to_arrow_table()
    point, whole = (rows[name].to_numpy(zero_copy_only=False).astype(bool) for name in ("point", "whole"))
    place, country = (rows[name].to_pylist() for name in ("place_id", "country"))
    within = np.array([each is not None for each in country], bool)
    return _Known(place, point & ~whole), _Known(country, whole), point | (whole & within)


def _actors(database: duckdb.DuckDBPyConnection) -> _Known:
    ids = [value for (value,) in database.execute("SELECT actor_id FROM actors_shared ORDER BY shared").fetchall()]
    return _Known(ids, np.zeros(len(ids), bool))


def _roles(database: duckdb.DuckDBPyConnection, numbers: Array, mentions: _Mentions, drawn: Array) -> Array:
    """Return the traits of sentences that places in them give."""
    named, shown = np.zeros((2, len(numbers)), np.uint8)
    np.bitwise_or.at(named, mentions.sentence, mentions.bit)
    np.bitwise_or.at(shown, mentions.sentence, np.where(drawn[mentions.what], mentions.bit, 0).astype(np.uint8))
    traits = of_roles(named, shown)
    given_up = database.execute(
        "SELECT DISTINCT sentence_no FROM notes WHERE step = 'places' AND start IS NOT NULL AND sentence_no IS NOT NULL"
    ).fetchnumpy()
    traits[np.searchsorted(numbers, given_up["sentence_no"])] |= 1 << UNRESOLVED
    return traits


def _entries(kind: Kind, known: _Known, mentions: _Mentions, count: int) -> Iterator[tuple[str, Made]]:
    """Yield the entries of a kind, in so many sentences."""
    ids = sorted({each for each in known.ids if each is not None})
    places: dict[str | None, int] = {each: at for at, each in enumerate(ids)}
    code = np.array([places.get(each, -1) for each in known.ids], np.int64)[mentions.what]
    named = code >= 0
    bits = mentions.bit.astype(np.int64)
    key = ((mentions.sentence * max(1, len(ids)) + code) << _BITS | bits) << _BITS | np.where(known.marked[mentions.what], bits, 0)
    sentence, entry = _once(key[named], len(ids))
    terms, term = _terms(entry)
    yield f"{kind}_ids", ids
    yield f"{kind}_code", (terms >> 2 * _BITS).astype(np.min_scalar_type(max(1, len(ids))))
    yield f"{kind}_roles", (terms >> _BITS & _ROLES).astype(np.uint8)
    yield f"{kind}_marked", (terms & _ROLES).astype(np.uint8)
    first, beside = _first(sentence, term, count)
    yield f"{kind}_first", first
    yield f"{kind}_further_sentence", sentence[~beside]
    yield f"{kind}_further", term[~beside]
    yield f"{kind}_posted", postings(*_by_term(term, sentence), len(terms))


def _once(key: Array, count: int) -> tuple[Array, Array]:
    """Return each code of a sentence once: the sentence, and the code with its roles and marked roles in one number."""
    key = np.sort(key)
    entry = key >> 2 * _BITS
    first = np.flatnonzero(np.diff(entry, prepend=-1))
    bits = np.bitwise_or.reduceat(key & ((1 << 2 * _BITS) - 1), first) if len(first) else key
    sentence, code = np.divmod(entry[first], max(1, count))
    return sentence.astype(np.int32), code << 2 * _BITS | bits


def _terms(entry: Array) -> tuple[Array, Array]:
    """Return what entries there are, the most frequent first, and for each entry which of these it is."""
    # There are few sums of bits: counted without those that never are, entries need not be sorted.
    known = np.flatnonzero(np.bincount(entry & ((1 << 2 * _BITS) - 1), minlength=1 << 2 * _BITS))
    place = np.zeros(1 << 2 * _BITS, np.int64)
    place[known] = np.arange(len(known))
    dense = (entry >> 2 * _BITS) * len(known) + place[entry & ((1 << 2 * _BITS) - 1)]
    counts = np.bincount(dense)
    there = np.flatnonzero(counts)
    there = there[np.argsort(-counts[there], kind="stable")]
    number = np.zeros(len(counts), np.min_scalar_type(max(1, len(there))))
    number[there] = np.arange(len(there))
    code, bits = np.divmod(there, max(1, len(known)))
    return code << 2 * _BITS | known[bits], number[dense]


def _by_term(term: Array, sentence: Array) -> tuple[Array, Array]:
    """Return terms and sentences in the order of the terms, and then of the sentences."""
    key = np.sort(term.astype(np.int64) << 32 | sentence)  # several times as quick as to find their order
    return key >> 32, (key & ((1 << 32) - 1)).astype(np.int32)


def _first(sentence: Array, term: Array, count: int) -> tuple[Array, Array]:
    """Return for each sentence the first of its terms that fits beside it, and which entries these are."""
    fits = np.flatnonzero(term < NO_TERM)
    fits = fits[np.diff(sentence[fits], prepend=-1) != 0]
    beside = np.zeros(len(term), bool)
    beside[fits] = True
    first = np.full(count, NO_TERM, np.uint16)
    first[sentence[fits]] = term[fits]
    first[sentence[~beside]] |= FURTHER
    return first, beside


def _days(column: Any, missing: int) -> Array:  # noqa: ANN401  (an Arrow column)
    days: Array = column.cast("int32").fill_null(missing).to_numpy()
    return days


def _coded(column: Any) -> tuple[Array, list[str]]:  # noqa: ANN401  (an Arrow column)
    """Return texts as numbers that count the sorted list of them, -1 for none."""
    encoded = column.combine_chunks().dictionary_encode()
    values = encoded.dictionary.to_pylist()
    order = sorted(range(len(values)), key=values.__getitem__)
    place = np.empty(len(values) + 1, np.min_scalar_type(-len(values) - 1))
    place[order] = np.arange(len(values))
    place[-1] = -1
    return place[encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)], [values[at] for at in order]
