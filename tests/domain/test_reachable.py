"""Where our own requests may go: nowhere inside, however it is written."""

from ipaddress import ip_address, ip_network

import pytest

from app.domain.reachable import literal, may_reach

INSIDE = [
    *("127.0.0.1", "127.8.8.8", "0.0.0.0"),  # noqa: S104 - asked, not bound
    *("10.0.0.1", "172.16.0.1", "172.31.255.255"),
    *("192.168.0.1", "169.254.169.254", "100.64.0.1", "100.100.100.200"),
    *("192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9"),
    *("224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::"),
    *("2002:c0a8:1::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1"),
    *("2001:0:1:2:3:4:80ff:fffe", "2001:db8::1", "100::1"),
    # Wrapped: whoever is public has no need to be written so.
    *("::ffff:8.8.8.8", "64:ff9b::808:808"),
]
OUTSIDE = ["8.8.8.8", "1.1.1.1", "172.32.0.1", "172.15.255.255", "100.128.0.1"]
OUTSIDE += ["2606:4700::1111"]


@pytest.mark.parametrize("address", INSIDE)
def test_nothing_inside_is_reached(address):
    assert not may_reach(ip_address(address))


@pytest.mark.parametrize("address", OUTSIDE)
def test_the_public_network_is_reached(address):
    assert may_reach(ip_address(address))


@pytest.mark.parametrize(
    ("address", "may"),
    [("10.20.0.0", True), ("10.20.255.255", True), ("10.21.0.0", False)]
    + [("::ffff:10.20.1.1", True), ("127.0.0.1", False)],
)
def test_a_network_that_was_allowed_is_reached_and_no_other(address, may):
    assert may_reach(ip_address(address), [ip_network("10.20.0.0/16")]) is may


@pytest.mark.parametrize(
    ("host", "is_address"), [("[::1]", True), ("127.0.0.1", True), ("a.cn", False)]
)
def test_an_address_in_numbers_is_known_as_one(host, is_address):
    assert (literal(host) is not None) is is_address
