"""Every page there is, found by following links as people do.

Each visitor starts from the addresses that need nothing filled in; what stands in them
leads on to cases, acts, papers. For each endpoint one address is kept.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape

from werkzeug.exceptions import HTTPException

from app.domain.terms import Role
from app.web.access import access_of
from tests.house.routes import rules

LINK = re.compile(r'<(?:a|img|iframe)\b[^>]*?\b(?:href|src)="(/[^"#]*)')
# A case leads to other acts in each state, so many of them are read for their links.
READ = {"case.show": 120}
DEFAULT_READ = 3
# So many pages of a kind in a row that led to no kind of page not known yet. Cases in
# a rare state stand between many that are closed.
DULL = 40
# Doors for programs, and switches, which lead back to where one was.
APART = ("api", "bootstrap", "health", "language", "metrics", "static")
SWITCHES = ("display.choose", "display.choose_elder")


@dataclass
class Found:
    """What one visitor found.

    pages:    endpoint -> address of a page
    reached:  endpoints that answered with a page or a file
    led_to:   endpoints that links name; dull: how often in a row a kind named none new
    """

    pages: dict[str, str] = field(default_factory=dict)
    reached: set[str] = field(default_factory=set)
    read: Counter = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    led_to: set[str] = field(default_factory=set)
    dull: Counter = field(default_factory=Counter)


def find_pages(app, client, role: Role | None, starts: Iterable[str] = ()) -> Found:
    """Follow links from everything that this role may open."""
    found, matching = Found(), app.url_map.bind("localhost")
    coming = deque(_named(matching, [*starts, *_doors(app, role)]))
    while coming:
        endpoint, address = coming.popleft()
        if endpoint and _is_wanted(found, endpoint, address):
            links = _named(matching, _links(client, found, endpoint, address))
            coming.extend(links)
            _note(found, endpoint, {named for named, _ in links})
    return found


def page_endpoints(app) -> set[str]:
    """Every endpoint that can be opened in a browser."""
    return {
        rule.endpoint
        for rule in rules(app)
        if "GET" in rule.methods and not _is_apart(rule.endpoint)
    }


def _doors(app, role: Role | None) -> list[str]:
    """Addresses without a gap that let this role in."""
    return [
        rule.rule
        for rule in rules(app)
        if "GET" in rule.methods
        and not rule.arguments
        and (access := access_of(app, rule.endpoint))
        and access.admits(role)
    ]


def _named(matching, addresses: Iterable[str]) -> list[tuple[str, str]]:
    """Each address after its endpoint."""
    return [(_endpoint(matching, address), address) for address in addresses]


def _endpoint(matching, address: str) -> str:
    """The endpoint of a page or file of ours; "" for anything else, and for a list as
    a file, which is opened where the lists are tested."""
    if "format=" in address:
        return ""
    try:
        endpoint, _ = matching.match(address.partition("?")[0], method="GET")
    except HTTPException:
        return ""
    return "" if _is_apart(endpoint) else str(endpoint)


def _is_apart(endpoint: str) -> bool:
    is_file = endpoint.endswith(".static")
    return is_file or endpoint.partition(".")[0] in APART or endpoint in SWITCHES


def _is_wanted(found: Found, endpoint: str, address: str) -> bool:
    limit = READ.get(endpoint, DEFAULT_READ)
    is_dull = found.dull[endpoint] >= DULL
    return address not in found.seen and found.read[endpoint] < limit and not is_dull


def _note(found: Found, endpoint: str, named: set[str]) -> None:
    """Did this page name a kind of page that none before it did?"""
    found.dull[endpoint] = 0 if named - found.led_to else found.dull[endpoint] + 1
    found.led_to |= named


def _links(client, found: Found, endpoint: str, address: str) -> list[str]:
    """Open an address, keep it if it is a page, and return where it leads."""
    found.seen.add(address)
    found.read[endpoint] += 1
    answer = client.get(address)
    if answer.status_code == 302:
        return [answer.headers["Location"]]
    if answer.status_code != 200:
        return []
    found.reached.add(endpoint)
    if answer.mimetype != "text/html":
        return []
    found.pages.setdefault(endpoint, address)
    return [unescape(link) for link in LINK.findall(client.page)]
