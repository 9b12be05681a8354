"""The department's one objection to a ruling, and the decision on it.

Decided by another person of the inspection office than the one who ruled. What is
revoked stays readable as revoked and takes no points.
Source: docs/rules.md, sections 12 (16), 13.3.
"""

from __future__ import annotations

from datetime import datetime

from app.domain.deciding import Moment
from app.domain.decision import Decision, Json
from app.domain.errors import FieldMissing, NotPermitted, NotPossible, RuleBroken
from app.domain.facts import TicketFacts
from app.domain.hearing import AGAINST, OPEN, FlagInHand, Hearing
from app.domain.lifecycle import require_possible
from app.domain.limits import days_due
from app.domain.rulings import require_ground, step
from app.domain.statements import required
from app.domain.terms import Command, EntryKind, Ground, ReviewStatus

# What an objection can lead to: the ruling stays, weighs less, or is revoked.
OUTCOMES = (ReviewStatus.CONFIRMED, ReviewStatus.DOWNGRADED, ReviewStatus.REVOKED)


def object_to(
    facts: TicketFacts,
    flag: FlagInHand,
    text: str,
    moment: Moment,
) -> Decision:
    """Object to a ruling: once, within the rules' days.

    raises: NotPossible objection.not_ruled, objection.nothing_against; RuleBroken
            objection.twice, objection.late
    """
    require_possible(facts.state, Command.OBJECT)
    at = moment.not_before(facts)
    require_may_object(flag.hearing, at)
    required(text, "text")
    due = days_due(moment.calendar, at, moment.rules.hearing.decision)[1]
    words = {"text": text, "decision_due_at": due.isoformat()}
    return step(facts, flag, EntryKind.OBJECTED, words, moment)


def require_may_object(hearing: Hearing, now: datetime) -> None:
    """Raise a refusal when there is nothing to object to, or it is too late."""
    if hearing.status in OPEN:
        raise NotPossible("objection.not_ruled", status=hearing.status)
    if hearing.objected_at is not None:
        raise RuleBroken("objection.twice", at=hearing.objected_at)
    if hearing.status not in AGAINST:
        raise NotPossible("objection.nothing_against", status=hearing.status)
    if hearing.objection_due_at is None or hearing.objection_due_at < now:
        raise RuleBroken("objection.late", due=hearing.objection_due_at)


def decide_objection(
    facts: TicketFacts,
    flag: FlagInHand,
    outcome: ReviewStatus,
    reasons: str,
    ground: Ground | None,
    ended_at: datetime | None,
    moment: Moment,
) -> Decision:
    """Say whether the ruling stays, weighs less, or is revoked. This is final.

    outcome:  one of OUTCOMES; a downgraded flag cannot become a confirmed one
    ground:   needed unless the ruling stays
    ended_at: when the lateness ended, if it did
    raises:   NotPossible objection.none; RuleBroken objection.worse, ground.*
    """
    require_possible(facts.state, Command.DECIDE_OBJECTION)
    require_objected(flag.hearing)
    _require_no_worse(flag.hearing, outcome)
    stays = outcome is flag.hearing.ruling
    if not stays:
        require_ground(flag.hearing, ground, ended_at)
    required(reasons, "reasons")
    words: dict[str, Json] = {
        "outcome": outcome,
        "text": reasons,
        "ground": None if stays else ground,
    }
    return step(facts, flag, EntryKind.OBJECTION_DECIDED, words, moment)


def require_objected(hearing: Hearing) -> None:
    """Raise NotPossible when no objection awaits a decision."""
    if hearing.status is not ReviewStatus.OBJECTED:
        raise NotPossible("objection.none", status=hearing.status)


def require_another(ruled_by: int | None, decides: frozenset[int]) -> None:
    """Raise NotPermitted when the ruler would decide on the own ruling.

    ruled_by: the account that ruled; decides: all accounts of the person who decides
    """
    if ruled_by in decides:
        raise NotPermitted("objection.own_ruling")


def require_took_no_part(raised_by: frozenset[int], rules: frozenset[int]) -> None:
    """Raise NotPermitted when whoever rules raised the flag by hand.

    raised_by: the accounts behind the entries that the flag rests on
    rules:     all accounts of the person who rules
    """
    if raised_by & rules:
        raise NotPermitted("interest.took_part")


def _require_no_worse(hearing: Hearing, outcome: ReviewStatus) -> None:
    if outcome not in OUTCOMES:
        raise FieldMissing("field.missing", field="outcome")
    was_light = hearing.ruling is ReviewStatus.DOWNGRADED
    if was_light and outcome is ReviewStatus.CONFIRMED:
        raise RuleBroken("objection.worse", field="outcome")
