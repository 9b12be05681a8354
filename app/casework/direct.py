"""The verb of the inspection office on complaints that are its alone."""

from __future__ import annotations

from app.casework.corridor import act
from app.casework.desk import Desk
from app.domain import direct
from app.domain.deciding import Moment
from app.domain.decision import Decision
from app.domain.facts import TicketFacts
from app.domain.terms import Command, ResultCode
from app.store import register
from app.store.register import Held


def conclude_complaint(
    desk: Desk, number: str, result: ResultCode, text: str, seen: int | None = None
) -> Held:
    """End a complaint about attitude or corruption, with what was found."""

    def rule(facts: TicketFacts, moment: Moment) -> Decision:
        cause = register.find_initial_cause(desk.district, number)
        return direct.conclude(facts, cause, result, text, moment)

    return act(desk, number, Command.CONCLUDE, rule, seen)


def require_for_departments(desk: Desk, *numbers: str) -> None:
    """Raise RuleBroken direct.inspection_only when one of them is for the inspection
    office alone."""
    direct.require_not_direct(
        *(register.find_initial_cause(desk.district, one) for one in numbers)
    )
