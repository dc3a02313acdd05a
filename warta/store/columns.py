"""The columns of a segment: what is asked of its sentences, as arrays of numbers that the operating system maps into memory.

They are made of the tables of the segment, and lie beside them, a ``.npy`` file each. An article, a sentence, a country, a place and an
actor is known here by where it comes in its segment, counted from 0: articles and sentences in the order of their numbers, the others in
that of their ids.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, Literal, get_args

import msgspec
import numpy as np

from warta.store.tables import BITS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

FOLDER = "columns"
Array = np.ndarray[Any, np.dtype[Any]]
Kind = Literal["country", "place", "actor"]
KINDS: tuple[Kind, ...] = get_args(Kind)

NEVER, EVER = np.iinfo(np.int32).min, np.iinfo(np.int32).max
"""Where there is no day, ranges end never and begin after all others, so that none meets them."""

NAMED, DRAWN, UNRESOLVED, DATED, SEVERAL, PUBLISHED = 0, 5, 10, 11, 12, 13
"""The first bit of each of the traits of a sentence: the roles of all its places, and of those that a map can show; whether a name of a
place was given up; whether it has a time, and several; and whether that is only the day of publication."""
TRAITS = 1 << 14
"""How many traits there may be."""
_ROWS = 1_000_000
"""Rows that are read at once while columns are written."""


@dataclasses.dataclass(frozen=True, eq=False)
class Entries:
    """The countries, places or actors of the sentences: an entry for each that a sentence has, once, in the order of the sentences.

    ``ids`` are what ``codes`` count. ``starts`` says where the entries of each sentence start, and at its end where the last ones end.
    ``roles`` are those of its mentions in the sentence, ``marked`` those of mentions that name a country itself, or that a map can draw
    as a dot (bits of :data:`warta.store.tables.BITS`; of an actor all 0).

    ``by_roles`` and ``by_marked`` count the entries of each code, a row, by these bits, a column.

    The other way round ``posts`` says where the postings of each code start; ``posted`` are its sentences in order, with their
    ``posted_roles`` and ``posted_marked``.
    """

    ids: list[str]
    starts: Array
    codes: Array
    roles: Array
    marked: Array
    by_roles: Array
    by_marked: Array
    posts: Array
    posted: Array
    posted_roles: Array
    posted_marked: Array


@dataclasses.dataclass(frozen=True, eq=False)
class Columns:
    """The columns of a segment. Days count from 1 January 1970.

    Of articles: ``article_no``; ``article_starts``, where their sentences start, and at its end where the last ones end;
    ``first_sentence_no``; ``language`` and ``outlet``, which count the lists of that name, -1 for none; ``published_from`` and
    ``published_to``; ``story_no``; ``told_first``, whether it told its story first.

    Of sentences: ``article``; ``first_day`` and ``last_day``, the ends of all ranges of days, which count ``days``, in order, with
    :data:`NEVER` and :data:`EVER` at its ends; ``precision``, of a single range; ``traits`` (:data:`NAMED` and so on). Those with several
    ranges have them, in order, as ``range_sentence``, ``range_from``, ``range_to`` and ``range_precision``; precisions count the list
    ``precisions``, -1 for none.
    """

    article_no: Array
    article_starts: Array
    first_sentence_no: Array
    language: Array
    outlet: Array
    published_from: Array
    published_to: Array
    story_no: Array
    told_first: Array
    article: Array
    days: Array
    first_day: Array
    last_day: Array
    precision: Array
    traits: Array
    range_sentence: Array
    range_from: Array
    range_to: Array
    range_precision: Array
    languages: list[str]
    outlets: list[str]
    precisions: list[str]
    country: Entries
    place: Entries
    actor: Entries
    alive: Array | None = None
    """Which articles are served; None where all are."""

    @property
    def sentences(self) -> int:
        """How many sentences there are, those out of date too."""
        return len(self.article)

    def entries(self, kind: Kind) -> Entries:
        """Return the entries of a kind."""
        found: Entries = getattr(self, kind)
        return found


def read_columns(folder: Path, dead: Array) -> Columns:
    """Map the columns of a segment into memory.

    Args:
        folder: the segment.
        dead: the numbers of its articles that are out of date.

    Raises:
        OSError, ValueError: a file is missing or damaged.
    """
    place = folder / FOLDER
    values: dict[str, Any] = {
        field.name: _read(place, field.name, str(field.type))
        for field in dataclasses.fields(Columns)
        if field.name not in {*KINDS, "alive"}
    }
    for kind in KINDS:
        values[kind] = Entries(
            **{field.name: _read(place, f"{kind}_{field.name}", str(field.type)) for field in dataclasses.fields(Entries)}
        )
    alive = ~np.isin(values["article_no"], dead) if len(dead) else None
    return Columns(**values, alive=alive)


def _read(folder: Path, name: str, kind: str) -> Any:  # noqa: ANN401  (an array, or a list of texts)
    if kind == "list[str]":
        return msgspec.json.decode((folder / f"{name}.json").read_bytes(), type=list[str])
    path = folder / f"{name}.npy"
    try:
        # A plain array over the mapped file: its own class would be asked about every slice.
        return np.asarray(np.load(path, mmap_mode="r"))
    except ValueError:
        return np.load(path)  # nothing in it, which cannot be mapped


def write_columns(database: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write the columns of a segment, of its tables."""
    place = folder / FOLDER
    place.mkdir()
    for name, value in _columns(database):
        if isinstance(value, list):
            (place / f"{name}.json").write_bytes(msgspec.json.encode(value))
        else:
            np.save(place / f"{name}.npy", np.ascontiguousarray(value))


