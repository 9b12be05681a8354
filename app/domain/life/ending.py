"""After the answer: checked, asked about, ended, or begun again.

Source: docs/rules.md, section 13.3, "Timelines".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.domain.acts import Act
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.facts import TicketFacts, stopped
from app.domain.life.brought import is_bad_revisit
from app.domain.life.clock_moves import (
    start_days,
    start_promise,
    stop,
    stop_return,
    swap,
)
from app.domain.life.do import Do
from app.domain.life.in_hand import hold
from app.domain.life.who_acts import named
from app.domain.rule_set import RuleSet
from app.domain.terms import ClockName, EntryKind, State
from app.domain.working_calendar import WorkingCalendar

N = ClockName


def _verify(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    if act.passed is None:
        raise FieldMissing("verify.passed", field="passed")
    stop(facts, N.VERIFY, act.at)
    facts.window_spans = (*facts.window_spans[:-1], (facts.window_spans[-1][0], act.at))
    if act.passed:
        facts.state = State.VERIFIED
        facts.attempts, facts.reached = 0, False
        start_days(facts, N.REVISIT, None, act.at, rules.revisit_days, calendar)
        return
    facts.state = State.HELD
    promise = facts.promise
    if promise is not None:
        swap(facts, promise, stopped(promise, None))
    hold(facts, named(facts.holder, "department"), act.at)


def _revisit(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    if act.reached is None:
        raise FieldMissing("revisit.reached", field="reached")
    if facts.state is State.REVISITED:
        raise NotPossible("revisit.done", state=facts.state, kind=act.kind)
    facts.attempts += 1
    stop(facts, N.REVISIT, act.at)
    if act.reached:
        facts.reached, facts.bad_revisit = True, is_bad_revisit(act, rules)
        facts.state = State.REVISITED
        if facts.bad_revisit:
            _start_rating_contact(facts, act.at, calendar, rules)
    elif facts.attempts >= rules.revisit_attempts:
        facts.state = State.REVISITED


def _close(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    if facts.bad_revisit and facts.running(N.RATING_CONTACT):
        raise RuleBroken("close.contact_first")
    _end(facts, State.CLOSED, act.at)


def _withdraw(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    facts.watched = False
    _end(facts, State.WITHDRAWN, act.at)


def _archive(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    facts.state = State.ARCHIVED


def _end(facts: TicketFacts, state: State, at: datetime) -> None:
    facts.state = state
    facts.asked_days = 0
    facts.meeting_called = False
    stop_return(facts, at)
    facts.clocks = tuple(
        stopped(clock, at) if clock.runs else clock for clock in facts.clocks
    )


def _reopen(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    if facts.merged:
        raise NotPossible("reopen.merged", state=facts.state, kind=act.kind)
    if facts.holder is None:
        raise NotPossible("reopen.solved_at_desk", state=facts.state, kind=act.kind)
    from_closed = facts.state is State.CLOSED
    if not from_closed and not (facts.reached and facts.bad_revisit):
        raise NotPossible("reopen.not_bad", state=facts.state, kind=act.kind)
    if from_closed:
        _start_rating_contact(facts, act.at, calendar, rules)
    facts.state = State.HELD
    facts.redo_cycle += 1
    facts.assistants = ()
    start_promise(facts, N.REDO, act.at, rules.redo_days, calendar, rules)
    hold(facts, facts.holder, act.at)


def _start_rating_contact(
    facts: TicketFacts, at: datetime, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    days = rules.rating_contact_days
    start_days(facts, N.RATING_CONTACT, facts.holder, at, days, calendar)


DO: Mapping[EntryKind, Do] = {
    EntryKind.VERIFIED: _verify,
    EntryKind.REVISITED: _revisit,
    EntryKind.CLOSED: _close,
    EntryKind.WITHDRAWN: _withdraw,
    EntryKind.ARCHIVED: _archive,
    EntryKind.REOPENED: _reopen,
}
