"""What the C library is told about memory."""

import gc
import platform
import sys

from components.memory import collect_rarely, give_back_memory


def test_glibc_takes_what_it_is_told():
    assert give_back_memory() == (platform.libc_ver()[0] == "glibc")


def test_nothing_is_told_to_another_system(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not give_back_memory()


def test_all_that_is_kept_is_looked_at_for_garbage_less_often_than_python_would():
    before = gc.get_threshold()
    try:
        collect_rarely()
        assert gc.get_threshold()[2] > before[2]
    finally:
        gc.set_threshold(*before)