def _columns(database: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, Array | list[str]]]:
    articles = database.sql(
        "SELECT article_no, published_from, published_to, story_no, id = story AS told_first, sentences, language, outlet FROM articles "
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
    yield "article_starts", _counting(starts)
    article = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    yield "article", article
    numbers = yield from _sentences(database, len(article))
    firsts = np.zeros(len(sizes), np.int64)
    firsts[sizes > 0] = numbers[starts[:-1][sizes > 0]]
    yield "first_sentence_no", firsts
    for kind in KINDS:
        yield from _entries(database, kind, numbers)


def _sentences(database: duckdb.DuckDBPyConnection, count: int) -> Any:  # noqa: ANN401  (a generator that returns the numbers)
    """Yield the columns of sentences, and return their numbers."""
    precisions = [
        value
        for (value,) in database.execute(
            "SELECT day_precision FROM sentences WHERE day_precision IS NOT NULL UNION SELECT precision FROM ranges "
            "WHERE precision IS NOT NULL ORDER BY 1"
        ).fetchall()
    ]
    yield "precisions", precisions
    coded = "CAST(coalesce(list_position($precisions::VARCHAR[], {0}), 0) - 1 AS TINYINT)"
    traits = (
        f"(named << {NAMED}) + (drawn << {DRAWN}) + (CASE WHEN unresolved THEN {1 << UNRESOLVED} ELSE 0 END) "
        f"+ (CASE WHEN ranges > 0 THEN {1 << DATED} ELSE 0 END) + (CASE WHEN ranges > 1 THEN {1 << SEVERAL} ELSE 0 END) "
        f"+ (CASE WHEN day_basis = 'published' THEN {1 << PUBLISHED} ELSE 0 END)"
    )
    reader = database.sql(
        f"SELECT sentence_no, coalesce(first_day - DATE '1970-01-01', {EVER})::INTEGER, "
        f"coalesce(last_day - DATE '1970-01-01', {NEVER})::INTEGER, "
        f"{coded.format('day_precision')}, ({traits})::USMALLINT FROM sentences ORDER BY sentence_no",
        params={"precisions": precisions},
    ).to_arrow_reader(_ROWS)
    kinds = {"sentence_no": np.int64, "first_day": np.int32, "last_day": np.int32, "precision": np.int8, "traits": np.uint16}
    made: dict[str, Array] = {name: np.empty(count, kind) for name, kind in kinds.items()}
    at = 0
    for batch in reader:
        for column, values in zip(made.values(), batch.columns, strict=True):
            column[at : at + batch.num_rows] = values.to_numpy(zero_copy_only=False)
        at += batch.num_rows
    numbers = made.pop("sentence_no")
    days = np.unique(np.concatenate([made["first_day"], made["last_day"], [NEVER, EVER]])).astype(np.int32)
    yield "days", days
    for name in ("first_day", "last_day"):
        yield name, np.searchsorted(days, made.pop(name)).astype(np.min_scalar_type(len(days)))
    yield from made.items()
    ranges = database.execute(
        f"""SELECT sentence_no, ("from" - DATE '1970-01-01')::INTEGER AS "from", ("to" - DATE '1970-01-01')::INTEGER AS "to",
        {coded.format("precision")} AS precision FROM ranges ORDER BY sentence_no, "from", "to" """,
        {"precisions": precisions},
    ).fetchnumpy()
    yield "range_sentence", np.searchsorted(numbers, ranges["sentence_no"]).astype(np.int32)
    for name in ("from", "to", "precision"):
        yield f"range_{name}", np.asarray(ranges[name])
    return numbers


_BIT = "CASE role " + " ".join(f"WHEN '{role}' THEN {bit}" for role, bit in BITS.items()) + " END"
_MENTIONED = {
    "country": (f"SELECT sentence_no, country AS id, {_BIT} AS bit, precision = 'country' AS marked FROM places WHERE country IS NOT NULL"),
    "place": f"SELECT sentence_no, place_id AS id, {_BIT} AS bit, lat IS NOT NULL AND precision <> 'country' AS marked FROM places",
    "actor": "SELECT sentence_no, actor_id AS id, 0 AS bit, FALSE AS marked FROM actors",
}


def _entries(database: duckdb.DuckDBPyConnection, kind: Kind, numbers: Array) -> Iterator[tuple[str, Array | list[str]]]:
    mentioned = _MENTIONED[kind]
    ids = [value for (value,) in database.execute(f"SELECT DISTINCT id FROM ({mentioned}) ORDER BY 1").fetchall()]
    found = database.execute(
        f"WITH coded AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS code FROM (SELECT DISTINCT id FROM ({mentioned}))) "
        "SELECT sentence_no, code::INTEGER AS code, bit_or(bit)::UTINYINT AS roles, "
        f"bit_or(CASE WHEN marked THEN bit ELSE 0 END)::UTINYINT AS marked FROM ({mentioned}) JOIN coded USING (id) "
        "GROUP BY sentence_no, code ORDER BY sentence_no, code"
    ).fetchnumpy()
    codes, roles, marked = (np.asarray(found[name]) for name in ("code", "roles", "marked"))
    sentence = np.searchsorted(numbers, found["sentence_no"]).astype(np.int32)
    order = np.argsort(codes, kind="stable")
    yield f"{kind}_ids", ids
    yield f"{kind}_starts", _ends(sentence, len(numbers))
    yield f"{kind}_codes", codes.astype(np.min_scalar_type(max(1, len(ids))))
    yield f"{kind}_roles", roles
    yield f"{kind}_marked", marked
    yield f"{kind}_by_roles", _by_bits(codes, roles, len(ids))
    yield f"{kind}_by_marked", _by_bits(codes, marked, len(ids))
    yield f"{kind}_posts", _ends(codes, len(ids))
    yield f"{kind}_posted", sentence[order]
    yield f"{kind}_posted_roles", roles[order]
    yield f"{kind}_posted_marked", marked[order]


def _by_bits(codes: Array, bits: Array, count: int) -> Array:
    """Return how many entries each code has with each sum of bits."""
    width = int(bits.max(initial=0)) + 1
    return np.bincount(codes.astype(np.int64) * width + bits, minlength=count * width).reshape(count, width).astype(np.int32)


def _ends(values: Array, count: int) -> Array:
    """Return where the rows of each value from 0 start, if they are sorted by it, and where the last ones end."""
    return _counting(np.concatenate([[0], np.cumsum(np.bincount(values, minlength=count))]))


def _counting(values: Array) -> Array:
    """Return numbers in the smallest form that holds them."""
    return values.astype(np.int32 if not len(values) or values[-1] <= EVER else np.int64)


def _days(column: Any, missing: int) -> Array:  # noqa: ANN401  (an Arrow column)
    days: Array = column.cast("int32").fill_null(missing).to_numpy()
    return days


def _coded(column: Any) -> tuple[Array, list[str]]:  # noqa: ANN401  (an Arrow column)
    """Return texts as numbers that count the sorted list of them, -1 for none."""
    encoded = column.combine_chunks().dictionary_encode()
    values = encoded.dictionary.to_pylist()
    order = sorted(range(len(values)), key=values.__getitem__)
    place = np.empty(len(values) + 1, np.int32)
    place[order] = np.arange(len(values))
    place[-1] = -1
    return place[encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False)], [values[at] for at in order]
