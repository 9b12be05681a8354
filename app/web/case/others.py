"""What a case has to do with others: linked, of the same person, in improvement items."""

from __future__ import annotations

from flask import url_for

from app.casework.desk import Desk
from app.casework.improvements import list_of_case
from app.casework.looking import Shown, of_same_person
from app.domain.notices import WINDOW_ROLES
from app.store.reads.attached import Attached
from app.store.reads.findings_across import came_back_with
from app.store.reads.improvements import Item
from app.store.reads.lines import TicketLine
from app.store.reads.links import Linked, list_linked


def linked(desk: Desk, shown: Shown) -> list[tuple[Linked, str]]:
    """The cases it is linked to, each with its address."""
    if Attached.LINKS not in shown.page.attached:
        return []
    found = list_linked(shown.held.ticket_id)
    return [(one, _address_of(desk, one.line)) for one in found]


def related(desk: Desk, shown: Shown) -> list[tuple[TicketLine, str]]:
    """Other cases of the same person, each with its address; for windows alone."""
    return [(line, _address_of(desk, line)) for line in of_same_person(desk, shown)]


def came_back(desk: Desk, shown: Shown) -> frozenset[str]:
    """The cases by which this person came back for the same matter (R1); for those who
    see the person's other cases."""
    if desk.actor.role not in WINDOW_ROLES:
        return frozenset()
    if Attached.ACROSS not in shown.page.attached:
        return frozenset()
    return came_back_with(desk.district, shown.number)


def improvements(desk: Desk, shown: Shown) -> list[Item]:
    """The improvement items it is named in, as far as this officer may see them."""
    if Attached.IMPROVEMENTS not in shown.page.attached:
        return []
    return list_of_case(desk, shown.held.ticket_id)


def _address_of(desk: Desk, line: TicketLine) -> str:
    """The address of another case; empty for one that the officer may not see."""
    actor = desk.actor
    if actor.center is None and actor.department is None:
        own = True  # of the district
    elif actor.center is not None:
        own = line.center == actor.center
    else:
        own = line.holder == actor.department
    taken_over = line.handed_up and desk.actor.of_district_window
    return url_for("case.show", number=line.number) if own or taken_over else ""
