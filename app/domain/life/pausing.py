"""Time that is given: lawful suspensions stop the promise, an extension makes it longer.

Source: docs/rules.md, "Timelines".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from app.domain.acts import Act
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.facts import Suspension, TicketFacts
from app.domain.life.clock_moves import not_past, swap
from app.domain.life.do import Do
from app.domain.life.who_acts import named
from app.domain.limits import assist_due, moved
from app.domain.rule_set import RuleSet
from app.domain.terms import ClockName, EntryKind, State, SuspensionReason
from app.domain.working_calendar import WorkingCalendar

N = ClockName
# The promises: a suspension moves their due day, an assistant's follows.
FREEZABLE = (N.FINISH, N.REDO)


def times_allowed(reason: SuspensionReason, rules: RuleSet) -> int | None:
    """How often a department may suspend for this reason; None is without limit.

    A correction too many (T3) stops nothing, whatever its own block allows.
    """
    if reason is SuspensionReason.CORRECTION:
        return rules.findings.t3_corrections
    return rules.suspensions[reason].times


def end_suspension(
    facts: TicketFacts,
    at: datetime,
    last: date,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> None:
    """End the suspension under way; `last` is its last suspended day."""
    open_one = facts.suspensions[-1]
    ended = replace(open_one, last_day=last, ended_at=at)
    facts.suspensions = (*facts.suspensions[:-1], ended)
    facts.state = State.HELD
    if open_one.lawful and last != open_one.last_day:
        planned = (open_one.first_day, open_one.last_day)
        _refreeze(facts, planned, (open_one.first_day, last), at, calendar, rules)


def _suspend(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    department = named(facts.holder, "department")
    if act.reason is None:
        raise FieldMissing("suspend.reason", field="reason")
    if act.planned_days < 1:
        raise FieldMissing("suspend.planned_days", field="planned_working_days")
    rule = rules.suspensions[act.reason]
    times = sum(
        s.reason is act.reason and s.department == department for s in facts.suspensions
    )
    allowed = times_allowed(act.reason, rules)
    lawful = (
        rule.stops_clock
        and bool(act.notice_no.strip())
        and (allowed is None or times < allowed)
    )
    planned = min(act.planned_days, rule.max_days or act.planned_days)
    first = calendar.day_zero(act.at)
    last = calendar.add_working_days(first, planned)
    suspension = Suspension(
        act.reason, department, act.at, first, last, calendar.closing(last), lawful
    )
    facts.suspensions = (*facts.suspensions, suspension)
    facts.state = State.SUSPENDED
    if lawful:
        _freeze(facts, (first, last), act.at, calendar, rules)


def _resume(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    if facts.state is State.HELD:
        if not _ended_by_itself(facts):
            raise NotPossible("resume.not_suspended", state=facts.state, kind=act.kind)
        return  # said late, it changes nothing
    suspension = facts.suspensions[-1]
    last = min(calendar.day_zero(act.at), suspension.last_day)
    end_suspension(facts, act.at, last, calendar, rules)


def _ended_by_itself(facts: TicketFacts) -> bool:
    if not facts.suspensions:
        return False
    return facts.suspensions[-1].ended_at == facts.suspensions[-1].ends_at


def _freeze(
    facts: TicketFacts,
    span: tuple[date, date],
    at: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> None:
    for clock in facts.clocks:
        if clock.name in FREEZABLE and clock.runs and not_past(clock, at):
            touched = replace(clock, touched=(*clock.touched, span))
            swap(facts, clock, moved(touched, calendar, rules))
    _move_assistants(facts, at, calendar, rules)


def _refreeze(
    facts: TicketFacts,
    planned: tuple[date, date],
    actual: tuple[date, date],
    at: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> None:
    for clock in facts.clocks:
        if clock.name in FREEZABLE and planned in clock.touched:
            spans = tuple(actual if span == planned else span for span in clock.touched)
            swap(facts, clock, moved(replace(clock, touched=spans), calendar, rules))
    _move_assistants(facts, at, calendar, rules)


def _extend(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    limit = rules.classes[facts.ticket_class].limit_working_days
    clock = facts.running(N.FINISH)
    if clock is None or not limit:
        raise RuleBroken("extend.not_this_clock", ticket_class=facts.ticket_class)
    most = min(rules.extension_max_days, limit)
    if not 1 <= act.granted_days <= most:
        raise RuleBroken("extend.days", most=most, field="working_days")
    facts.extensions += 1
    facts.asked_days = 0
    if facts.extensions <= rules.extension_times and not_past(clock, act.at):
        longer = replace(clock, limit_days=clock.limit_days + act.granted_days)
        swap(facts, clock, moved(longer, calendar, rules))
        _move_assistants(facts, act.at, calendar, rules)


def _ask_extension(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    facts.asked_days = act.granted_days


def _refuse_extension(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    facts.asked_days = 0


def _move_assistants(
    facts: TicketFacts, at: datetime, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    """An assistant's due moves with the promise's, unless it has passed."""
    promise = facts.ladder_clock
    if promise is None:
        return
    for clock in facts.clocks:
        if clock.name is N.ASSIST and clock.runs and not_past(clock, at):
            due = assist_due(promise, calendar, rules)
            swap(facts, clock, replace(clock, due_at=due))


DO: Mapping[EntryKind, Do] = {
    EntryKind.SUSPENDED: _suspend,
    EntryKind.RESUMED: _resume,
    EntryKind.EXTENSION_REQUESTED: _ask_extension,
    EntryKind.EXTENDED: _extend,
    EntryKind.EXTENSION_REFUSED: _refuse_extension,
}
