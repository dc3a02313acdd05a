"""What a word may be by itself, as bits: steps look closer only where their bit is set, which is at few words."""

from __future__ import annotations

NAME, NAME_WRITTEN_ON, WORD, KNOWN, METONYM, SHORT, PLACE = (1 << place for place in range(7))
"""A name of any table may begin with it, or with it written onto the next word; it is a word and no name in a text that is cut into words;
a known actor, a government's name, the short form of a country or a division may begin with it; it names a place or a people by itself."""
ACT, SPEECH, FEATURE, OFFICE, INSTITUTION, TIME = (1 << place for place in range(7, 13))
"""Words of doing or of saying, the name of a feature, an office, an institution, a time expression may begin with it."""
