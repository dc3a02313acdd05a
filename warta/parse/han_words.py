"""Words of a text without spaces between them: of all ways to cut a run of characters the likeliest.

The ways are words of the dictionary, names of places and actors, single characters, and what the characters themselves spell: names of
persons (a surname and one or two given characters), foreign names written by their sound, short names of states side by side. Each
has a likelihood, and the best way through a run is found in one pass (Viterbi), so that no name is seen inside another word.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from warta.parse.han_lexicon import Letters, NameWords, Word, letters, lexicon, name_words

if TYPE_CHECKING:
    from collections.abc import Iterator

UNKNOWN = 10
"""Ten times the Zipf frequency of a character that the dictionary lacks."""
ALL = 90
"""What turns Zipf into the logarithm of a share, times ten."""
PERSON, CUED = -36, -14
"""Logarithm, times ten, of the share of unknown persons among words: anywhere, and where the characters around tell of one."""
FOREIGN, CUED_FOREIGN, DOTTED = -26, -15, 10
"""The same of foreign names: anywhere, after a word for what somebody is, with a dot beside them."""
ODD = 45
"""Minus the logarithm of a character in a foreign name that is seldom used so, beside a dot."""
GIVEN = 42
"""Minus the logarithm of a given name's character that the table lacks."""
TWICE = 10
"""The same of a character that is doubled (屠呦呦)."""
STATES, MINOR_STATES, STATE = -36, -50, -42
"""Logarithms, times ten, of short names of states: side by side, side by side before a word for what two states do, alone."""
LONGEST_FOREIGN = 9
NEVER = -(10**12)


class Piece(NamedTuple):
    """A word of a run: its characters, and what it was taken for: "", "person", "foreign" or "state"."""

    length: int
    kind: str = ""


ONE, TWO = Piece(1), Piece(2)


class Opener(NamedTuple):
    """What a name may be that begins with a character: the share of a surname, or None, and whether others begin so."""

    surname: int | None = None
    two: bool = False
    japan: bool = False
    foreign: bool = False
    state: bool = False
    to_state: bool = False


NOTHING = Opener()


@functools.cache
def openers(language: str) -> dict[str, Opener]:
    """Return the characters that a name may begin with by its characters alone."""
    spelling, words = letters(language), name_words(language)
    two, japan = ({name[0] for name in names} for names in (words.surnames_of_two, words.surnames_of_japan))
    return {
        letter: Opener(
            spelling.surname.get(letter),
            letter in two,
            letter in japan,
            letter in spelling.foreign,
            letter in words.states,
            letter in words.to_states,
        )
        for letter in {*spelling.surname, *two, *japan, *spelling.foreign, *words.states, *words.to_states}
    }


def cut(run: str, before: str, after: str, language: str) -> list[Piece]:
    """Return the words of a run of characters; ``before`` and ``after`` are the characters around it."""
    table = lexicon(language)
    spelling, words = letters(language), name_words(language)
    size = len(run)
    best = [0] + [NEVER] * size
    back: list[Piece] = [ONE] * (size + 1)
    start = 0
    if before.isdigit() and run[0] in words.units:
        best[1], start = 0, 1
    opens = openers(language)
    for at in range(start, size):
        here = best[at] - ALL
        letter = run[at]
        single = table.get(letter)
        score = here + (single.zipf if single else UNKNOWN)
        if score > best[at + 1]:
            best[at + 1], back[at + 1] = score, ONE
        pair = table.get(run[at : at + 2]) if at + 1 < size else None
        if pair:
            _words(run, at, here, pair, table, best, back)
        opener = opens.get(letter) or (NOTHING if at == 0 and before == "·" else None)
        if opener:
            for length, kind, likely in _names(run, at, before, after, opener, spelling, words):
                score = best[at] + likely
                if score > best[at + length]:
                    best[at + length], back[at + length] = score, Piece(length, kind)
    return _way(back, size)


