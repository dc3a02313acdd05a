"""Fetching: documents of the web by address, politely, safely and in bounded time."""

from warta.fetch.client import Client
from warta.fetch.errors import FetchError
from warta.fetch.options import Options

__all__ = ["Client", "FetchError", "Options"]
