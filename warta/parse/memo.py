"""A function of a word that remembers its answers, as a mapping: looking a word up in it costs no call of a Python function."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 16_384
"""Words that are remembered: more than a day of news has in several languages, some 5 MB of words themselves."""
Answer = TypeVar("Answer")


class Memo(dict[str, Answer]):
    """What a function says of words; all is forgotten when ``MOST`` are remembered."""

    def __init__(self, function: Callable[[str], Answer]) -> None:
        """Begin with nothing remembered."""
        super().__init__()
        self._function = function

    def __missing__(self, word: str) -> Answer:
        """Ask the function, and remember."""
        if len(self) >= MOST:
            self.clear()
        answer = self[word] = self._function(word)
        return answer
