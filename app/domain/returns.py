"""Returns of wrongly routed tickets, and the arbiter's ruling.

Source: docs/rules.md, section 13.2 step 3: one working day, once per department,
twice per ticket, reason + basis + proposed department; designated: no return.
"""

from __future__ import annotations

from app.domain.acts import Act
from app.domain.deciding import Moment, decide
from app.domain.decision import Decision
from app.domain.errors import RuleBroken
from app.domain.facts import TicketFacts
from app.domain.lifecycle import require_possible
from app.domain.rule_set import RuleSet
from app.domain.statements import required
from app.domain.terms import ClockName, Command, EntryKind


def return_ticket(
    facts: TicketFacts,
    department: str,
    reason: str,
    basis: str,
    proposed: str,
    moment: Moment,
) -> Decision:
    """Return it to the arbiter. A late return is allowed and counted as such.

    raises: RuleBroken return.designated, return.department_limit,
            return.ticket_limit, return.to_itself; FieldMissing
    """
    require_possible(facts.state, Command.RETURN)
    require_may_return(facts, department, moment.rules)
    for value, field in ((reason, "reason"), (basis, "basis"), (proposed, "proposed")):
        required(value, field)
    if proposed == department:
        raise RuleBroken("return.to_itself", field="proposed")
    act = Act(EntryKind.RETURNED, moment.not_before(facts), department)
    words = {"text": reason, "basis": basis, "proposed": proposed}
    return decide(facts, act, moment, words)


def require_may_return(facts: TicketFacts, department: str, rules: RuleSet) -> None:
    """Raise RuleBroken with the first reason why this department may not return it."""
    if facts.answered_once:
        raise RuleBroken("return.after_answer")
    if facts.designated:
        raise RuleBroken("return.designated")
    own = facts.returned_by.count(department)
    if own >= rules.returns_per_department:
        raise RuleBroken("return.department_limit", most=rules.returns_per_department)
    if len(facts.returned_by) >= rules.returns_per_ticket:
        raise RuleBroken("return.ticket_limit", most=rules.returns_per_ticket)


def is_late(facts: TicketFacts, moment: Moment) -> bool:
    """Would a return now be counted as late? (after the return window)"""
    window = facts.running(ClockName.RETURN)
    if window is None or window.due_at is None:
        return False
    return moment.now > window.due_at


def arbitrate(
    facts: TicketFacts, department: str, reason: str, basis: str, moment: Moment
) -> Decision:
    """Name the department that must handle it; it may not return it again.

    Naming the returning department again rejects its return.
    """
    require_possible(facts.state, Command.ARBITRATE)
    for value, field in ((department, "department"), (reason, "reason")):
        required(value, field)
    upheld = department != facts.returned_by[-1]
    act = Act(EntryKind.ARBITRATED, moment.not_before(facts), department, upheld=upheld)
    return decide(facts, act, moment, {"text": reason, "basis": basis})
