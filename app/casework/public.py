"""What a citizen sees of the own case, with number and query code and no account.

Nothing of the complaint, no name, no officer: where it stands, who has it, by when,
what comes next. A wrong code and an unknown number are told apart by nobody.

    case = find_case(secret, number, code)                # reads
    if case is None:
        with transaction():
            note_wrong_try(number, now, remote)           # counts
        raise query_unknown()                             # at the door
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import takewhile

from app.casework.office import Office
from app.casework.query_codes import is_code
from app.domain.errors import NotFound, NotPossible
from app.domain.facts import Clock, Days, TicketFacts
from app.domain.ladder import next_step
from app.domain.ledger import LedgerDay, ledger
from app.domain.limits import last_overdue_day
from app.domain.rating import may_object, may_rate
from app.domain.replay import overdue_working_days
from app.domain.rule_set import RuleSet
from app.domain.terms import (
    ClockName,
    EntryKind,
    ExclusionCode,
    State,
    Step,
    SuspensionReason,
)
from app.domain.working_calendar import WorkingCalendar
from app.store import directory
from app.store.access_log import AccessAction, log_access
from app.store.reads.public_cases import (
    PublicCase,
    Unit,
    count_tries,
    find_public_cases,
    list_moments,
)

WRONG_TRIES = 5
TRIES_COUNT_FOR = timedelta(minutes=15)
_NUMBER = re.compile(r"[^\W\d_]{1,8}[0-9]{2}-[0-9]{4,9}")
_WITHOUT_HYPHEN = re.compile(r"([^\W\d_]{1,8}[0-9]{2})([0-9]{4,9})")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


@dataclass(frozen=True, slots=True)
class Wait:
    """Days that do not count, because the case waits for something lawful."""

    reason: SuspensionReason
    first_and_last: Days
    is_over: bool


@dataclass(frozen=True, slots=True)
class PublicStatus:
    """Where a case stands, for whom it belongs to.

    department:    who has it; None while the window has it
    due_at:        the promise; None before it is made
    done_at:       when what was promised was done; None while it is not
    days_late:     overdue working days, until done or now; 0 when in time
    is_soon:       has the yellow light come?
    extended_days: working days by which the promise was extended; 0 for not at all
    next_by:       until when whoever has it now must take the next step
    attempts:      how often the window phoned in vain since it checked the answer
    notice_due_at: until when a supervision notice must be answered; None for none
    contacted_at:  when the department first called
    call_due_at:   until when it must call because the person was not satisfied
    redo_cycle:    how often it had to be done again
    goes_up:       does it go up a level when it is not solved this time?
    check_days:    working days in which the window checks and phones after an answer
    days:          the promise day by day
    is_merged:     did it end as a duplicate, so that another case goes on for it?
    may_rate:      is the person's own word awaited?
    may_object:    may it be sent back though it is closed?
    """

    number: str
    district_id: int
    matter: str
    state: State
    exclusion: ExclusionCode | None
    filed_at: datetime
    center: Unit
    window: Unit
    department: Unit | None
    due_at: datetime | None
    done_at: datetime | None
    days_late: int
    is_late: bool
    is_soon: bool
    is_provisional: bool
    limit_days: int
    extended_days: int
    next_by: datetime | None
    is_next_late: bool
    attempts: int
    notice_due_at: datetime | None
    contact_due_at: datetime | None
    is_contact_late: bool
    call_due_at: datetime | None
    is_call_late: bool
    is_notice_late: bool
    contacted_at: datetime | None
    arbitrated_at: datetime | None
    answered_at: datetime | None
    verified_at: datetime | None
    revisited_at: datetime | None
    closed_at: datetime | None
    redo_cycle: int
    goes_up: bool
    check_days: int
    waits: tuple[Wait, ...]
    days: tuple[LedgerDay, ...]
    is_merged: bool = False
    may_rate: bool = False
    may_object: bool = False


def find_case(secret: str, number: str, code: str, now: datetime) -> PublicCase | None:
    """The case of this number, if the code is its own; None for anything else.

    raises: NotPossible query.too_many, after five wrong codes for one number in
            fifteen minutes, whether or not there is such a case
    """
    number = tidy_number(number)
    _require_tries_left(number, now)
    found, right = find_public_cases(number), None
    for case in found:
        district = directory.district(case.district_id)
        if is_code(code, secret, district.code, case.number):
            right = case
    if not found:
        is_code(code, secret, "", number)  # the same work for a number nobody has
    return right


def find_shown_case(district_id: int, number: str) -> PublicCase | None:
    """A case whose code was proved before."""
    for case in find_public_cases(number):
        if case.district_id == district_id:
            return case
    return None


def note_wrong_try(number: str, now: datetime, remote: str) -> None:
    """Count a wrong code; what cannot be a number at all is not counted."""
    number = tidy_number(number)
    if not _NUMBER.fullmatch(number):
        return
    cases = find_public_cases(number)
    log_access(
        AccessAction.QUERY_FAILED,
        now,
        number,
        district_id=cases[0].district_id if cases else directory.sole_district_id(),
        remote=remote,
    )


def query_unknown() -> NotFound:
    """The one refusal for a wrong code and for an unknown number."""
    return NotFound("query.unknown", field="code")


def tidy_number(typed: str) -> str:
    """A number as it was meant: capitals, usual width, no blanks, and the plain hyphen
    also where none was typed."""
    wide = unicodedata.normalize("NFKC", typed).translate(_DASHES).upper()
    number = "".join(wide.split())
    parts = _WITHOUT_HYPHEN.fullmatch(number)
    return "-".join(parts.groups()) if parts else number


def status(case: PublicCase, office: Office, now: datetime) -> PublicStatus:
    """What the citizen may see of a case at a moment."""
    facts, promise = case.facts, case.facts.promise
    calendar = office.calendar_of(case.calendar_hash)
    rules = office.rules_of(case.rules_hash)
    moments = list_moments(case.ticket_id)
    lately = _since_reopening(moments)
    end = (promise.stopped_at if promise else None) or now
    due_at = promise.due_at if promise else None
    is_late = due_at is not None and end > due_at
    following = _next_clock(facts)
    contact, call, notice = map(facts.running, _TOLD_CLOCKS)
    return PublicStatus(
        number=case.number,
        district_id=case.district_id,
        matter=case.matter,
        state=facts.state,
        exclusion=case.exclusion,
        filed_at=facts.filed_at,
        center=case.center,
        window=case.window,
        department=None if facts.with_arbiter else case.department,
        due_at=due_at,
        done_at=promise.stopped_at if promise else None,
        days_late=overdue_working_days(facts, promise, now, calendar) if promise else 0,
        is_late=is_late,
        is_soon=_is_soon(facts, calendar, rules, now),
        is_provisional=case.provisional,
        limit_days=promise.limit_days if promise else 0,
        extended_days=_extended_days(facts, promise, rules),
        next_by=following.due_at if following else None,
        is_next_late=_is_past(following, now),
        attempts=facts.attempts if facts.state is State.VERIFIED else 0,
        notice_due_at=notice.due_at if notice else None,
        contact_due_at=contact.due_at if contact else None,
        is_contact_late=_is_past(contact, now),
        call_due_at=call.due_at if call else None,
        is_call_late=_is_past(call, now),
        is_notice_late=_is_past(notice, now),
        contacted_at=_first(moments, EntryKind.CONTACTED),
        arbitrated_at=_last(moments, EntryKind.ARBITRATED),
        answered_at=_last(lately, EntryKind.ANSWERED) if _is_answered(facts) else None,
        verified_at=_last(lately, EntryKind.VERIFIED) if _is_verified(facts) else None,
        revisited_at=_last(lately, EntryKind.REVISITED) if _is_asked(facts) else None,
        closed_at=case.closed_at,
        redo_cycle=facts.redo_cycle,
        goes_up=facts.redo_cycle + 1 >= rules.raised_at_dissatisfaction,
        check_days=office.rules.verify_days + office.rules.revisit_days,
        waits=_waits(facts),
        days=_days(calendar, promise, now if is_late else None),
        is_merged=facts.merged,
        may_rate=may_rate(facts),
        may_object=may_object(facts),
    )


Moments = list[tuple[EntryKind, datetime]]

_ANSWERED = frozenset(
    {State.ANSWERED, State.VERIFIED, State.REVISITED, State.CLOSED, State.ARCHIVED}
)
_TOLD_CLOCKS = (ClockName.CONTACT, ClockName.RATING_CONTACT, ClockName.NOTICE_REPLY)
# The clock that says until when the next step must be taken.
_NEXT = {
    State.RETURNED: ClockName.ARBITRATION,
    State.ANSWERED: ClockName.VERIFY,
    State.VERIFIED: ClockName.REVISIT,
    State.REVISITED: ClockName.RATING_CONTACT,
}


def _require_tries_left(number: str, now: datetime) -> None:
    since = now - TRIES_COUNT_FOR
    if count_tries(number, AccessAction.QUERY_FAILED, since) >= WRONG_TRIES:
        minutes = int(TRIES_COUNT_FOR.total_seconds()) // 60
        raise NotPossible("query.too_many", field="code", minutes=minutes)


def _since_reopening(moments: Moments) -> Moments:
    back = takewhile(lambda one: one[0] is not EntryKind.REOPENED, reversed(moments))
    return list(back)[::-1]


def _first(moments: Moments, kind: EntryKind) -> datetime | None:
    return next((at for known, at in moments if known is kind), None)


def _last(moments: Moments, kind: EntryKind) -> datetime | None:
    return next((at for known, at in reversed(moments) if known is kind), None)


def _is_answered(facts: TicketFacts) -> bool:
    return facts.state in _ANSWERED


def _is_verified(facts: TicketFacts) -> bool:
    return facts.state in _ANSWERED - {State.ANSWERED}


def _is_asked(facts: TicketFacts) -> bool:
    return facts.state in _ANSWERED - {State.ANSWERED, State.VERIFIED}


def _is_soon(
    facts: TicketFacts, calendar: WorkingCalendar, rules: RuleSet, now: datetime
) -> bool:
    """Has the yellow light come, whether or not the timer has seen it yet?"""
    clock = facts.ladder_clock
    if clock is None:
        return False
    coming = next_step(facts, calendar, rules)
    if coming is not None and coming.step is Step.YELLOW:
        return now >= coming.at
    return Step.YELLOW in clock.fallen


def _extended_days(facts: TicketFacts, promise: Clock | None, rules: RuleSet) -> int:
    """What was granted beyond the limit of the class; a redo cannot be extended."""
    if promise is None or promise.name is not ClockName.FINISH:
        return 0
    usual = rules.classes[facts.ticket_class].limit_working_days or promise.limit_days
    return max(0, promise.limit_days - usual)


def _next_clock(facts: TicketFacts) -> Clock | None:
    name = _NEXT.get(facts.state)
    return facts.running(name) if name else None


def _is_past(clock: Clock | None, now: datetime) -> bool:
    return clock is not None and clock.due_at is not None and now > clock.due_at


def _waits(facts: TicketFacts) -> tuple[Wait, ...]:
    return tuple(
        Wait(one.reason, (one.first_day, one.last_day), one.ended_at is not None)
        for one in facts.suspensions
        if one.lawful
    )


def _days(
    calendar: WorkingCalendar, promise: Clock | None, late_until: datetime | None
) -> tuple[LedgerDay, ...]:
    """The promise day by day; none for one that is not counted in days."""
    if promise is None or promise.day_zero is None or not promise.limit_days:
        return ()
    until = last_overdue_day(promise, late_until, calendar) if late_until else None
    return ledger(
        calendar, promise.day_zero, promise.limit_days, promise.touched, until
    )
