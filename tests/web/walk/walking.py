"""A browser that opens every page of everybody and looks at it in several ways."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from app.web.access import access_of
from app.web.language import COOKIE, LANGUAGES
from tests.chromium import PATIENCE
from tests.web.walk.addresses import Found, find_pages, page_endpoints
from tests.web.walk.axe import COLOURS, axe_findings, colour_findings
from tests.web.walk.figures import (
    ELDER_TARGET,
    ELDER_TEXT,
    PHONE_TARGET,
    small_targets,
    small_text,
)
from tests.web.walk.given import prepare
from tests.web.walk.register import signed_in, walkers
from tests.web.walk.words import Words

DESK, PHONE = (1366, 768), (390, 844)
# What offices and citizens have; 683 is 1366 at 200 %, 320 is 1280 at 400 %.
WIDTHS = (1366, 1024, 683, 390, 320)
# Where letters of 150 % are chosen in the page; a phone has larger ones of its own.
LARGE = (1366, 683)


@dataclass
class Walk:
    """What came of it, one sentence a fault.

    seen:     endpoints whose page a browser opened
    reached:  endpoints that answered anybody
    missing:  endpoints that answered nobody
    """

    axe: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    small: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)


def walk_everywhere(app, browser, url: str) -> Walk:
    """Open every page: nobody's, then those of each of the walkers; the languages take
    turns."""
    walk, words = Walk(), Words()
    languages = itertools.cycle(known.code for known in LANGUAGES)
    for person in (None, *walkers()):
        visitor, who = signed_in(app, person), person.username if person else "nobody"
        role = person.role if person else None
        found = find_pages(app, visitor, role, prepare(visitor, person))
        walk.reached |= found.reached
        with browser_of(browser, url, visitor) as page:
            for endpoint, address in _worth_opening(app, walk, found):
                if endpoint not in walk.seen:
                    words.read(visitor, address)
                language = next(languages)
                keep_cookie(page, url, COOKIE, language)
                _look(walk, page, endpoint, address, f"{who} {address} ({language})")
    walk.foreign = words.nobodys()
    walk.missing = page_endpoints(app) - walk.reached
    return walk


@contextmanager
def browser_of(browser, url: str, visitor) -> Iterator:
    """A page in a browser that has the visitor's cookies."""
    context = browser.new_context(base_url=url, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    session = visitor.client.get_cookie(visitor.session_cookie)
    if session is not None:
        keep_cookie(page, url, session.key, session.value)
    yield page
    context.close()


def keep_cookie(page, url: str, name: str, value: str) -> None:
    """Let the browser send this cookie from now on."""
    page.context.add_cookies([{"name": name, "value": value, "url": url}])


def resize(page, size: tuple[int, int]) -> None:
    """Give the window this width and height, in CSS pixels."""
    page.set_viewport_size({"width": size[0], "height": size[1]})


def stretch(page, size: tuple[int, int]) -> None:
    """Give the window this width, and make it as high as the page: what sticks to its
    edge stands at the end then and hides nothing."""
    resize(page, size)
    height = page.evaluate("document.documentElement.scrollHeight")
    resize(page, (size[0], max(size[1], height)))


def too_wide(page, widths: tuple[int, ...] = WIDTHS) -> list[str]:
    """The widths at which the page scrolls sideways, with how far it reaches."""
    found = []
    for width in widths:
        resize(page, (width, 768))
        reach = page.evaluate("document.documentElement.scrollWidth")
        if reach > width:
            found.append(f"{reach} at {width}")
    return found


def _worth_opening(app, walk: Walk, found: Found) -> Iterator[tuple[str, str]]:
    """Pages that nobody has seen yet, and the lists of a role in each of its roles.

    What is open to everybody signed in, and the form of an act, is the same for all.
    """
    for endpoint, address in found.pages.items():
        access = access_of(app, endpoint)
        is_form = endpoint.startswith("case.") and endpoint != "case.show"
        is_same = is_form or not (access and access.roles)
        if endpoint not in walk.seen or not is_same:
            yield endpoint, address


def _look(walk: Walk, page, endpoint: str, address: str, where: str) -> None:
    """Open one page at a desk and on a phone, and write down what is wrong.

    The colours of a page are looked at once: they change neither with the width nor
    with who looks.
    """
    is_new = endpoint not in walk.seen
    walk.seen.add(endpoint)
    resize(page, DESK)
    answer = page.goto(address)
    if answer.status != 200 or not page.url.endswith(address):
        walk.lost.append(f"{where}: {answer.status} {page.url}")
    stretch(page, DESK)
    walk.axe += _at(where, axe_findings(page, [] if is_new else COLOURS))
    walk.wide += _at(where, too_wide(page))
    if is_new:
        stretch(page, PHONE)
        walk.axe += _at(f"{where}, phone", axe_findings(page, COLOURS))
        _look_in_modes(walk, page, where)


def _look_in_modes(walk: Walk, page, where: str) -> None:
    """The same page in high contrast, with larger letters, and in elder mode."""
    with dressed(page, "contrast-high"):
        walk.axe += _at(f"{where}, contrast", colour_findings(page))
    with dressed(page, "size-150"):
        walk.wide += _at(f"{where}, size 150", too_wide(page, LARGE))
    if page.locator("html.public").count():
        _look_as_elders(walk, page, where)


def _look_as_elders(walk: Walk, page, where: str) -> None:
    resize(page, PHONE)
    walk.small += _at(f"{where}, phone", small_text(page, 0))
    walk.small += _at(f"{where}, phone", small_targets(page, PHONE_TARGET))
    with dressed(page, "elder"):
        walk.axe += _at(f"{where}, elder", axe_findings(page, []))
        for size in (PHONE, DESK):
            resize(page, size)
            walk.small += _at(f"{where}, elder {size}", small_text(page, ELDER_TEXT))
            found = small_targets(page, ELDER_TARGET)
            walk.small += _at(f"{where}, elder {size}", found)
        walk.wide += _at(f"{where}, elder", too_wide(page))


@contextmanager
def dressed(page, name: str) -> Iterator[None]:
    """The page with a class at its root, as a choice of display puts it there."""
    page.evaluate("name => document.documentElement.classList.add(name)", name)
    yield
    page.evaluate("name => document.documentElement.classList.remove(name)", name)


def _at(where: str, found: list[str]) -> list[str]:
    return [f"{where}: {one}" for one in found]
