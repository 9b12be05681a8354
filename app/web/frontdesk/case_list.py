"""A list of cases as its address asks for it: which, in what order, from where on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

from flask import request, url_for

from app.casework.desk import Desk
from app.domain.terms import TicketClass
from app.store.reads.conditions import Place
from app.store.reads.lines import (
    TicketFilter,
    TicketLine,
    list_by_due,
    list_by_filing,
)
from app.web.case_lines import CaseLine, case_lines
from app.web.places import AFTER, one_more, place_here, place_text

SHOWN = 25
LONGEST_WORDS = 100

Code = TypeVar("Code", bound=StrEnum)
Lister: TypeAlias = Callable[..., list[TicketLine]]


class Show(StrEnum):
    """Which cases. Order: as they stand above the list."""

    OPEN = "open"
    LATE = "late"
    SOON = "soon"
    FILED = "filed"
    ENDED = "ended"
    ALL = "all"


class Order(StrEnum):
    """Due first, or the newest first."""

    DUE = "due"
    FILED = "filed"


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; what it does not know counts as not asked."""

    show: Show
    order: Order
    ticket_class: TicketClass | None
    department: str
    words: str

    def parameters(self) -> dict[str, Any]:
        """Return what stands in the address, without what is as usual."""
        given = {
            "show": "" if self.show is Show.OPEN else self.show.value,
            "sort": "" if self.order is usual_order(self.show) else self.order.value,
            "class": self.ticket_class.value if self.ticket_class else "",
            "department": self.department,
            "words": self.words,
        }
        return {name: word for name, word in given.items() if word}


@dataclass(frozen=True)
class Page:
    """One page of a list. first, following: addresses, empty for none."""

    rows: Sequence[CaseLine]
    first: str
    following: str


def wanted_here() -> Wanted:
    """Read the address of this page."""
    given = request.args
    show = _one_of(Show, given.get("show"), Show.OPEN)
    return Wanted(
        show,
        _one_of(Order, given.get("sort"), usual_order(show)),
        _class(given.get("class", "")),
        given.get("department", ""),
        given.get("words", "").replace("\0", "").strip()[:LONGEST_WORDS],
    )


def usual_order(show: Show) -> Order:
    """What is late or soon due is read by its due moment, everything else by filing."""
    return Order.DUE if show in (Show.LATE, Show.SOON) else Order.FILED


def page_of(filtered: TicketFilter, wanted: Wanted, desk: Desk, endpoint: str) -> Page:
    """Read the page that the address asks for: two queries."""
    listed, place_of = listed_by(wanted.order)
    found = listed(filtered, after=place_here(), limit=SHOWN + 1)
    lines, goes_on = one_more(found, SHOWN)
    place = place_of(lines[-1]) if goes_on else None
    given = wanted.parameters()
    begins_later = AFTER in request.args
    return Page(
        case_lines(desk, lines),
        url_for(endpoint, **given) if begins_later else "",
        url_for(endpoint, **given, after=place_text(place)) if place else "",
    )


def listed_by(order: Order) -> tuple[Lister, Callable[[TicketLine], Place | None]]:
    """How a list of that order is read, and where it goes on after a line."""
    if order is Order.DUE:
        return list_by_due, lambda line: line.place_by_due
    return list_by_filing, lambda line: line.place_by_filing


def _one_of(codes: type[Code], given: str | None, usual: Code) -> Code:
    return codes(given) if given in list(codes) else usual


def _class(given: str) -> TicketClass | None:
    return TicketClass(given) if given in list(TicketClass) else None
