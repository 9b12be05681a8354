"""慢作为: M1 finish late, M2 a step late, M4 extended again or too late, M5 special
procedure abused. Source: docs/rules.md, "Timelines" 12, 20, 22, 31, 38, 43, 48.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.domain.chronicle import Chronicle, Record, with_end
from app.domain.facts import Clock
from app.domain.finding import Finding
from app.domain.findings.inaction import has_spoken
from app.domain.life.pausing import times_allowed
from app.domain.terms import ClockName, EntryKind, SuspensionReason

_STEPS = (
    ClockName.CONTACT,
    ClockName.ARBITRATION,
    ClockName.VERIFY,
    ClockName.REVISIT,
)


def delays(chronicle: Chronicle) -> Iterator[Finding]:
    """M1 and M2: late. M4, M5: time taken by an extension or suspension that is none."""
    for finish in chronicle.clocks(ClockName.FINISH):
        yield from _late_promise(chronicle, finish, "M1")
    for redo in chronicle.clocks(ClockName.REDO):
        yield from _late_promise(chronicle, redo, "M2")
    for clock in chronicle.facts.clocks:
        if clock.due_at is not None and _is_late_step(chronicle, clock):
            evidence = chronicle.evidence(clock)
            yield Finding("M2", clock.department, clock.due_at, evidence)
    for record in chronicle.of(EntryKind.EXTENDED):
        if _moved_nothing(chronicle, record):
            yield _at(record, "M4")
    for record in chronicle.of(EntryKind.SUSPENDED):
        if _is_abuse(chronicle, record):
            yield _at(record, "M5")


def _at(record: Record, code: str) -> Finding:
    holder = record.before.holder
    return Finding(code, holder, record.act.at, (record.position,))


def _late_promise(chronicle: Chronicle, clock: Clock, code: str) -> Iterator[Finding]:
    """A finish or redo later than its due instant; when that passed in the window's
    hands, since the verification that sent the answer back."""
    if clock.due_at is None or not chronicle.is_late(clock):
        return
    back = chronicle.sent_back_after(clock.due_at, clock.started_at)
    if back is not None:
        evidence = with_end(back.position, chronicle.ended.get(clock.key))
        yield Finding(code, back.after.holder, back.act.at, evidence)
        return
    department = _whose(chronicle, clock.due_at) if code == "M1" else clock.department
    yield Finding(code, department, clock.due_at, chronicle.evidence(clock))


def _whose(chronicle: Chronicle, due_at: datetime) -> str | None:
    """The first late assistant's, when the lead did its part; else the holder's."""
    holder = chronicle.holder_at(due_at)
    if holder is None or not chronicle.spoke(holder, due_at):
        return holder
    for assist in chronicle.clocks(ClockName.ASSIST):
        if chronicle.end(assist) > due_at:
            return assist.department
    return holder


def _is_late_step(chronicle: Chronicle, clock: Clock) -> bool:
    if clock.name is ClockName.ASSIST:
        return chronicle.is_late(clock) and has_spoken(chronicle, clock)
    return clock.name in _STEPS and chronicle.is_late(clock)


def _moved_nothing(chronicle: Chronicle, extended: Record) -> bool:
    before = extended.before
    if before.extensions >= chronicle.rules.extension_times:
        return True
    finish = before.running(ClockName.FINISH)
    if finish is None or finish.due_at is None:
        return False
    return extended.act.at > finish.due_at


def _is_abuse(chronicle: Chronicle, suspended: Record) -> bool:
    act, rules = suspended.act, chronicle.rules
    if act.reason is None:
        return False
    allowed = times_allowed(act.reason, rules)
    too_often = allowed is not None and times_before(suspended) >= allowed
    if too_often and act.reason is SuspensionReason.CORRECTION:
        return False  # that is T3, whatever else is wrong with it
    most = rules.suspensions[act.reason].max_days
    too_long = most is not None and act.planned_days > most
    return too_often or too_long or not act.notice_no.strip()


def times_before(suspended: Record) -> int:
    """How often the holder had suspended for this reason before."""
    return sum(
        one.reason is suspended.act.reason and one.department == suspended.before.holder
        for one in suspended.before.suspensions
    )
