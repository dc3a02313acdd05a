"""Places and their names in all scripts."""

from warta.gazetteer.fold import fold, key, name_key, stem_key
from warta.gazetteer.gazetteer import Entry, Gazetteer, gazetteer

__all__ = ["Entry", "Gazetteer", "fold", "gazetteer", "key", "name_key", "stem_key"]
