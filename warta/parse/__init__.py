"""From an article to what it says: ``parse(article)``. See :mod:`warta.parse.pipeline` for the steps and their order."""

from warta.parse.pipeline import parse

__all__ = ["parse"]
