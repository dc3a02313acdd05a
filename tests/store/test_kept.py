from warta.store.kept import Kept


def test_what_was_asked_for_is_made_once():
    kept, made = Kept(), []
    for _ in range(3):
        assert kept.get("a", lambda: made.append(1) or "answer") == "answer"
    assert made == [1]


def test_no_more_bytes_are_held_than_allowed_and_the_longest_unused_go_first():
    kept = Kept(most=100)
    for key in "abc":
        kept.get(key, lambda: b"x" * 40, len)
        kept.get("a", lambda: b"x" * 40, len)
    assert kept.held == 80
    made = []
    for key in "abc":
        kept.get(key, lambda key=key: made.append(key) or b"x", len)
    assert made == ["b"]


def test_a_value_that_would_push_out_most_others_is_not_kept():
    kept = Kept(most=10)
    kept.get("a", lambda: b"xxxx", len)
    assert kept.get("b", lambda: b"x" * 6, len) == b"x" * 6
    assert kept.held == 4
