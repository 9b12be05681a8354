"""不作为: N1 unsigned, N2 nothing done, N3 not done though due, N4 notice unanswered,
N5 assistant silent, N6 false closing. Source: docs/rules.md, "Timelines" 30.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.chronicle import Chronicle, Record, with_end
from app.domain.facts import Clock
from app.domain.finding import Finding
from app.domain.life.brought import verified_cause
from app.domain.limits import days_due
from app.domain.rule_set import RuleSet
from app.domain.terms import ClockName, EntryKind, TicketClass


def inactions(chronicle: Chronicle) -> Iterator[Finding]:
    """N1 to N6: nothing done, or falsely said to be done, where something was owed."""
    for clock in chronicle.clocks(ClockName.SIGN):
        yield from _unsigned(chronicle, clock)
    for clock in chronicle.clocks(ClockName.HOLD):
        yield from _nothing_done(chronicle, clock)
    for record in chronicle.of(EntryKind.VERIFIED):
        yield from _obstructed(chronicle, record)
    for clock in chronicle.clocks(ClockName.NOTICE_REPLY):
        yield from _late(chronicle, clock, "N4")
    for clock in chronicle.clocks(ClockName.ASSIST):
        if not has_spoken(chronicle, clock):
            yield from _late(chronicle, clock, "N5")


def has_spoken(chronicle: Chronicle, assist: Clock) -> bool:
    """Has the assistant said anything by its due instant? Its answer is asked first:
    it ends the clock."""
    if assist.department is None or assist.due_at is None:
        return False
    return chronicle.spoke(assist.department, assist.due_at)


def _late(chronicle: Chronicle, clock: Clock, code: str) -> Iterator[Finding]:
    if clock.due_at is not None and chronicle.is_late(clock):
        evidence = chronicle.evidence(clock)
        yield Finding(code, clock.department, clock.due_at, evidence)


def _unsigned(chronicle: Chronicle, sign: Clock) -> Iterator[Finding]:
    yield from _late(chronicle, sign, "N1")
    days = chronicle.rules.findings.n1_again_days
    _, again = days_due(chronicle.calendar, sign.started_at, days)
    if chronicle.end(sign) > again:
        yield Finding("N1", sign.department, again, chronicle.evidence(sign))


def _nothing_done(chronicle: Chronicle, hold: Clock) -> Iterator[Finding]:
    days = days_of_grace(chronicle.facts.ticket_class, chronicle.rules)
    if days is None:
        return
    due = chronicle.frozen_due(hold.started_at, days)
    if chronicle.end(hold) <= due:
        return
    start = chronicle.started[hold.key]
    first = _first_word(chronicle, hold, start)
    if first is not None and first.act.at <= due:
        return
    end = first.position if first else chronicle.ended.get(hold.key)
    yield Finding("N2", hold.department, due, with_end(start, end))


def days_of_grace(ticket_class: TicketClass, rules: RuleSet) -> int | None:
    """After how many working days without a word N2 stands; None for never."""
    limit = rules.classes[ticket_class].limit_working_days
    if not limit:
        return None
    share = -(-limit * rules.findings.n2_limit_percent // 100)  # rounded up
    return min(share, rules.findings.n2_max_days)


def _first_word(chronicle: Chronicle, hold: Clock, start: int) -> Record | None:
    """The holder's first contact or progress in this holding; one that follows its end
    at the same instant is not in it."""
    end = chronicle.ended.get(hold.key)
    for record in chronicle.of(EntryKind.CONTACTED, EntryKind.PROGRESSED):
        if record.position > start and record.act.department == hold.department:
            return record if end is None or record.position < end else None
    return None


def _obstructed(chronicle: Chronicle, verified: Record) -> Iterator[Finding]:
    before, act = verified.before, verified.act
    cause = verified_cause(before, act)
    rules = chronicle.rules.findings
    if cause is None:
        return
    if cause == rules.n6_cause and before.redo_cycle:
        yield Finding("N6", before.holder, act.at, (verified.position,))
    elif cause.startswith(rules.n3_cause_prefix):
        yield Finding("N3", before.holder, act.at, (verified.position,))
