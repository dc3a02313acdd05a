"""A table to choose a row of."""

from streamlit.testing.v1 import AppTest

from components.table import FIRST


def page(number):
    """Return a page with a table of so many rows."""

    def draw(number):
        import pyarrow as pa  # noqa: PLC0415  (the function is all that the page has)

        from components.table import Table, row_table  # noqa: PLC0415  (same)

        rows = Table(pa.table({"name": list(range(number))}), pa.table({"country": [str(each) for each in range(number)]}))
        row_table(rows, "here", height=200, choose=print, columns={"name": "Name"})

    return AppTest.from_function(draw, args=(number,), default_timeout=60)


def test_a_long_table_shows_its_first_rows_and_all_on_request():
    shown = page(FIRST + 1).run()
    assert len(shown.dataframe[0].value) == FIRST
    assert len(shown.toggle[0].set_value(True).run().dataframe[0].value) == FIRST + 1


def test_a_table_that_is_not_long_is_shown_whole():
    shown = page(FIRST).run()
    assert len(shown.dataframe[0].value) == FIRST
    assert not shown.toggle
