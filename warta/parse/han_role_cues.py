"""Cues to why a place is mentioned in a script without spaces between words (:mod:`warta.parse.role_cues`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from warta.parse.act_words import act_words
from warta.parse.han_lexicon import has_lexicon, lexicon, name_words
from warta.parse.phrases import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warta.parse.doc import Doc
    from warta.parse.phrases import Phrase
    from warta.parse.role_words import RoleWords

REACH = 6
"""Words before a name within which a preposition may still govern it."""
NOUNS = frozenset("nwbjfoz")
"""Tags of words that may stand between a preposition and a name in Chinese."""
WORD_CLASSES = dict.fromkeys("nwbj", "noun") | {"v": "verb", "d": "adverb", "p": "relation", "c": "link", "f": "side", "t": "time"}
"""What the word after a name is called among the cues, by its tag."""


def han_cues(doc: Doc, phrase: Phrase, words: RoleWords) -> Iterator[str]:
    """Yield the cues of a script without spaces, by its words where it is cut into such, else by the characters right beside the name."""
    ahead = doc.text[max(0, phrase.start - 4) : phrase.start]
    if has_lexicon(doc.language):
        relation = _relation(doc, phrase, words)
    else:
        relation = next((words.relations[ahead[start:]] for start in range(len(ahead)) if ahead[start:] in words.relations), "bare")
    yield f"{relation} belonging" if ahead.endswith(tuple(words.born if relation == "in" else words.belonging)) else relation
    if any(word in doc.text[max(0, phrase.start - 8) : phrase.start] for word in words.distance):
        yield "distance"
    yield from _behind(doc, phrase, words)
    if has_lexicon(doc.language) and phrase.last < len(doc.tokens) and doc.joins[phrase.last - 1]:
        following = doc.tokens[phrase.last]
        if following.text in {"、", "和"}:
            yield "list"
        yield f"{_word_class(following.text, doc.language or '')} after"


def _word_class(text: str, language: str) -> str:
    """Return what kind of word follows a name: "person" where it tells what somebody is (潜水员, 选手)."""
    if len(text) > 1 and text[-1] in name_words(language).role_ends:
        return "person"
    known = lexicon(language).get(text)
    return WORD_CLASSES.get(known.tag, "other") if known else "other"


def _relation(doc: Doc, phrase: Phrase, words: RoleWords) -> str:
    """Return the relation that governs a name: right before it, or before the nouns that stand between."""
    table, far = lexicon(doc.language or ""), False
    for index in range(phrase.first - 1, max(-1, phrase.first - 1 - REACH), -1):
        if not joined(doc, index):
            break
        text = doc.tokens[index].text
        pair = doc.tokens[index - 1].text + text if index and joined(doc, index - 1) else text
        relation = words.relations.get(pair) or words.relations.get(text)
        if relation:
            return f"{relation} far" if far else relation
        known = table.get(text)
        if text in words.place_nouns or (known and known.tag == "s"):
            continue
        if known is None or known.tag not in NOUNS:
            break
        far = True
    return "bare"


def _behind(doc: Doc, phrase: Phrase, words: RoleWords) -> Iterator[str]:
    behind, own = doc.text[phrase.end : phrase.end + 8], doc.grammar
    if behind[:1] == "的":
        yield "possessive"
        behind = behind[1:]
    if behind.startswith(tuple(own.titles)):
        yield "title"
    elif behind.startswith(tuple(words.belonging)):
        yield "belonging after"
    after = next((words.after[behind[:stop]] for stop in range(4, 0, -1) if behind[:stop] in words.after), None)
    if after:
        yield after
    if behind.startswith(tuple(words.undergoing)):
        yield "undergoes"
    elif any(word in behind for word in own.speech):
        yield "speaks"
    elif behind.startswith(tuple(own.subject)):
        yield "subject"
    acts = act_words(doc.language).unspaced
    if acts and acts.match(doc.text, phrase.end):
        yield "act after"
