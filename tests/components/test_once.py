"""What is worked out once for each drawing of a page."""

import pytest

from components.once import anew, drawing, once

CALLS = []


@once
def counted():
    """Tell how often this was worked out."""
    CALLS.append(1)
    return len(CALLS)


def test_work_is_done_once_for_a_page_and_each_time_outside_of_one():
    start = len(CALLS)
    assert (counted(), counted()) == (start + 1, start + 2)
    with drawing():
        assert (counted(), counted()) == (start + 3, start + 3)
    with drawing():
        assert counted() == start + 4
    assert counted() == start + 5


def test_work_is_done_again_once_what_is_served_has_changed_under_the_page():
    with drawing():
        first = counted()
        anew()
        assert counted() == first + 1


def test_a_page_that_fails_leaves_nothing_behind():
    start = len(CALLS)
    with pytest.raises(KeyError), drawing():
        {}[counted()]
    assert counted() == start + 2
