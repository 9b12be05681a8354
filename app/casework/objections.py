"""Verbs of an objection: the department objects once, another person decides."""

from __future__ import annotations

from datetime import datetime

from app.casework.corridor import act
from app.casework.desk import Desk
from app.casework.findings import ends_of
from app.casework.flags import judged_flag, own_accounts, speak_on
from app.domain import objections, papers
from app.domain.deciding import Moment
from app.domain.decision import Decision
from app.domain.facts import TicketFacts
from app.domain.finding import FindingKey
from app.domain.hearing import FlagInHand, FlagKey
from app.domain.terms import Command, Ground, ReviewStatus
from app.store import register
from app.store.findings import timelines_of
from app.store.reads.papers import standing_on
from app.store.register import Held


def object_to(
    desk: Desk, number: str, key: FlagKey, text: str, seen: int | None = None
) -> Held:
    """Object to the ruling on a flag that names the own department.

    raises: NotPermitted statement.not_named for another department's flag
    """
    return speak_on(
        desk,
        number,
        key,
        Command.OBJECT,
        lambda f, flag, m: objections.object_to(f, flag, text, m),
        seen,
    )


def decide_objection(
    desk: Desk,
    number: str,
    key: FlagKey,
    outcome: ReviewStatus,
    reasons: str,
    ground: Ground | None = None,
    seen: int | None = None,
) -> Held:
    """Decide on an objection, which is final; whoever ruled first may not.

    What does not stand confirmed any more takes the papers along that rest on it.

    raises: NotPermitted objection.own_ruling, interest.took_part
    """

    command = Command.DECIDE_OBJECTION

    def rule(facts: TicketFacts, moment: Moment) -> Decision:
        known = register.get_flag(desk.district, number, key)
        objections.require_objected(known.hearing)
        objections.require_another(known.reviewed_by, own_accounts(desk))
        flag = judged_flag(desk, number, key, command, reasons, "reasons")
        ended = ended_at(desk, number, key)
        about = FlagInHand(key, flag.hearing, flag.department)
        decision = objections.decide_objection(
            facts, about, outcome, reasons, ground, ended, moment
        )
        kinds = standing_on(flag.ticket_id, key)
        return papers.withdraw(decision, key, flag.department, outcome, kinds, moment)

    return act(desk, number, command, rule, seen)


def ended_at(desk: Desk, number: str, key: FlagKey) -> datetime | None:
    """When the lateness that a flag is about ended; None while it lasts, and for a
    breach, which is no lateness."""
    held = register.hold_ticket(desk.district, number)
    if not isinstance(key, FindingKey):
        clocks = (one for one in held.facts.clocks if one.key == key[:2])
        return next((one.stopped_at for one in clocks), None)
    entries = timelines_of([held.ticket_id])[held.ticket_id]
    seq = ends_of(desk.office, held, entries, desk.now).get(key)
    return entries[seq - 1].at if seq is not None else None
