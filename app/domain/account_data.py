"""The account of a limit as plain data: what the API, the command and tests tell.

Instants are ISO 8601 in the calendar's zone; kinds and sources are codes of `ledger`
and `account`, beside each the exact words of its source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.domain.account import (
    Account,
    Stretch,
    account,
    source_text,
    stretch_source,
    suspension_notes,
)
from app.domain.deciding import Moment
from app.domain.entries import Told
from app.domain.facts import Clock, TicketFacts
from app.domain.ledger import LedgerDay, LedgerKind
from app.domain.rule_set import RuleSet
from app.domain.working_calendar import WorkingCalendar

Data = Mapping[str, object]


def account_data(
    clock: Clock,
    facts: TicketFacts,
    entries: Sequence[Told],
    moment: Moment,
) -> Data:
    """One clock explained.

    entries: the ticket's timeline, for the numbers of its suspension notices
    moment:  what judges the ticket; overdue days are told up to its now
    returns: clock, cycle, department, started_at, due_at, stopped_at, limit {n, unit},
             provisional, calendar, rules, and `days` or `stretches`
    """
    calendar, rules = moment.calendar, moment.rules
    told = account(clock, facts, moment)
    notes = suspension_notes(clock, facts, entries)
    return {
        "clock": str(clock.name),
        "cycle": clock.cycle,
        "department": clock.department,
        "started_at": _local(clock.started_at, calendar),
        "due_at": _local(clock.due_at, calendar),
        "stopped_at": _local(clock.stopped_at, calendar),
        "limit": _limit(told),
        "provisional": _is_provisional(clock, calendar),
        **_versions(calendar, rules),
        "days": [_day(row, notes.get(row.day, ""), calendar) for row in told.days],
        "stretches": [_stretch(one, calendar) for one in told.stretches],
    }


def _limit(told: Account) -> Data | None:
    if told.days:
        return {"n": told.limit, "unit": "working_day"}
    if told.stretches:
        return {"n": told.limit, "unit": "working_second"}
    return None


def _is_provisional(clock: Clock, calendar: WorkingCalendar) -> bool:
    """Does the limit reach into a year whose notice is not published?"""
    if clock.due_at is None:
        return False
    first = calendar.civil_date(clock.started_at).year
    last = calendar.civil_date(clock.due_at).year
    return not all(map(calendar.is_published, range(first, last + 1)))


def _versions(calendar: WorkingCalendar, rules: RuleSet) -> Data:
    return {"calendar": calendar.version, "rules": rules.version}


def _day(row: LedgerDay, notice: str, calendar: WorkingCalendar) -> Data:
    is_suspended = row.kind is LedgerKind.SUSPENDED and notice
    return {
        "date": row.day.isoformat(),
        "kind": str(row.kind),
        "counts": row.kind.counts,
        "number": row.number,
        "remaining": row.remaining,
        "day_kind": str(row.day_kind),
        "source": str(row.source),
        "source_text": notice if is_suspended else source_text(row, calendar),
    }


def _stretch(one: Stretch, calendar: WorkingCalendar) -> Data:
    return {
        "from": _local(one.start, calendar),
        "to": _local(one.end, calendar),
        "kind": str(one.kind),
        "counts": one.kind.counts,
        "seconds": one.seconds,
        "total": one.total,
        "source_text": stretch_source(one, calendar),
    }


def _local(at: datetime | None, calendar: WorkingCalendar) -> str | None:
    return at.astimezone(calendar.zone).isoformat() if at else None
