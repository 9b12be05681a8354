"""Looking at tickets: lists, one ticket, its timeline."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from app.api.acting import ON_A_TICKET, etag_of, ticket_answer
from app.api.callers import desk_here
from app.api.fields import (
    Body,
    some_code,
    some_line,
)
from app.api.operations import Answer, Asked, Operation, needs
from app.api.paging import (
    CURSOR,
    LIMIT,
    id_of,
    list_of,
    paged,
    paged_by_place,
    paging_fields,
)
from app.api.ticket_shapes import (
    EntryShown,
    Ticket,
    TicketRow,
    entry_of,
    row_of,
)
from app.api.whose import NOBODYS, require_of_district
from app.casework.desk import Desk
from app.casework.looking import look
from app.domain.notices import WINDOW_ROLES
from app.domain.scopes import Scope
from app.domain.terms import State, TicketClass
from app.store import directory
from app.store.reads.lines import TicketFilter, list_by_due, list_by_filing

READ = needs(Scope.TICKETS_READ)


class Show(StrEnum):
    """Which tickets. Order: as lists of the pages have them."""

    OPEN = "open"
    LATE = "late"
    ENDED = "ended"
    ALL = "all"


class Order(StrEnum):
    """What is promised and open, due first; or everything, the newest first."""

    FILED = "filed"
    DUE = "due"


WANTED = Body.from_dict(
    {
        "show": some_code(Show, "Which tickets.", Show.ALL),
        "sort": some_code(Order, "In which order.", Order.FILED),
        "state": some_code(State, "Only those that stand there."),
        "ticket_class": some_code(TicketClass, "Only those of that class."),
        "department": some_line("Only those that this department holds."),
        "center": some_line("Only those filed at this center."),
        "external_reference": some_line("Only that of this own number of yours."),
        "words": some_line("A number, a telephone, a name, or words of the matter."),
        **paging_fields(),
    },
    name="TicketsWanted",
)()
PAGE = Body.from_dict(dict(paging_fields()), name="PageWanted")()


def list_tickets(asked: Asked) -> Answer:
    """Tickets of the caller's desk."""
    desk, given = desk_here(), asked.query
    wanted, by_due = _filter(desk, given), given["sort"] is Order.DUE
    listed = list_by_due if by_due else list_by_filing
    return paged_by_place(
        given,
        lambda after, limit: listed(wanted, after=after, limit=limit),
        lambda one: one.place_by_due if by_due else one.place_by_filing,
        lambda lines: [row_of(desk, one) for one in lines],
    )


def show_ticket(asked: Asked) -> Answer:
    """One ticket in full, with its clocks."""
    return ticket_answer(desk_here(), asked.path["number"])


def list_timeline(asked: Asked) -> Answer:
    """The timeline, oldest first."""
    shown = look(desk_here(), asked.path["number"])
    after, limit = id_of(asked.query[CURSOR]) or 0, asked.query[LIMIT]
    rest = [entry for entry in shown.page.entries if entry.seq > after]
    answer = paged(
        rest[: limit + 1],
        limit,
        lambda entries: [entry_of(one) for one in entries],
        lambda one: one.seq,
    )
    return Answer(answer.data, headers={**answer.headers, "ETag": etag_of(shown)})


def _filter(desk: Desk, given: Mapping[str, Any]) -> TicketFilter:
    """What is asked, narrowed to what the caller's desk may look at."""
    known = directory.district(desk.district)
    narrowed = _own(desk)
    asked = {
        "holder": (given["department"], known.department_ids),
        "center": (given["center"], known.center_ids),
    }
    for name, (code, ids) in asked.items():
        if code:
            row_id = ids.get(code, NOBODYS)
            own = narrowed.get(name, row_id)
            narrowed[name] = row_id if own == row_id else NOBODYS
    match given["show"]:
        case Show.OPEN:
            narrowed["is_open"] = True
        case Show.ENDED:
            narrowed["is_open"] = False
        case Show.LATE:
            narrowed["due_before"] = desk.now
    return TicketFilter(
        district_id=desk.district,
        states=(given["state"],) if given["state"] else (),
        ticket_class=given["ticket_class"],
        external_reference=given["external_reference"] or None,
        words=given["words"],
        **narrowed,
    )


def _own(desk: Desk) -> dict[str, Any]:
    """Whose tickets a desk lists: its window's, its department's, the district's.

    raises: NotPermitted, for a role that looks at no ticket
    """
    actor, known = desk.actor, directory.district(desk.district)
    if actor.role in WINDOW_ROLES and actor.center is not None:
        place = "window" if actor.of_district_window else "center"
        return {place: known.center_id(actor.center)}
    if actor.department is not None:
        return {"holder": known.department_id(actor.department)}
    require_of_district(desk)
    return {}


OPERATIONS = (
    Operation(
        name="list_tickets",
        method="GET",
        path="/tickets",
        tag="tickets",
        summary="List tickets of your desk",
        about="A window's, a department's, or all of the district, as your role has it.",
        access=READ,
        do=list_tickets,
        query=WANTED,
        answer=list_of(TicketRow, "TicketList"),
        is_paged=True,
    ),
    Operation(
        name="show_ticket",
        method="GET",
        path=ON_A_TICKET,
        tag="tickets",
        summary="Show one ticket with its clocks",
        access=READ,
        do=show_ticket,
        answer=Ticket(),
        problems=(404,),
        on_version=False,
    ),
    Operation(
        name="list_timeline",
        method="GET",
        path=f"{ON_A_TICKET}/timeline",
        tag="tickets",
        summary="Read the timeline of a ticket",
        access=READ,
        do=list_timeline,
        query=PAGE,
        answer=list_of(EntryShown, "Timeline"),
        problems=(404,),
        is_paged=True,
    ),
)
