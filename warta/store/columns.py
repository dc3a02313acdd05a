"""The columns of a segment: what is asked of its sentences, as arrays of numbers that the operating system maps into memory.

They are made of the tables of the segment (:mod:`warta.store.columns_made`), and lie beside them, a ``.npy`` file each, or several
(:mod:`warta.store.packed`). An article, a sentence, a country, a place and an actor is known here by where it comes in its segment, counted
from 0: articles and sentences in the order of their numbers, the others in that of their ids.
"""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING, Any, Literal, get_args

import msgspec
import numpy as np

from warta.store.packed import Postings, Rising, ends

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "columns"
Array = np.ndarray[Any, np.dtype[Any]]
Kind = Literal["country", "place", "actor"]
KINDS: tuple[Kind, ...] = get_args(Kind)

NEVER, EVER = np.iinfo(np.int32).min, np.iinfo(np.int32).max
"""Where there is no day, ranges end never and begin after all others, so that none meets them."""

NO_TERM, FURTHER = (1 << 15) - 1, 1 << 15
"""Of a sentence: no term stands beside it, and there are further ones."""

_PACKED: dict[str, type[Rising | Postings]] = {"Rising": Rising, "Postings": Postings}


@dataclasses.dataclass(frozen=True, eq=False)
class Entries:
    """The countries, places or actors of the sentences: an entry for each that a sentence has, once.

    ``ids`` are what codes count. An entry is one of few *terms*, the most frequent first: a ``code`` with the ``roles`` of its mentions in
    the sentence, and the roles ``marked``, of those mentions that name a country itself, or that a map can draw as a dot (bits of
    :data:`warta.store.tables.BITS`; of an actor all 0).

    ``first`` has of each sentence the term of one entry, or :data:`NO_TERM`, with :data:`FURTHER` where it has others: most have none. They
    are ``further``, those of the sentences ``further_sentence``, in order. The other way round ``posted`` has the sentences of each term.
    """

    ids: list[str]
    code: Array
    roles: Array
    marked: Array
    first: Array
    further_sentence: Array
    further: Array
    posted: Postings

    def fitting(self, roles: int, *, marked: bool = False) -> Array:
        """Return which terms are in some roles, or marked in them; all of them if none are given."""
        fits: Array = ((self.marked if marked else self.roles) & roles) != 0 if roles else np.ones(len(self.code), bool)
        return fits

    def terms(self, code: int) -> Array:
        """Return the terms of a code."""
        order, starts = self._order
        found: Array = order[starts[code] : starts[code + 1]]
        return found

    @functools.cached_property
    def _order(self) -> tuple[Array, Array]:
        """The terms in the order of their codes, and where those of each code start."""
        return np.argsort(self.code, kind="stable").astype(np.int32), ends(self.code, len(self.ids))


@dataclasses.dataclass(frozen=True, eq=False)
class Columns:
    """The columns of a segment. Days count from 1 January 1970.

    Of articles: ``article_no``; ``article_starts``, where their sentences start, and at its end where the last ones end;
    ``first_sentence_no``; ``language`` and ``outlet``, which count the lists of that name, -1 for none; ``published_from`` and
    ``published_to``; ``story_no``; ``told_first``, whether it told its story first.

    Of sentences: ``article``; ``first_day`` and ``last_day``, the ends of all ranges of days, which count ``days``, in order, with
    :data:`NEVER` and :data:`EVER` at its ends; ``traits`` (:mod:`warta.store.traits`). Those with several
    ranges have them, in order, as ``range_sentence``, ``range_from``, ``range_to`` and ``range_precision``; precisions count the list
    ``precisions``, -1 for none.
    """

    article_no: Array
    article_starts: Array
    first_sentence_no: Rising
    language: Array
    outlet: Array
    published_from: Array
    published_to: Array
    story_no: Array
    told_first: Array
    article: Rising
    days: Array
    first_day: Array
    last_day: Array
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
    values = _all(place, Columns)
    for kind in KINDS:
        values[kind] = Entries(**_all(place, Entries, f"{kind}_"))
    alive = ~np.isin(values["article_no"], dead) if len(dead) else None
    return Columns(**values, alive=alive)


def _all(folder: Path, form: type[Columns | Entries | Postings | Rising], prefix: str = "") -> dict[str, Any]:
    """Return the fields of a form, each read from its own files."""
    fields = {field.name: str(field.type) for field in dataclasses.fields(form)}
    return {name: _read(folder, f"{prefix}{name}", kind) for name, kind in fields.items() if kind not in {"Entries", "Array | None"}}


def _read(folder: Path, name: str, kind: str) -> Any:  # noqa: ANN401  (an array, or what is read like one, or a list of texts)
    if kind in _PACKED:
        return _PACKED[kind](**_all(folder, _PACKED[kind], f"{name}_"))
    if kind == "list[str]":
        return msgspec.json.decode((folder / f"{name}.json").read_bytes(), type=list[str])
    path = folder / f"{name}.npy"
    try:
        # A plain array over the mapped file: its own class would be asked about every slice.
        return np.asarray(np.load(path, mmap_mode="r"))
    except ValueError:
        return np.load(path)  # nothing in it, which cannot be mapped
