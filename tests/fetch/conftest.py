import os

import pytest

from tests.fetch.server import playing
from warta.fetch import Client, Options
from warta.fetch.clock import Clock

EXAMPLES = int(os.environ.get("WARTA_FUZZ", "100"))
"""Inputs that each fuzzing test tries; scripts/soak asks for 2,000."""
QUICK = {"allow_private": True, "delay": 0.0, "retries": 0, "total": 10.0, "connect": 5.0, "received": 1_000_000, "size": 3_000_000}


class Hand(Clock):
    """A clock that stands still but for who sleeps."""

    def __init__(self):
        super().__init__()
        self.now = 1_000_000.0
        self.slept = []

    def monotonic(self):
        return self.now

    def wall(self):
        return self.now + 600_000_000

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def web():
    with playing() as server:
        yield server


@pytest.fixture
def hand():
    return Hand()


@pytest.fixture
def client(hand):
    """Make a client whose limits are short and whose pauses cost no time; arguments that :class:`Options` knows change these."""

    def make(resolver=None, tls=None, robots=None, **options):
        others = {"resolver": resolver} if resolver else {}
        return Client(Options(**(QUICK | options)), clock=hand, tls=tls, robots=robots, jitter=lambda: 0.5, **others)

    return make