def _words(run: str, at: int, here: int, pair: Word, table: dict[str, Word], best: list[int], back: list[Piece]) -> None:
    """Lay the words of two and more characters that begin at a character."""
    if pair.zipf and here + pair.zipf > best[at + 2]:
        best[at + 2], back[at + 2] = here + pair.zipf, TWO
    for end in range(at + 3, min(at + pair.longest, len(run)) + 1):
        word = table.get(run[at:end])
        if word and here + word.zipf > best[end]:
            best[end], back[end] = here + word.zipf, Piece(end - at)


def _way(back: list[Piece], size: int) -> list[Piece]:
    pieces: list[Piece] = []
    while size:
        piece = back[size]
        size -= piece.length
        if piece.kind == "states":
            pieces += [Piece(1, "state")] * piece.length
        elif piece.kind == "to state":
            pieces += [Piece(1, "state"), Piece(1)]
        else:
            pieces.append(piece)
    return pieces[::-1]


def _names(
    run: str, at: int, before: str, after: str, opener: Opener, spelling: Letters, words: NameWords
) -> Iterator[tuple[int, str, int]]:
    """Yield (characters, kind, likelihood) of the names that the characters from one on may spell."""
    if opener.surname is not None:
        yield from _persons(run, at, 1, opener.surname, spelling, words)
    if opener.two and run[at : at + 2] in words.surnames_of_two:
        yield from _persons(run, at, 2, 20, spelling, words)
    for length in (2, 3) if opener.japan else ():
        if run[at : at + length] in words.surnames_of_japan:
            yield from _persons(run, at, length, 20, spelling, words)
    if (opener.foreign and (run[at + 1 : at + 2] in spelling.foreign or after == "·")) or (at == 0 and before == "·"):
        yield from _foreign(run, at, before, after, spelling, words)
    if opener.state:
        yield from _states(run, at, words)
    elif opener.to_state and run[at + 1 : at + 2] in words.guests:
        yield 2, "to state", STATE


def _persons(run: str, at: int, surname: int, share: int, spelling: Letters, words: NameWords) -> Iterator[tuple[int, str, int]]:
    given = at + surname
    titled = at > 0 and run[at - 1] in words.role_ends
    for length in (1, 2):
        end = given + length
        if end > len(run):
            return
        if run[end - 1] in words.place_ends:
            continue
        if length == 1:
            likely = spelling.only.get(run[given], GIVEN)
        else:
            twice = run[given] == run[given + 1]
            likely = spelling.first.get(run[given], GIVEN) + (TWICE if twice else spelling.second.get(run[given + 1], GIVEN))
        told = titled or any(run[end : end + reach] in words.after_person for reach in (1, 2)) or end == len(run) == end - at
        yield end - at, "person", (CUED if told else PERSON) - share - likely


def _foreign(run: str, at: int, before: str, after: str, spelling: Letters, words: NameWords) -> Iterator[tuple[int, str, int]]:
    dotted = at == 0 and before == "·"
    told = at > 0 and run[at - 1] in words.role_ends
    score = opening = DOTTED if dotted else CUED_FOREIGN if told else FOREIGN
    for end in range(at + 1, min(at + LONGEST_FOREIGN, len(run)) + 1):
        share = spelling.foreign.get(run[end - 1])
        if share is None and not dotted:
            return
        score -= ODD if share is None else share
        last = end == len(run) and after == "·"
        if end - at > 1 or dotted or last:
            yield end - at, "foreign", score + (DOTTED - opening if last else 0)


def _states(run: str, at: int, words: NameWords) -> Iterator[tuple[int, str, int]]:
    """Yield short names of states: several side by side, one before 方, one before the title of its officers."""
    behind = run[at + 1 : at + 2]
    if behind == "方":
        yield 1, "state", STATE + 34
    elif any(run[at + 1 : at + 1 + reach] in words.state_titles for reach in (2, 3, 4, 1)) and run[at] in words.major:
        yield 1, "state", STATE + 10
    for length in (2, 3):
        name = run[at : at + length]
        if len(name) < length or not all(letter in words.states for letter in name):
            return
        if words.major.issuperset(name):
            yield length, "states", STATES
        elif any(run[at + length : at + length + reach] in words.after_states for reach in (2, 3)):
            yield length, "states", MINOR_STATES
