"""The department's hands on a ticket: sign, contact, progress, answer, suspend, resume.

Live refusals stand here; what each act does to clocks is `life`'s.
Source: docs/rules.md, sections 9, 13.2; Administrative Licensing Law 45.
"""

from __future__ import annotations

from app.domain.acts import Act
from app.domain.deciding import Moment, decide
from app.domain.decision import Decision
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.facts import TicketFacts
from app.domain.lifecycle import require_possible
from app.domain.statements import required
from app.domain.terms import (
    CauseCode,
    Command,
    EntryKind,
    ResultCode,
    State,
    SuspensionReason,
)

NEEDS_BASIS = frozenset({ResultCode.R4, ResultCode.R5, ResultCode.R6, ResultCode.R9})

# Where the rules set no maximum; whoever must wait longer plans it again then.
LONGEST_PLAN = 1000


def sign(facts: TicketFacts, department: str, moment: Moment) -> Decision:
    """Sign for the ticket. Allowed after it was signed automatically, once."""
    return decide(facts, _act(EntryKind.SIGNED, facts, department, moment), moment)


def contact(
    facts: TicketFacts, department: str, text: str, how: str, moment: Moment
) -> Decision:
    """Record that the complainant was spoken to: how, and what was said."""
    required(text, "text")
    act = _act(EntryKind.CONTACTED, facts, department, moment)
    return decide(facts, act, moment, {"text": text, "how": how})


def progress(
    facts: TicketFacts, department: str, text: str, moment: Moment
) -> Decision:
    """Note what was done."""
    required(text, "text")
    act = _act(EntryKind.PROGRESSED, facts, department, moment)
    return decide(facts, act, moment, {"text": text})


def answer(
    facts: TicketFacts,
    department: str,
    result: ResultCode,
    cause: CauseCode | None,
    text: str,
    basis: str,
    told: str,
    moment: Moment,
) -> Decision:
    """Answer with a result code. A "no" names its legal basis; the complainant is told.

    An assisting department's answer ends its own part only.
    raises: RuleBroken answer.assistants_at_work while assistants have not answered
    """
    required(text, "text")
    if facts.holder == department:
        required(told, "told")
    if result in NEEDS_BASIS:
        required(basis, "basis")
    act = Act(
        EntryKind.ANSWERED,
        moment.not_before(facts),
        department,
        result=result,
        cause=cause,
    )
    return decide(facts, act, moment, {"text": text, "basis": basis, "told": told})


def suspend(
    facts: TicketFacts,
    department: str,
    reason: SuspensionReason,
    notice_no: str,
    planned_days: int,
    text: str,
    moment: Moment,
) -> Decision:
    """Suspend for a lawful special procedure, with notice number and planned days.

    raises: RuleBroken suspend.times, suspend.too_long; FieldMissing
    """
    require_possible(facts.state, Command.SUSPEND)
    required(notice_no, "notice_no")
    required(text, "text")
    rule = moment.rules.suspensions[reason]
    times = sum(
        s.reason is reason and s.department == department for s in facts.suspensions
    )
    if rule.times is not None and times >= rule.times:
        raise RuleBroken("suspend.times", field="reason", times=rule.times)
    if planned_days < 1:
        raise FieldMissing("suspend.planned_days", field="planned_days")
    most = rule.max_days or LONGEST_PLAN
    if planned_days > most:
        raise RuleBroken("suspend.too_long", field="planned_days", most=most)
    act = Act(
        EntryKind.SUSPENDED,
        moment.not_before(facts),
        department,
        reason=reason,
        notice_no=notice_no.strip(),
        planned_days=planned_days,
    )
    return decide(facts, act, moment, {"text": text})


def resume(facts: TicketFacts, text: str, moment: Moment) -> Decision:
    """End the suspension early, saying what came in."""
    if facts.state is not State.SUSPENDED:
        raise NotPossible("lifecycle.state", state=facts.state, command=Command.RESUME)
    required(text, "text")
    act = _act(EntryKind.RESUMED, facts, None, moment)
    return decide(facts, act, moment, {"text": text})


def _act(
    kind: EntryKind, facts: TicketFacts, department: str | None, moment: Moment
) -> Act:
    return Act(kind, moment.not_before(facts), department)
