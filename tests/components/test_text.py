from hypothesis import given
from hypothesis import strategies as st

from components.marked_text import Mark, pieces, without_overlaps
from components.text import facts, marked, plain, quoted
from components.where import decode, encode
from warta.query import Where

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1])), max_size=6)


@given(st.text(max_size=60), SPANS)
def test_no_text_of_an_article_becomes_markup(text, spans):
    shown = marked(text, spans).replace('<mark class="w-hit">', "").replace("</mark>", "")
    assert "<" not in shown
    assert ">" not in shown
    assert '"' not in shown


def test_script_and_marks_of_direction_are_shown_and_do_nothing():
    assert plain("<script>alert(1)</script>") == "&lt;script&gt;alert(1)&lt;/script&gt;"
    assert "\u202e" not in plain("abc\u202edef")


def test_facts_in_a_row_are_isolated_so_that_an_arabic_name_cannot_turn_a_date_around():
    assert facts(["مكتب", None, "2023-02-06", "<b>"]) == "<bdi>مكتب</bdi> · <bdi>2023-02-06</bdi> · <bdi>&lt;b&gt;</bdi>"


def test_a_language_code_cannot_break_out_of_its_attribute():
    assert 'lang="en&quot; onload=' in quoted("x", 'en" onload="1', [])


@given(st.text(max_size=80), SPANS)
def test_the_pieces_of_a_marked_text_are_the_text(text, spans):
    marks = without_overlaps([Mark(start, end, "place") for start, end in spans if end <= len(text)])
    found = pieces(text, 0, len(text), marks)
    assert len("".join(piece["text"] for piece in found)) == len(text)


def test_of_marks_that_overlap_the_longest_stays():
    kept = without_overlaps([Mark(0, 5, "place"), Mark(0, 9, "actor"), Mark(9, 10, "date")])
    assert [(mark.start, mark.end) for mark in kept] == [(0, 9), (9, 10)]


@given(
    st.builds(
        Where,
        place_id=st.none() | st.text(min_size=1, max_size=10),
        country=st.none() | st.just("KZ"),
        actor_id=st.none() | st.text(min_size=1, max_size=10),
        from_=st.none() | st.dates(),
        to=st.none() | st.dates(),
        undated=st.booleans(),
        not_placed=st.none() | st.text(min_size=1, max_size=10),
        sentence=st.none() | st.tuples(st.text(min_size=1, max_size=8), st.integers(0, 99)),
    )
)
def test_a_click_survives_the_way_through_the_address(where):
    text = encode(where)
    assert decode(text) == (where if text else None)


@given(st.text(max_size=40))
def test_an_address_that_describes_no_click_opens_nothing_and_is_no_error(text):
    found = decode(text)
    assert found is None or isinstance(found, Where)
