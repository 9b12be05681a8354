"""The procedure on a flag: told, stated, ruled on.

What the ladder or a history says is a suspicion with evidence. The department is told
and heard, then a person of the inspection office rules, with reasons; on a flag that
names no department there is nobody to hear. What comes after is `objections`.
Source: docs/rules.md, sections 5, 8 (exemptions), 12 (16), 13.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from app.domain.deciding import Moment, note
from app.domain.decision import Decision, Entry, Json, Review
from app.domain.discretion import told_of_ruling
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.facts import TicketFacts
from app.domain.finding import FindingKey
from app.domain.hearing import OPEN, FlagInHand, FlagKey, Hearing, heard, key_words
from app.domain.lifecycle import require_possible
from app.domain.limits import days_due
from app.domain.statements import required
from app.domain.terms import Command, EntryKind, Ground, ReviewStatus


def request_statement(
    facts: TicketFacts,
    flag: FlagInHand,
    text: str,
    moment: Moment,
) -> Decision:
    """Tell the department and ask what it says; it has the rules' statement days.

    raises: NotPossible review.not_pending, review.nobody
    """
    require_possible(facts.state, Command.REQUEST_STATEMENT)
    require_may_ask(flag.hearing, flag.department)
    required(text, "text")
    rules = moment.rules
    due = _due(facts, moment, rules.statement_days)
    ruling_due = days_due(moment.calendar, due, rules.ruling_days)[1]
    words = {"text": text, "due_at": _text(due), "ruling_due_at": _text(ruling_due)}
    return step(facts, flag, EntryKind.STATEMENT_REQUESTED, words, moment)


def require_may_ask(hearing: Hearing, department: str | None) -> None:
    """Raise NotPossible when it was asked already, or names nobody to ask."""
    if hearing.status is not ReviewStatus.PENDING:
        raise NotPossible("review.not_pending", status=hearing.status)
    if department is None:
        raise NotPossible("review.nobody")


def give_statement(
    facts: TicketFacts,
    flag: FlagInHand,
    text: str,
    moment: Moment,
) -> Decision:
    """The department's view, once and in time, on record beside the flag.

    raises: NotPossible review.decided, statement.not_asked; RuleBroken
            statement.twice, statement.late
    """
    require_possible(facts.state, Command.GIVE_STATEMENT)
    require_may_state(flag.key, flag.hearing, moment.not_before(facts))
    required(text, "text")
    words = {
        "text": text,
        "ruling_due_at": _text(_due(facts, moment, moment.rules.ruling_days)),
    }
    return step(facts, flag, EntryKind.STATEMENT_GIVEN, words, moment)


def require_may_state(key: FlagKey, hearing: Hearing, now: datetime) -> None:
    """Raise a refusal when the department has spoken, or its time is over.

    Of an escalation it was told when the step fell, so it may speak unasked.
    """
    if hearing.stated_at is not None and hearing.status in OPEN:
        raise RuleBroken("statement.twice", at=hearing.stated_at)
    require_open(hearing)
    if hearing.status is ReviewStatus.PENDING and isinstance(key, FindingKey):
        raise NotPossible("statement.not_asked")
    if hearing.is_heard(now):
        raise RuleBroken("statement.late", due=hearing.statement_due_at)


def confirm(
    facts: TicketFacts,
    flag: FlagInHand,
    reasons: str,
    moment: Moment,
) -> Decision:
    """Find that the flag stands, with reasons; the department was heard before.

    raises: NotPossible review.decided, review.not_heard
    """
    require_possible(facts.state, Command.CONFIRM_ESCALATION)
    require_heard(flag.hearing, flag.department, moment.not_before(facts))
    words = _ruling(facts, flag, reasons, None, moment)
    return step(facts, flag, EntryKind.ESCALATION_CONFIRMED, words, moment)


def downgrade(
    facts: TicketFacts,
    flag: FlagInHand,
    reasons: str,
    ground: Ground | None,
    ended_at: datetime | None,
    moment: Moment,
) -> Decision:
    """Find that it happened and weighs little: it stays a reminder, without points.

    ended_at: when the lateness ended, if it did
    raises:   NotPossible review.decided, review.not_heard; RuleBroken ground.*
    """
    require_possible(facts.state, Command.DOWNGRADE)
    require_heard(flag.hearing, flag.department, moment.not_before(facts))
    require_ground(flag.hearing, ground, ended_at)
    words = _ruling(facts, flag, reasons, ground, moment)
    return step(facts, flag, EntryKind.DOWNGRADED, words, moment)


def dismiss(
    facts: TicketFacts,
    flag: FlagInHand,
    reasons: str,
    ground: Ground | None,
    ended_at: datetime | None,
    moment: Moment,
) -> Decision:
    """Find that it does not stand, heard or not; it stays readable as dismissed.

    ended_at: when the lateness ended, if it did
    raises:   NotPossible review.decided; RuleBroken ground.*
    """
    require_possible(facts.state, Command.DISMISS_ESCALATION)
    require_open(flag.hearing)
    require_ground(flag.hearing, ground, ended_at)
    required(reasons, "reasons")
    words = {"text": reasons, "ground": ground}
    told = told_of_ruling(flag.key, flag.hearing, flag.department)
    to_tell = replace(flag, department=told)
    return step(facts, to_tell, EntryKind.ESCALATION_DISMISSED, words, moment)


def require_open(hearing: Hearing) -> None:
    """Raise NotPossible when it was ruled on."""
    if hearing.status not in OPEN:
        raise NotPossible("review.decided", status=hearing.status)


def require_heard(hearing: Hearing, department: str | None, now: datetime) -> None:
    """Raise NotPossible when it was ruled on, or the department is still to be heard."""
    require_open(hearing)
    if department is not None and not hearing.is_heard(now):
        raise NotPossible("review.not_heard", due=hearing.statement_due_at)


def require_ground(
    hearing: Hearing, ground: Ground | None, ended_at: datetime | None
) -> None:
    """Raise RuleBroken for a ground that is not there, or that the record contradicts.

    Corrected before it was told: what was late ended before anybody told.
    """
    if ground is None:
        raise FieldMissing("field.missing", field="ground")
    if ground is not Ground.SELF_CORRECTED:
        return
    told = hearing.told_at
    if ended_at is None or (told is not None and ended_at >= told):
        raise RuleBroken("ground.not_corrected", field="ground", told=told)


def step(
    facts: TicketFacts,
    flag: FlagInHand,
    kind: EntryKind,
    words: Mapping[str, Json],
    moment: Moment,
) -> Decision:
    """One step of the procedure: its entry, and the hearing as that leaves it."""
    at = moment.not_before(facts)
    said = {name: word for name, word in words.items() if word is not None}
    payload: dict[str, Json] = {**key_words(flag.key), **said}
    after = heard(flag.hearing, kind, at, payload)
    entry = Entry(kind, at, flag.department, payload)
    return note(facts, entry, moment, (Review(flag.key, after, kind),))


def _ruling(
    facts: TicketFacts,
    flag: FlagInHand,
    reasons: str,
    ground: Ground | None,
    moment: Moment,
) -> Mapping[str, Json]:
    required(reasons, "reasons")
    words: dict[str, Json] = {"text": reasons, "ground": ground}
    if flag.department is not None:
        due = _due(facts, moment, moment.rules.hearing.objection)
        words["objection_due_at"] = _text(due)
    return words


def _due(facts: TicketFacts, moment: Moment, days: int) -> datetime:
    return days_due(moment.calendar, moment.not_before(facts), days)[1]


def _text(at: datetime) -> str:
    return at.isoformat()
