"""What is worked out once for each drawing of a page: the snapshot, the labels, the filters of the address."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Value = TypeVar("Value")

_FOUND: ContextVar[dict[str, Any] | None] = ContextVar("found", default=None)
"""What was worked out for the page that this thread draws; None while none is drawn, as in callbacks, which change the address."""


@contextmanager
def drawing() -> Iterator[None]:
    """Draw a page: what is worked out once holds until its end."""
    token = _FOUND.set({})
    try:
        yield
    finally:
        _FOUND.reset(token)


def once(work: Callable[[], Value]) -> Callable[[], Value]:
    """Let a function without arguments work once for each drawing of a page, and each time outside of one."""
    name = f"{work.__module__}.{work.__qualname__}"

    @wraps(work)
    def found() -> Value:
        held = _FOUND.get()
        if held is None:
            return work()
        if name not in held:
            held[name] = work()
        value: Value = held[name]
        return value

    return found


def anew() -> None:
    """Forget what was worked out: what is served has changed under the page."""
    held = _FOUND.get()
    if held is not None:
        held.clear()
