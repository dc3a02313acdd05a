"""What the C library is told about memory."""

import platform
import sys

from components.memory import give_back_memory


def test_glibc_takes_what_it_is_told():
    assert give_back_memory() == (platform.libc_ver()[0] == "glibc")


def test_nothing_is_told_to_another_system(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not give_back_memory()
