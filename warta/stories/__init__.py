"""Which articles tell the same story: copies of one text, and reports of one event in several languages."""

from warta.stories.assign import SPAN, WINDOW, Stories, Told, story_number
from warta.stories.near import REMEMBERED
from warta.stories.traits import Traits, traits_of, unpacked, with_vectors

__all__ = ["REMEMBERED", "SPAN", "WINDOW", "Stories", "Told", "Traits", "story_number", "traits_of", "unpacked", "with_vectors"]
