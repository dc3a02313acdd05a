"""Cues to why a place is mentioned: the preposition that governs it, what stands beside it, where in the article it stands.

A cue is a word such as ``in`` or ``distance``; none of them depends on the language. :mod:`warta.parse.place_roles` weighs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from warta.gazetteer.fold import is_han
from warta.parse.act_words import kind_at
from warta.parse.han_role_cues import han_cues
from warta.parse.known import is_capital, metonyms
from warta.parse.role_words import RoleWords, beginnings, endings, relation_of, role_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warta.gazetteer.gazetteer import Entry
    from warta.parse.doc import Doc
    from warta.parse.phrases import Phrase

REACH = 6
"""Words before a name within which a preposition may still govern it ("in the eastern Ukrainian city of")."""
APPOSITION = frozenset([", ", "، ", "，", " (", "（"])
"""What parts "City, Country" and "City (Division)"."""
DASHES = frozenset(["-", "\u2013", "\u2014", "/"])
"""What parts the ends of a way: "Bordeaux-Marseille"."""
POSSESSIVE = ("'s", "\u2019s")


def cues(doc: Doc, phrase: Phrase, entry: Entry, before: tuple[int, str] | None) -> tuple[str, ...]:
    """Return the cues to the role of a name; ``before`` is the end and the role of the place named last."""
    words = role_words(doc.language)
    index = doc.sentence_at(phrase.start)
    start = phrase.start if index is None else doc.sentences[index].start
    found = list(han_cues(doc, phrase, words)) if is_han(doc.text[phrase.start]) else _around(doc, phrase, words, start)
    chained = _chain(doc, phrase, before) if before else None
    if chained:
        found.append(chained)
    found += _standing(doc, phrase, start)
    own = _own(phrase, entry)
    return (f"is {own}", *found) if own == "town" else (f"is {own}", *found, *[f"{cue} / {own}" for cue in found])


def _own(phrase: Phrase, entry: Entry) -> str:
    """Return what may stand for a state: a country ("land") or its capital; or what may not: a region, a town or division."""
    if entry.kind in {"country", "region"}:
        return "land" if entry.kind == "country" else "region"
    return "capital" if is_capital(entry.place_id) or phrase.key in metonyms() else "town"


def _around(doc: Doc, phrase: Phrase, words: RoleWords, start: int) -> list[str]:
    """Return what the words beside a name say, in a sentence that starts at a code point."""
    glued = words.prefixes.get(doc.text[doc.tokens[phrase.first].start : phrase.start]) if words.prefixes else None
    ahead = [glued] if glued else _ahead(doc, phrase, words, start)
    return [*ahead, *_behind(doc, phrase, words)] if ahead else [*_behind(doc, phrase, words), "bare"]


def _ahead(doc: Doc, phrase: Phrase, words: RoleWords, start: int) -> list[str]:
    """Return what the words before a name say, from the nearest: relations, and the noun that "of" ties the name to."""
    verb = _verb(doc, phrase.first - 1, words)
    found = [verb] if verb else []
    far, tied = False, False
    floor = doc.token_at(start)
    plain = not doc.ways.prefixes
    for index in range(phrase.first - 1, max(floor, phrase.first - REACH) - 1, -1):
        if not (doc.joins[index] or doc.tokens[index].proclitic):
            break
        if plain and doc.spelt[index] not in words.ahead:
            if tied or index == phrase.first - 1:
                found += _word(doc, index, words, tied=tied, nearest=index == phrase.first - 1)
            far, tied = far or doc.spelt[index] not in words.articles, False
            continue
        runs = endings(doc, index, floor)
        relation = relation_of(runs, words.relations)
        if relation == "of" and not tied:
            found.append("of name" if _governor(doc, index, runs, words, floor) == "name" else "of")
            tied = True
            continue
        if relation:
            governor = None if far else _governor(doc, index, runs, words, floor)
            found.append(f"{relation} far" if far else f"{relation} {governor}" if governor else relation)
            break
        nearest, skipped = index == phrase.first - 1 or tied, not words.place_nouns.isdisjoint(runs)
        noun = None if skipped else _noun(doc, runs, words, nearest=nearest)
        if noun:
            found.append(noun)
            break
        if not skipped:
            found += _word(doc, index, words, tied=tied, nearest=index == phrase.first - 1)
            far = far or runs[-1] not in words.articles
        tied = False
    return found


def _verb(doc: Doc, index: int, words: RoleWords) -> str | None:
    """Return what a verb right before a name says, where a subject may follow its verb."""
    if index >= 0 and doc.joins[index]:
        if (doc.spelt[index] in words.ahead or doc.ways.prefixes) and not words.undergoing.isdisjoint(endings(doc, index)):
            return "undergoes before"
        if _speaks(doc, index):
            return "speaks before"
    return None


def _noun(doc: Doc, runs: Sequence[str], words: RoleWords, *, nearest: bool) -> str | None:
    """Return what a noun before a name says of it: "president", "residents of", "kilometres"."""
    if not doc.grammar.titles.isdisjoint(runs):
        return "title" if nearest else "title far"
    if nearest and not words.belonging.isdisjoint(runs):
        return "belonging"
    return None if words.distance.isdisjoint(runs) else "distance"


def _word(doc: Doc, index: int, words: RoleWords, *, tied: bool, nearest: bool) -> list[str]:
    """Return whether the word that a name is tied to, or that stands right before it, tells of something that happens."""
    if (nearest or tied) and _is_act(doc, index):
        return ["act of" if tied else "act"]
    if nearest and doc.texts[index][:1].islower() and doc.spelt[index] not in words.articles:
        return ["word before"]
    return []


def _governor(doc: Doc, index: int, runs: Sequence[str], words: RoleWords, floor: int) -> str | None:
    """Return what stands before a preposition: "born in", "12 km from", a name such as "Julia Sebutinde" before "of Uganda"."""
    length = next(run.count(" ") + 1 for run in runs if run in words.relations)
    previous = index - length
    if previous < floor:
        return None
    ahead = _told(doc, previous, words, floor)
    relation = next(words.relations[run] for run in runs if run in words.relations)
    if not (words.born if relation == "in" else words.belonging).isdisjoint(ahead):
        return "belonging"
    if not words.distance.isdisjoint(ahead) or not words.distance.isdisjoint(_told(doc, max(floor, previous - 1), words, floor)):
        return "distance"
    return "name" if doc.texts[previous][:1].isupper() and previous > floor else None


def _told(doc: Doc, index: int, words: RoleWords, floor: int) -> Sequence[str]:
    """Return the runs of words that end with a token, where that may end one of the tables."""
    may_tell = doc.spelt[index] in words.ahead or doc.ways.prefixes
    return endings(doc, index, floor) if may_tell else ()


def _behind(doc: Doc, phrase: Phrase, words: RoleWords) -> list[str]:
    """Return what the words after a name say: a possessive, a case, a verb, the noun that the name describes."""
    ending, last = _ending(doc, phrase, words)
    found = [ending] if ending else []
    if last >= len(doc.tokens) or doc.text[doc.tokens[last - 1].end : doc.tokens[last].start].strip(" \u00a0"):
        return found
    runs = beginnings(doc, last) if doc.spelt[last] in words.behind else [doc.spelt[last]]
    relation = relation_of(runs, words.after)
    if relation:
        found.append(relation)
    if ending and not words.distance.isdisjoint(doc.spelt[last : last + 3]):
        found.append("distance")
    if not words.born.isdisjoint(runs):
        found.append("born after")
    elif not words.belonging.isdisjoint(runs):
        found.append("belonging after")
    elif _is_act(doc, last):
        found.append("act after")
    predicate = _predicate(doc, last, runs, words)
    if predicate:
        found.append(predicate)
    return found


def _predicate(doc: Doc, last: int, runs: Sequence[str], words: RoleWords) -> str | None:
    """Return what follows a name: a verb of suffering or saying, a helper, another name, any other word."""
    own = doc.grammar
    if not words.undergoing.isdisjoint(runs):
        return "undergoes"
    if not own.speech.isdisjoint(doc.folded[last : last + 3]):
        return "speaks"
    if doc.folded[last] in own.subject:
        return "subject"
    if runs[-1] in words.conjunctions:
        return "pair" if any(text[:1].isupper() for text in doc.texts[last + 1 : last + 3]) else None
    return "word after" if doc.texts[last][:1].islower() and relation_of(runs, words.relations) is None else None


def _ending(doc: Doc, phrase: Phrase, words: RoleWords) -> tuple[str | None, int]:
    """Return what is written onto a name after an apostrophe, and the token after that."""
    last, rest = phrase.last, doc.text[phrase.end : phrase.end + 2]
    if rest in POSSESSIVE:
        return "possessive", last + (last < len(doc.tokens) and doc.tokens[last].text in {"s", "S"})
    if rest[:1] in {"'", "\u2019"} and last < len(doc.tokens) and doc.tokens[last].start == phrase.end + 1:
        return words.suffixes.get(doc.spelt[last]), last + 1
    return None, last


def _chain(doc: Doc, phrase: Phrase, before: tuple[int, str]) -> str | None:
    """Return whose company a name is in: after a comma, in brackets, or after "and", it shares the role of the place before."""
    if phrase.start - before[0] > 40 or doc.block_at(before[0] - 1) != doc.block_at(phrase.start):  # noqa: PLR2004  (", in the province of")
        return None
    gap = doc.text[before[0] : phrase.start]
    if gap in APPOSITION:
        return f"beside {before[1]}"
    if gap.strip() in DASHES:
        return "route"
    words = role_words(doc.language)
    inside = doc.spelt[doc.token_at(before[0]) : phrase.first]
    if not gap or gap in words.place_nouns or gap.strip() in words.conjunctions:
        return f"with {before[1]}" if gap.strip() in words.conjunctions else f"beside {before[1]}"
    if any(mark in gap for mark in ".;:\n"):
        return None
    if len(inside) <= 3 and not words.conjunctions.isdisjoint(inside):  # noqa: PLR2004  (", and in")
        return f"with {before[1]}"
    return f"near {before[1]}" if any(comma in gap for comma in ",،、") and all(_is_small(word, words) for word in inside) else None


def _is_small(word: str, words: RoleWords) -> bool:
    """Return whether a word may stand in "City, in the province of Division"."""
    return word in words.relations or word in words.articles or word in words.place_nouns


def _standing(doc: Doc, phrase: Phrase, start: int) -> list[str]:
    """Return where a name stands: the block, the start of a sentence, before a colon, after a bracket or a comma."""
    block = doc.block_at(phrase.start)
    found = [] if block == "body" else [f"block {block}"]
    if phrase.start - start <= 4:  # noqa: PLR2004  (an article)
        found.append("first")
    after = doc.text[phrase.end : phrase.end + 2].strip()[:1]
    if after in {":", "："}:
        found.append("colon")
    if after in {",", "，", "،"}:
        found.append("comma after")
    if after in DASHES and doc.text[phrase.end + 1 : phrase.end + 2].isupper():
        found.append("route")
    before = doc.text[max(0, phrase.start - 2) : phrase.start]
    if before.strip() in {"(", "（"}:
        found.append("bracket")
    elif before in {", ", "، ", "，"}:
        found.append("comma")
    return found


def _speaks(doc: Doc, index: int) -> bool:
    """Return whether a word is a verb of saying, whatever one letter is written onto it."""
    speech, word = doc.grammar.speech, doc.folded[index]
    if word in speech:
        return True
    prefixes = doc.ways.prefixes
    return bool(prefixes) and any(word.startswith(prefix) and word[len(prefix) :] in speech for prefix in prefixes)


def _is_act(doc: Doc, index: int) -> bool:
    """Return whether a word tells of something that happens, by the table of kinds of events."""
    return kind_at(doc, index) is not None
