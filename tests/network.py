"""No test leaves this machine."""

import ipaddress
import socket

import pytest

_connect = socket.socket.connect


@pytest.fixture(scope="session", autouse=True)
def _only_loopback():
    """Refuse every connection to another machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _connect_to_loopback)
        yield


def _connect_to_loopback(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(
        address[0]
    ):
        raise AssertionError(f"a test tried to connect to {address[0]}")
    return _connect(self, address)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
