"""Supervision: notices by hand, replies, statements, the review of escalations.

A step of the ladder is a suspicion with evidence; a person of the inspection office
confirms or dismisses it, after the department could speak.
Source: docs/rules.md, sections 5, 12 (14-16), 13.2.
"""

from __future__ import annotations

from app.domain.acts import Act
from app.domain.deciding import Moment, decide, note
from app.domain.decision import Decision, Entry, EscalationKey, Json, Review
from app.domain.errors import NotPossible
from app.domain.facts import Clock, TicketFacts
from app.domain.lifecycle import require_possible
from app.domain.limits import days_due
from app.domain.statements import required
from app.domain.terms import ClockName, Colour, Command, EntryKind, ReviewStatus

OPEN = frozenset({ReviewStatus.PENDING, ReviewStatus.STATEMENT})


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


def request_statement(
    facts: TicketFacts,
    key: EscalationKey,
    status: ReviewStatus,
    department: str | None,
    text: str,
    moment: Moment,
) -> Decision:
    """Ask the department what it says; it has the rules' statement days.

    status: the escalation's review status now; it must be pending
    """
    require_possible(facts.state, Command.REQUEST_STATEMENT)
    if status is not ReviewStatus.PENDING:
        raise NotPossible("review.not_pending", status=status)
    required(text, "text")
    at = moment.not_before(facts)
    _, due = days_due(moment.calendar, at, moment.rules.statement_days)
    words = {**_key_words(key), "text": text, "due_at": due.isoformat()}
    entry = Entry(EntryKind.STATEMENT_REQUESTED, at, department, words)
    review = Review(key, ReviewStatus.STATEMENT, due)
    return note(facts, entry, moment, (review,))


def give_statement(
    facts: TicketFacts,
    key: EscalationKey,
    status: ReviewStatus,
    department: str,
    text: str,
    moment: Moment,
) -> Decision:
    """The department's view, on record beside the escalation. Late is said, not cut."""
    require_possible(facts.state, Command.GIVE_STATEMENT)
    _require_open(status)
    required(text, "text")
    at = moment.not_before(facts)
    words = {**_key_words(key), "text": text}
    entry = Entry(EntryKind.STATEMENT_GIVEN, at, department, words)
    return note(facts, entry, moment)


def confirm_escalation(
    facts: TicketFacts,
    key: EscalationKey,
    status: ReviewStatus,
    department: str | None,
    reasons: str,
    moment: Moment,
) -> Decision:
    """Find that the escalation stands, with reasons."""
    require_possible(facts.state, Command.CONFIRM_ESCALATION)
    kind, ruled = EntryKind.ESCALATION_CONFIRMED, ReviewStatus.CONFIRMED
    return _ruling(facts, key, status, department, reasons, kind, ruled, moment)


def dismiss_escalation(
    facts: TicketFacts,
    key: EscalationKey,
    status: ReviewStatus,
    department: str | None,
    reasons: str,
    moment: Moment,
) -> Decision:
    """Find that it does not stand, with reasons; it stays readable as dismissed."""
    require_possible(facts.state, Command.DISMISS_ESCALATION)
    kind, ruled = EntryKind.ESCALATION_DISMISSED, ReviewStatus.DISMISSED
    return _ruling(facts, key, status, department, reasons, kind, ruled, moment)


def _ruling(
    facts: TicketFacts,
    key: EscalationKey,
    status: ReviewStatus,
    department: str | None,
    reasons: str,
    kind: EntryKind,
    ruled: ReviewStatus,
    moment: Moment,
) -> Decision:
    _require_open(status)
    required(reasons, "reasons")
    words = {**_key_words(key), "text": reasons}
    entry = Entry(kind, moment.not_before(facts), department, words)
    return note(facts, entry, moment, (Review(key, ruled),))


def _require_open(status: ReviewStatus) -> None:
    if status not in OPEN:
        raise NotPossible("review.decided", status=status)


def _key_words(key: EscalationKey) -> dict[str, Json]:
    clock, cycle, step = key
    return {"clock": clock, "cycle": cycle, "step": step}
