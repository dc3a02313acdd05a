"""A table to choose a row of: as long as people read, and whole on request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import streamlit as st

from warta.query import Where

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

FIRST = 500
"""Rows that are shown before all are asked for."""


class Table(NamedTuple):
    """Rows, and beside them what each opens: columns of the arguments of ``Where``. It is shared: nobody may change it."""

    rows: pa.Table
    opens: pa.Table

    def where(self, row: int) -> Where:
        """Return what a row opens."""
        (values,) = self.opens.slice(row, 1).to_pylist()
        return Where(**{name: value for name, value in values.items() if value is not None})


def size(table: Table) -> int:
    """Return about how many bytes a table takes."""
    return 1000 + int(table.rows.nbytes) + int(table.opens.nbytes)


def row_table(table: Table, key: str, *, height: int, choose: Callable[[Where | None], None], columns: dict[str, Any]) -> None:
    """Draw a table; choosing a row, also by keyboard, calls ``choose`` with what it opens, and leaving it with None."""
    number, whole = table.rows.num_rows, f"{key}-whole"
    rows = table.rows if st.session_state.get(whole) else table.rows.slice(0, FIRST)

    def chosen() -> None:
        found = st.session_state[key].selection.rows
        choose(table.where(found[0]) if found else None)

    st.dataframe(rows, hide_index=True, key=key, height=height, on_select=chosen, selection_mode="single-row", column_config=columns)
    if number > FIRST:
        st.toggle(f"Show all {number:,} rows, not the first {FIRST} only", key=whole)
