"""Addresses that come from outside: only those of our own pages are followed."""

from __future__ import annotations

from urllib.parse import urlsplit


def local_address(address: str) -> str:
    """Return an address within this site; empty, if it leads anywhere else.

    Refused: other hosts, `//host`, backslashes and control characters, which some
    browsers read as slashes or skip.
    """
    if not address.startswith("/") or address.startswith("//") or "\\" in address:
        return ""
    if any(ord(character) < 32 for character in address):
        return ""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return ""
    return address
