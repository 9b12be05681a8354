"""Retaliation, reported by who complained or by the window for them: a flag that the
inspection office alone knows of, until it tells the department that is named."""

from __future__ import annotations

from app.casework.corridor import act, require_may
from app.casework.desk import Desk
from app.casework.organisation import require_department
from app.domain import retaliation
from app.domain.deciding import Moment
from app.domain.decision import Decision
from app.domain.errors import NotPermitted
from app.domain.facts import TicketFacts
from app.domain.hearing import OPEN
from app.domain.terms import Command, ReviewStatus, Role
from app.store import register
from app.store.reads.retaliation import RetaliationLine, list_retaliation_of
from app.store.register import Held

# A report is not ruled on for good yet; None: the look that raises its flag is owed.
_WAITING = (*OPEN, ReviewStatus.OBJECTED, None)


def report_retaliation(
    desk: Desk, number: str, department: str, told: str, seen: int | None = None
) -> Held:
    """Tell the inspection office that a department takes it out on who complained.

    The same words sent twice are one report: whoever sent them cannot see the first.

    department: code of any department of the district, not only of one that held it
    raises:     NotFound department.unknown; NotPossible retaliation.waits
    """

    def rule(facts: TicketFacts, moment: Moment) -> Decision:
        require_department(desk, department, "department")
        waiting = {one.department for one in _waiting(held)}
        return retaliation.report(facts, department, told, waiting, moment)

    held = register.hold_ticket(desk.district, number)
    require_may(desk, held, Command.REPORT_RETALIATION)
    sent = (department, desk.actor.name, told)
    for one in _waiting(held):
        if (one.department, one.reported_by, one.told) == sent:
            return held
    return act(desk, number, Command.REPORT_RETALIATION, rule, seen)


def retaliation_on(desk: Desk, number: str) -> tuple[RetaliationLine, ...]:
    """The reports on a ticket with their words. Inspection office.

    raises: NotFound; NotPermitted retaliation.inspection_only
    """
    held = register.hold_ticket(desk.district, number)
    require_may(desk, held, Command.VIEW)
    if desk.actor.role is not Role.INSPECTOR:
        raise NotPermitted("retaliation.inspection_only")
    return list_retaliation_of(held.ticket_id)


def _waiting(held: Held) -> list[RetaliationLine]:
    """The reports that wait; asked while the ticket is in hand."""
    reports = list_retaliation_of(held.ticket_id)
    return [one for one in reports if one.status in _WAITING]
