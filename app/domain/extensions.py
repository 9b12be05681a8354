"""Extensions: once, asked before due, bounded, granted by dispatch, citizen told.

Source: docs/rules.md, section 13.2 step 5.
"""

from __future__ import annotations

from app.domain.acts import Act
from app.domain.deciding import Moment, decide
from app.domain.decision import Decision
from app.domain.errors import NotPossible, RuleBroken
from app.domain.facts import TicketFacts
from app.domain.lifecycle import require_possible
from app.domain.rule_set import RuleSet
from app.domain.statements import required
from app.domain.terms import ClockName, Command, EntryKind


def request_extension(
    facts: TicketFacts,
    department: str,
    days: int,
    reason: str,
    told: str,
    moment: Moment,
) -> Decision:
    """Ask for `days` working days more, saying why and how the citizen was told.

    raises: RuleBroken extend.*; FieldMissing
    """
    require_possible(facts.state, Command.REQUEST_EXTENSION)
    require_may_ask(facts, moment)
    most = longest(facts, moment.rules)
    if not 1 <= days <= most:
        raise RuleBroken("extend.days", field="days", most=most)
    required(reason, "reason")
    required(told, "told")
    at = moment.not_before(facts)
    act = Act(EntryKind.EXTENSION_REQUESTED, at, department, granted_days=days)
    return decide(facts, act, moment, {"text": reason, "told": told})


def require_may_ask(facts: TicketFacts, moment: Moment) -> None:
    """Raise RuleBroken with the reason why no extension may be asked for now."""
    if not longest(facts, moment.rules):
        raise RuleBroken("extend.not_this_clock", ticket_class=facts.ticket_class)
    if facts.extensions >= moment.rules.extension_times:
        raise RuleBroken("extend.once")
    if facts.asked_days:
        raise RuleBroken("extend.already_asked")
    _require_before_due(facts, moment)


def longest(facts: TicketFacts, rules: RuleSet) -> int:
    """The most working days that may be granted; 0 when none may (simple, redo)."""
    limit = rules.classes[facts.ticket_class].limit_working_days
    if not limit or facts.running(ClockName.FINISH) is None:
        return 0
    return min(rules.extension_max_days, limit)


def grant_extension(facts: TicketFacts, reason: str, moment: Moment) -> Decision:
    """Grant what was asked. After the due moment it would move nothing: refused."""
    require_possible(facts.state, Command.GRANT_EXTENSION)
    require_may_grant(facts, moment)
    at = moment.not_before(facts)
    days = facts.asked_days
    act = Act(EntryKind.EXTENDED, at, facts.holder, granted_days=days)
    return decide(facts, act, moment, {"text": reason} if reason else {})


def refuse_extension(facts: TicketFacts, reason: str, moment: Moment) -> Decision:
    """Refuse what was asked, with the reason."""
    require_possible(facts.state, Command.REFUSE_EXTENSION)
    require_asked(facts)
    required(reason, "reason")
    at = moment.not_before(facts)
    act = Act(EntryKind.EXTENSION_REFUSED, at, facts.holder)
    return decide(facts, act, moment, {"text": reason})


def require_may_grant(facts: TicketFacts, moment: Moment) -> None:
    """Raise the reason why nothing can be granted now."""
    require_asked(facts)
    _require_before_due(facts, moment)


def require_asked(facts: TicketFacts) -> None:
    """Raise NotPossible unless a request awaits its ruling."""
    if not facts.asked_days:
        raise NotPossible("extend.not_asked")


def _require_before_due(facts: TicketFacts, moment: Moment) -> None:
    clock = facts.running(ClockName.FINISH)
    if clock is None or clock.due_at is None or moment.now > clock.due_at:
        raise RuleBroken("extend.too_late")
