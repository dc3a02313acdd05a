import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from warta.query import DEFAULT_ROLES, ROLES, Filters, days_in_words

words = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
)
lists = st.lists(words, max_size=3, unique=True).map(tuple)
days = st.none() | st.dates()
FILTERS = st.builds(
    Filters,
    country=lists,
    actor=lists,
    place=lists,
    source=lists,
    language=lists,
    role=st.lists(st.sampled_from(ROLES), unique=True).map(tuple).filter(lambda roles: set(roles) != set(DEFAULT_ROLES)),
    from_=days,
    to=st.none(),
    date=st.sampled_from(["event", "published"]),
    q=words | st.just(""),
    scope=st.sampled_from(["sentence", "article"]),
)


class Labels:
    """A store that knows all values under their own names."""

    def label(self, _key, value):
        return value

    def knows(self, _key, _value):
        return True


def query(filters):
    found = {}
    for key, value in filters.to_query():
        found.setdefault(key, []).append(value)
    return found


@given(FILTERS)
def test_a_link_gives_back_the_filters_that_it_was_made_from(filters):
    assert Filters.from_query(query(filters)) == (filters, ())


@given(FILTERS)
def test_removing_every_chip_leaves_no_filter(filters):
    for chip in filters.chips(Labels()):
        filters = filters.without(chip.key, chip.value)
    assert filters == Filters(date=filters.date)


@given(
    st.dictionaries(
        st.sampled_from(["country", "from", "to", "date", "role", "q", "scope", "x"]), st.lists(st.text(max_size=20), max_size=3)
    )
)
def test_nothing_that_a_link_can_hold_is_an_error(params):
    filters, problems = Filters.from_query(params)
    assert Filters.from_query(query(filters))[0] == filters
    assert all(problem.reason for problem in problems)


def test_a_value_that_cannot_be_read_is_named_and_the_rest_applies():
    filters, problems = Filters.from_query({"from": ["soon"], "country": ["KZ"], "scope": ["village"]})
    assert filters == Filters(country=("KZ",))
    assert [(problem.key, problem.value) for problem in problems] == [("from", "soon"), ("scope", "village")]


def test_a_range_that_ends_before_it_begins_is_named():
    _filters, (problem,) = Filters.from_query({"from": ["2022-09-15"], "to": ["2022-09-01"]})
    assert problem.key == "to"


def test_the_filter_reads_as_a_sentence():
    filters = Filters(country=("KZ", "UZ"), actor=("Xi",), from_=dt.date(2022, 9, 1), to=dt.date(2022, 9, 30))
    assert filters.describe(Labels()) == "in KZ or UZ, naming Xi, 1–30 Sep 2022"
    assert Filters().describe(Labels()) == "everything"


def test_days_are_written_as_people_write_them():
    assert days_in_words(dt.date(2022, 9, 15), dt.date(2022, 9, 15)) == "15 Sep 2022"
    assert days_in_words(dt.date(2022, 12, 31), dt.date(2023, 1, 1)) == "31 Dec 2022 – 1 Jan 2023"
    assert days_in_words(None, dt.date(2023, 1, 1)) == "until 1 Jan 2023"
