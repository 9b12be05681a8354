"""推诿: T1 return rejected, T2 returned against the rules, T3 corrections asked for
again or late. Source: docs/rules.md, "Timelines" 32, 45.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.chronicle import Chronicle, Record
from app.domain.facts import Clock
from app.domain.finding import Finding
from app.domain.findings.delay import times_before
from app.domain.limits import days_due
from app.domain.terms import ClockName, EntryKind, SuspensionReason


def passings_on(chronicle: Chronicle) -> Iterator[Finding]:
    """T1 to T3: returned without ground, or sent back for corrections again and again."""
    for record in chronicle.of(EntryKind.ARBITRATED):
        if not record.act.upheld:
            yield _since(chronicle, record, "T1", ClockName.ARBITRATION)
    for record in chronicle.of(EntryKind.RETURNED):
        if record.before.designated or _is_late_return(record):
            yield _since(chronicle, record, "T2", ClockName.SIGN)
    for record in chronicle.of(EntryKind.SUSPENDED):
        if record.act.reason is SuspensionReason.CORRECTION:
            yield from _corrections(chronicle, record)


def _since(
    chronicle: Chronicle, record: Record, code: str, clock: ClockName
) -> Finding:
    """The event is the breach; what it ends began where the clock's last one did."""
    start = chronicle.started[_last(record, clock).key]
    evidence = (start, record.position)
    return Finding(code, record.before.holder, record.act.at, evidence)


def _last(record: Record, name: ClockName) -> Clock:
    return next(c for c in reversed(record.before.clocks) if c.name is name)


def _is_late_return(returned: Record) -> bool:
    window = _last(returned, ClockName.RETURN)
    return window.due_at is not None and returned.act.at > window.due_at


def _corrections(chronicle: Chronicle, suspended: Record) -> Iterator[Finding]:
    rules, at = chronicle.rules.findings, suspended.act.at
    times = times_before(suspended)
    if times >= rules.t3_corrections:
        holder = suspended.before.holder
        yield Finding("T3", holder, at, (suspended.position,))
    elif not times:
        dispatched_at = _last(suspended, ClockName.SIGN).started_at
        days = rules.t3_first_within_days
        _, due = days_due(chronicle.calendar, dispatched_at, days)
        if at > due:
            yield _since(chronicle, suspended, "T3", ClockName.SIGN)
