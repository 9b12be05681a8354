"""A department gets the ticket, works on it, answers, or gives it back.

Source: docs/rules.md, "Timelines".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from app.domain.acts import Act
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.facts import TicketFacts, stopped
from app.domain.life.clock_moves import (
    start,
    start_days,
    start_promise,
    stop,
    stop_return,
    swap,
)
from app.domain.life.do import Do
from app.domain.life.who_acts import must_hold, named, of_holder
from app.domain.limits import assist_due, contact_due
from app.domain.rule_set import RuleSet
from app.domain.terms import ClockName, EntryKind, ResultCode, State
from app.domain.working_calendar import WorkingCalendar

N = ClockName


def hold(facts: TicketFacts, department: str, at: datetime) -> None:
    """From now on the department has it, to be worked on; unsigned."""
    facts.holding_since = at
    facts.signed = False
    start(facts, N.HOLD, department, at)


def _take_over(
    facts: TicketFacts,
    department: str,
    at: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
    *,
    designated: bool,
) -> None:
    """A department gets the ticket: sign, contact and (unless designated) return."""
    facts.state = State.HELD
    facts.holder, facts.with_arbiter = department, False
    facts.designated = designated
    facts.signed = facts.auto_signed = False
    due = calendar.add_working_time(at, rules.sign_hours * 3600)
    start(facts, N.SIGN, department, at, due)
    start(facts, N.CONTACT, department, at, contact_due(calendar, rules, at))
    if not designated:
        start_days(facts, N.RETURN, department, at, rules.return_days, calendar)


def _dispatch(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    department = named(act.department, "department")
    facts.dispatched_at = act.at
    _take_over(facts, department, act.at, calendar, rules, designated=False)
    limit = rules.classes[facts.ticket_class].limit_working_days
    finish = start_promise(facts, N.FINISH, act.at, limit or 0, calendar, rules)
    hold(facts, department, act.at)
    facts.assistants = tuple(d for d in act.assisting if d != department)
    for assistant in facts.assistants:
        due = assist_due(finish, calendar, rules)
        start(facts, N.ASSIST, assistant, act.at, due)


def _sign(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    if of_holder(facts, act):
        if facts.signed:
            raise NotPossible("sign.twice")
        facts.signed = True
        stop(facts, N.SIGN, act.at)
        return
    raise RuleBroken("sign.assistant", department=act.department)


def _contact(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    if of_holder(facts, act):
        stop(facts, N.SIGN, act.at)
        stop(facts, N.CONTACT, act.at)
        stop(facts, N.RATING_CONTACT, act.at)


def _progress(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    if of_holder(facts, act):
        stop(facts, N.SIGN, act.at)


def _answer(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    if act.result is None:
        raise FieldMissing("answer.result", field="result")
    if not of_holder(facts, act):
        assist = facts.running(N.ASSIST, act.department)
        if assist is None:
            raise NotPossible("assist.answered", department=act.department)
        swap(facts, assist, stopped(assist, act.at))
        return
    if facts.state is State.SUSPENDED:
        raise NotPossible("lifecycle.state", state=facts.state, kind=act.kind)
    if facts.running(N.ASSIST):
        raise RuleBroken("answer.assistants_at_work")
    for name in (N.SIGN, N.CONTACT, N.HOLD, N.FINISH, N.REDO):
        stop(facts, name, act.at)
    stop_return(facts, act.at)
    facts.state = State.ANSWERED
    facts.answered_once = True
    facts.watched = act.result is ResultCode.R5
    facts.last_cause = act.cause
    facts.asked_days = 0
    facts.window_spans = (*facts.window_spans, (act.at, None))
    start_days(facts, N.VERIFY, None, act.at, rules.verify_days, calendar)


def _return(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    department = must_hold(facts, act)
    if facts.answered_once:
        raise NotPossible("return.after_answer")
    facts.returned_by = (*facts.returned_by, department)
    facts.asked_days = 0
    stop_return(facts, act.at)
    for name in (N.SIGN, N.CONTACT, N.HOLD):
        stop(facts, name, act.at)
    facts.state = State.RETURNED
    facts.with_arbiter = True
    days = rules.arbitration_days
    start_days(facts, N.ARBITRATION, None, act.at, days, calendar)


def _arbitrate(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    department = named(act.department, "department")
    if act.upheld is None:
        raise FieldMissing("arbitrate.upheld", field="upheld")
    stop(facts, N.ARBITRATION, act.at)
    _take_over(facts, department, act.at, calendar, rules, designated=True)
    hold(facts, department, act.at)
    finish = facts.running(N.FINISH)
    if finish is not None:
        swap(facts, finish, replace(finish, department=department))
    assist = facts.running(N.ASSIST, department)
    if assist is not None:
        swap(facts, assist, stopped(assist, act.at))
    facts.assistants = tuple(d for d in facts.assistants if d != department)


def _hand_up(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    facts.handed_up = True


DO: Mapping[EntryKind, Do] = {
    EntryKind.DISPATCHED: _dispatch,
    EntryKind.SIGNED: _sign,
    EntryKind.CONTACTED: _contact,
    EntryKind.PROGRESSED: _progress,
    EntryKind.ANSWERED: _answer,
    EntryKind.RETURNED: _return,
    EntryKind.ARBITRATED: _arbitrate,
    EntryKind.HANDED_UP: _hand_up,
}
