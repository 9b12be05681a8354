"""Supervision notices by hand, and the replies to them.

Source: docs/rules.md, sections 5, 12 (14), 13.2.
"""

from __future__ import annotations

from app.domain.acts import Act
from app.domain.deciding import Moment, decide
from app.domain.decision import Decision
from app.domain.facts import Clock, TicketFacts
from app.domain.lifecycle import require_possible
from app.domain.statements import required
from app.domain.terms import ClockName, Colour, Command, EntryKind


def issue_notice(
    facts: TicketFacts, colour: Colour, text: str, moment: Moment
) -> Decision:
    """Write a supervision notice by hand; its reply clock starts, no step is taken."""
    require_possible(facts.state, Command.ISSUE_NOTICE)
    required(text, "text")
    at = moment.not_before(facts)
    holder = None if facts.with_arbiter else facts.holder
    act = Act(EntryKind.NOTICE_ISSUED, at, holder, colour=colour)
    return decide(facts, act, moment, {"text": text}, supervision_text=text)


def reply_notice(
    facts: TicketFacts, department: str, colour: Colour, text: str, moment: Moment
) -> Decision:
    """Answer the latest open notice of that colour."""
    require_possible(facts.state, Command.REPLY_NOTICE)
    required(text, "text")
    at = moment.not_before(facts)
    act = Act(EntryKind.NOTICE_REPLIED, at, department, colour=colour)
    return decide(facts, act, moment, {"text": text})


def lift_notice(
    facts: TicketFacts, colour: Colour, reasons: str, moment: Moment
) -> Decision:
    """Take back the demand of the latest open notice of that colour, with reasons.

    Nothing is awaited any more, so no step follows from it; a reply that was late by
    then stays late, and the notice keeps its number and stays readable.
    raises: NotPossible notice.none_open; FieldMissing reasons
    """
    require_possible(facts.state, Command.LIFT_NOTICE)
    required(reasons, "reasons")
    notice = open_notice(facts, colour)
    department = notice.department if notice else None
    at = moment.not_before(facts)
    act = Act(EntryKind.NOTICE_LIFTED, at, department, colour=colour)
    return decide(facts, act, moment, {"text": reasons})


def open_notice(facts: TicketFacts, colour: Colour) -> Clock | None:
    """The reply clock of the latest notice of that colour that awaits its reply."""
    for clock in reversed(facts.clocks):
        is_reply = clock.name is ClockName.NOTICE_REPLY and clock.colour is colour
        if is_reply and clock.runs:
            return clock
    return None
