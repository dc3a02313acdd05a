"""How far fetching may go. Each limit is there because some server on the web exceeds it."""

from __future__ import annotations

from dataclasses import dataclass

AGENT = "Warta/1.0 (news parser; fetches what its user names)"
"""Who asks. Site owners can address it as ``Warta`` in robots.txt."""
ROBOTS_NAME = "Warta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Limits of fetching; seconds and bytes.

    Attributes:
        allow_private: also fetch from private, loopback and link-local addresses.
        follow: fetch the page of an entry of which a feed gives a teaser only.
        connect: for one connection, names and handshake included.
        total: for one document, from the first request to the last byte, redirects included.
        received: as they come over the wire, headers included.
        size: once decompressed.
        redirects: one after the other.
        delay: between the requests to one host; robots.txt can ask for more.
        retries: of a request that failed for a reason that may pass.
        patience: longest wait that a host may impose on a run; beyond it the document is given up.
        proxy: address of a proxy to ask through, ``http://host:port``, if that is the only way out. It resolves the names then, so that of
            closed addresses only those are refused that stand in a URL as such.
        most: documents that one list (a sitemap, a feed, an OPML) may lead to.
    """

    allow_private: bool = False
    follow: bool = True
    connect: float = 10.0
    total: float = 30.0
    received: int = 10_000_000
    size: int = 50_000_000
    redirects: int = 8
    delay: float = 1.0
    retries: int = 2
    patience: float = 60.0
    most: int = 1000
    proxy: str | None = None
