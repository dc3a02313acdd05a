"""Words of a text without spaces between them: of all ways to cut a run of characters the likeliest.

The ways are words of the dictionary, names of places and actors, single characters, and what the characters themselves spell: names of
persons (a surname and one or two given characters), foreign names written by their sound, short names of states side by side. Each
has a likelihood, and the best way through a run is found in one pass (Viterbi), so that no name is seen inside another word.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

from warta.parse.han_lexicon import Letters, NameWords, Word, letters, lexicon, name_words

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


@functools.cache
def _piece(length: int, kind: str = "") -> Piece:
    """Return a word of a run, the same one each time."""
    return Piece(length, kind)


ONE, TWO = _piece(1), _piece(2)
ONE_STATE = _piece(1, "state")


class Opener(NamedTuple):
    """What a name may be that begins with a character: the share of a surname, or None, and whether others begin so."""

    surname: int | None = None
    two: bool = False
    japan: bool = False
    foreign: bool = False
    state: bool = False
    to_state: bool = False


NOTHING, FOREIGN_ONLY = Opener(), Opener(foreign=True)


@functools.cache
def openers(language: str) -> dict[str, Opener]:
    """Return the characters that a name may begin with by its characters alone."""
    spelling, words = letters(language), name_words(language)
    two, japan = ({name[0] for name in names} for names in (words.surnames_of_two, words.surnames_of_japan))
    found = {
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
    return {letter: FOREIGN_ONLY if opener == FOREIGN_ONLY else opener for letter, opener in found.items()}


class Ways(NamedTuple):
    """A run of characters with those around it, and the best ways to each place in it: their likelihood, and their last words."""

    run: str
    before: str
    after: str
    spelling: Letters
    words: NameWords
    best: list[int]
    back: list[Piece]

    def lay(self, at: int, length: int, kind: str, likely: int) -> None:
        """Lay a word from one place on where it makes a better way to its end."""
        score = self.best[at] + likely
        if score > self.best[at + length]:
            self.best[at + length], self.back[at + length] = score, _piece(length, kind)


def cut(run: str, before: str, after: str, language: str) -> list[Piece]:
    """Return the words of a run of characters; ``before`` and ``after`` are the characters around it."""
    table, opens = lexicon(language), openers(language)
    size = len(run)
    ways = Ways(run, before, after, letters(language), name_words(language), [0] + [NEVER] * size, [ONE] * (size + 1))
    best, back, foreign = ways.best, ways.back, ways.spelling.foreign
    start = 0
    if before.isdigit() and run[0] in ways.words.units:
        best[1], start = 0, 1
    for at in range(start, size):
        here = best[at] - ALL
        letter = run[at]
        single = table.get(letter)
        score = here + (single.zipf if single else UNKNOWN)
        after_it = at + 1
        if score > best[after_it]:
            best[after_it], back[after_it] = score, ONE
        pair = table.get(run[at : at + 2]) if after_it < size else None
        if pair:
            zipf, longest = pair.zipf, pair.longest
            if zipf and here + zipf > best[at + 2]:
                best[at + 2], back[at + 2] = here + zipf, TWO
            if longest > 2:  # noqa: PLR2004  (longer than the pair)
                _lay_words(run, at, here, longest, table, best, back)
        opener = opens.get(letter) or (NOTHING if at == 0 and before == "·" else None)
        if opener is FOREIGN_ONLY:
            if run[after_it : after_it + 1] in foreign or after == "·" or (at == 0 and before == "·"):
                _lay_foreign(ways, at)
        elif opener:
            _lay_names(ways, at, opener)
    return _way(back, size)


def _lay_words(run: str, at: int, here: int, longest: int, table: dict[str, Word], best: list[int], back: list[Piece]) -> None:
    """Lay the words of three and more characters that begin at a character."""
    for end in range(at + 3, min(at + longest, len(run)) + 1):
        word = table.get(run[at:end])
        if word and here + word.zipf > best[end]:
            best[end], back[end] = here + word.zipf, _piece(end - at)


def _way(back: list[Piece], size: int) -> list[Piece]:
    pieces: list[Piece] = []
    while size:
        piece = back[size]
        size -= piece.length
        if piece.kind == "states":
            pieces += [ONE_STATE] * piece.length
        elif piece.kind == "to state":
            pieces += [ONE_STATE, ONE]
        else:
            pieces.append(piece)
    return pieces[::-1]


def _lay_names(ways: Ways, at: int, opener: Opener) -> None:
    """Lay the names that the characters from one on may spell."""
    run, spelling, words = ways.run, ways.spelling, ways.words
    following = run[at + 1 : at + 2]
    if opener.surname is not None:
        _lay_persons(ways, at, 1, opener.surname)
    if opener.two and run[at : at + 2] in words.surnames_of_two:
        _lay_persons(ways, at, 2, 20)
    if opener.japan:
        for length in (2, 3):
            if run[at : at + length] in words.surnames_of_japan:
                _lay_persons(ways, at, length, 20)
    if (opener.foreign and (following in spelling.foreign or ways.after == "·")) or (at == 0 and ways.before == "·"):
        _lay_foreign(ways, at)
    if opener.state:
        _lay_states(ways, at, following)
    elif opener.to_state and following in words.guests:
        ways.lay(at, 2, "to state", STATE)


def _lay_persons(ways: Ways, at: int, surname: int, share: int) -> None:
    run, spelling, words = ways.run, ways.spelling, ways.words
    given, size = at + surname, len(run)
    titled = at > 0 and run[at - 1] in words.role_ends
    here = ways.best[at] - share
    for end in (given + 1, given + 2):
        if end > size:
            return
        if run[end - 1] in words.place_ends:
            continue
        if end == given + 1:
            likely = spelling.only.get(run[given], GIVEN)
        else:
            twice = run[given] == run[given + 1]
            likely = spelling.first.get(run[given], GIVEN) + (TWICE if twice else spelling.second.get(run[given + 1], GIVEN))
        score = here - likely
        if score + CUED <= ways.best[end]:
            continue
        told = titled or run[end : end + 1] in words.after_person or run[end : end + 2] in words.after_person or end == size == end - at
        score += CUED if told else PERSON
        if score > ways.best[end]:
            ways.best[end], ways.back[end] = score, _piece(end - at, "person")


def _lay_foreign(ways: Ways, at: int) -> None:
    run, best, share_of = ways.run, ways.best, ways.spelling.foreign.get
    size = len(run)
    dotted = at == 0 and ways.before == "·"
    told = at > 0 and run[at - 1] in ways.words.role_ends
    opening = DOTTED if dotted else CUED_FOREIGN if told else FOREIGN
    score = best[at] + opening
    for end in range(at + 1, min(at + LONGEST_FOREIGN, size) + 1):
        share = share_of(run[end - 1])
        if share is None and not dotted:
            return
        score -= ODD if share is None else share
        last = end == size and ways.after == "·"
        if end - at > 1 or dotted or last:
            whole = score + (DOTTED - opening if last else 0)
            if whole > best[end]:
                best[end], ways.back[end] = whole, _piece(end - at, "foreign")


def _lay_states(ways: Ways, at: int, following: str) -> None:
    """Lay short names of states: several side by side, one before 方, one before the title of its officers."""
    run, words = ways.run, ways.words
    if following == "方":
        ways.lay(at, 1, "state", STATE + 34)
    elif run[at] in words.major and any(run[at + 1 : at + 1 + reach] in words.state_titles for reach in (2, 3, 4, 1)):
        ways.lay(at, 1, "state", STATE + 10)
    if following not in words.states:
        return
    for length in (2, 3):
        name = run[at : at + length]
        if len(name) < length or name[-1] not in words.states:
            return
        if words.major.issuperset(name):
            ways.lay(at, length, "states", STATES)
        elif any(run[at + length : at + length + reach] in words.after_states for reach in (2, 3)):
            ways.lay(at, length, "states", MINOR_STATES)
