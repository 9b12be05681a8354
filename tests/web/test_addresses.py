"""Only addresses of our own pages are followed."""

import pytest

from app.web.addresses import local_address


@pytest.mark.parametrize("address", ["/", "/to-do?light=late&page=2", "/a/b#c"])
def test_our_own_addresses_are_followed(address):
    assert local_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "to-do",
        "//example.org/",
        "https://example.org/",
        "/\\example.org",
        "\\\\example.org",
        "/\n/example.org",
        "/\t/example.org",
        "javascript:alert(1)",
    ],
)
def test_others_are_not(address):
    assert local_address(address) == ""
