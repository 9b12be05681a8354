"""One request to an address that somebody else chose, and nothing more than that.

The name is looked up once, every address behind it is checked, and the connection goes
to the very address that was checked: a name that changes its mind in between changes
nothing. No redirect is followed, no proxy asked, the answer's body is not read, and
the whole takes ten seconds at most.

urllib3 and not httpx: its connection takes the address to connect to and the name to
hold the certificate against as two arguments, so no transport has to be written.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from urllib3 import Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from app.domain.reachable import Address, Network, is_allowed, may_reach

CONNECT_SECONDS = 5
WHOLE_SECONDS = 10
PORTS = {"http": 80, "https": 443}


class NotReached(Exception):
    """No answer: not allowed, not found, refused, broken, or too slow."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The answer. Only its status counts."""

    status: int


def post(
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    networks: Collection[Network],
    whole_seconds: float = WHOLE_SECONDS,
) -> Sent:
    """Send a body to an address.

    networks: that may be reached although they are not public
    raises:   NotReached, with the reason in plain words
    """
    parts = urlsplit(url)
    port = parts.port or PORTS[parts.scheme]
    address = checked_address(parts.hostname or "", port, networks)
    if parts.scheme == "http" and not is_allowed(address, networks):
        raise NotReached("only https goes to the public network")
    connection = _connection(parts, address, port)
    watch = threading.Timer(whole_seconds, _cut, [connection])
    watch.daemon = True
    watch.start()
    try:
        return Sent(_answered(connection, parts, headers, body))
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        raise NotReached(_plain(error)) from error
    finally:
        watch.cancel()
        connection.close()


def checked_address(host: str, port: int, networks: Collection[Network]) -> Address:
    """The address to connect to, every address behind the name being allowed.

    raises: NotReached, when there is none, or one of them may not be reached
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotReached("the name is not known") from error
    addresses = [ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    if not addresses:
        raise NotReached("the name has no address")
    if not all(may_reach(one, networks) for one in addresses):
        raise NotReached("the name leads to an address that may not be reached")
    return addresses[0]


def _connection(parts: SplitResult, address: Address, port: int) -> HTTPConnection:
    timeout = Timeout(connect=CONNECT_SECONDS, read=CONNECT_SECONDS)
    seconds = timeout.connect_timeout
    if parts.scheme == "http":
        return HTTPConnection(str(address), port, timeout=seconds)
    return HTTPSConnection(
        str(address),
        port,
        timeout=seconds,
        ssl_context=ssl.create_default_context(),
        server_hostname=parts.hostname,
    )


def _answered(
    connection: HTTPConnection,
    parts: SplitResult,
    headers: Mapping[str, str],
    body: bytes,
) -> int:
    target = parts.path or "/"
    if parts.query:
        target += f"?{parts.query}"
    connection.connect()
    connection.request(
        "POST",
        target,
        body=body,
        headers={**headers, "Host": parts.netloc},
        preload_content=False,
    )
    return int(connection.getresponse().status)


def _cut(connection: HTTPConnection) -> None:
    """End a connection that goes on dripping; whoever reads from it fails."""
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def _plain(error: Exception) -> str:
    """What went wrong, without an object's address in it."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate is not right: {error.verify_message}"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return type(error).__name__
