"""Fetching: documents of the web by address, politely, safely and in bounded time."""

from warta.fetch.address import redacted
from warta.fetch.client import Client
from warta.fetch.errors import FetchError
from warta.fetch.options import Options
from warta.fetch.reading import fetch_article, is_url, read

__all__ = ["Client", "FetchError", "Options", "fetch_article", "is_url", "read", "redacted"]
