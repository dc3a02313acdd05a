"""What a word may be by itself, as bits: steps look closer only where their bit is set, which is at few words."""

from __future__ import annotations

NAME, NAME_WRITTEN_ON, WORD, KNOWN, METONYM, SHORT, ACT, SPEECH, FEATURE, OFFICE, INSTITUTION, TIME = (1 << place for place in range(12))
"""A name of any table may begin with it, or with it written onto the next word; it is a word and no name in a text that is cut into words;
a known actor, a government's name, the short form of a country or a division may begin with it; so may words of doing and of saying, the
name of a feature, an office, an institution, a time expression."""
