"""Retaliation (打击报复): a department takes it out on the person who complained.

Whoever complained, or the window for them, tells the inspection office alone; it looks
into it and concludes. What is confirmed fails the quarter of the department.
Source: docs/rules.md, sections 12 and 13.4.
"""

from __future__ import annotations

from collections.abc import Collection

from app.domain.deciding import Moment, note
from app.domain.decision import Decision, Entry, Retaliation
from app.domain.errors import NotPossible
from app.domain.facts import TicketFacts
from app.domain.lifecycle import require_possible
from app.domain.statements import required
from app.domain.terms import Command, EntryKind, RetaliationState

K = EntryKind


def report(
    facts: TicketFacts,
    department: str,
    told: str,
    waiting: Collection[str],
    moment: Moment,
) -> Decision:
    """Tell the inspection office what a department does to who complained.

    waiting: departments about which a report on this ticket is not concluded on yet
    raises:  FieldMissing told; NotPossible retaliation.waits
    """
    require_possible(facts.state, Command.REPORT_RETALIATION)
    required(told, "told")
    if department in waiting:
        raise NotPossible("retaliation.waits", field="department")
    at = moment.not_before(facts)
    entry = Entry(K.RETALIATION_REPORTED, at, department)
    reported = Retaliation(RetaliationState.REPORTED, department, at, told)
    return note(facts, entry, moment, retaliation=reported)


def conclude(
    facts: TicketFacts,
    department: str,
    confirmed: bool,
    reasons: str,
    waiting: Collection[str],
    moment: Moment,
) -> Decision:
    """Say whether it is so, with reasons.

    raises: NotPossible retaliation.none_open; FieldMissing reasons
    """
    require_possible(facts.state, Command.CONCLUDE_RETALIATION)
    if department not in waiting:
        raise NotPossible("retaliation.none_open", field="department")
    required(reasons, "reasons")
    found = RetaliationState.CONFIRMED if confirmed else RetaliationState.NOT_BORNE_OUT
    at = moment.not_before(facts)
    words = {"found": found, "text": reasons}
    entry = Entry(K.RETALIATION_CONCLUDED, at, department, words)
    return note(facts, entry, moment, retaliation=Retaliation(found, department, at))
