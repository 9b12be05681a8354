"""Verbs on retaliation: reported by who complained or the window, concluded on by the
inspection office. No department learns of either."""

from __future__ import annotations

from app.casework.corridor import act, require_may
from app.casework.desk import Desk
from app.casework.interests import require_no_interest
from app.casework.organisation import require_department
from app.domain import retaliation
from app.domain.deciding import Moment
from app.domain.decision import Decision
from app.domain.facts import TicketFacts
from app.domain.terms import Command, RetaliationState
from app.store import register
from app.store.reads.retaliation import list_retaliation_of
from app.store.register import Held


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
        return retaliation.report(
            facts, department, told, _waiting(desk, number), moment
        )

    held = register.hold_ticket(desk.district, number)
    require_may(desk, held, Command.REPORT_RETALIATION)
    if _is_sent_again(desk, held, department, told):
        return held
    return act(desk, number, Command.REPORT_RETALIATION, rule, seen)


def _is_sent_again(desk: Desk, held: Held, department: str, told: str) -> bool:
    sent = (department, desk.actor.name, told, RetaliationState.REPORTED)
    return any(
        (one.department, one.reported_by, one.told, one.state) == sent
        for one in list_retaliation_of(held.ticket_id)
    )


def conclude_retaliation(
    desk: Desk,
    number: str,
    department: str,
    confirmed: bool,
    reasons: str,
    seen: int | None = None,
) -> Held:
    """Say whether the report about a department is so. Inspection office.

    raises: NotPossible retaliation.none_open; NotPermitted, also where the officer
            stands too near to that department
    """

    def rule(facts: TicketFacts, moment: Moment) -> Decision:
        held = register.hold_ticket(desk.district, number)
        require_no_interest(desk, held, Command.CONCLUDE_RETALIATION, department)
        waiting = _waiting(desk, number)
        return retaliation.conclude(
            facts, department, confirmed, reasons, waiting, moment
        )

    return act(desk, number, Command.CONCLUDE_RETALIATION, rule, seen)


def _waiting(desk: Desk, number: str) -> frozenset[str]:
    """Departments about which a report on the ticket waits; asked while it is in hand."""
    held = register.hold_ticket(desk.district, number)
    return frozenset(
        one.department
        for one in list_retaliation_of(held.ticket_id)
        if one.state is RetaliationState.REPORTED
    )
