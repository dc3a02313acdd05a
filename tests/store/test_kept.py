import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from warta.store.kept import Kept


def test_what_was_asked_for_is_made_once():
    kept, made = Kept(), []
    for _ in range(3):
        assert kept.get("a", lambda: made.append(1) or "answer") == "answer"
    assert made == [1]


class Clock:
    """Time that passes when it is told to."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now

    def takes(self, seconds, value):
        self.now += seconds
        return value


def there(kept, keys):
    """Return which keys are kept."""
    missing = []
    for key in keys:
        kept.get(key, lambda key=key: missing.append(key) or b"", len)
    return [key for key in keys if key not in missing]


def test_no_more_bytes_are_held_than_allowed_and_the_longest_unused_go_first():
    clock = Clock()
    kept = Kept(most=100, clock=clock)
    for key in "abc":
        kept.get(key, lambda: clock.takes(1, b"x" * 40), len)
        kept.get("a", lambda: clock.takes(1, b"x" * 40), len)
    assert kept.held == 80
    assert there(kept, "abc") == ["a", "c"]


def test_what_is_soon_made_again_goes_before_what_takes_long_and_the_large_before_the_small():
    clock = Clock()
    kept = Kept(most=100, clock=clock)
    kept.get("long", lambda: clock.takes(9, b"x" * 30), len)
    kept.get("small", lambda: clock.takes(1, b"x"), len)
    for number in range(5):
        kept.get(number, lambda: clock.takes(1, b"x" * 30), len)
    assert there(kept, ["long", "small", 0, 1, 2, 3, 4]) == ["long", "small", 3, 4]


def test_what_every_page_wants_stays():
    clock = Clock()
    kept = Kept(most=100, clock=clock)
    kept.get("names", lambda: clock.takes(1, b"x" * 45), len, stays=True)
    for number in range(40):
        kept.get(number, lambda: clock.takes(5, b"x" * 30), len)
    assert there(kept, ["names", 39]) == ["names", 39]


def test_what_took_long_but_nobody_wants_any_more_goes_in_the_end():
    clock = Clock()
    kept = Kept(most=100, clock=clock)
    kept.get("long", lambda: clock.takes(9, b"x" * 30), len)
    for number in range(40):
        kept.get(number, lambda: clock.takes(1, b"x" * 30), len)
    assert there(kept, ["long", 39]) == [39]


def test_a_value_that_would_push_out_most_others_is_not_kept():
    kept = Kept(most=10)
    kept.get("a", lambda: b"xxxx", len)
    assert kept.get("b", lambda: b"x" * 6, len) == b"x" * 6
    assert kept.held == 4


def test_what_many_want_at_once_is_made_by_one_of_them():
    kept, made, started = Kept(), [], threading.Event()

    def slow():
        started.wait(5)
        made.append(1)
        return "answer"

    with ThreadPoolExecutor(8) as threads:
        answers = [threads.submit(kept.get, "a", slow) for _ in range(8)]
        started.set()
        assert [answer.result(5) for answer in answers] == ["answer"] * 8
    assert made == [1]


def test_who_waits_for_what_could_not_be_made_tries_it_himself():
    kept, started, waiting = Kept(), threading.Event(), threading.Event()

    def failing():
        started.set()
        waiting.wait(5)
        raise OSError("the file is gone")

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(kept.get, "a", failing)
        started.wait(5)
        second = threads.submit(kept.get, "a", lambda: "answer")
        waiting.set()
        with pytest.raises(OSError, match="gone"):
            first.result(5)
        assert second.result(5) == "answer"
    assert kept.get("a", lambda: "not asked for") == "answer"
