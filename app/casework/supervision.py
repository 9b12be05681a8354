"""Verbs of the inspection office, and the department's replies to it."""

from __future__ import annotations

from app.casework.corridor import act
from app.casework.desk import Desk
from app.casework.handling import own_department
from app.casework.organisation import require_department
from app.domain import supervision
from app.domain.deciding import Moment
from app.domain.decision import Decision, EscalationKey
from app.domain.errors import NotPermitted
from app.domain.facts import TicketFacts
from app.domain.terms import Colour, Command, ReviewStatus
from app.store import register
from app.store.register import Held


def issue_notice(
    desk: Desk, number: str, colour: Colour, text: str, seen: int | None = None
) -> Held:
    """Write a numbered supervision notice by hand; its reply clock starts.

    raises: RuleBroken department.merged, where the holder was merged into another
    """

    def rule(facts: TicketFacts, moment: Moment) -> Decision:
        if facts.holder is not None and not facts.with_arbiter:
            require_department(desk, facts.holder, field="text")
        return supervision.issue_notice(facts, colour, text, moment)

    return act(desk, number, Command.ISSUE_NOTICE, rule, seen)


def reply_notice(
    desk: Desk, number: str, colour: Colour, text: str, seen: int | None = None
) -> Held:
    """Answer the latest open notice of that colour."""
    own = own_department(desk)
    return act(
        desk,
        number,
        Command.REPLY_NOTICE,
        lambda f, m: supervision.reply_notice(f, own, colour, text, m),
        seen,
    )


def lift_notice(
    desk: Desk, number: str, colour: Colour, reasons: str, seen: int | None = None
) -> Held:
    """Lift the latest open notice of that colour; no reply is awaited any more."""
    return act(
        desk,
        number,
        Command.LIFT_NOTICE,
        lambda f, m: supervision.lift_notice(f, colour, reasons, m),
        seen,
    )


def request_statement(
    desk: Desk, number: str, key: EscalationKey, text: str, seen: int | None = None
) -> Held:
    """Ask the department that an escalation names what it says."""
    return act(
        desk,
        number,
        Command.REQUEST_STATEMENT,
        lambda f, m: supervision.request_statement(
            f, key, *_review_of(desk, number, key), text, m
        ),
        seen,
    )


def give_statement(
    desk: Desk, number: str, key: EscalationKey, text: str, seen: int | None = None
) -> Held:
    """Put the department's view beside an escalation that names it.

    raises: NotPermitted statement.not_named for another department's escalation
    """
    own = own_department(desk)

    def rule(facts: TicketFacts, moment: Moment) -> Decision:
        status, named = _review_of(desk, number, key)
        if named != own:
            raise NotPermitted("statement.not_named")
        return supervision.give_statement(facts, key, status, own, text, moment)

    return act(desk, number, Command.GIVE_STATEMENT, rule, seen)


def confirm_escalation(
    desk: Desk, number: str, key: EscalationKey, reasons: str, seen: int | None = None
) -> Held:
    """Find that an escalation stands."""
    return act(
        desk,
        number,
        Command.CONFIRM_ESCALATION,
        lambda f, m: supervision.confirm_escalation(
            f, key, *_review_of(desk, number, key), reasons, m
        ),
        seen,
    )


def dismiss_escalation(
    desk: Desk, number: str, key: EscalationKey, reasons: str, seen: int | None = None
) -> Held:
    """Find that an escalation does not stand; it stays readable as dismissed."""
    return act(
        desk,
        number,
        Command.DISMISS_ESCALATION,
        lambda f, m: supervision.dismiss_escalation(
            f, key, *_review_of(desk, number, key), reasons, m
        ),
        seen,
    )


def _review_of(
    desk: Desk, number: str, key: EscalationKey
) -> tuple[ReviewStatus, str | None]:
    """How far the review is, and which department the escalation names.

    Asked while the ticket is in hand: of two rulings at once, the second finds the
    first. raises: NotFound escalation.unknown
    """
    known = register.get_escalation(desk.district, number, key)
    return known.status, known.department
