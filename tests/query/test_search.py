import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from warta.query import Filters, highlights, read, search
from warta.query.text_query import MOST_CLAUSES


def found(snapshot, text):
    return search(snapshot, Filters(q=text), "relevance", 1, 100)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["AND", "OR", "NOT", "-", '"', "*", "~", "Xi", "title:", "(", ")", "习近平", "a*", ":"]), max_size=12).map(
        " ".join
    )
)
def test_nothing_that_can_be_typed_is_an_error(snapshot, text):
    filters, _problems = Filters.from_query({"q": [text]})
    page = search(snapshot, filters, "relevance")
    assert page.total or page.note


@pytest.mark.parametrize("text", ['AND AND "', "!!!", "…", "- - -"])
def test_a_text_without_a_word_says_so(snapshot, text):
    page = found(snapshot, text)
    assert page.total == 0
    assert page.note.startswith("nothing found, because")


def test_a_very_long_text_is_cut_and_that_is_told(snapshot):
    text = " ".join(f"w{'abcdefghij'[i % 10]}{'abcdefghij'[i // 10 % 10]}{'abcdefghij'[i // 100 % 10]}" for i in range(1000))
    assert len(read(text).groups) == MOST_CLAUSES
    assert "only the first" in found(snapshot, text).note


def test_a_word_of_ten_thousand_letters_finds_nothing_and_says_why(snapshot):
    assert found(snapshot, "a" * 10_000).note.startswith("nothing found, because")


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ('"Xi Jinping"', "Xi Jinping"),
        ("习近平", '"习近平"'),
        ("samark*", "Samarkand OR Samarkande OR samarkand"),
        ("بوتين", "بُوتين"),
        ("Poutine", "POUTINE"),
    ],
)
def test_the_same_is_found_however_it_is_written(snapshot, text, other):
    assert found(snapshot, text).total > 0
    assert set(found(snapshot, text).rows["id"]) <= set(found(snapshot, other).rows["id"])


def test_exclusion_and_alternatives_add_up(snapshot):
    everything = found(snapshot, "Putin OR -Putin").total
    assert found(snapshot, "-Putin").total + found(snapshot, "Putin").total == found(snapshot, "NOT zzzz").total
    assert everything >= 0


def test_a_word_spelt_nearly_right_is_found(snapshot):
    assert found(snapshot, "Puttin~").total >= found(snapshot, "Putin").total > 0


def test_the_snippet_marks_what_was_looked_for_in_any_script(snapshot):
    for text in ("习近平", "Путин", "Xi", "بوتين"):
        for row in found(snapshot, text).rows.itertuples():
            assert row.highlights
            for start, end in row.highlights:
                assert row.snippet[start:end].strip()


def test_highlights_count_code_points_and_not_bytes():
    text = "😀 Ψ São Paulo – 习近平 in Қазақстан"
    spans = highlights(text, read("sao 习近平 қазақстан"))
    assert [text[start:end] for start, end in spans] == ["São", "习近平", "Қазақстан"]


def test_an_article_is_shown_by_its_running_text_and_not_by_its_title_again(snapshot):
    for rows in (search(snapshot, Filters()).rows, search(snapshot, Filters(q="Samarkand"), "relevance").rows):
        assert all(row.snippet != row.title for row in rows.itertuples())
