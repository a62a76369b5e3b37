"""Who is asking, as far as limits need it: an address, a network of IPv6, or a connection of this machine. Never written down."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from itertools import count

from starlette.types import Scope

# One visitor of IPv6 has a whole network of this size.
NETWORK = 64
_numbers = count()


def visitor(scope: Scope) -> str:
    """The visitor's address, which is the proxy's word where FORWARDED_ALLOW_IPS trusts it.

    From this machine itself, each connection is a visitor: a proxy that does not say for whom it asks must not make them one.
    """
    client = scope.get("client")
    try:
        address = ip_address(client[0].partition("%")[0]) if client else None
    except ValueError:
        address = None
    if address is None or address.is_loopback:
        return f"connection {client[1]}" if client and client[1] else f"connection without a port {next(_numbers)}"
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or ip_network((address, NETWORK), strict=False))
    return str(address)


def is_of_this_machine(name: str) -> bool:
    """Whether `visitor` could not tell who is asking."""
    return name.startswith("connection ")
