"""One request to an address that somebody else chose."""

import socket
from ipaddress import ip_network

import pytest

from app.notify import outbound
from app.notify.outbound import NotReached, checked_address, post
from tests.notify.receiver import receiving

HERE = (ip_network("127.0.0.0/8"),)


def found(*addresses):
    """What a look-up of a name gives."""
    return lambda *_, **__: [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in addresses
    ]


def test_the_body_and_the_headers_arrive():
    with receiving(204) as (receiver, url):
        sent = post(url, {"webhook-id": "msg_1"}, b"{}", HERE)

    ((headers, body),) = receiver.requests
    assert (sent.status, headers["webhook-id"], body) == (204, "msg_1", b"{}")


def test_nothing_inside_is_called_unless_it_is_allowed():
    refused = pytest.raises(NotReached, match="may not be reached")
    with receiving(204) as (receiver, url), refused:
        post(url, {}, b"{}", ())

    assert receiver.requests == []


@pytest.mark.parametrize("name", ["localhost", "127.1", "0x7f000001", "2130706433"])
def test_no_spelling_of_this_machine_is_reached(name):
    with pytest.raises(NotReached):
        checked_address(name, 80, ())


def test_one_address_inside_is_enough_to_refuse_a_name(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", found("8.8.8.8", "10.0.0.1"))

    with pytest.raises(NotReached, match="may not be reached"):
        checked_address("two-faced.example", 443, ())


def test_the_address_that_was_checked_is_the_one_that_is_called(monkeypatch):
    """The name is asked once: what it would say the second time does not matter."""
    asked = []

    def look_up(host, *_, **__):
        asked.append(host)
        return found("127.0.0.1")() if len(asked) == 1 else found("127.0.0.2")()

    with receiving(204) as (receiver, url):
        real = socket.getaddrinfo

        def once(host, *given, **named):
            if host == "rebinding.example":
                return look_up(host)
            return real(host, *given, **named)

        monkeypatch.setattr(socket, "getaddrinfo", once)
        post(url.replace("127.0.0.1", "rebinding.example"), {}, b"{}", HERE)

    assert asked == ["rebinding.example"]
    assert receiver.requests[0][0]["Host"].startswith("rebinding.example:")


@pytest.mark.parametrize("status", [301, 307])
def test_a_redirect_is_not_followed(status):
    with receiving(status) as (receiver, url):
        assert post(url, {}, b"{}", HERE).status == status

    assert len(receiver.requests) == 1


def test_what_leaves_for_the_public_network_is_https(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", found("8.8.8.8"))

    with pytest.raises(NotReached, match="https"):
        post("http://public.example/", {}, b"{}", HERE)


def test_an_answer_that_only_drips_is_cut_off():
    with receiving(204) as (receiver, url):
        receiver.drips = True

        with pytest.raises(NotReached):
            post(url, {}, b"{}", HERE, whole_seconds=0.3)


def test_nobody_there_is_told_in_plain_words():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]

    with pytest.raises(NotReached) as told:
        post(f"http://127.0.0.1:{port}/", {}, b"{}", HERE)

    assert "0x" not in str(told.value)


def test_a_whole_is_bounded():
    assert outbound.WHOLE_SECONDS <= 10
