"""Which network addresses our own requests may go to: public ones, and allowed ones.

Whoever may name an address for us to call could otherwise look into the network that
we stand in: at our database, at a router, at a cloud's metadata service.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)
from typing import TypeAlias

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
# Compatible addresses, long out of use: the same four bytes behind zeros.
_COMPATIBLE = IPv6Network("::/96")


def may_reach(address: Address, allowed: Iterable[Network] = ()) -> bool:
    """May a request go there?

    allowed: networks that may be reached although they are not public
    """
    inner = _carried(address)
    known = [one for one in (address, inner) if one is not None]
    if any(one in network for one in known for network in allowed):
        return True
    return all(map(_is_public, known))


def is_allowed(address: Address, allowed: Iterable[Network]) -> bool:
    """Does it lie in a network that was allowed by name?"""
    return any(address in network for network in allowed)


def literal(host: str) -> Address | None:
    """The address that a host name is, or None for a name."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


def _is_public(address: Address) -> bool:
    if address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    if isinstance(address, IPv6Address) and address.is_site_local:
        return False
    return address.is_global


def _carried(address: Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to, whatever way it is wrapped."""
    if isinstance(address, IPv4Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if any(address in network for network in (*_NAT64, _COMPATIBLE)):
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return None
