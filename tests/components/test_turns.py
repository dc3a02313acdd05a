"""Pages wait in line to be drawn."""

from components.turns import AT_ONCE, turn


def test_so_many_pages_are_drawn_at_once_and_the_next_one_waits():
    line = turn()
    assert turn() is line
    assert all(line.acquire(blocking=False) for _ in range(AT_ONCE))
    assert not line.acquire(blocking=False)
    for _ in range(AT_ONCE):
        line.release()
