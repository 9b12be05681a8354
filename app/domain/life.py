"""What each act does to a ticket's state and clocks.

`apply_act` is a pure function: it copies the facts, changes the copy and returns it.
Whether the act is allowed by the table of states is asked first; what is forbidden
in the case at hand is raised as a refusal. Live-only refusals (a designated
department's second return, a late request) belong to the moments of life, not here:
recorded histories are judged, not refused. Source: docs/rules.md, "Timelines".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from app.domain import life_beside
from app.domain.acts import Act
from app.domain.clock_moves import (
    not_past,
    start,
    start_days,
    start_promise,
    stop,
    stop_return,
    swap,
)
from app.domain.errors import FieldMissing, NotPossible, RuleBroken
from app.domain.facts import Clock, Suspension, TicketFacts, copied, stopped
from app.domain.lifecycle import require_act_possible
from app.domain.limits import assist_due, contact_due, moved
from app.domain.recomputing import recompute, reply_days
from app.domain.rule_set import RuleSet
from app.domain.rules.changes import limits_under
from app.domain.terms import (
    CauseCode,
    ClockName,
    Colour,
    EntryKind,
    ResultCode,
    State,
    Step,
    SuspensionReason,
    TicketClass,
)
from app.domain.working_calendar import WorkingCalendar

N = ClockName
FREEZABLE = (N.FINISH, N.REDO)


def open_ticket(ticket_class: TicketClass, filed_at: datetime) -> TicketFacts:
    """The facts of a ticket that has just been filed; no clock runs yet."""
    return TicketFacts(ticket_class, State.FILED, filed_at, filed_at)


def apply_act(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> tuple[TicketFacts, tuple[Step, ...]]:
    """The facts after the act, and the steps of the ladder that it brought itself.

    raises: NotPossible when the state does not allow it, RuleBroken or FieldMissing
            when the act contradicts the ticket's history
    """
    require_act_possible(facts.state, act.kind)
    after = copied(facts)
    before = facts.ladder_clock or facts.promise
    _DO[act.kind](after, act, calendar, rules)
    after.last_at = act.at
    return after, _steps_brought(facts, act, before, rules)


def take_step(
    facts: TicketFacts,
    key: tuple[ClockName, int],
    step: Step,
    at: datetime,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> None:
    """Mark the step as fallen on the clock; a coloured notice starts its reply clock.

    Changes `facts` in place: for this room's functions on their own copy only.
    """
    clock = next(clock for clock in facts.clocks if clock.key == key)
    marked = replace(clock, fallen=(*clock.fallen, step))
    swap(facts, clock, marked)
    rule = rules.ladder[step]
    if rule.colour is not None:
        _start_notice(facts, rule.colour, at, marked.key, calendar, rules)


# --- filing and dispatch --------------------------------------------------------


def _dispatch(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    department = _named(act.department, "department")
    facts.dispatched_at = act.at
    _take_over(facts, department, act.at, calendar, rules, designated=False)
    limit = rules.classes[facts.ticket_class].limit_working_days
    finish = start_promise(facts, N.FINISH, act.at, limit or 0, calendar, rules)
    _hold(facts, department, act.at)
    facts.assistants = tuple(d for d in act.assisting if d != department)
    for assistant in facts.assistants:
        due = assist_due(finish, calendar, rules)
        start(facts, N.ASSIST, assistant, act.at, due)


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


def _hold(facts: TicketFacts, department: str, at: datetime) -> None:
    facts.holding_since = at
    facts.signed = False
    start(facts, N.HOLD, department, at)


# --- handling -------------------------------------------------------------------


def _sign(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    if _of_holder(facts, act):
        if facts.signed:
            raise NotPossible("sign.twice")
        facts.signed = True
        stop(facts, N.SIGN, act.at)
        return
    raise RuleBroken("sign.assistant", department=act.department)


def _contact(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    if _of_holder(facts, act):
        stop(facts, N.SIGN, act.at)
        stop(facts, N.CONTACT, act.at)
        stop(facts, N.RATING_CONTACT, act.at)


def _progress(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    if _of_holder(facts, act):
        stop(facts, N.SIGN, act.at)


def _answer(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    if act.result is None:
        raise FieldMissing("answer.result", field="result")
    if not _of_holder(facts, act):
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


# --- suspension and extension ----------------------------------------------------


def _suspend(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    department = _named(facts.holder, "department")
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


def times_allowed(reason: SuspensionReason, rules: RuleSet) -> int | None:
    """How often a department may suspend for this reason; None is without limit.

    A correction too many (T3) stops nothing, whatever its own block allows.
    """
    if reason is SuspensionReason.CORRECTION:
        return rules.findings.t3_corrections
    return rules.suspensions[reason].times


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


# --- returns --------------------------------------------------------------------


def _return(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    department = _must_hold(facts, act)
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
    department = _named(act.department, "department")
    if act.upheld is None:
        raise FieldMissing("arbitrate.upheld", field="upheld")
    stop(facts, N.ARBITRATION, act.at)
    _take_over(facts, department, act.at, calendar, rules, designated=True)
    _hold(facts, department, act.at)
    finish = facts.running(N.FINISH)
    if finish is not None:
        swap(facts, finish, replace(finish, department=department))
    assist = facts.running(N.ASSIST, department)
    if assist is not None:
        swap(facts, assist, stopped(assist, act.at))
    facts.assistants = tuple(d for d in facts.assistants if d != department)


# --- verification, revisit, end ----------------------------------------------------


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
    _hold(facts, _named(facts.holder, "department"), act.at)


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


def _hand_up(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    facts.handed_up = True


def _change_calendar(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    """From now on another calendar holds; `calendar` is that one already."""
    recompute(facts, act.at, act.planned_days, calendar, rules)
    facts.steps_from = act.at


def _change_rules(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    """From now on other rules hold; running clocks follow them, or keep theirs."""
    facts.steps_from = act.at
    if act.recomputes:
        limits = limits_under(facts, act.granted_days, rules)
        recompute(facts, act.at, act.planned_days, calendar, rules, limits)


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
    _hold(facts, facts.holder, act.at)


def _start_rating_contact(
    facts: TicketFacts, at: datetime, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    days = rules.rating_contact_days
    start_days(facts, N.RATING_CONTACT, facts.holder, at, days, calendar)


# --- supervision notices ------------------------------------------------------------


def _end_notice(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    """Answered or lifted: either way nothing is awaited any more."""
    if act.colour is None:
        raise FieldMissing("notice.colour", field="step")
    for clock in reversed(facts.clocks):
        if clock.name is N.NOTICE_REPLY and clock.runs and clock.colour is act.colour:
            swap(facts, clock, stopped(clock, act.at))
            return
    raise NotPossible("notice.none_open", colour=act.colour)


def _issue_notice(
    facts: TicketFacts, act: Act, calendar: WorkingCalendar, rules: RuleSet
) -> None:
    """A notice written by hand: its reply clock runs, the ladder takes no step."""
    if act.colour is None:
        raise FieldMissing("notice.colour", field="colour")
    _start_notice(facts, act.colour, act.at, None, calendar, rules)


def _start_notice(
    facts: TicketFacts,
    colour: Colour,
    at: datetime,
    ladder: tuple[ClockName, int] | None,
    calendar: WorkingCalendar,
    rules: RuleSet,
) -> None:
    days = reply_days(colour, rules)
    department = None if facts.with_arbiter else facts.holder
    clock = start_days(facts, N.NOTICE_REPLY, department, at, days, calendar)
    swap(facts, clock, replace(clock, colour=colour, ladder=ladder))


# --- steps that an act brings itself -------------------------------------------------


def _steps_brought(
    before: TicketFacts, act: Act, clock: Clock | None, rules: RuleSet
) -> tuple[Step, ...]:
    """Raised after a second dissatisfaction, clue after a verified obstruction."""
    if clock is None:
        return ()
    brought = {
        Step.RAISED: act.kind is EntryKind.LEVEL_RAISED
        or _is_dissatisfied_again(before, act, rules),
        Step.CLUE: act.kind is EntryKind.VERIFIED
        and verified_cause(before, act) in rules.clue_causes,
    }
    return tuple(
        step for step, is_so in brought.items() if is_so and step not in clock.fallen
    )


def _is_dissatisfied_again(before: TicketFacts, act: Act, rules: RuleSet) -> bool:
    if before.redo_cycle + 1 < rules.raised_at_dissatisfaction:
        return False
    if act.kind is EntryKind.REOPENED:
        return before.state is State.CLOSED
    return act.kind is EntryKind.REVISITED and is_bad_revisit(act, rules)


def is_bad_revisit(act: Act, rules: RuleSet) -> bool:
    """Was the person reached, and is it not solved or badly rated?"""
    if not act.reached:
        return False
    worst = rules.findings.q1_bad_rating_max
    return act.solved is False or (act.rating is not None and act.rating <= worst)


def verified_cause(facts: TicketFacts, act: Act) -> CauseCode | None:
    """The cause a verification settles on: its own, or, when passed, the answer's."""
    if act.cause is not None:
        return act.cause
    return facts.last_cause if act.passed else None


