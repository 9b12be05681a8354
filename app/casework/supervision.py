"""Verbs of the inspection office, and the department's replies to it."""

from __future__ import annotations

from app.casework.corridor import act
from app.casework.desk import Desk
from app.casework.flags import rule_on, speak_on
from app.casework.handling import own_department
from app.casework.objections import ended_at
from app.casework.organisation import require_department
from app.domain import rulings, supervision
from app.domain.deciding import Moment
from app.domain.decision import Decision
from app.domain.facts import TicketFacts
from app.domain.hearing import FlagInHand, FlagKey
from app.domain.terms import Colour, Command, Ground
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
    desk: Desk, number: str, key: FlagKey, text: str, seen: int | None = None
) -> Held:
    """Tell the department that a flag names of it, and ask what it says."""
    return rule_on(
        desk,
        number,
        key,
        Command.REQUEST_STATEMENT,
        (text, "text"),
        lambda f, flag, m: rulings.request_statement(f, flag, text, m),
        seen,
    )


def give_statement(
    desk: Desk, number: str, key: FlagKey, text: str, seen: int | None = None
) -> Held:
    """Put the department's view beside a flag that names it.

    raises: NotPermitted statement.not_named for another department's flag
    """
    return speak_on(
        desk,
        number,
        key,
        Command.GIVE_STATEMENT,
        lambda f, flag, m: rulings.give_statement(f, flag, text, m),
        seen,
    )


def confirm_escalation(
    desk: Desk, number: str, key: FlagKey, reasons: str, seen: int | None = None
) -> Held:
    """Find that a flag stands."""
    return rule_on(
        desk,
        number,
        key,
        Command.CONFIRM_ESCALATION,
        (reasons, "reasons"),
        lambda f, flag, m: rulings.confirm(f, flag, reasons, m),
        seen,
    )


def downgrade(
    desk: Desk,
    number: str,
    key: FlagKey,
    reasons: str,
    ground: Ground | None = None,
    seen: int | None = None,
) -> Held:
    """Find that a flag happened and weighs little: a reminder, without points."""

    def step(facts: TicketFacts, flag: FlagInHand, moment: Moment) -> Decision:
        ended = ended_at(desk, number, key)
        return rulings.downgrade(facts, flag, reasons, ground, ended, moment)

    words = (reasons, "reasons")
    return rule_on(desk, number, key, Command.DOWNGRADE, words, step, seen)


def dismiss_escalation(
    desk: Desk,
    number: str,
    key: FlagKey,
    reasons: str,
    ground: Ground | None = Ground.FACTS,
    seen: int | None = None,
) -> Held:
    """Find that a flag does not stand; it stays readable as dismissed."""

    def step(facts: TicketFacts, flag: FlagInHand, moment: Moment) -> Decision:
        ended = ended_at(desk, number, key)
        return rulings.dismiss(facts, flag, reasons, ground, ended, moment)

    words = (reasons, "reasons")
    return rule_on(desk, number, key, Command.DISMISS_ESCALATION, words, step, seen)
