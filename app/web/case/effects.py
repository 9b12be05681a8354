"""What an act, or time, did to the clocks: the difference of the facts around it.

The same words tell what an act has done (the timeline) and what it would do (its form).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from flask_babel import gettext

from app.domain.facts import Clock, TicketFacts
from app.domain.limits import untouched_days_between
from app.domain.replay import overdue_working_days
from app.domain.terms import ClockName, State
from app.domain.working_calendar import WorkingCalendar
from app.web.case.names import Names, clock_title
from app.web.formats import moment_text, term, working_days

N = ClockName

_PROMISES = (N.FINISH, N.REDO)
# Clocks whose beginning goes without saying, or that carry no limit.
_QUIET = (N.HOLD, N.RETURN)
# With a dispatch these begin together; the promise is what matters then.
_WITH_DISPATCH = (N.SIGN, N.CONTACT)
_DAY = timedelta(days=1)


def effect(
    before: TicketFacts | None,
    after: TicketFacts | None,
    calendar: WorkingCalendar,
    names: Names,
) -> str:
    """The consequence for the clocks in one line; empty when there is none."""
    if before is None or after is None:
        return ""
    told = [
        *_of_promise(before, after, calendar),
        *_of_others(before, after, calendar, names),
    ]
    return gettext("; ").join(told)


def _of_promise(
    before: TicketFacts, after: TicketFacts, calendar: WorkingCalendar
) -> Iterator[str]:
    old, new = before.promise, after.promise
    if new is None or new.due_at is None:
        return
    if old is None or old.key != new.key:
        yield _started(new)
    elif old.runs and not new.runs:
        yield _stopped(new, after, calendar)
    elif new.runs and not old.runs:
        until = moment_text(new.due_at)
        yield gettext("runs on, the promise stays: until %(moment)s", moment=until)
    elif old.due_at != new.due_at:
        yield _moved(old, new, before, after, calendar)
    elif after.state is State.SUSPENDED and before.state is State.HELD:
        yield _unmoved(after)
    elif after.with_arbiter != before.with_arbiter:
        yield gettext("runs on; a transfer does not restart it")


def _unmoved(facts: TicketFacts) -> str:
    """Why a suspension moved nothing."""
    if facts.suspensions[-1].lawful:
        return gettext("overdue already: the due moment stays, overdue days stop")
    return gettext("does not stop: this reason stops no clock")


def _started(clock: Clock) -> str:
    until = moment_text(clock.due_at) if clock.due_at else ""
    if not clock.limit_days:
        return gettext(
            "%(clock)s starts, until %(moment)s", clock=term(clock.name), moment=until
        )
    return gettext(
        "%(clock)s starts: %(days)s, the first day not counted, until %(moment)s",
        clock=term(clock.name),
        days=working_days(clock.limit_days),
        moment=until,
    )


def _stopped(clock: Clock, facts: TicketFacts, calendar: WorkingCalendar) -> str:
    name, at = term(clock.name), clock.stopped_at
    if at is None or clock.due_at is None or at <= clock.due_at:
        return gettext("%(clock)s stops, in time", clock=name)
    days = overdue_working_days(facts, clock, at, calendar)
    if not days:
        return gettext(
            "%(clock)s stops, just overdue; this stays on record", clock=name
        )
    return gettext(
        "%(clock)s stops, %(days)s late; this stays on record",
        clock=name,
        days=working_days(days),
    )


def _moved(
    old: Clock,
    new: Clock,
    before: TicketFacts,
    after: TicketFacts,
    calendar: WorkingCalendar,
) -> str:
    until = moment_text(new.due_at) if new.due_at else ""
    if new.limit_days > old.limit_days:
        days = working_days(new.limit_days - old.limit_days)
        return gettext("%(days)s longer, until %(moment)s", days=days, moment=until)
    if after.suspensions == before.suspensions:
        return gettext("the calendar moved it, until %(moment)s", moment=until)
    one = after.suspensions[-1]
    if after.state is State.SUSPENDED and before.state is not State.SUSPENDED:
        return gettext(
            "frozen, %(days)s left; with the planned end until %(moment)s",
            days=working_days(left_after(new, one.first_day - _DAY, calendar)),
            moment=until,
        )
    held = calendar.working_days_between(one.first_day - _DAY, one.last_day)
    return gettext(
        "%(held)s suspended, %(left)s left, until %(moment)s",
        held=working_days(held),
        left=working_days(left_after(new, one.last_day, calendar)),
        moment=until,
    )


def left_after(clock: Clock, day: date, calendar: WorkingCalendar) -> int:
    """Days of the limit that are left after a day."""
    if clock.day_zero is None:
        return clock.limit_days
    done = untouched_days_between(calendar, clock.day_zero, day, clock.touched)
    return max(0, clock.limit_days - done)


def _of_others(
    before: TicketFacts, after: TicketFacts, calendar: WorkingCalendar, names: Names
) -> Iterator[str]:
    known = {clock.key: clock for clock in before.clocks}
    begins = before.promise is None and after.promise is not None
    ends = after.state in (State.CLOSED, State.WITHDRAWN)
    for clock in after.clocks:
        if clock.name in _PROMISES or clock.name in _QUIET:
            continue
        old = known.get(clock.key)
        if old is None and clock.runs and clock.due_at is not None:
            if not (begins and clock.name in _WITH_DISPATCH):
                yield gettext(
                    "%(clock)s until %(moment)s",
                    clock=clock_title(clock, names),
                    moment=moment_text(clock.due_at),
                )
        elif old is not None and old.runs and not clock.runs and not ends:
            yield _ended(clock, after, calendar, names)


def _ended(
    clock: Clock, facts: TicketFacts, calendar: WorkingCalendar, names: Names
) -> str:
    name, at = clock_title(clock, names), clock.stopped_at
    if at is None or clock.due_at is None or at <= clock.due_at:
        return gettext("%(clock)s in time", clock=name)
    days = overdue_working_days(facts, clock, at, calendar)
    if not days:
        return gettext("%(clock)s just overdue", clock=name)
    return gettext("%(clock)s %(days)s late", clock=name, days=working_days(days))