# --- who acts --------------------------------------------------------------------------


def _named(department: str | None, field: str) -> str:
    if not department:
        raise FieldMissing(f"{field}.missing", field=field)
    return department


def _of_holder(facts: TicketFacts, act: Act) -> bool:
    """Is it the holder's act? An assistant's is not; a stranger's is refused."""
    department = _named(act.department, "department")
    if department == facts.holder:
        return True
    if department in facts.assistants:
        return False
    raise RuleBroken("department.stranger", department=department)


def _must_hold(facts: TicketFacts, act: Act) -> str:
    if not _of_holder(facts, act):
        raise RuleBroken("department.assistant", department=act.department)
    return _named(act.department, "department")


_Do = Callable[[TicketFacts, Act, WorkingCalendar, RuleSet], None]
_DO: Mapping[EntryKind, _Do] = {
    EntryKind.DISPATCHED: _dispatch,
    EntryKind.SIGNED: _sign,
    EntryKind.CONTACTED: _contact,
    EntryKind.PROGRESSED: _progress,
    EntryKind.SUSPENDED: _suspend,
    EntryKind.RESUMED: _resume,
    EntryKind.EXTENDED: _extend,
    EntryKind.RETURNED: _return,
    EntryKind.ARBITRATED: _arbitrate,
    EntryKind.ANSWERED: _answer,
    EntryKind.VERIFIED: _verify,
    EntryKind.REVISITED: _revisit,
    EntryKind.CLOSED: _close,
    EntryKind.REOPENED: _reopen,
    EntryKind.WITHDRAWN: _withdraw,
    EntryKind.ARCHIVED: _archive,
    EntryKind.NOTICE_REPLIED: _end_notice,
    EntryKind.NOTICE_LIFTED: _end_notice,
    EntryKind.NOTICE_ISSUED: _issue_notice,
    EntryKind.EXTENSION_REQUESTED: _ask_extension,
    EntryKind.EXTENSION_REFUSED: _refuse_extension,
    EntryKind.HANDED_UP: _hand_up,
    EntryKind.CALENDAR_CHANGED: _change_calendar,
    **life_beside.DO,
    EntryKind.RULES_CHANGED: _change_rules,
}
