"""Which IP addresses are the open internet, and which belong to a machine, a network or a cloud that a link must not reach.

The tables are those of IANA, not the properties of :mod:`ipaddress`, whose answers differ between releases of Python:
https://www.iana.org/assignments/iana-ipv4-special-registry and https://www.iana.org/assignments/iana-ipv6-special-registry
"""

from __future__ import annotations

import ipaddress

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

METADATA = "the metadata service of a cloud"
"""Where the machines of a cloud ask for their own keys: no news is there."""

# the first that fits tells
_V4 = {
    "100.100.100.200/32": METADATA,
    "168.63.129.16/32": METADATA,
    "169.254.169.254/32": METADATA,
    "169.254.170.2/32": METADATA,
    "192.0.0.192/32": METADATA,
    "0.0.0.0/8": "this network",
    "10.0.0.0/8": "private",
    "100.64.0.0/10": "shared by a carrier (CGNAT)",
    "127.0.0.0/8": "loopback",
    "169.254.0.0/16": "link-local",
    "172.16.0.0/12": "private",
    "192.0.0.0/24": "reserved",
    "192.0.2.0/24": "reserved",
    "192.88.99.0/24": "reserved",
    "192.168.0.0/16": "private",
    "198.18.0.0/15": "reserved",
    "198.51.100.0/24": "reserved",
    "203.0.113.0/24": "reserved",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
}
_V6 = {
    "fd00:ec2::254/128": METADATA,
    "::1/128": "loopback",
    "fe80::/10": "link-local",
    "fc00::/7": "private",
    "fec0::/10": "private",
    "ff00::/8": "multicast",
    "2001::/23": "reserved",  # Teredo and others, which wrap an IPv4 address
    "2001:db8::/32": "reserved",
    "2002::/16": "reserved",  # 6to4, which wraps an IPv4 address
    "3fff::/20": "reserved",
}
_TABLE_V4 = tuple((ipaddress.IPv4Network(net), what) for net, what in _V4.items())
_TABLE_V6 = tuple((ipaddress.IPv6Network(net), what) for net, what in _V6.items())
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_WRAPPED = tuple(ipaddress.IPv6Network(net) for net in ("::ffff:0:0/96", "64:ff9b::/96", "::/96"))
"""IPv6 forms whose last 32 bits are an IPv4 address that a translator may forward to: mapped, NAT64, compatible."""


def closed(address: str) -> str | None:
    """Return why an address is not of the open internet (``loopback``, ``private`` ...); None if it is.

    Raises:
        ValueError: it is no IP address.
    """
    ip = ipaddress.ip_address(address)
    return _closed_v4(ip) if isinstance(ip, ipaddress.IPv4Address) else _closed_v6(ip)


def _closed_v4(ip: ipaddress.IPv4Address) -> str | None:
    return next((what for net, what in _TABLE_V4 if ip in net), None)


def _closed_v6(ip: ipaddress.IPv6Address) -> str | None:
    known = next((what for net, what in _TABLE_V6 if ip in net), None)
    if known:
        return known
    if any(ip in net for net in _WRAPPED):
        return _closed_v4(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return None if ip in _GLOBAL_V6 else "reserved"
