"""Names to IP addresses: asked once, checked, and connected to as checked, so that a name cannot change its mind in between."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable, Sequence

from warta.fetch.address import is_ip
from warta.fetch.addresses import METADATA, closed
from warta.fetch.errors import FetchError

Resolver = Callable[[str, int], Sequence[str]]
"""From a host name and a port to IP addresses; raises OSError where there are none."""


def system_resolver(host: str, port: int) -> list[str]:
    """Return the addresses that the operating system knows for a name, in its order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked(host: str, port: int, resolver: Resolver, seconds: float, *, allow_private: bool) -> list[str]:
    """Return the addresses of a host that may be connected to. One closed address among them closes the host.

    ``allow_private`` opens all but the metadata services of clouds: a feed that its user trusts may hold a stranger's link.

    Raises:
        FetchError: there is no such name (``dns``), or it leads into a private network (``private``).
    """
    found = [host] if is_ip(host) else list(_within(seconds, host, port, resolver))
    if not found:
        raise FetchError("dns", f"{host}: there is no address for this name")
    for ip in found:
        try:
            why = closed(ip)
        except ValueError as error:
            raise FetchError("dns", f"{host}: its name leads to {ip!r}, which is no address") from error
        if why and (why == METADATA or not allow_private):
            where = ip if ip == host else f"{host} ({ip})"
            help_ = "It is never fetched" if why == METADATA else "If you trust it, allow it with --allow-private"
            raise FetchError("private", f"{where} is not an address of the open internet but {why}. {help_}")
    return found


def _within(seconds: float, host: str, port: int, resolver: Resolver) -> Sequence[str]:
    """Resolve in a thread of its own: the system call takes no limit of time."""
    answer: queue.SimpleQueue[Sequence[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answer.put(resolver(host, port))
        except (OSError, UnicodeError) as error:
            answer.put(error)

    threading.Thread(target=ask, daemon=True, name=f"resolve {host}").start()
    try:
        found = answer.get(timeout=max(seconds, 0.001))
    except queue.Empty as error:
        raise FetchError("slow", f"{host}: its name was not found within {seconds:.0f} seconds") from error
    if isinstance(found, OSError | UnicodeError):
        raise FetchError("dns", f"{host}: there is no such name, or the names of the internet cannot be asked ({found})") from found
    return found
